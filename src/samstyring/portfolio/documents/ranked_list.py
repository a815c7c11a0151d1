"""A ranked list as a document, as the house prints its lists: with what it is for and what it rests on."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.records.pdf.render import Language
from samstyring.ui import formats

from .. import ranking_words
from ..queries.ranking import ListPage
from ..tables.ranking import note_words, outcome_mark
from . import simple


def document(page: ListPage, language: Language) -> bytes:
    """Return the version that is looked at as PDF: each candidate with what is asked, why, and what became of it."""
    version, told = page.version, page.ranked_list
    facts = [
        *ranking_words.call_facts(told),
        (_("State"), _state(page)),
        (_("Asked for in all"), formats.money(page.asked)),
    ]
    if page.awarded:
        facts.append((_("Awarded in all"), formats.money(page.awarded)))
    blocks: list[simple.Block] = []
    if page.changed is not None:
        blocks += simple.text(ranking_words.changed_words(page.changed))
    for place in page.places:
        blocks += [simple.heading(ranking_words.candidate_words(place.row)), *simple.text("\n\n".join(_lines(place)))]
    if version is not None and version.note:
        blocks += simple.text(version.note)
    return simple.made(
        _("Ranked list"),
        told.name,
        number=told.code,
        day=version.in_force_from or version.created_at if version else told.opened_at,
        facts=facts,
        blocks=blocks,
        language=language,
        at=clock.now(),
        body=told.body.name,
    )


def _state(page: ListPage) -> str:
    version = page.version
    if version is None:
        return _("Nothing drafted")
    if page.is_in_force:
        words = {"day": formats.day(version.in_force_from), "basis": version.basis}
        return _("In force from %(day)s, %(basis)s") % words
    return capfirst(str(version.get_state_display()))


def _lines(place: Any) -> list[str]:
    lines = [place.row.reason]
    if note := note_words(place):
        lines.append(_("Concept note, %(version)s") % {"version": note} + ".")
    if place.scored is not None and place.scored.shown is not None:
        lines.append(capfirst(ranking_words.scored_words(place.scored)) + ".")
    if place.outcome is not None:
        mark = outcome_mark(place.outcome)
        facts = {
            "state": mark[1] if mark else "",
            "day": formats.day(place.outcome.happened_on),
            "evidence": place.outcome.evidence,
        }
        said = _("%(state)s %(day)s (%(evidence)s)") % facts
        lines.append(f"{said}: {formats.money(place.outcome.amount)}" if place.outcome.amount else said)
    return lines
