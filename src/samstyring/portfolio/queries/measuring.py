"""Who is asked for measurements by letter, what was sent, and the question that a link opens."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from samstyring.charter import queries as charter
from samstyring.kernel import actors, clock
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Organisation, Person
from samstyring.parties.queries import people_to_ask
from samstyring.records import sent_letters
from samstyring.ui import questions

from ..models import Benefit, BenefitMeasurement, MeasurementAsk, MeasurementLetter, Project
from ..rules.benefits import AHEAD, LETTER_AHEAD
from .benefit_owners import in_the_agreement, owner_now
from .benefits import MEASURE, due_until

ASK = "portfolio.ask_for_measurements"


@dataclass(frozen=True)
class ToAsk:
    """A municipality with what it is to measure soon, who answers there, and when that one was last written to.

    `organisation` is the one that answers today: whoever took the place of a merged owner.
    """

    organisation: Organisation
    benefits: Sequence[Benefit]
    person: Person | None
    asked_at: datetime | None

    @property
    def again_on(self) -> date | None:
        """Return the day from which whoever answers can be written to again, None where that is today."""
        return clock.local_date(self.asked_at) + sent_letters.PAUSE if self.asked_at else None


def to_ask(on: date, organisations: Collection[Organisation] | None = None) -> list[ToAsk]:
    """Return whom to ask for what is to be measured soon, of some municipalities or all, by name.

    Two statements for those that have nothing, eight or so in all, and one more a merger.
    """
    rows = in_the_agreement(due_until(on + AHEAD), on)
    owners = {row.standing.owner_id: row.standing.owner for row in rows if row.standing}
    now = {key: owner_now(owner, on).organisation for key, owner in owners.items()}
    found: dict[UUID, list[Benefit]] = {}
    for row in rows:
        if row.standing:
            found.setdefault(now[row.standing.owner_id].pk, []).append(row)
    whole = {row.pk: row for row in now.values()}
    if organisations is not None:
        whole = {row.pk: row for row in organisations}
    people = people_to_ask(list(whole), on)
    asked = sent_letters.asked_lately({row.pk for row in people.values()}, on)
    return [
        ToAsk(row, found.get(row.pk, []), person, asked.get(person.pk) if person else None)
        for row in sorted(whole.values(), key=lambda each: each.sort_key)
        for person in [people.get(row.pk)]
    ]


def unasked(on: date) -> list[Organisation]:
    """Return the municipalities that the system is to ask: something is to be measured that no letter has asked for.

    Whoever has an account reads it on the work list, and gets notices; whoever was written to this week is asked later.
    """
    rows = [row for row in to_ask(on) if row.person is not None and row.asked_at is None]
    signing_in = questions.signing_in({row.person.pk for row in rows if row.person}) if rows else ()
    keys = [benefit.pk for row in rows for benefit in row.benefits]
    asked = set(MeasurementAsk.objects.filter(benefit__in=keys).values_list("benefit_id", "due_on")) if keys else set()
    return [
        row.organisation
        for row in rows
        if row.person
        and row.person.pk not in signing_in
        and any(_near(benefit, on) and (benefit.pk, benefit.next_on) not in asked for benefit in row.benefits)
    ]


def _near(benefit: Benefit, on: date) -> bool:
    return benefit.next_on is not None and benefit.next_on <= on + LETTER_AHEAD


def to_ask_of(benefit: Benefit, on: date) -> ToAsk:
    """Return what the owner of a benefit is asked for when it is asked: whoever answers today, with all it has to measure."""
    assert benefit.standing is not None
    [row] = to_ask(on, [owner_now(benefit.standing.owner, on).organisation])
    return row


def clause_of_asking(on: date) -> str:
    """Return the provision by which owners are asked, "" where the charter lets nobody ask."""
    return next(iter(charter.powers_on(on).get(ASK, {}).values()), "")


def last_asks(benefits: Iterable[Benefit]) -> Mapping[UUID, MeasurementAsk]:
    """Return the last that was asked of each benefit. One SQL statement, or none."""
    keys = [row.pk for row in benefits]
    rows = MeasurementAsk.objects.filter(benefit__in=keys).select_related("letter").order_by("letter__made_at")
    return {row.benefit_id: row for row in rows} if keys else {}


def letter_by_id(key: UUID) -> MeasurementLetter | None:
    """Return a letter with its person."""
    return MeasurementLetter.objects.select_related("person").filter(pk=key).first()


def open_asks(letter: MeasurementLetter, on: date) -> list[MeasurementAsk]:
    """Return what a letter still asks for: what is answered, or asked of nobody any more, is left out."""
    found = []
    for key in letter.asks.order_by("due_on", "benefit__project__sort_key").values_list("pk", flat=True):
        try:
            asked = question(key, on)
        except NotThere:
            continue
        if asked.given is None:
            found.append(asked.ask)
    return found


@dataclass(frozen=True)
class Asked:
    """The question that a link opens, and what was measured since it was asked, if anything."""

    ask: MeasurementAsk
    given: BenefitMeasurement | None


def question(key: UUID, on: date) -> Asked:
    """Return the question behind a link. Raises NotThere when no answer is taken any more.

    That is so when the benefit is followed up no more, another answers for it, whoever was asked does not answer there any
    more, or a newer letter asks them for it.
    """
    related = ("letter__person", "organisation", "benefit__project", "benefit__standing__owner", "benefit__last")
    ask = MeasurementAsk.objects.select_related(*related).filter(pk=key).first()
    if ask is None:
        raise NotThere
    benefit, person = ask.benefit, ask.letter.person_id
    promised = benefit.standing
    stopped = benefit.project.state == Project.State.STOPPED
    if promised is None or promised.owner_id != ask.organisation_id or benefit.ended_on is not None or stopped:
        raise NotThere
    newer = benefit.asks.filter(letter__person=person, letter__made_at__gt=ask.letter.made_at)
    if newer.exists() or not actors.person(person, on).may(MEASURE, f"party:{promised.owner_id}"):
        raise NotThere
    given: Any = benefit.measurements.filter(at__gte=ask.letter.made_at).order_by("measured_on", "sequence").last()
    return Asked(ask, given)
