"""What can be asked of needs and ideas: the list, one with all that was said of it, what is like it, what waits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.text import capfirst

from samstyring.charter import queries as charter
from samstyring.charter.rules import Ruled
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import book, lasting
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Organisation, Population
from samstyring.parties.names import search_key
from samstyring.parties.queries import WHO_ANSWERS, answers_for

from ..models import InitiativeAnswer, InitiativeAnswerParty, Need, NeedAnswer, NeedSupport, Project, RadarEntry
from ..rules.needs import ANSWERABLE, LIVING_NEEDS, can_go_on, stems
from ..rules.projects import OVER
from .charter import parties_to_choose
from .radar import entries

RULE = "need_answer_days"
REMINDER_DAYS = 30
"""After how many days the work list reminds of an answer where no rule gives a time. It is no duty, and said so."""
UNDECIDED = (Need.State.NEW, Need.State.STUDIED)
"""The states in which a need is still to be answered for good: then it is of use to know what is like it."""
ALIKE = 5
ENOUGH = 2


def needs(by: Actor) -> QuerySet[Need]:
    """Return the needs that a reader may see: whoever has a part in the co-operation sees all, nobody else any."""
    rows = Need.objects.select_related("organisation")
    return rows if sees_needs(by) else rows.none()


def sees_needs(by: Actor) -> bool:
    """Tell whether a reader may see the needs."""
    return bool(by.capacities) or by.kind == "installation"


def with_behind(rows: QuerySet[Need]) -> QuerySet[Need]:
    """Add how many municipalities stand behind each, the sender with them, to sort by."""
    living = NeedSupport.objects.filter(need=OuterRef("pk"), ended_at=None).order_by().values("need")
    count = Subquery(living.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return rows.annotate(behind=Coalesce(count, Value(0)) + 1)


def that_say(rows: QuerySet[Need], words: str) -> QuerySet[Need]:
    """Return those that hold every word, with or without accents, or whose code is that."""
    found = Q()
    for word in search_key(words).split():
        found &= Q(words__contains=word)
    return rows.filter(found | Q(code__holds=words.strip()))


def from_or_behind(rows: QuerySet[Need], organisation_id: str) -> QuerySet[Need]:
    """Return those that a municipality sent or supports."""
    supported = NeedSupport.objects.filter(organisation_id=organisation_id, ended_at=None).values("need_id")
    return rows.filter(Q(organisation_id=organisation_id) | Q(pk__in=supported))


@lasting
def senders() -> list[tuple[str, str]]:
    """Return the municipalities that have sent or support something, by name: key and name."""
    supported = NeedSupport.objects.filter(ended_at=None).values("organisation_id")
    rows = Organisation.objects.filter(Q(pk__in=Need.objects.values("organisation_id")) | Q(pk__in=supported))
    return [(str(key), name) for key, name in rows.order_by("sort_key").values_list("pk", "name")]


@dataclass(frozen=True)
class Behind:
    """Who stands behind a need, the sender first, and how many live there. None where no figure is registered."""

    parties: Sequence[Organisation]
    inhabitants: int | None

    @property
    def count(self) -> int:
        """Return how many municipalities."""
        return len(self.parties)


def behind(shown: Iterable[Need], on: date) -> dict[UUID, Behind]:
    """Return who stands behind some needs, and how many live there on a day. Two SQL statements."""
    rows = {need.pk: [need.organisation] for need in shown}
    for row in _supports(list(rows)):
        rows[row.need_id].append(row.organisation)
    people = inhabitants({party.pk for parties in rows.values() for party in parties}, on)
    return {
        key: Behind(parties, sum(people.get(party.pk, 0) for party in parties) or None) for key, parties in rows.items()
    }


@Prepared
def _supports(needs: Sequence[UUID]) -> QuerySet[NeedSupport]:
    return NeedSupport.objects.filter(need_id__in=needs, ended_at=None).select_related("organisation")


def inhabitants(ids: Iterable[UUID], on: date) -> dict[UUID, int]:
    """Return how many live in some municipalities by the newest figure of a day. One SQL statement."""
    return dict(_populations(list(ids), on))


@Prepared
def _populations(ids: Sequence[UUID], on: date) -> "QuerySet[Population, tuple[UUID, int]]":
    rows = Population.objects.filter(organisation_id__in=ids, date__lte=on).order_by("date")
    return rows.values_list("organisation_id", "number")


@dataclass(frozen=True)
class Alike:
    """What is there already that is like something sent in: the few likest of each, the likest first."""

    needs: Sequence[Need] = ()
    projects: Sequence[Project] = ()
    entries: Sequence[RadarEntry] = ()

    def __bool__(self) -> bool:
        return bool(self.needs or self.projects or self.entries)


def alike(name: str, text: str, by: Actor, exclude: UUID | None = None) -> Alike:
    """Return the needs, projects and entries on the radar that are most like something called `name`.

    Likeness counts the words that begin alike, but none that says nothing of what a text is about; a word in a heading
    counts double. One word alone is not enough, unless the text has no more: of a project, which is known by its name
    alone, one that stands in `name` is. Three SQL statements, none where there is nothing to go by.
    """
    asked = stems(f"{name} {text}")
    if not asked or by.is_anonymous:
        return Alike()
    enough = ENOUGH if len(asked) > 1 else 1
    both = {"words": 1, "search_key": 1}
    living = needs(by).exclude(state=Need.State.WITHDRAWN).exclude(pk__in=[exclude] if exclude else [])
    national = entries(by).exclude(state=RadarEntry.State.ENDED)
    named = stems(name)
    weights = {stem: ENOUGH if any(each.startswith(stem) for each in named) else 1 for stem in asked}
    projects = _likest(Project.objects.all(), {"search_key": 1}, weights, enough)
    once = dict.fromkeys(asked, 1)
    return Alike(
        needs=list(_likest(living, both, once, enough).order_by("-score", "-sent_at")[:ALIKE]),
        projects=list(projects.order_by("-score", "sort_key")[:ALIKE]),
        entries=list(_likest(national, both, once, enough).order_by("-score", "sort_key")[:ALIKE]),
    )


def _likest(rows: QuerySet[Any], columns: Mapping[str, int], asked: Mapping[str, int], enough: int) -> QuerySet[Any]:
    score: Any = Value(0)
    for column, worth in columns.items():
        for stem, weight in asked.items():
            score = score + Case(
                When(**{f"{column}__contains": stem}, then=Value(worth * weight)),
                default=Value(0),
                output_field=IntegerField(),
            )
    scored: QuerySet[Any] = rows.annotate(score=score).filter(score__gte=enough)
    return scored


def answer_rule(on: date) -> Ruled:
    """Return the rule that says within how many days a need is answered; it may be not regulated."""
    return charter.rule_on(RULE, on)


def answer_days(rule: Ruled) -> int:
    """Return after how many days an answer is waited for: what the rule says, else when the work list reminds."""
    return int(rule.value) if rule.regulated else REMINDER_DAYS


def due_on(need: Need, rule: Ruled) -> date | None:
    """Return the day that an answer is waited for by; None for what is answered, and for an initiative, which asks for none."""
    if need.state != Need.State.NEW or need.kind != Need.Kind.NEED:
        return None
    return need.sent_on + timedelta(days=answer_days(rule))


def waiting_for_answer() -> list[Need]:
    """Return the needs that nobody has answered, the oldest first. One SQL statement."""
    rows = Need.objects.filter(state=Need.State.NEW, kind=Need.Kind.NEED).select_related("organisation")
    return list(rows.order_by("sent_at"))


def sent_by(on: date) -> list[tuple[Need, date | None]]:
    """Return the needs that had been sent by a day, each with the day of its first answer by then. One SQL statement."""
    first = NeedAnswer.objects.filter(need=OuterRef("pk"), answered_on__lte=on).order_by("sequence")
    rows = Need.objects.filter(sent_on__lte=on, kind=Need.Kind.NEED).select_related("organisation")
    found = rows.annotate(first_answer=Subquery(first.values("answered_on")[:1])).order_by("sent_at")
    return [(row, row.first_answer) for row in found]


def need_by_code(code: str, by: Actor) -> Need:
    """Return a need by its code. Raises NotThere."""
    found = needs(by).filter(code=code).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True)
class Supporter:
    """A municipality that supports a need, with how many live there."""

    support: NeedSupport
    inhabitants: int | None


@dataclass(frozen=True)
class NeedPage:
    """Everything that the page of a need shows."""

    need: Need
    way: Sequence[tuple[Any, str]]
    supporters: Sequence[Supporter]
    behind: Behind
    answers: Sequence[NeedAnswer]
    merged: Sequence[Need]
    alike: Alike
    rule: Ruled
    due: date | None
    reminder_days: int
    clause: str
    may: Mapping[str, Any]

    @property
    def can_answer(self) -> set[UUID]:
        """Return the projects like it that can be its answer: those that are not over."""
        return {row.pk for row in self.alike.projects if row.state not in OVER}

    @property
    def last(self) -> NeedAnswer | None:
        """Return the answer that counts."""
        return self.answers[-1] if self.answers else None


def need_page(code: str, by: Actor, on: date) -> NeedPage:
    """Return what the page of a need shows, in a fixed number of SQL statements. Raises NotThere."""
    need = need_by_code(code, by)
    supports = list(NeedSupport.objects.filter(need=need, ended_at=None).select_related("organisation"))
    people = inhabitants([need.organisation_id, *(row.organisation_id for row in supports)], on)
    answers = list(need.answers.select_related("into__organisation", "project", "by"))
    rule = answer_rule(on)
    return NeedPage(
        need=need,
        way=_way(need, answers),
        supporters=[Supporter(row, people.get(row.organisation_id)) for row in supports],
        behind=Behind([need.organisation, *(row.organisation for row in supports)], sum(people.values()) or None),
        answers=answers,
        merged=merged_into(need),
        alike=_alike_to(need, by) if need.state in UNDECIDED else Alike(),
        rule=rule,
        due=due_on(need, rule),
        reminder_days=answer_days(rule),
        clause=clause_of(by),
        may=_may(need, by, supports),
    )


def _alike_to(need: Need, by: Actor) -> Alike:
    """Return what is like a need, kept until an act writes something of it: every need and project is read for it."""
    with book("alike to a need", need.pk) as kept:
        return kept.ask("alike", lambda: alike(need.name, need.text, by, exclude=need.pk))


def merged_into(need: Need) -> list[Need]:
    """Return the needs of which the answer that counts is that they are merged into another. One SQL statement."""
    last = NeedAnswer.objects.filter(need=OuterRef("pk")).order_by("-sequence").values("into")[:1]
    rows = Need.objects.filter(state=Need.State.MERGED, answers__into=need).annotate(last=Subquery(last))
    return list(rows.filter(last=need.pk).select_related("organisation").distinct())


def clause_of(by: Actor) -> str:
    """Return the clause by which needs are answered."""
    return next(iter(by.powers.get("portfolio.answer_need", {}).values()), "")


def _way(need: Need, answers: Sequence[NeedAnswer]) -> list[tuple[Any, str]]:
    """Return where it stands: sent, each answer it got, and what is waited for."""
    made = [(capfirst(f"{NeedAnswer.Kind(row.kind).label}"), "done") for row in answers]
    sent = [(capfirst(Need.Kind(need.kind).label), "done")]
    if need.state == Need.State.NEW and need.kind == Need.Kind.NEED:
        return [*sent, (capfirst(Need.State.NEW.label), "now")]
    if made:
        made[-1] = (made[-1][0], "now")
    return [*sent, *made]


def _may(need: Need, by: Actor, supports: Sequence[NeedSupport]) -> dict[str, Any]:
    own = by.scoped_ids("party", *WHO_ANSWERS)
    others = [f"party:{key}" for key in own if key != str(need.organisation_id)]
    living = need.state in LIVING_NEEDS
    mine = [row for row in supports if by.may("portfolio.end_support", f"party:{row.organisation_id}")]
    return {
        "support": living and by.may("portfolio.support_need", *others),
        "said": next((row for row in mine if str(row.organisation_id) in own), None),
        "end": {row.pk for row in mine} if living else set(),
        "answer": need.state in ANSWERABLE and by.may("portfolio.answer_need"),
        "put_on": can_go_on(need) and by.may("portfolio.put_willing_on_project"),
        "register": living and need.state != Need.State.CANDIDATE and by.may("portfolio.register_project"),
        "withdraw": living
        and need.state != Need.State.CANDIDATE
        and by.may("portfolio.withdraw_need", f"party:{need.organisation_id}"),
    }


def parties_spoken_for(by: Actor, act: str, on: date, but: UUID | None = None) -> list[Organisation]:
    """Return the municipalities that a reader may do an act for, by name: their own, or all for the secretariat."""
    rows = [party for party, _signed in parties_to_choose(on) if party.pk != but]
    return [party for party in rows if by.may(act, f"party:{party.pk}")]


def speaks_for_others(by: Actor, act: str) -> bool:
    """Tell whether a reader does an act on behalf of municipalities that are not their own."""
    return by.may(act)


def may_send(by: Actor) -> bool:
    """Tell whether a reader can send in something at all."""
    return by.may("portfolio.send_need", *(f"party:{key}" for key in by.scoped_ids("party", *WHO_ANSWERS)))


def last_answer(need: Need) -> NeedAnswer | None:
    """Return the answer that counts, or None. One SQL statement."""
    return need.answers.order_by("-sequence").first()


def wanting_in(need: Need) -> list[UUID]:
    """Return the municipalities to ask when the need becomes a project: the sender, and those who want to take part.

    Of those who were invited to an initiative, they are the ones that have said yes.
    """
    wants = (NeedSupport.Interest.JOIN, NeedSupport.Interest.LEAD)
    rows = NeedSupport.objects.filter(need=need, ended_at=None, interest__in=wants)
    said_yes = InitiativeAnswerParty.objects.filter(answer__initiative__need=need).select_related("answer")
    last = {row.organisation_id: row.answer.kind for row in said_yes.order_by("answer__at", "answer_id")}
    joined = [key for key, kind in last.items() if kind == InitiativeAnswer.Kind.YES]
    return list(dict.fromkeys([need.organisation_id, *rows.values_list("organisation_id", flat=True), *joined]))


def waits_for_project(need: Need) -> bool:
    """Tell whether a project can be the answer to it yet."""
    return need.state in LIVING_NEEDS and need.state != Need.State.CANDIDATE


def willing(need: Need) -> list[Organisation]:
    """Return the same municipalities, by name. Three SQL statements."""
    return list(Organisation.objects.filter(pk__in=wanting_in(need)).order_by("sort_key"))


def of_municipality(organisation: Organisation, by: Actor) -> list[Need]:
    """Return what a municipality has sent, the newest first. One SQL statement."""
    return _sent_by(organisation.pk) if sees_needs(by) else []


@Prepared
def _sent_by(organisation: UUID) -> "QuerySet[Need]":
    rows = Need.objects.filter(organisation_id=organisation).select_related("organisation")
    return rows.order_by(F("sent_at").desc())


def answered_since(by: Actor, since: date) -> list[tuple[NeedAnswer, list[str]]]:
    """Return the answers to what the reader's municipalities sent or supported by then, with which of them, by name.

    Who took a need back knows that already. At most three SQL statements.
    """
    mine = answers_for(by)
    if not mine:
        return []
    theirs = Q(need__organisation__in=mine) | Q(need__supports__organisation__in=mine)
    rows = NeedAnswer.objects.filter(theirs, answered_on__gte=since, need__in=needs(by)).distinct()
    rows = rows.select_related("need__organisation").prefetch_related("need__supports__organisation")
    told = []
    for answer in rows.order_by("-at"):
        behind = [
            row.organisation
            for row in answer.need.supports.all()
            if row.at <= answer.at and (row.ended_at is None or row.ended_at >= answer.at)
        ]
        if answer.kind != NeedAnswer.Kind.WITHDRAWN:
            behind.insert(0, answer.need.organisation)
        names = [row.name for row in behind if row.pk in mine]
        if names:
            told.append((answer, list(dict.fromkeys(names))))
    return told
