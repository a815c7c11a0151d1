"""How a duty that is asked of every project reads on the conformance board."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding
from samstyring.ui import formats

from .execution import Held, Standing


def found_over(
    standing: Standing, lacks: Callable[[Held], str], none_words: str, all_words: str, some_words: str
) -> Finding:
    """Return a finding over projects: `lacks` says what is wrong with one that lacks what is asked of it.

    The first few are named, those that lack it before the others, and how many more there are.
    """
    if not standing.count:
        return Finding("fulfilled", none_words)
    wrong = [_evidence(project, f": {lacks(project)}", holds=False) for project in standing.few_lacking]
    right = [_evidence(project, "", holds=True) for project in standing.few_holding]
    wrong += _more(standing.lacking - len(wrong), holds=False)
    right += _more(standing.holding - len(right), holds=True)
    count = {"count": formats.number(standing.count), "broken": formats.number(standing.lacking)}
    if not wrong:
        return Finding("fulfilled", all_words % count, right)
    return Finding("broken", some_words % count, [*wrong, *right])


def _evidence(project: Held, words: str, *, holds: bool) -> Evidence:
    return Evidence(f"{project} ({project.code}){words}", project.get_absolute_url(), holds=holds)


def _more(count: int, *, holds: bool) -> list[Evidence]:
    if not count:
        return []
    words = ngettext("and %(count)s more project", "and %(count)s more projects", count)
    return [Evidence(words % {"count": formats.number(count)}, reverse("portfolio:projects"), holds=holds)]
