"""What waits in governance for anybody, as the work list of the secretariat tells it: decisions, minutes, meetings."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, tells_all

from ..models import Action, Body, Meeting, Minutes, WrittenProcedure
from ..queries import decisions as decision_queries
from ..queries import whole as queries
from ..queries.ruled import call_by
from ..rules.meetings import day_of
from ..rules.scopes import clause_of
from . import deciding, leading, preparing, reviewing
from . import written as in_writing

tells_all("meetings", leading.nobody_leads)
tells_all("meetings", deciding.in_session, preparing.meetings_to_prepare, preparing.quarters_without_meeting)
tells_all("minutes", deciding.minutes_to_make)


def leader_of(body: Body) -> str:
    """Name who leads a body: the office, or plain "the leader"."""
    return body.leader_office.title if body.leader_office else _("the leader")


@in_whole("decisions", deciding.to_follow_up)
def follow_up(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every follow-up that is not closed, and who asks for more time (SG-8)."""
    del today
    clause = clause_of(reader.powers, "report_action", "chief_executive", "contact")
    found = []
    for row in queries.unfinished():
        url = reverse("governance:action", args=[row.pk])
        source = f"{row.decision.label} {row.decision.title}"
        reported = row.state == Action.State.REPORTED
        words = _("Close what is reported as done: %(what)s") if reported else "%(what)s"
        found.append(
            Waiting(
                heading=words % {"what": row.text},
                url=url,
                clause=clause,
                deadline=row.due,
                text=source,
                key=f"action:{row.pk}",
                who=_("the secretariat") if reported else row.organisation.name,
            )
        )
        if row.asked_until:
            asks = {"who": row.organisation.name, "day": formats.day(row.asked_until), "what": row.text}
            found.append(
                Waiting(
                    heading=_("%(who)s asks for more time until %(day)s: %(what)s") % asks,
                    url=url,
                    clause=clause_of(reader.powers, "grant_extension"),
                    text=source,
                    key=f"extension:{row.pk}",
                    who=leader_of(row.decision.body),
                )
            )
    return found


@in_whole("decisions", deciding.conditions)
def conditions(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every decision that waits for a condition, with who confirms it. At most two SQL statements."""
    del reader
    rows = decision_queries.waiting_for_condition(today)
    names = queries.confirmers([row for row, _decision in rows])
    return [
        Waiting(
            heading=_("%(label)s waits for its condition") % {"label": decision.label},
            url=decision_queries.address_of_decision(decision),
            clause=decision.clause_of_authority.split(",")[0],
            deadline=proposal.condition_latest,
            text=proposal.condition,
            key=f"condition:{proposal.pk}",
            who=names.get(proposal.condition_confirmed_by, ""),
        )
        for proposal, decision in rows
    ]


@in_whole("decisions", reviewing.decisions_to_review)
def reviews(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every decision in force whose day for review is past or near (SE-2)."""
    clause = clause_of(reader.powers, "bring_up_decisions")
    return [
        Waiting(
            heading=_("Look anew at %(label)s %(title)s") % {"label": row.label, "title": row.title},
            url=decision_queries.address_of_any(row),
            clause=clause,
            deadline=row.review_on,
            key=f"review:{row.pk}",
            who=_("the secretariat"),
            also=("decisions_to_review",),
        )
        for row in queries.to_review(today)
    ]


@in_whole("minutes", deciding.minutes_to_sign, deciding.minutes_to_read)
def minutes(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return minutes that are out for comment, and those that nobody has signed yet."""
    del today
    return [
        Waiting(
            heading=words % {"day": formats.day(row.meeting.starts_at)},
            url=reverse("governance:minutes", args=[row.meeting_id]),
            clause=clause_of(reader.powers, act),
            deadline=row.comment_until if row.state == Minutes.State.SENT else None,
            text=row.meeting.body.name,
            key=f"{key}:{row.pk}",
            who=who,
        )
        for row in queries.not_done_with()
        if row.state == Minutes.State.SENT or not hasattr(row, "signature")
        for words, who, act, key in [_left_of(row)]
    ]


def _left_of(row: Minutes) -> tuple[str, str, str, str]:
    """Return what is left to do of minutes: the words, by whom, by which act, and how the key begins."""
    if row.state == Minutes.State.SENT:
        return _("Read the minutes of %(day)s"), _("those who were called"), "remark_on_minutes", "read_minutes"
    chair = row.meeting.chair.name if row.meeting.chair else leader_of(row.meeting.body)
    return _("Sign the minutes of %(day)s"), chair, "sign_minutes", "sign_minutes"


@in_whole("meetings", preparing.summonses_to_approve)
def summonses(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every frozen agenda whose summons has not gone: the leader calls, or lets the secretariat (LE-2)."""
    clause = clause_of(reader.powers, "approve_summons")
    rows = queries.frozen_and_not_called(today)
    by = call_by(rows)
    return [
        _of_meeting(
            row,
            _("Approve or send the summons to %(body)s %(day)s"),
            key="governance.approve",
            deadline=by[row.pk].day,
            who=leader_of(row.body),
            clause=clause,
            text=preparing.no_notice(by[row.pk]),
        )
        for row in rows
    ]


@in_whole("meetings", preparing.meetings_called)
def meetings(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every meeting that is called and not yet held."""
    del today
    clause = clause_of(reader.powers, "open_meeting")
    return [
        _of_meeting(
            row,
            _("Hold the meeting of %(body)s %(day)s"),
            key="governance.called",
            deadline=day_of(row),
            who=_("those who were called"),
            clause=clause,
        )
        for row in queries.called()
    ]


def _of_meeting(
    row: Meeting, words: str, *, key: str, deadline: date, who: str, clause: str, text: str = ""
) -> Waiting:
    return Waiting(
        heading=words % {"body": row.body.name, "day": formats.day(row.starts_at)},
        url=reverse("governance:meeting", args=[row.pk]),
        clause=clause,
        deadline=deadline,
        text=text,
        key=f"{key}:{row.pk}",
        who=who,
    )


@in_whole("decisions", in_writing.in_writing)
def written(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every written procedure that waits for the leader, or is out for answers (SG-6)."""
    del today
    return [
        Waiting(
            heading=words % {"title": row.case.title},
            url=row.get_absolute_url(),
            clause=clause_of(reader.powers, act),
            deadline=row.answer_by,
            text=row.body.name,
            key=f"written:{row.pk}",
            who=who,
        )
        for row in queries.in_writing()
        for words, act, who in [_of_written(row)]
    ]


def _of_written(row: WrittenProcedure) -> tuple[str, str, str]:
    if row.state == WrittenProcedure.State.PREPARED:
        return _("Read and send out in writing: %(title)s"), "open_written_procedure", leader_of(row.body)
    return _("Answer in writing: %(title)s"), "answer_in_writing", row.body.name
