"""The grid of municipalities and projects, drawn by one function: it may have thousands of cells."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from samstyring.ui.escaping import escaped

from .queries.municipalities import ASKED, DECLINED, NEXT, NOT_ASKED, OWNS, RESERVES, TAKES

WORDS = {
    OWNS: gettext_lazy("owns the project"),
    TAKES: gettext_lazy("takes part"),
    RESERVES: gettext_lazy("takes part, with a reservation"),
    NEXT: gettext_lazy("has accepted to take over as owner, not decided yet"),
    ASKED: gettext_lazy("is asked, has not answered"),
    DECLINED: gettext_lazy("has declined"),
    NOT_ASKED: gettext_lazy("stands there, is not asked yet"),
}
LETTERS = {
    OWNS: pgettext_lazy("letter in a grid: owns", "O"),
    TAKES: pgettext_lazy("letter in a grid: takes part", "P"),
    RESERVES: pgettext_lazy("letter in a grid: reservation", "R"),
    NEXT: pgettext_lazy("letter in a grid: next owner", "E"),
    ASKED: pgettext_lazy("letter in a grid: asked", "A"),
    DECLINED: pgettext_lazy("letter in a grid: declined", "D"),
    NOT_ASKED: pgettext_lazy("letter in a grid: not asked", "N"),
}


def legend() -> list[tuple[str, Any, Any]]:
    """Return each state with its letter and its words."""
    return [(state, LETTERS[state], words) for state, words in WORDS.items()]


def drawn(municipalities: Sequence[Any], projects: Sequence[Any]) -> SafeString:
    """Return the head and body of the table: a row for each municipality, a column for each project with its places."""
    cells = {
        state: f'<td class="place-{state}"><abbr title="{escaped(words)}">{escaped(LETTERS[state])}</abbr></td>'
        for state, words in WORDS.items()
    }
    none = escaped(_("no place"))
    nothing = f'<td><abbr title="{none}">·</abbr></td>'
    heads = "".join(
        f'<th scope="col"><a class="ds-link" href="{escaped(project.get_absolute_url())}">{escaped(project.name)}</a>'
        f'<br><span class="small muted">{escaped(project.code)}</span></th>'
        for project in projects
    )
    places = [project.places for project in projects]
    keyed = [(party.pk, party) for party in municipalities]  # a row's key is asked for in each cell
    rows = "".join(
        f'<tr><th scope="row"><a class="ds-link" href="{escaped(party.get_absolute_url())}">{escaped(party.name)}</a></th>'
        + "".join([cells[of[key]] if key in of else nothing for of in places])
        + "</tr>\n"
        for key, party in keyed
    )
    corner = escaped(_("Municipality"))
    head = f'<thead><tr><th scope="col">{corner}</th>{heads}</tr></thead>'
    return mark_safe(f"{head}<tbody>{rows}</tbody>")  # noqa: S308  # every part is escaped above
