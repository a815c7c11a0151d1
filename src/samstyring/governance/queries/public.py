"""What the public reads of decisions: what a named person has released, without the passages left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from samstyring.kernel.actors import ANONYMOUS
from samstyring.kernel.prepared import Prepared
from samstyring.records.models import Release
from samstyring.ui import formats

from ..models import Action, Decision, Position
from ..rules.publicity import Publicity
from ..rules.room import Stand
from .decisions import LISTED, actions_of, clauses, decision_for, listed, visible_to
from .minutes_document import corrections_of, how_words
from .public_papers import released_with
from .publicity import of_decision
from .record import one_item, rounds_of
from .texts import proposals_of


@dataclass(frozen=True)
class Said:
    """What a seat said that stands in the minutes; `text` is None where it is left out."""

    seat: str
    position: str
    text: str | None


IN_THE_FEED = 50
"""How many of the decisions released last the feed has."""


@dataclass(frozen=True)
class PublicDecision:
    """A released decision as anyone may read it."""

    decision: Decision
    how: str
    reasons: str | None
    said: Sequence[Said]
    authority: Sequence[tuple[str, str]]
    procedure: Sequence[tuple[str, str]]
    actions: Sequence[Action]
    minutes: Release | None
    corrections: Sequence[str]
    left_out: int
    legal_basis: str
    publicity: Publicity
    papers: Sequence[Release]
    """The papers of the meeting, and the attachments of the case, that are released."""
    reason: str
    """Why it is public although the rules do not make it so."""

    @property
    def late(self) -> bool:
        """Tell whether it was registered later than it was made (VA-1)."""
        return self.decision.registered_on != self.decision.decided_on


def public_decision(body: str, year: int, number: int) -> PublicDecision:
    """Return a released decision by its number. Raises NotThere for one that is not released, or not there at all."""
    decision = decision_for(body, year, number, ANONYMOUS)
    release = decision.release
    rounds = rounds_of([decision.item_id]).get(decision.item_id, []) if decision.item_id else []
    record = one_item(decision.item, rounds, proposals_of(decision.case_id)) if decision.item else None
    hidden = set(release.left_out)
    minutes = (
        Release.objects.filter(document=release.document_id).select_related("document", "public_file").first()
        if release.document_id
        else None
    )
    about = minutes.document.about_id if minutes else None
    authority, procedure = clauses(decision, decision.clause_of_authority, decision.clause_of_procedure)
    return PublicDecision(
        decision=decision,
        how=how_words(decision, record),
        reasons=None if "reasons" in hidden else decision.reasons,
        said=[_said(stand, hidden) for stand in (record.deviations if record else ()) if stand.kind],
        authority=authority,
        procedure=procedure,
        actions=actions_of(decision),
        minutes=minutes,
        corrections=corrections_of([about]).get(about, []) if about else [],
        left_out=len(hidden),
        legal_basis=release.legal_basis,
        publicity=of_decision(decision),
        papers=released_with(decision.meeting_id, decision.case_id),
        reason=release.reason,
    )


def _said(stand: Stand, hidden: set[str]) -> Said:
    left_out = f"position:{stand.round_seat_id}" in hidden
    words = str(Position.Kind(stand.kind).label) if stand.kind else ""
    return Said(stand.name, words, None if left_out else stand.text)


def newest() -> list[Decision]:
    """Return the decisions released last with what the feed says of each, and no more. One SQL statement."""
    return _newest()


@Prepared
def _newest() -> "QuerySet[Decision]":
    rows = listed(visible_to(ANONYMOUS)).select_related("body", "release").only(*LISTED, "release__released_at")
    return rows.order_by("-release__released_at", "-decided_on", "-number")[:IN_THE_FEED]


def summary_of(decision: Decision) -> str:
    """Say in one line when it was decided and how."""
    words = str(decision.get_way_display())
    return f"{formats.day(decision.decided_on)}: {words}"
