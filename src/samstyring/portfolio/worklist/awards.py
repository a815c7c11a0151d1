"""Registers what calls for grants ask for: a list to decide, applications to record, a project to make smaller."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, register_source, tells_all

from .. import queries
from ..queries import awards
from ..queries.ranking import DRAFT, RECORD


@register_source
def calls_for_grants(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who keep the lists which calls near their deadline, or are past it. One statement, or two."""
    if not actor.may(DRAFT) and not actor.may(RECORD):
        return []
    calls = awards.calls_waiting(today)
    clause = queries.clauses_on(today).ranking if calls else ""
    return [
        Waiting(
            heading=_heading(call, today) % {"list": call.ranked_list, "funder": call.ranked_list.funder},
            url=f"{call.ranked_list.get_absolute_url()}{'#outcomes' if call.decided else ''}",
            clause=clause,
            deadline=call.ranked_list.deadline,
            text=_text(call),
            key=f"portfolio.call:{call.ranked_list.pk}",
        )
        for call in calls
    ]


def _heading(call: awards.Call, today: date) -> str:
    deadline = call.ranked_list.deadline
    past = deadline is not None and deadline < today
    if call.decided:
        if past:
            return _("Record what was applied for from %(funder)s (%(list)s): nobody has said")
        return _("Apply to %(funder)s before the deadline, and record it (%(list)s)")
    if past:
        return _("The deadline of %(list)s is past: decide the draft of the list, or withdraw it")
    return _("Let the ranked list for %(list)s be decided before the deadline for applications")


def _text(call: awards.Call) -> str:
    if call.decided:
        return formats.sentence(call.silent)
    return _("A draft waits for its decision.") if call.has_draft else _("Nothing is drafted yet.")


@register_source
def awarded_in_part(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who draft mandates which projects got less than they asked for, until they are smaller. One statement."""
    if not (actor.has_role("project_manager", "project_owner") or actor.may("portfolio.draft_mandate")):
        return []
    rows = [row for row in awards.rescalings() if not row.is_done]
    clause = queries.clauses_on(today).mandate if rows else ""
    return [
        Waiting(
            heading=_("Make %(project)s smaller: it got %(amount)s of %(asked)s")
            % {
                "project": row.project,
                "amount": formats.money(row.outcome.amount or 0),
                "asked": formats.money(row.asked),
            },
            url=f"{row.outcome.ranked_list.get_absolute_url()}#c-{row.project.code}",
            clause=clause,
            text=left_words(row),
            key=f"portfolio.rescale:{row.outcome.ranked_list_id}:{row.project.pk}",
        )
        for row in rows
        if actor.may("portfolio.draft_mandate", f"project:{row.project.pk}")
    ]


def left_words(row: awards.Rescaling) -> str:
    """Say what is as it was before the award, and what waits for its decision."""
    old, written = row.labels("old"), row.labels("written")
    words = []
    if old:
        words.append(_("As before the award: %(what)s.") % {"what": formats.sentence(old)})
    if written:
        words.append(_("Waits for its decision: %(what)s.") % {"what": formats.sentence(written)})
    return " ".join(words)


tells_all("projects", calls_for_grants, awarded_in_part)
