"""Reports back to those who were asked for input: to whom, what they may be told, and what waits (SR-1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation, Person
from samstyring.parties.queries import people_to_ask

from ..models import Case, Decision, InputAsk, InputParty, InputReport, InputReportLetter, Seat
from ..rules.cases import SETTLED
from .decisions import address_of_decision, visible_to
from .input import speaking


@dataclass(frozen=True)
class ToReport:
    """To whom a report goes, through whom; `unreachable` has nobody with an e-mail address."""

    people: Mapping[Organisation, Person]
    unreachable: Sequence[Organisation]
    decision: Decision | None

    @property
    def organisations(self) -> list[Organisation]:
        """Return the municipalities that it reaches."""
        return list(self.people)

    @property
    def released(self) -> bool:
        """Tell whether the decision is public, so that the letter can show it."""
        return is_released(self.decision)


def is_released(decision: Decision | None) -> bool:
    """Tell whether a decision is public. Expects its release fetched, or asks once."""
    return decision is not None and hasattr(decision, "release")


def decision_of(case: Case) -> Decision | None:
    """Return what was decided in a case, with its release."""
    return Decision.objects.select_related("release").filter(case=case).first()


def to_report(case: Case, seat: Seat | None, today: date) -> ToReport:
    """Return whom to tell, for a seat or for all of them: who was asked or heard, through whoever answers for it now."""
    asks = InputAsk.objects.filter(request__case=case).select_related("organisation", "person")
    last = {ask.organisation_id: ask for ask in asks.order_by("request__asked_at")}
    parties = InputParty.objects.filter(input__case=case).select_related("organisation")
    heard = {party.organisation_id: party.organisation for party in parties}
    found = {key: ask.organisation for key, ask in last.items()} | heard
    if seat is not None:
        mine = {organisation.pk for organisation in speaking(case.body, today).of_seat(seat)}
        mine |= {key for key, ask in last.items() if ask.seat_id == seat.pk}
        found = {key: organisation for key, organisation in found.items() if key in mine}
    now = people_to_ask(found, today)
    before = {key: ask.person for key, ask in last.items() if ask.person.email}
    rows = sorted(found.values(), key=lambda row: row.sort_key)
    people = {row: person for row in rows if (person := now.get(row.pk) or before.get(row.pk))}
    return ToReport(people, [row for row in rows if row not in people], decision_of(case))


def reports_of(case: Case) -> list[InputReport]:
    """Return the reports on a case, with whom they went to."""
    rows = case.input_reports.select_related("seat", "reported_by").prefetch_related("parties__organisation", "letters")
    return list(rows)


def reports_to(case: Case, organisation_ids: Sequence[UUID]) -> list[InputReport]:
    """Return the reports on a case that went to some municipalities."""
    rows = case.input_reports.filter(parties__organisation_id__in=organisation_ids).distinct()
    return list(rows.select_related("seat", "reported_by"))


def decision_for(case: Case, actor: Actor) -> tuple[Decision, str] | None:
    """Return what was decided in a case, with its page, where the reader may see it."""
    found = visible_to(actor).filter(case=case).first()
    return (found, address_of_decision(found)) if found else None


def seats_to_report_for(case: Case, actor: Actor) -> list[Seat]:
    """Return the reader's seats that have someone asked about a case."""
    mine = actor.scoped_ids("seat", "member")
    if not mine:
        return []
    asked = InputAsk.objects.filter(request__case=case, seat_id__in=mine).order_by().values("seat_id")
    seats = Seat.objects.filter(pk__in=asked)
    return [seat for seat in seats if actor.may("governance.report_back", f"seat:{seat.pk}")]


def unreported(actor: Actor) -> list[tuple[Case, Seat]]:
    """Return the settled cases whose asked have heard nothing back, with the reader's seat. At most two statements."""
    seats = actor.scoped_ids("seat", "member")
    if not seats:
        return []
    asks = (
        InputAsk.objects.filter(seat_id__in=seats, request__case__state__in=SETTLED)
        .select_related("request__case", "seat")
        .order_by("request__case__changed_at")
    )
    waiting = {(ask.request.case_id, ask.seat_id): (ask.request.case, ask.seat) for ask in asks}
    if not waiting:
        return []
    done = InputReport.objects.filter(case_id__in=[case.pk for case, _seat in waiting.values()])
    for case_id, seat_id in done.values_list("case_id", "seat_id"):
        for key in list(waiting):
            if key[0] == case_id and seat_id in (None, key[1]):
                del waiting[key]
    return [(case, seat) for case, seat in waiting.values() if seat is not None]


def report_letter(pk: UUID) -> InputReportLetter | None:
    """Return the letter of a report, if there is one."""
    rows = InputReportLetter.objects.select_related(
        "report__case__body", "report__seat", "report__reported_by", "person"
    )
    return rows.filter(pk=pk).first()
