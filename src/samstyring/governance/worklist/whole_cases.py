"""What waits in governance for anybody, as the work list of the secretariat tells it: cases, asking, registers, plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.parties.models import OfficeHolding
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, named

from ..models import Designation
from ..queries import whole as queries
from ..rules.input import name_of
from ..rules.scopes import clause_of
from . import input as asking
from . import planning, preparing

DAY = timedelta(days=1)


@in_whole("cases", preparing.drafts_of_mine)
def drafts(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every case that is not on an agenda yet, with its case officer."""
    del today
    clause = clause_of(reader.powers, "edit_case")
    return [
        Waiting(
            heading=_("Prepare %(reference)s %(title)s") % {"reference": case.reference, "title": case.title},
            url=reverse("governance:case", args=[case.pk]),
            clause=clause,
            text=case.body.name,
            key=f"governance.case:{case.pk}",
            who=case.case_officer.name if case.case_officer else "",
            also=("governance.drafts",),
        )
        for case in queries.in_preparation()
    ]


@in_whole("asks", asking.input_to_give)
def silent(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every case on which municipalities are asked for input and have not answered (SR-1)."""
    del today
    clause = clause_of(reader.powers, "answer_input", "chief_executive", "contact")
    return [
        Waiting(
            heading=_("Give input on %(case)s") % {"case": name_of(row.case)},
            url=reverse("governance:case_input", args=[row.case.pk]),
            clause=clause,
            deadline=row.answer_by,
            text=formats.sentence(row.organisations),
            key=f"governance.input:{row.case.pk}",
            who=named(row.organisations),
        )
        for row in queries.silent_on_cases()
    ]


@in_whole("asks", asking.reports_to_give)
def reports(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every settled case of which those who were asked have heard nothing (SR-1)."""
    del today
    clause = clause_of(reader.powers, "report_back", "member")
    return [
        Waiting(
            heading=_("Tell those you asked what came of %(case)s") % {"case": name_of(case)},
            url=reverse("governance:case_input", args=[case.pk]),
            clause=clause,
            key=f"governance.report:{case.pk}:{seat.pk}",
            who=seat.name,
        )
        for case, seat in queries.unreported()
    ]


@in_whole("registers")
def registers(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the seats and offices without a holder, and the periods and mandates that end soon (SG-1, RG-4)."""
    found = queries.gaps(today)
    clause = clause_of(reader.powers, "seat_holder")
    waiting = [
        Waiting(
            heading=_("Nobody holds the seat %(seat)s in %(body)s") % {"seat": seat.name, "body": seat.body.name},
            url=seat.body.get_absolute_url(),
            clause=seat.clause or clause,
            key=f"register.seat:{seat.pk}",
            who=_("the secretariat"),
        )
        for seat in found.seats
    ]
    waiting += [
        Waiting(
            heading=_("Nobody holds the office %(office)s") % {"office": office.title},
            url=office.organisation.get_absolute_url() if office.organisation else "",
            clause=office.clause,
            text=office.appointed_by,
            key=f"register.office:{office.pk}",
            who=office.organisation.name if office.organisation else "",
        )
        for office in found.offices
    ]
    waiting += [_ending(row) for row in found.ending]
    waiting += [
        Waiting(
            heading=_("The mandate of %(body)s runs out") % {"body": mandate.body.name},
            url=mandate.body.get_absolute_url(),
            clause=mandate.body.clause,
            deadline=mandate.until - DAY,
            key=f"register.mandate:{mandate.pk}",
            who=_("the secretariat"),
        )
        for mandate in found.mandates
        if mandate.until is not None
    ]
    return waiting


def _ending(row: Any) -> Waiting:
    """Return a period that ends soon: of a seat, an office or a designation."""
    if isinstance(row, Designation):
        what, url, person = row.body.name, row.body.get_absolute_url(), row.designated
        clause = row.body.clause
    elif isinstance(row, OfficeHolding):
        what, person, clause = row.office.title, row.person, row.office.clause
        url = row.office.organisation.get_absolute_url() if row.office.organisation else ""
    else:
        what, url, person = f"{row.seat.name}, {row.seat.body.name}", row.seat.body.get_absolute_url(), row.person
        clause = row.seat.clause
    return Waiting(
        heading=_("The time of %(person)s ends: %(what)s") % {"person": person.name, "what": what},
        url=url,
        clause=clause,
        deadline=row.until - DAY,
        key=f"register.ends:{row.pk}",
        who=_("the secretariat"),
    )


@in_whole("plan", planning.plan_deadlines)
def plan(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return what the yearly plans hold in the time to come (SG-6)."""
    clause = clause_of(reader.powers, "change_plan_entry")
    return [
        Waiting(
            heading=f"{entry.title} ({entry.body.name})",
            url=entry.get_absolute_url(),
            clause=clause,
            deadline=entry.last_day or entry.day,
            text=entry.note,
            key=f"plan:{entry.pk}",
            who=_("the secretariat"),
        )
        for entry in queries.plan_ahead(today)
    ]
