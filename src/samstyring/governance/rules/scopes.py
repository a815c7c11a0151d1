"""The scopes by which the charter's powers reach meetings and what is treated in them."""

from samstyring.kernel.actors import Powers

from ..models import Action, AgendaItem, Meeting, Minutes, Round


def of_meeting(meeting: Meeting) -> list[str]:
    """Return the scopes of a meeting: its body's roles, and whoever chairs it."""
    return [f"body:{meeting.body_id}", f"meeting:{meeting.pk}"]


def of_item(item: AgendaItem) -> list[str]:
    """Return the scopes of an item: its meeting's; of one that is treated in writing, those of the body that is asked."""
    return (
        [f"body:{item.written.body_id}"]
        if item.written is not None and not item.meeting_id
        else of_meeting(item.meeting)
    )


def of_round(round_: Round) -> list[str]:
    """Return the scopes of a round: its item's."""
    return of_item(round_.item)


def of_minutes(minutes: Minutes) -> list[str]:
    """Return the scopes of minutes: their meeting's."""
    return of_meeting(minutes.meeting)


def of_action(action: Action) -> list[str]:
    """Return whom an action reaches: the party, and the project that the decision was about."""
    about = action.decision.case.about_id
    return [f"party:{action.organisation_id}", *([f"project:{about}"] if about else [])]


def clause_of(powers: Powers, act: str, *roles: str) -> str:
    """Return the clause by which one of the roles (any, if none is named) may do an act of governance, or ""."""
    given = powers.get(f"governance.{act}", {})
    return next((source for role, source in given.items() if not roles or role in roles), "")
