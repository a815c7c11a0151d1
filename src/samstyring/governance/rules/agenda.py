"""The order of an agenda: pure questions on rows already fetched."""

from collections.abc import Sequence
from datetime import UTC
from uuid import UUID

from samstyring.kernel import canonical

from ..models import AgendaItem, Case, Meeting

FIRST_KINDS = (Case.Kind.AGENDA, Case.Kind.MINUTES)
LAST_KINDS = (Case.Kind.OTHER_BUSINESS,)


def rank(case: Case) -> int:
    """Return where a kind of case stands: approval of the agenda, of the minutes, the cases, other business."""
    if case.kind in FIRST_KINDS:
        return FIRST_KINDS.index(Case.Kind(case.kind))
    return len(FIRST_KINDS) + (case.kind in LAST_KINDS)


def in_order(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Return items with the approvals first and other business last, otherwise as they stand."""
    return sorted(items, key=lambda item: (rank(item.case), item.position))


def moved(order: Sequence[UUID], item: UUID, steps: int) -> list[UUID]:
    """Return the order with one item moved up (negative) or down; at an end it stays."""
    rest = [each for each in order if each != item]
    place = max(0, min(len(rest), list(order).index(item) + steps))
    return [*rest[:place], item, *rest[place:]]


def live(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Return the items that are still to be treated or were: not the withdrawn ones."""
    return [item for item in items if item.state != AgendaItem.State.WITHDRAWN]


def digest_of(meeting: Meeting, items: Sequence[AgendaItem]) -> str:
    """Return the digest of what a summons says: time, place, and the label and title of each item."""
    facts = {
        "starts_at": meeting.starts_at.astimezone(UTC),
        "ends_at": meeting.ends_at.astimezone(UTC),
        "place": meeting.place,
        "video_link": meeting.video_link,
        "items": [[item.label, item.case.title] for item in live(items)],
    }
    return canonical.sha256(canonical.dumps(facts))
