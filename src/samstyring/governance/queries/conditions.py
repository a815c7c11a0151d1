"""What waits for one and the same condition."""

from ..models import Proposal


def waits_with(one: Proposal, other: Proposal) -> bool:
    """Tell whether two proposals of a decision are on one condition: the same words, to be confirmed by the same."""
    return _condition(one) == _condition(other)


def waiting_with(proposal: Proposal) -> list[Proposal]:
    """Return the others of its decision that wait for the same condition, in order. One SQL statement."""
    rows = Proposal.objects.filter(case=proposal.case_id, state=Proposal.State.WAITING).exclude(pk=proposal.pk)
    return [row for row in rows.order_by("position") if waits_with(row, proposal)]


def _condition(proposal: Proposal) -> tuple[object, ...]:
    words = " ".join(proposal.condition.split()).rstrip(".").casefold()
    return proposal.case_id, words, proposal.condition_confirmed_by, proposal.condition_latest
