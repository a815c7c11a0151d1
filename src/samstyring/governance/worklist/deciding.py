"""What waits for someone in meetings and after decisions."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, register_source

from ..models import Action, Meeting, Minutes
from ..queries import actions, deadlines, decisions, extensions, minutes
from ..queries.room import may_enter, rights_of
from ..rules.actions import is_overdue
from ..rules.scopes import clause_of, of_meeting

AHEAD = timedelta(days=30)
RECENT = 2
"""How many minutes to sign are named at once: the newest."""
SECRETARIAT = ("secretariat", "secretariat_leader")


@register_source
def in_session(actor: Actor, today: date) -> Sequence[Waiting]:
    """Say that a meeting is open, to everyone who belongs in it. One SQL statement."""
    del today
    rows = Meeting.objects.filter(state=Meeting.State.OPEN).select_related("body")
    return [
        Waiting(
            heading=_("The meeting of %(body)s is in session") % {"body": row.body.name},
            url=reverse("governance:room", args=[row.pk]),
            deadline=local_date(row.starts_at),
            text=_("Go to the meeting room"),
            key=f"room:{row.pk}",
        )
        for row in rows
        if may_enter(actor, row)
    ]


@register_source
def to_follow_up(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return what the actor's municipality is to do, and for others what is overdue anywhere (SG-8).

    Whoever can grant more time sees who asks for it. One SQL statement.
    """
    parties = actor.scoped_ids("party", "chief_executive", "contact", "project_owner")
    secretariat = actor.has_role(*SECRETARIAT)
    if not parties and not secretariat and not actor.has_role("leader"):
        return []
    unfinished = Action.objects.filter(state__in=actions.UNFINISHED)
    rows = extensions.with_asked(deadlines.with_due(unfinished)).select_related("decision", "organisation")
    found, clause = [], clause_of(actor.powers, "report_action", "chief_executive", "contact")
    for row in rows.order_by("due"):
        own = str(row.organisation_id) in parties and row.state == Action.State.OPEN
        overdue = is_overdue(row, today)
        reported = row.state == Action.State.REPORTED
        if (own and row.due - today <= AHEAD) or (secretariat and (overdue or reported)):
            found.append(_action(row, clause, reported=reported, own=own))
        if row.asked_until and actor.may("governance.grant_extension", f"body:{row.decision.body_id}"):
            found.append(_asked(row, clause_of(actor.powers, "grant_extension")))
    return found


def _asked(row: Action, clause: str) -> Waiting:
    words = {"who": row.organisation.name, "day": formats.day(row.asked_until), "what": row.text}
    return Waiting(
        heading=_("%(who)s asks for more time until %(day)s: %(what)s") % words,
        url=reverse("governance:action", args=[row.pk]),
        clause=clause,
        text=f"{row.decision.label} {row.decision.title}",
        key=f"extension:{row.pk}",
    )


def _action(row: Action, clause: str, *, reported: bool, own: bool) -> Waiting:
    heading = row.text if own else f"{row.organisation.name}: {row.text}"
    if reported:
        heading = _("%(who)s reports as done: %(what)s") % {"who": row.organisation.name, "what": row.text}
    return Waiting(
        heading=heading,
        url=reverse("governance:action", args=[row.pk]),
        clause=clause,
        deadline=None if reported else row.due,
        text=f"{row.decision.label} {row.decision.title}",
        key=f"action:{row.pk}",
    )


@register_source
def conditions(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return the decisions that wait for a condition, for those who can confirm it or bring it back."""
    if not actor.has_role(*SECRETARIAT, "leader"):
        return []
    found = []
    for proposal, decision in decisions.waiting_for_condition(today):
        if not actor.may("governance.confirm_condition", f"body:{decision.body_id}"):
            continue
        late = proposal.condition_latest is not None and today > proposal.condition_latest
        words = _("The condition of %(label)s was not met in time") if late else _("%(label)s waits for its condition")
        found.append(
            Waiting(
                heading=words % {"label": decision.label},
                url=decisions.address_of_decision(decision),
                clause=decision.clause_of_authority.split(",")[0],
                deadline=proposal.condition_latest,
                text=proposal.condition,
                key=f"condition:{proposal.pk}",
            )
        )
    return found


@register_source
def minutes_to_make(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return the minutes to begin, send or approve, for those who make them."""
    if not actor.has_role(*SECRETARIAT):
        return []
    clause = clause_of(actor.powers, "draft_minutes")
    without, unapproved = minutes.minutes_to_make(today)
    found = [
        Waiting(
            heading=_("Draft the minutes of %(day)s") % {"day": formats.day(meeting.starts_at)},
            url=reverse("governance:room", args=[meeting.pk]),
            clause=clause,
            text=meeting.body.name,
            key=f"minutes:{meeting.pk}",
        )
        for meeting in without
    ]
    for row in unapproved:
        words = _words(row, today)
        if words:
            found.append(
                Waiting(
                    heading=words % {"day": formats.day(row.meeting.starts_at)},
                    url=reverse("governance:minutes", args=[row.meeting_id]),
                    clause=clause,
                    text=row.meeting.body.name,
                    key=f"minutes:{row.meeting_id}",
                )
            )
    return found


@register_source
def minutes_to_sign(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return the approved minutes that wait for the signature of whoever chaired. Who led is asked a meeting."""
    del today
    if not actor.has_role("leader", "chair"):
        return []
    found = [
        row
        for row in minutes.to_sign(actor.person_id)
        if actor.may("governance.sign_minutes", *of_meeting(row.meeting))
    ][:RECENT]
    return [
        Waiting(
            heading=_("Sign the minutes of %(day)s") % {"day": formats.day(row.meeting.starts_at)},
            url=reverse("governance:minutes", args=[row.meeting_id]),
            clause=clause_of(actor.powers, "sign_minutes"),
            text=row.meeting.body.name,
            key=f"sign_minutes:{row.pk}",
        )
        for row in found
        if (signer := minutes.signer_of(row)) is not None and signer.pk == actor.person_id
    ]


def _words(row: Minutes, today: date) -> str:
    if row.state == Minutes.State.DRAFT:
        return _("Send the minutes of %(day)s for comment")
    if row.comment_until is not None and today > row.comment_until:
        return _("The deadline for comments on the minutes of %(day)s is past")
    return ""


@register_source
def minutes_to_read(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return the minutes that are out for comment, for the seats that were called. One SQL statement."""
    if not actor.has_role("member", "leader"):
        return []
    return [
        Waiting(
            heading=_("Read the minutes of %(day)s") % {"day": formats.day(row.meeting.starts_at)},
            url=reverse("governance:minutes", args=[row.meeting_id]),
            deadline=row.comment_until,
            text=row.meeting.body.name,
            key=f"read_minutes:{row.pk}",
        )
        for row in minutes.out_for_comment(today)
        if may_enter(actor, row.meeting) and not rights_of(actor, row.meeting).minutes
    ]
