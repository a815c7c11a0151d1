"""What waits before a meeting: for the secretariat, the leader, and those who are called."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, register_source

from ..queries import waiting as queries
from ..queries.ruled import CallBy, call_by
from ..rules import readers
from ..rules.meetings import day_of

QUARTER_BEFORE = 45


@register_source
def meetings_to_prepare(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who prepare which agendas to freeze, which summonses to send, which papers have changed."""
    if not readers.may_anywhere(actor, "governance.freeze_agenda"):
        return []
    found = []
    rows = queries.meetings_to_prepare(actor, today)
    by = call_by(row.meeting for row in rows)
    for row in rows:
        url = reverse("governance:meeting", args=[row.meeting.pk])
        day = formats.day(row.meeting.starts_at)
        facts = {"body": row.meeting.body.name, "day": day}
        if row.meeting.called_at is not None:
            if row.regrets:
                says = ngettext("%(count)s has sent regrets", "%(count)s have sent regrets", row.regrets)
                count = capfirst(formats.in_words(row.regrets))
                found.append(
                    Waiting(
                        heading=_("%(regrets)s to the meeting of %(body)s %(day)s")
                        % {**facts, "regrets": says % {"count": count}},
                        url=f"{url}#regrets-heading",
                        deadline=day_of(row.meeting),
                        key=f"governance.regrets:{row.meeting.pk}",
                    )
                )
            if row.changed and readers.reads_all(actor):
                says = ngettext(
                    "%(count)s paper is new or changed.", "%(count)s papers are new or changed.", row.changed
                )
                found.append(
                    Waiting(
                        heading=_("Send late papers to %(body)s %(day)s") % facts,
                        url=url,
                        deadline=day_of(row.meeting),
                        text=says % {"count": row.changed},
                        key=f"governance.late:{row.meeting.pk}",
                    )
                )
            continue
        if row.meeting.frozen_at and actor.has_role("leader", scope=f"body:{row.meeting.body_id}"):
            continue  # asked to approve it, and can send it there
        heading = (
            _("Send the summons to %(body)s %(day)s")
            if row.meeting.frozen_at
            else _("Finish the agenda of %(body)s %(day)s")
        )
        says = ngettext("%(count)s case is on the agenda.", "%(count)s cases are on the agenda.", row.items)
        found.append(
            Waiting(
                heading=heading % facts,
                url=url,
                clause=row.clause,
                deadline=by[row.meeting.pk].day,
                text=f"{says % {'count': row.items}} {no_notice(by[row.meeting.pk])}".strip(),
                key=f"governance.prepare:{row.meeting.pk}",
            )
        )
    return found


@register_source
def summonses_to_approve(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell the leader which summonses wait for approval (LE-2)."""
    rows = queries.summonses_to_approve(actor, today)
    by = call_by(row.meeting for row in rows)
    says = _("The agenda is frozen. You can send it yourself, or let the secretariat.")
    return [
        Waiting(
            heading=_("Approve the summons to %(body)s %(day)s")
            % {"body": row.meeting.body.name, "day": formats.day(row.meeting.starts_at)},
            url=reverse("governance:approve_summons", args=[row.meeting.pk]),
            clause=row.clause,
            deadline=by[row.meeting.pk].day,
            text=f"{says} {no_notice(by[row.meeting.pk])}".strip(),
            key=f"governance.approve:{row.meeting.pk}",
        )
        for row in rows
    ]


def no_notice(by: CallBy) -> str:
    """Return that no rule says how long before a meeting its summons must go, where none does."""
    return "" if by.ruled.regulated else _("No rule says how long before the meeting the summons must go.")


@register_source
def quarters_without_meeting(actor: Actor, today: date) -> Sequence[Waiting]:
    """Remind those who plan that the quarter ends without a meeting (SG-6)."""
    if not readers.may_anywhere(actor, "governance.plan_meeting"):
        return []
    return [
        Waiting(
            heading=_("Plan a meeting of %(body)s in %(quarter)s") % {"body": row.body.name, "quarter": row.quarter},
            url=f"{reverse('governance:plan_meeting')}?body={row.body.key}",
            clause=row.clause,
            deadline=row.quarter.last_day,
            key=f"governance.quarter:{row.body.key}:{row.quarter.year}-{row.quarter.number}",
        )
        for row in queries.quarters_without_meeting(actor, today, QUARTER_BEFORE)
    ]


@register_source
def drafts_of_mine(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a case officer which of the own cases are not on an agenda yet."""
    if not readers.may_anywhere(actor, "governance.edit_case"):
        return []
    cases = queries.my_drafts(actor)
    if not cases:
        return []
    says = ngettext(
        "%(count)s case of yours is in preparation", "%(count)s cases of yours are in preparation", len(cases)
    )
    return [
        Waiting(
            heading=says % {"count": capfirst(formats.in_words(len(cases)))},
            url=f"{reverse('governance:cases')}?state=draft",
            text=formats.sentence(f"{case.reference} {case.title}" for case in cases[:4]),
            key="governance.drafts",
        )
    ]


@register_source
def meetings_called(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell members and observers which meetings they are called to."""
    return [
        Waiting(
            heading=_("Read the papers of %(body)s %(day)s")
            % {"body": meeting.body.name, "day": formats.day(meeting.starts_at)},
            url=reverse("governance:meeting", args=[meeting.pk]),
            deadline=day_of(meeting),
            text=_("If you cannot come, register your regrets on the same page."),
            key=f"governance.called:{meeting.pk}",
        )
        for meeting in queries.meetings_called(actor, today)
    ]
