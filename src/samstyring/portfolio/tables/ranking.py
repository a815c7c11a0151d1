"""The list of ranked lists, and one list in its order."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.escaping import element, escaped
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table

from .. import ranking_words
from ..models import CandidateOutcome, RankedList
from ..queries import ranking as queries

OUTCOME_MARKS = {
    CandidateOutcome.State.APPLIED: "soon",
    CandidateOutcome.State.AWARDED: "ok",
    CandidateOutcome.State.IN_PART: "due",
    CandidateOutcome.State.REFUSED: "broken",
    CandidateOutcome.State.POSTPONED: "na",
    CandidateOutcome.State.DROPPED: "na",
}


def outcome_mark(outcome: Any) -> tuple[str, Any] | None:
    """Return what became of a candidate as a mark; None where nothing is recorded."""
    return (OUTCOME_MARKS[outcome.state], capfirst(outcome.get_state_display())) if outcome else None


def _stand(row: Any) -> tuple[str, Any]:
    told = row.told
    if told.closed and not told.waits:
        return ("na", _("Closed"))
    if told.in_force is None:
        return ("soon", _("Being prepared")) if told.waits else ("na", _("Nothing drafted"))
    return ("due", _("In force, a change waits")) if told.waits else ("ok", _("In force"))


class RankedListTable(Table):
    """The lists; what their versions hold is read for the rows of the page only."""

    caption = gettext_lazy("Ranked lists")
    file_name = "rangerte-lister"
    saved_as = "portfolio:ranked_lists"
    sort = "-year"
    prints = True
    filters: ClassVar[Sequence[Any]] = (
        SearchFilter("q", gettext_lazy("Words, code or funder"), queries.that_say),
        ChoiceFilter(
            "kind",
            gettext_lazy("For"),
            lambda rows, kind: rows.filter(kind=kind),
            choices=lambda: [(value, capfirst(label)) for value, label in RankedList.Kind.choices],
            every=gettext_lazy("All"),
        ),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("Ranked list"),
            sort="sort_key",
            header=True,
            link=lambda row: row.get_absolute_url(),
            small=lambda row: row.code,
        ),
        Column("code", gettext_lazy("Code"), sort="code", on_page=False),
        Column("year", gettext_lazy("Year"), value=lambda row: str(row.year), sort="year"),
        Column(
            "funder",
            gettext_lazy("Funder"),
            value=lambda row: row.funder or capfirst(row.get_kind_display()),
            sort="funder",
        ),
        Column("deadline", gettext_lazy("Deadline"), "day", sort="deadline"),
        Column("frame", gettext_lazy("Frame"), "money", on_page=False),
        Column("count", gettext_lazy("Candidates"), "number", value=lambda row: row.told.count or None),
        Column("asked", gettext_lazy("Asked for, kr"), "money", value=lambda row: row.told.asked or None),
        Column("awarded", gettext_lazy("Awarded, kr"), "money", value=lambda row: row.told.awarded or None),
        Column("stand", gettext_lazy("State"), "mark", value=_stand),
        Column(
            "basis",
            gettext_lazy("By"),
            "basis",
            value=lambda row: row.told.in_force.basis if row.told.in_force else None,
        ),
    )

    def __init__(self, request: HttpRequest, rows: Any, *, by: Actor, empty: Empty) -> None:
        super().__init__(request, rows, empty=empty)
        self._by = by

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Read what the versions hold beside the rows."""
        shown = list(rows)
        told = queries.rows_of(shown, self._by, clock.today())
        for row in shown:
            row.told = told[row.pk]
        return shown


def _score(place: Any) -> Any:
    return ranking_words.figure(place.scored.total) if place.scored else None


def _score_words(place: Any) -> str:
    """Return the sum, or why there is none: it leads to the scores, also where they are still to be given."""
    if place.scored is None or place.scored.shown is None:
        return _("not scored")
    return _("not whole") if place.scored.total is None else formats.number(_score(place), 2)


def _score_small(place: Any) -> str:
    if place.scored is None or place.scored.shown is None:
        return ""
    words = [_("of %(steps)s") % {"steps": place.scored.shown.steps}] if place.scored.total is not None else []
    return ", ".join([*words, _("earlier criteria")] if place.scored.is_earlier else words)


def note_words(place: Any) -> str:
    """Say which version of its concept note there is, or how its study stands; nothing where it was not studied."""
    if place.studied is None:
        return ""
    note, state = place.studied.note, str(place.studied.study.get_state_display())
    if note is None:
        return state
    version = _("version %(number)s") % {"number": note.number}
    return version if note.ready else f"{version}, {state}"


def _code(place: Any) -> Any:
    """Return the candidate's code, and the way to its concept note where it was studied."""
    if place.studied is None:
        return place.row.project.code
    study, said = place.studied.study, _("Concept note, %(version)s") % {"version": note_words(place)}
    link = element('<a class="ds-link" href="%s">', said, "</a>", study.get_absolute_url())
    return SafeString(escaped(place.row.project.code) + " · " + link)


def _outcome_small(place: Any) -> str:
    if place.outcome is None:
        return ""
    day = formats.short_day(place.outcome.happened_on)
    return f"{day}, {formats.money(place.outcome.amount)}" if place.outcome.amount else day


class PlaceTable(Table):
    """The candidates of a version in their order."""

    caption = gettext_lazy("Candidates in order")
    show_caption = False
    file_name = "rangert-liste"
    page_size = 1000

    def __init__(self, request: HttpRequest, page: queries.ListPage, *, scores: bool) -> None:
        super().__init__(request, page.places, empty=Empty(_("No candidates yet")))
        score = (
            Column(
                "score",
                gettext_lazy("Weighted sum"),
                value=_score_words,
                link=lambda place: place.scored.url if place.scored else "",
                small=_score_small,
                css="num",
                in_files=False,
            ),
            Column("sum", gettext_lazy("Weighted sum"), "number", value=_score, decimals=2, on_page=False),
        )
        self.columns = (  # type: ignore[misc]
            Column("place", gettext_lazy("Rank"), "number", value=lambda place: place.row.place),
            Column(
                "project",
                gettext_lazy("Candidate"),
                value=lambda place: str(place.row.project),
                header=True,
                link=lambda place: place.row.project.get_absolute_url(),
                small=_code,
            ),
            Column("code", gettext_lazy("Code"), value=lambda place: place.row.project.code, on_page=False),
            Column("note", gettext_lazy("Concept note"), value=note_words, on_page=False),
            Column("asked", gettext_lazy("Asked for, kr"), "money", value=lambda place: place.row.asked),
            Column("reason", gettext_lazy("Why it stands here"), value=lambda place: place.row.reason),
            *(score if scores else ()),
            Column(
                "outcome",
                gettext_lazy("State"),
                "mark",
                value=lambda place: outcome_mark(place.outcome),
                small=_outcome_small,
            ),
            Column(
                "awarded",
                gettext_lazy("Awarded, kr"),
                "money",
                value=lambda place: place.outcome.amount if place.outcome else None,
                on_page=False,
            ),
        )
        self.file_name = f"{page.ranked_list.code.lower()}-rangering"  # type: ignore[misc]
