"""Under another agreement, a host municipality's with a committee that votes and no observers, the same acts work.

Clause numbers are those of the example agreement, so no clause of the national one is marked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from samstyring.charter import acts as charter
from samstyring.charter import queries as charter_queries
from samstyring.charter.models import Accession, Agreement
from samstyring.governance import acts, errors
from samstyring.governance.acts.record_attendance import SeatAttendance
from samstyring.governance.errors.advice import AdvisesOnly
from samstyring.governance.errors.statements import NotAnObserver
from samstyring.governance.models import (
    AgendaItem,
    Body,
    Case,
    Decision,
    Meeting,
    RoundSeat,
    Seat,
    SeatHolding,
    SubstituteCall,
)
from samstyring.governance.queries import reviews
from samstyring.governance.queries.advice import given_in
from samstyring.governance.queries.minutes_document import minutes_data
from samstyring.governance.queries.record import record_of
from samstyring.governance.queries.standing import latest_round
from samstyring.governance.queries.texts import proposals_of
from samstyring.governance.registry import matters
from samstyring.kernel import actors, clock
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.kernel.errors import NotAuthorised
from samstyring.parties import acts as parties
from samstyring.parties.models import Office, Organisation, Person
from samstyring.records.acts import take_over
from samstyring.records.models import TakenOverDecision
from tests.founding import EXAMPLE, IN_OFFICE_SINCE, found_charter
from tests.records.workbooks import history, read

MUNICIPALITIES = ("Sogndal", "Aurland", "Lærdal", "Årdal", "Luster")
RULES = "governance.adopt_rules"
Do = Callable[..., Any]


def someone(name: str, organisation: str, office: str = "") -> Person:
    """Register a person with an account, in an office where one is named."""
    at, where = clock.now(), Organisation.objects.get(name=organisation)
    person: Person = parties.register_person(name=name, organisation=where, by=INSTALLATION, at=at)
    if office:
        held = {"office": Office.objects.get(key=office), "person": person, "from_date": IN_OFFICE_SINCE}
        parties.appoint(**held, source="Brev", by=INSTALLATION, at=at)
    return person


@dataclass
class Committee:
    """The committee with its leader and an officer of the host municipality, its five seats filled."""

    leader: Person
    officer: Person

    def do(self, act: Do, by: Person | None = None, **arguments: Any) -> Any:
        """Do an act now, as the officer where nobody is named."""
        person = by or self.officer
        return act(by=Actor("person", person.name, person.pk, ()), at=clock.now(), **arguments)

    @property
    def body(self) -> Body:
        """Return the committee."""
        return Body.objects.get(key="FN")

    def member(self, name: str) -> Person:
        """Return who sits for a municipality."""
        return Person.objects.get(name=f"Medlem {name}")

    def case(self, title: str, matter: str = "governance.free_text", **payload: Any) -> Case:
        """Open a case with one proposal."""
        case = self.do(acts.open_case, body=self.body, kind=Case.Kind.FREE_TEXT, title=title)
        self.do(acts.add_proposal, case=case, matter=matter, payload=payload, wording="Nemnda sluttar seg til.")
        return Case.objects.get(pk=case.pk)

    def called(self, body: Body, *cases: Case) -> Meeting:
        """Plan and call a meeting in three weeks: the committee's leader calls it, a group's the office."""
        starts = clock.now() + timedelta(days=20)
        meeting = self.do(acts.plan_meeting, body=body, starts_at=starts, ends_at=starts + timedelta(hours=2))
        for case in cases:
            self.do(acts.put_on_agenda, meeting=meeting, case=Case.objects.get(pk=case.pk))
        self.do(acts.freeze_agenda, meeting=meeting)
        caller = self.leader if body == self.body else self.officer
        self.do(acts.call_meeting, caller, meeting=Meeting.objects.get(pk=meeting.pk))
        return Meeting.objects.get(pk=meeting.pk)

    def opened(self, meeting: Meeting, stand_in: str = "") -> Meeting:
        """Open a meeting where everyone is there; `stand_in` is who meets for the seat of Luster."""
        self.do(acts.open_meeting, meeting=meeting)
        seats = Seat.objects.filter(body=meeting.body)
        rows = [SeatAttendance(each, True, stand_in if each.key == "luster" else "") for each in seats]
        self.do(acts.record_attendance, meeting=meeting, seats=rows)
        return Meeting.objects.get(pk=meeting.pk)

    def taken_up(self, meeting: Meeting, title: str, against: int = 0) -> AgendaItem:
        """Take an item up and let every seat vote, so many of the last ones against."""
        item = meeting.items.get(case__title=title)
        self.do(acts.take_up_item, item=item)
        seats = list(Seat.objects.filter(body=meeting.body).order_by("position"))
        for place, seat in enumerate(seats):
            kind = "object" if place >= len(seats) - against else "support"
            round_ = latest_round(item.pk)
            self.do(acts.record_position, round_=round_, seat=seat, kind=kind, text="Fordi")
        return AgendaItem.objects.get(pk=item.pk)

    def decided(self, case: Case, against: int = 2) -> Decision:
        """Let the committee decide a case by majority."""
        item = self.taken_up(self.opened(self.called(self.body, case)), case.title, against)
        decision: Decision = self.do(acts.find_majority, round_=latest_round(item.pk))
        return decision


@pytest.fixture
def committee(db: None) -> Committee:
    """The example co-operation, as it is founded."""
    found_charter(EXAMPLE)
    made = Committee(
        leader=someone("Leiar, nemnda", "Sogndal", "nemndleiar"),
        officer=someone("Saksbehandlar, nemnda", "Sogndal", "saksbehandlar"),
    )
    for seat in Seat.objects.filter(body__key="FN").select_related("organisation"):
        member = someone(f"Medlem {seat.name}", seat.name)
        held = {"seat": seat, "person": member, "from_date": IN_OFFICE_SINCE, "source": "Brev"}
        acts.seat_holder(**held, by=INSTALLATION, at=clock.now())
    return made


def test_a_working_group_advises_the_committee_and_the_committee_decides_by_majority(committee: Committee) -> None:
    group = {"name": "Arbeidsgruppe kart", "key": "AK", "mandate": "Førebu nytt kartgrunnlag."}
    committee.decided(committee.case("Arbeidsgruppe", "governance.set_up_group", **group))
    body = Body.objects.get(key="AK")
    assert body.prepares_for == committee.body
    quorum = {key: charter_queries.rule_on("quorum", clock.today(), key).value for key in ("FN", "AK")}
    assert quorum == {"FN": 3, "AK": None}, "clause 5 is about decisions of the committee, and binds no group's advice"
    for name in ("Aurland", "Luster"):
        appointed = {"body": body, "person": committee.member(name), "role": f"Fagperson {name}"}
        committee.do(acts.appoint_member, **appointed, from_date=clock.today(), source="Nemnda")
    case = committee.case("Nytt kartgrunnlag")
    item = committee.taken_up(committee.opened(committee.called(body, case)), case.title, against=1)
    round_ = latest_round(item.pk)
    with pytest.raises(AdvisesOnly):
        committee.do(acts.find_majority, round_=round_)
    with pytest.raises(NotAuthorised):  # a member, who takes part
        committee.do(acts.give_advice, committee.member("Aurland"), round_=round_, conclusion="as_proposed")
    advice = committee.do(acts.give_advice, round_=round_, conclusion="with_changes", text="Ta det i to steg.")
    assert (advice.body, advice.source) == (body, "not_regulated"), "the agreement knows no advising body"
    assert not Decision.objects.filter(case=case).exists()
    decision = committee.decided(case)
    assert (decision.way, decision.clause_of_procedure) == (Decision.Way.MAJORITY, "5")
    (given,) = given_in([case], proposals_of(case.pk))[case.pk]
    assert [stand.name for stand in given.dissent] == ["Fagperson Luster"]
    assert not given.earlier


def test_substitutes_come_in_only_when_the_committee_has_adopted_it_and_vote_for_the_seat(committee: Committee) -> None:
    seat, stand_in = Seat.objects.get(body__key="FN", key="luster"), someone("Vara, Luster", "Luster")
    appointed = {"seat": seat, "person": stand_in, "from_date": clock.today(), "source": "Kommunestyret"}
    committee.do(acts.appoint_substitute, **appointed)
    before = committee.called(committee.body, committee.case("Før reglane"))
    committee.do(acts.register_regrets, meeting=before, seat=seat)
    assert not SubstituteCall.objects.exists(), "the agreement says nothing of substitutes"

    rules = {"body": "FN", "in_force_from": None, "rules": [{"key": "substitutes", "value": True, "text": ""}]}
    case = committee.case("Forretningsorden", RULES, **rules)
    assert matters[RULES].wording(rules)
    committee.decided(case)
    with clock.standing_at(clock.now() + timedelta(days=1)):
        meeting = committee.called(committee.body, committee.case("Kartsystem"))
        regrets = committee.do(acts.register_regrets, meeting=meeting, seat=seat)
        call = regrets.calls.get()
        with pytest.raises(NotAuthorised):
            committee.do(acts.answer_as_substitute, committee.member("Aurland"), call=call, comes=True)
        committee.do(acts.answer_as_substitute, stand_in, call=call, comes=True)
        with clock.standing_at(meeting.starts_at):
            item = committee.taken_up(committee.opened(meeting, stand_in.name), "Kartsystem", against=2)
            round_ = latest_round(item.pk)
            assert RoundSeat.objects.get(round=round_, seat=seat).person == stand_in
            decision = committee.do(acts.find_majority, round_=round_)
            assert decision.way == Decision.Way.MAJORITY
            committee.do(acts.close_meeting, meeting=Meeting.objects.get(pk=meeting.pk), rest="postponed")
            present = minutes_data(record_of(Meeting.objects.get(pk=meeting.pk)), None).present
            assert [row.note for row in present if "vara" in row.note], present


def test_the_committee_has_no_observers_and_none_come_in_by_another_way(committee: Committee) -> None:
    assert not Seat.objects.filter(kind=Seat.Kind.OBSERVER).exists()
    held, guest = SeatHolding.objects.count(), someone("Tilhøyrar", "Luster")
    appointed = {"person": guest, "role": "Tilhøyrar", "from_date": clock.today(), "source": "Brev"}
    with pytest.raises(errors.NotAGroup):
        committee.do(acts.appoint_member, body=committee.body, observer=True, **appointed)
    assert SeatHolding.objects.count() == held
    meeting = committee.opened(committee.called(committee.body, committee.case("Kartsystem")))
    item, seat = meeting.items.get(case__title="Kartsystem"), Seat.objects.get(body__key="FN", key="luster")
    with pytest.raises(NotAnObserver):
        committee.do(acts.record_statement, item=item, seat=seat, text="Eg vil seie noko.")
    with pytest.raises(NotAuthorised):
        committee.do(acts.record_statement, guest, item=item, seat=seat, text="Eg vil seie noko.")


def test_the_committee_is_called_a_committee(committee: Committee) -> None:
    said = {}
    for language in ("nn", "nb", "en"):
        with translation.override(language):
            said[language] = Body.objects.get(key="FN").get_kind_display()
    assert said == {"nn": "nemnd", "nb": "nemnd", "en": "committee"}


def test_what_the_committee_decided_before_is_taken_over_and_repealed_by_majority(committee: Committee) -> None:
    rows = {"records.decisions": [{**row, "body": "Fjordkartnemnda"} for row in history()["records.decisions"]]}
    for number, row in enumerate(rows["records.decisions"], 1):
        row["number"] = f"FN {number}/21"
    officer = actors.person(committee.officer.pk, clock.today())
    take_over(workbook=read(rows), source="Møtebøker 2021", by=officer, at=clock.now())
    first, second = TakenOverDecision.objects.order_by("number")
    assert {first.body_key, second.body_key} == {"FN"}
    case = committee.do(acts.bring_up_decisions, body=committee.body, confirm=[first], repeal=[second])
    decision = committee.decided(case)
    assert decision.way == Decision.Way.MAJORITY
    assert reviews.holding(first).confirmed.basis == decision.basis
    assert reviews.holding(second).repealed.basis == decision.basis
    assert not Decision.objects.filter(title=second.title).exists()


def test_another_agreement_takes_over_from_it_and_its_decisions_stay_under_the_old(committee: Committee) -> None:
    decision = committee.decided(committee.case("Kartsystem"))
    old = Agreement.objects.get()
    signed = {"signatory": "Ordføraren", "council_decision": "Sak 12/22", "signed_on": clock.today()}
    for name in MUNICIPALITIES:
        if not Accession.objects.filter(organisation__name=name).exists():
            where = {"agreement": old, "organisation": Organisation.objects.get(name=name), "place": name}
            charter.register_signature(**where, **signed, by=INSTALLATION, at=clock.now())
    begins = date(2023, 6, 1)
    text = EXAMPLE.read_text(encoding="utf-8").replace("eksempel-fjordkart-2022", "eksempel-fjordkart-2023")
    text = text.replace("dated = 2021-12-01\nterm_from = 2022-01-01", f"dated = 2023-05-01\nterm_from = {begins}")
    with clock.standing_at(datetime(2023, 5, 10, 9, tzinfo=clock.OSLO)):
        found = committee.do(charter.prepare_successor, predecessor=old, source_text=text)
        committee.do(charter.choose_crossings, successor=found, choices={}, rests_on="Nemnda, sak FN 9/23")
        for name in MUNICIPALITIES[:4]:
            number = Organisation.objects.get(name=name).number
            by_them = {**signed, "successor": found, "number": number, "place": name}
            committee.do(charter.register_successor_signature, **by_them)
    with clock.standing_at(datetime(2023, 6, 2, 9, tzinfo=clock.OSLO)):
        committee.do(charter.succeed, successor=found)
        new = charter_queries.agreement_on(clock.today())
        assert (new.key, new.term_from) == ("eksempel-fjordkart-2023", begins)
        parties_now = Accession.objects.on(clock.today()).filter(agreement=new)
        assert set(parties_now.values_list("organisation__name", flat=True)) == set(MUNICIPALITIES[:4])
        decision.refresh_from_db()
        assert decision.edition.agreement == old
        later = committee.decided(committee.case("Kartsystem, del to"))
        assert (later.edition.agreement, later.way) == (new, Decision.Way.MAJORITY)
