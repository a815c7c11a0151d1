"""What a body's next meeting gets from its written procedures: cases that come to it, and what was decided (SG-6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.ui import formats, richtext

from ..models import AgendaItem, Case, Meeting, WrittenProcedure
from ..queries.standing import latest_round, tally_of
from ..queries.texts import house_language
from .agenda import propose
from .cases import make_case

TAKE_NOTE = "governance.take_note"


@effect
def written_cases(*, meeting: Meeting, at: datetime, basis: Basis | None = None) -> list[Case]:
    """Return the cases that a meeting's agenda gets by itself because of what was put to the body in writing."""
    with house_language():
        told = told_case(meeting=meeting, at=at, basis=basis)
    waiting = returned_cases(meeting=meeting, basis=basis)
    return [*([told] if told else []), *(case for case in waiting if told is None or case.pk != told.pk)]


@effect
def returned_cases(*, meeting: Meeting, basis: Basis | None = None) -> list[Case]:
    """Return the cases that wait for the body's next meeting after a written procedure, and stand on no agenda."""
    del basis
    rows = Case.objects.filter(state=Case.State.DRAFT)
    to_it = {"written_procedures__state": WrittenProcedure.State.TO_MEETING, "written_procedures__body": meeting.body}
    returned = rows.filter(**to_it) | rows.filter(body=meeting.body, tells_of__isnull=False)
    found = list(returned.distinct().select_related("body").order_by("reference"))
    last = {
        item.case_id: item
        for item in AgendaItem.objects.filter(case__in=found).order_by("pk").select_related("written")
    }
    return [
        case
        for case in found
        if (item := last.get(case.pk)) is None or item.written_id is not None or _was_cancelled(item)
    ]


def _was_cancelled(item: AgendaItem) -> bool:
    return item.meeting.state == Meeting.State.CANCELLED


@effect
def told_case(*, meeting: Meeting, at: datetime, basis: Basis | None = None) -> Case | None:
    """Make a case for information of what the body has decided in writing since it last was told, or None."""
    rows = WrittenProcedure.objects.filter(
        body=meeting.body,
        state__in=[WrittenProcedure.State.DECIDED, WrittenProcedure.State.ADVISED],
        told_in__isnull=True,
    ).select_related("case", "item__decision", "item__advice")
    procedures = list(rows.order_by("ended_at"))
    if not procedures:
        return None
    items = [{"content": [{"text": _line(each)}], "lists": []} for each in procedures]
    tree = richtext.normalise({"type": "doc", "content": [{"type": "bullet_list", "items": items}]})
    case = make_case(
        body=meeting.body,
        kind=Case.Kind.INFORMATION,
        title=_("Decided in writing since the last meeting")
        if any(not each.advisory for each in procedures)
        else _("Advice given in writing since the last meeting"),
        background=richtext.canonical(tree),
        at=at,
        basis=basis,
    )
    propose(case, TAKE_NOTE, [{}], at)
    for each in procedures:
        each.told_in = case
        each.save(update_fields=["told_in"])
    return case


def _line(procedure: WrittenProcedure) -> str:
    """Say what was decided, or advised, in writing, and how many answered."""
    item, round_ = procedure.item, latest_round(procedure.item.pk)
    if procedure.advisory:
        day = item.advice.given_on
        says = _("%(label)s %(title)s, advice given in writing %(day)s: %(answered)s of %(asked)s seats answered.")
    else:
        day = item.decision.decided_on
        says = _("%(label)s %(title)s, decided in writing %(day)s: %(answered)s of %(asked)s seats answered.")
    assert round_ is not None
    stands = tally_of(round_, live=False)
    return says % {
        "label": item.label,
        "title": procedure.case.title,
        "day": formats.day(day),
        "answered": stands.answered,
        "asked": len(stands.present),
    }
