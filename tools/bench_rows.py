"""The rows of a co-operation at national scale, for tools/bench.py: written in bulk, by one effect of one act.

Only for a database that is thrown away. The guards are taken out while it is filled: a version would have to be a
draft first, and a decision be found in a meeting, two thousand times over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from typing import Any

from django.db import models

from samstyring.charter.models import Accession, Agreement, Edition, Invitation
from samstyring.finance.models import Budget, BudgetLine, FundingPlan, FundingSource
from samstyring.governance.models import (
    Action,
    AgendaItem,
    Attendance,
    Body,
    Case,
    Decision,
    DecisionRelease,
    Delivery,
    Dispatch,
    Meeting,
    Minutes,
    Position,
    Proposal,
    Round,
    RoundSeat,
    Seat,
)
from samstyring.governance.queries.texts import canonical_text
from samstyring.kernel import acts, canonical, journal
from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis, JournalEntry, JournalObject, NumberSeries
from samstyring.parties.models import (
    WEIGHTS,
    Group,
    GroupMembership,
    Office,
    OfficeHolding,
    Organisation,
    Person,
    Population,
)
from samstyring.portfolio.models import Answer, Mandate, Participation, Project
from samstyring.records.models import Document, StoredFile
from samstyring.ui import richtext

from . import bench_portfolio
from .bench_store import store

MUNICIPALITIES = 357
PROJECTS = 2_000
MEETINGS = 60
ITEMS = 10
ENTRIES = 100_000
PARTICIPANTS = 5
SINCE = date(2020, 6, 15)
TEXT = (
    "Kommunane i samarbeidet har kvar for seg kjøpt inn løysingar som gjer det same. Sekretariatet har kartlagt kva "
    "som finst, kva det kostar og kva som kan delast. "
) * 8


@dataclass
class Made:
    """What has been made so far, for the rows that point at it."""

    people: list[Person] = field(default_factory=list)
    municipalities: list[Organisation] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)


def bases(kind: str, label: str, dated: Sequence[date]) -> list[Basis]:
    """Write one basis for each date."""
    made = [Basis(kind=kind, label=f"{label} {number}", dated=day) for number, day in enumerate(dated, 1)]
    store(made)
    return made


@acts.act(says="%(who)s filled the bench")
def fill(*, by: Actor, at: datetime) -> None:
    """Fill the installation with a nation's rows."""
    made = write_all(at=at, basis=None)
    acts.record(made.projects[0], municipalities=len(made.municipalities), projects=len(made.projects))


@acts.effect
def write_all(*, at: datetime, basis: Basis | None) -> Made:
    """Write everything, each thing after what it points at."""
    del basis
    made = Made()
    municipalities(made)
    meetings(made, at)
    projects(made, at)
    bench_portfolio.fill(made.projects, made.municipalities, TEXT, at)
    entries(made, at)
    # The act read the end of the journal when it began, and its own entry follows what was written since.
    acts.require_running("write_all").follows = journal.last()
    return made


# Municipalities ------------------------------------------------------------------------------------------------------


def organisation_numbers() -> Iterator[str]:
    """Give valid organisation numbers that nobody has."""
    for number in range(70_000_000, 80_000_000):
        digits = str(number)
        remainder = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11
        if remainder != 1:
            yield f"{digits}{(11 - remainder) % 11}"


def municipalities(made: Made) -> None:
    """Add municipalities until there are enough: parties, in a district, with a chief executive and a contact."""
    there = list(Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY))
    numbers = organisation_numbers()
    new = [
        Organisation(
            name=f"Kommune {number:03d}",
            kind=Organisation.Kind.MUNICIPALITY,
            number=next(numbers),
            municipality_number=f"{9_000 + number}",
            written_standard=Organisation.Standard.NYNORSK,
        )
        for number in range(MUNICIPALITIES - len(there))
    ]
    store(new)
    made.municipalities = [*there, *new]
    store([Population(organisation=each, date=date(2022, 1, 1), number=900 + 37 * i) for i, each in enumerate(new)])
    agreement = Agreement.objects.get()
    store([Invitation(agreement=agreement, organisation=each) for each in new])
    signed = bases(Basis.Kind.SIGNATURE, "signatur", [SINCE] * len(new))
    store(
        [
            Accession(
                agreement=agreement,
                organisation=each,
                signatory="Ordføraren",
                place=each.name,
                from_date=SINCE,
                begun_by=basis,
            )
            for each, basis in zip(new, signed, strict=True)
        ]
    )
    districts = cycle(Group.objects.filter(kind=Group.Kind.DISTRICT))
    founded = Edition.objects.get().basis
    store([GroupMembership(organisation=o, group=next(districts), from_date=SINCE, begun_by=founded) for o in new])
    offices = [
        Office(role=role, title=role, organisation=each) for each in new for role in ("chief_executive", "contact")
    ]
    store(offices)
    made.people = [
        Person(name=f"Person {i:04d}", organisation=o.organisation, email=f"p{i}@example.no")
        for i, o in enumerate(offices)
    ]
    store(made.people)
    store(
        [
            OfficeHolding(office=office, person=person, from_date=SINCE, begun_by=founded)
            for office, person in zip(offices, made.people, strict=True)
        ]
    )


# Meetings ------------------------------------------------------------------------------------------------------------


def meetings(made: Made, at: datetime) -> None:
    """Hold meetings through ten years, each with its cases, rounds, positions, decisions, minutes and letters."""
    body = Body.objects.get(key="SG")
    person = Person.objects.get(name="Leiar, sekretariatet")
    paper = richtext.canonical(richtext.from_text(TEXT))
    made.meetings = []
    for number in range(MEETINGS):
        starts = at - timedelta(days=61 * (MEETINGS - number))
        made.meetings.append(
            Meeting(
                body=body,
                starts_at=starts,
                ends_at=starts + timedelta(hours=2),
                state=Meeting.State.HELD,
                uid=f"bench-{number}",
                frozen_at=starts,
                called_at=starts,
                opened_at=starts,
                closed_at=starts,
                minute_taker=person,
            )
        )
    store(made.meetings)
    made.cases = [
        Case(
            reference=f"B-{number:04d}",
            body=body,
            kind=Case.Kind.FREE_TEXT,
            title=f"Felles løysing nummer {number}",
            summary="Styringsgruppa vert beden om å slutte seg til planen.",
            background=paper,
            assessment=paper,
            recommendation=paper,
            state=Case.State.DECIDED,
            case_officer=person,
            created_at=meeting.starts_at,
            changed_at=meeting.starts_at,
        )
        for number, meeting in enumerate(each for each in made.meetings for _ in range(ITEMS))
    ]
    store(made.cases)
    decide(made, person)
    letters(made, person)
    years = {meeting.starts_at.year for meeting in made.meetings}
    for year in sorted(years):
        held = sum(meeting.starts_at.year == year for meeting in made.meetings)
        NumberSeries.objects.update_or_create(key=f"SG/{year}", defaults={"last": held * ITEMS})


def decide(made: Made, person: Person) -> None:
    """Treat every case and decide it by consensus."""
    edition = Edition.objects.get()
    seats = list(Seat.objects.filter(body__key="SG", kind=Seat.Kind.VOTING))
    dates = [case.created_at.date() for case in made.cases]
    rests = bases(Basis.Kind.DECISION, "vedtak SG", dates)
    agenda = list(zip(made.cases, rests, (m for m in made.meetings for _ in range(ITEMS)), strict=True))
    store(
        [
            Attendance(meeting=meeting, seat=seat, name=seat.name, present=True, at=meeting.starts_at, sequence=place)
            for meeting in made.meetings
            for place, seat in enumerate(seats)
        ]
    )
    given: dict[int, int] = {}
    items, proposals, rounds, round_seats, positions = [], [], [], [], []
    for number, (case, rest, meeting) in enumerate(agenda):
        year = meeting.starts_at.year
        given[year] = given.get(year, 0) + 1
        item = AgendaItem(
            meeting=meeting,
            case=case,
            position=number % ITEMS + 1,
            body_key="SG",
            year=year,
            number=given[year],
            number_written=f"SG {given[year]}/{year % 100:02d}",
            state=AgendaItem.State.DECIDED,
            account=TEXT[:400],
        )
        proposal = Proposal(
            case=case,
            position=1,
            matter="governance.free_text",
            wording="Styringsgruppa sluttar seg til planen.",
            state=Proposal.State.APPLIED,
            basis=rest,
        )
        text = canonical_text(case, [proposal])
        round_ = Round(
            item=item,
            number=1,
            text=text,
            sha256=canonical.sha256(text),
            opened_at=meeting.starts_at,
            opened_by=person,
        )
        entitled = [
            RoundSeat(round=round_, seat=seat, name=seat.name, holder_name="Ein medlem", present=True, position=place)
            for place, seat in enumerate(seats)
        ]
        positions += [
            Position(
                seat=each,
                kind=Position.Kind.NO_OBJECTION,
                sequence=1,
                at=meeting.starts_at,
                recorded_by=person,
                by_secretary=True,
            )
            for each in entitled
        ]
        items.append(item)
        proposals.append(proposal)
        rounds.append(round_)
        round_seats += entitled
    for rows in (items, proposals, rounds, round_seats, positions):
        store(rows)
    made.decisions = [
        Decision(
            basis=rest,
            body_id=case.body_id,
            case=case,
            meeting=meeting,
            item=item,
            round=round_,
            body_key="SG",
            year=item.year or 0,
            number=item.number or 0,
            number_written=item.number_written,
            title=case.title,
            text="Styringsgruppa sluttar seg til planen.",
            sha256=round_.sha256,
            way=Decision.Way.CONSENSUS,
            found_by=person,
            found_as="møteleiar",
            clause_of_authority="SG-2",
            clause_of_procedure="SG-7",
            edition=edition,
            decided_on=rest.dated,
            registered_on=rest.dated,
        )
        for (case, rest, meeting), item, round_ in zip(agenda, items, rounds, strict=True)
    ]
    store(made.decisions)
    done = [Action.State.DONE] * 9 + [Action.State.OPEN]
    store(
        [
            Action(
                basis=decision.basis,
                decision=decision,
                text="Melde inn behov",
                organisation=made.municipalities[number % MUNICIPALITIES],
                deadline=decision.decided_on + timedelta(days=60),
                state=done[number % 10],
            )
            for number, decision in enumerate(made.decisions)
        ]
    )
    store(
        [
            DecisionRelease(decision=each, released_by=person, released_at=each.case.created_at)
            for each in made.decisions[:-ITEMS]
        ]
    )


def letters(made: Made, person: Person) -> None:
    """Add minutes, what was sent out, and an attachment to every case."""
    file = StoredFile(sha256="0" * 64, size=1, content_type="application/pdf")
    store([file])
    when = made.meetings[0].starts_at
    store(
        [
            Document(
                kind=Document.Kind.ATTACHMENT,
                title="Vedlegg",
                file=file,
                file_name="vedlegg.pdf",
                about_kind="governance.case",
                about_id=case.pk,
                created_at=when,
            )
            for case in made.cases
            for _ in range(2)
        ]
    )
    store(
        [
            Minutes(
                meeting=meeting,
                state=Minutes.State.APPROVED,
                sent_at=meeting.starts_at,
                approved_on=meeting.starts_at.date(),
                approved_by=made.decisions[0].basis,
                approved_how="møtet",
            )
            for meeting in made.meetings
        ]
    )
    sent = [
        Dispatch(
            meeting=meeting,
            kind=Dispatch.Kind.SUMMONS,
            subject="Innkalling",
            text=TEXT,
            sent_by=person,
            sent_at=meeting.starts_at,
        )
        for meeting in made.meetings
    ]
    store(sent)
    readers = made.people[:12]
    store([Delivery(dispatch=d, person=p, role="member", state=Delivery.State.SENT) for d in sent for p in readers])


# Projects ------------------------------------------------------------------------------------------------------------


def projects(made: Made, at: datetime) -> None:
    """Add projects with owner, participants, answers, and mandate, budget and funding plan in force."""
    turn = cycle(made.municipalities)
    manager = Person.objects.get(name="Prosjektleiar, Sunnfjord")
    rest = list(islice(cycle([each.basis for each in made.decisions]), PROJECTS))
    made.projects = [
        Project(
            name=f"Digitalt fellestiltak {number:04d}",
            code=f"P{number:04d}",
            origin=list(Project.Origin)[number % 3],
            summary=TEXT[:300],
            purposes=["mottak"],
            latest_owner=next(turn),
            manager=manager if number % 10 == 0 else None,
            state=Project.State.CANDIDATE if number % 10 == 9 else Project.State.STARTED,
            phase="" if number % 10 == 9 else "gjennomfore",
            started_on=None if number % 10 == 9 else basis.dated,
            started_by=None if number % 10 == 9 else basis,
            registered_at=at,
        )
        for number, basis in enumerate(rest)
    ]
    store(made.projects)
    parties(made, turn, at)
    started = [(each, basis) for each, basis in zip(made.projects, rest, strict=True) if each.started_by_id]
    store([Mandate(goal=TEXT[:300], scope=TEXT[:300], frame=138_000_000, **version(*each)) for each in started])
    budgets = [Budget(**version(*each)) for each in started]
    store(budgets)
    store(
        [
            BudgetLine(budget=budget, position=place, text=text, year=2023, amount=46_000_000)
            for budget in budgets
            for place, text in enumerate(("Prosjektleiing", "Opplæring", "Reise"))
        ]
    )
    plans = [FundingPlan(**version(*each)) for each in started]
    store(plans)
    store(
        [
            FundingSource(plan=plan, position=place, name=name, year=2023, amount=69_000_000, certainty="secured")
            for plan in plans
            for place, name in enumerate(("DigiFin", "Prosjektskjønn"))
        ]
    )


def version(project: Project, basis: Basis) -> dict[str, Any]:
    """Return what makes a version the one in force."""
    return {
        "project": project,
        "state": "adopted",
        "number": 1,
        "in_force_from": basis.dated,
        "basis": basis,
        "created_at": project.registered_at,
    }


def parties(made: Made, turn: Iterator[Organisation], at: datetime) -> None:
    """Ask the owner and some participants of every project, and let them accept."""
    asked = [Participation(project=p, organisation=p.owner, role="owner", asked_at=at) for p in made.projects]
    for project in made.projects:
        others = {next(turn).pk: None for _ in range(PARTICIPANTS)}
        asked += [
            Participation(project=project, organisation_id=key, role="participant", asked_at=at)
            for key in others
            if key != project.owner_id
        ]
    store(asked)
    accepted = asked[: -len(asked) // 50]
    rests = bases(Basis.Kind.ACCEPTANCE, "aksept", [at.date()] * len(accepted))
    store(
        [
            Answer(
                participation=each,
                basis=basis,
                kind="accept",
                answered_by="Kommunedirektøren",
                answered_on=at.date(),
                way="link",
                at=at,
                sequence=1,
            )
            for each, basis in zip(accepted, rests, strict=True)
        ]
    )


# The journal ---------------------------------------------------------------------------------------------------------

WRITTEN = (
    ("governance.edit_case", "cases"),
    ("portfolio.edit_project", "projects"),
    ("governance.find_consensus", "decisions"),
    ("portfolio.edit_mandate", "projects"),
    ("governance.write_account", "meetings"),
)


def entries(made: Made, at: datetime) -> None:
    """Continue the journal's chain until it has enough entries, each about one of the things made and its like."""
    last = JournalEntry.objects.order_by("-position").first()
    assert last is not None
    position, digest = last.position, last.digest
    person = Person.objects.get(name="Leiar, sekretariatet")
    things = {name: list(map(reference, getattr(made, name))) for _act, name in WRITTEN}
    while position < ENTRIES - 1:
        rows, concerned = [], []
        for _ in range(min(5_000, ENTRIES - 1 - position)):
            position += 1
            act, name = WRITTEN[position % len(WRITTEN)]
            about = things[name][position % len(things[name])]
            row = entry(position, digest, act, about, person, at)
            digest = row.digest
            rows.append(row)
            concerned.append(JournalObject(entry=row, kind=about["kind"], public_id=about["id"], label=about["label"]))
        store(rows)
        store(concerned)


def reference(thing: models.Model) -> dict[str, str]:
    """Return a thing as the journal refers to it."""
    return {"kind": journal.kind_of(thing), "id": str(thing.pk), "label": journal.label_of(thing)}


def entry(position: int, previous: str, act: str, about: dict[str, str], person: Person, at: datetime) -> JournalEntry:
    """Return the next entry of the chain."""
    body = canonical.dumps(
        {
            "position": position,
            "act": act,
            "at": at,
            "recorded_at": at,
            "who": {"kind": "person", "id": person.pk, "name": person.name},
            "capacity": {"role": "secretariat", "label": "rådgivar"},
            "authority": "SE-1",
            "on_behalf_of": None,
            "evidence": [],
            "objects": [about],
            "facts": {
                "title": about["label"],
                "label": about["label"],
                "reference": "B-1",
                "project": "P",
                "body": "SG",
            },
            "intent": None,
            "result": about,
        }
    )
    return JournalEntry(
        position=position,
        at=at,
        recorded_at=at,
        act=act,
        actor_kind="person",
        actor_id=person.pk,
        actor_name=person.name,
        capacity="rådgivar",
        authority="SE-1",
        body=body,
        previous=previous,
        digest=canonical.sha256(previous + body),
    )
