"""The order of an agenda: pure questions on rows already fetched."""

from collections.abc import Sequence
from uuid import UUID

from ..models import AgendaItem, Case

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
