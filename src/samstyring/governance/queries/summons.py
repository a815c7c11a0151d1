"""The summons before it is sent: as a PDF, and what would stop it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from samstyring.charter import queries as charter
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import Refusal
from samstyring.kernel.prepared import Prepared
from samstyring.records.pdf import render
from samstyring.records.pdf.render import Language

from ..models import AgendaItem, Case, Meeting
from ..rules import summons as rules
from ..rules.agenda import digest_of
from ..rules.meetings import notice_refusal
from . import printed
from .late import LateChange, changes_since
from .leaders import instruction_on
from .papers import paper_of, papers_of
from .recipients import Recipient, called
from .ruled import rule_of
from .texts import house_language


@dataclass(frozen=True)
class SummonsCheck:
    """What is about to be sent: to whom, on whose authority, and what would stop it."""

    recipients: Sequence[Recipient]
    sent_on: rules.SentOn | None
    refusals: Sequence[Refusal]

    @property
    def without_address(self) -> list[Recipient]:
        """Return those whom no e-mail reaches."""
        return [recipient for recipient in self.recipients if not recipient.person.email]


def _items(meeting: Meeting) -> list[AgendaItem]:
    found = _of_meeting(meeting.pk)
    for item in found:
        item.meeting = meeting
    return found


@Prepared
def _of_meeting(meeting_id: UUID) -> "QuerySet[AgendaItem]":
    return AgendaItem.objects.filter(meeting_id=meeting_id).select_related("case__body", "case__case_officer")


def sending_as(meeting: Meeting, actor: Actor, today: date) -> rules.SentOn | Refusal:
    """Return on whose authority this actor would send the summons, or the refusal."""
    permits = actor.permits(rules.CALL, [f"body:{meeting.body_id}"])
    roles = [permit.capacity.role for permit in permits if permit.capacity]
    approval = meeting.summons_approvals.select_related("approved_by").last()
    return rules.sending(
        role="leader" if "leader" in roles else (roles[0] if roles else None),
        name=actor.name,
        clause=rules.clause_for(meeting.body, actor.powers),
        approval=approval,
        approved_is_current=approval is not None and approval.sha256 == digest_of(meeting, _items(meeting)),
        instruction=instruction_on(meeting.body, today),
    )


def check(meeting: Meeting, actor: Actor, now: datetime) -> SummonsCheck:
    """Return what is about to be sent, and what would stop it."""
    today = local_date(now)
    sent_on = sending_as(meeting, actor, today)
    short = notice_refusal(rule_of(meeting, "notice_days"), meeting, today)
    refusals = [each for each in (sent_on, short) if isinstance(each, Refusal)]
    return SummonsCheck(called(meeting), None if isinstance(sent_on, Refusal) else sent_on, refusals)


def preview(meeting: Meeting, actor: Actor, now: datetime) -> bytes:
    """Return the summons as PDF as it would be sent now."""
    cooperation = charter.cooperation()
    with house_language():
        sent_on = sending_as(meeting, actor, local_date(now))
        data = printed.summons(
            meeting,
            papers_of(_items(meeting), local_date(now)),
            cooperation=cooperation.name,
            authority="" if isinstance(sent_on, Refusal) else sent_on.text,
            mailbox=cooperation.secretariat_mailbox,
            recipients=called(meeting),
            demo=charter.installation_mode() == "demo",
        )
        return render("papers", data, language=cast(Language, cooperation.language), at=now)


def late(meeting: Meeting, today: date) -> list[LateChange]:
    """Return what is new or changed since the papers were last sent."""
    return changes_since(meeting, _items(meeting), today)


def late_preview(meeting: Meeting, now: datetime) -> bytes:
    """Return the late papers as PDF as they would be sent now."""
    cooperation = charter.cooperation()
    with house_language():
        data = printed.late_papers(
            meeting,
            late(meeting, local_date(now)),
            cooperation=cooperation.name,
            note="",
            recipients=called(meeting),
            demo=charter.installation_mode() == "demo",
            today=local_date(now),
        )
        return render("late_papers", data, language=cast(Language, cooperation.language), at=now)


def case_preview(case: Case, now: datetime) -> bytes:
    """Return one case's paper as PDF, as it prints."""
    cooperation = charter.cooperation()
    item = case.items.select_related("meeting", "case").order_by("pk").last()
    with house_language():
        data = printed.one_case(
            item.meeting if item else None,
            paper_of(case, local_date(now), item),
            cooperation=cooperation.name,
            demo=charter.installation_mode() == "demo",
            today=local_date(now),
        )
        return render("papers", data, language=cast(Language, cooperation.language), at=now)
