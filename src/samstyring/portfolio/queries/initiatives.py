"""What can be asked of initiatives that others are invited to: who is asked, what each answered, what is asked of whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Group, GroupMembership, Organisation
from samstyring.parties.queries import Reached, answers_for, reached_on
from samstyring.parties.roles import SECRETARIAT

from ..models import (
    Initiative,
    InitiativeAnswer,
    InitiativeAnswerParty,
    InitiativeAsk,
    InitiativeLetter,
    Need,
    NeedAnswer,
    NeedSupport,
)
from ..rules.initiatives import OPEN, Counted, InvitedRow, Question, counted, is_open
from . import needs
from .charter import parties_to_choose

ENDS = (
    NeedAnswer.Kind.CLOSED,
    NeedAnswer.Kind.CANDIDATE,
    NeedAnswer.Kind.MERGED,
    NeedAnswer.Kind.WITHDRAWN,
)
"""The answers that end an invitation."""


def reads_answers(need: Need, by: Actor) -> bool:
    """Tell whether a reader sees what each answered: the announcer's own people and the secretariat, nobody else."""
    return by.has_role(*SECRETARIAT) or need.organisation_id in answers_for(by)


def initiative_of(need: Need) -> Initiative | None:
    """Return what others are invited to, or None where nobody is invited yet. One SQL statement."""
    return Initiative.objects.select_related("need__organisation", "evidence").filter(need=need).first()


def answers_in(
    initiatives: Iterable[UUID], organisations: Iterable[UUID] | None = None, *, together: bool = False
) -> dict[tuple[UUID, UUID], list[InitiativeAnswer]]:
    """Return the answers by initiative and municipality, the one that counts last. One SQL statement.

    `together` reads for whom each speaks besides: two more.
    """
    rows = InitiativeAnswerParty.objects.filter(answer__initiative_id__in=list(initiatives))
    if organisations is not None:
        rows = rows.filter(organisation_id__in=list(organisations))
    if together:
        rows = rows.prefetch_related("answer__parties__organisation")
    found: dict[tuple[UUID, UUID], list[InitiativeAnswer]] = {}
    for row in rows.select_related("answer__evidence").order_by("answer__at", "answer_id"):
        found.setdefault((row.answer.initiative_id, row.organisation_id), []).append(row.answer)
    return found


def invited(initiative: Initiative) -> list[InvitedRow]:
    """Return everyone who is invited with what they answered, by name. Five SQL statements."""
    answers = answers_in([initiative.pk], together=True)
    letters = {letter.person_id: letter for letter in initiative.letters.all()}
    rows = []
    for ask in initiative.asks.select_related("organisation", "person"):
        given = answers.get((initiative.pk, ask.organisation_id), [])
        last = given[-1] if given else None
        rows.append(InvitedRow(ask.organisation, ask, letters.get(ask.person_id), last, given[:-1]))
    return rows


@dataclass(frozen=True)
class InvitationPanel:
    """What the page of an initiative shows of its invitation. `counts` is None for those who see only their own."""

    initiative: Initiative | None
    counts: Counted | None
    mine: Sequence[InvitedRow]
    joined: Sequence[Organisation]
    may: Mapping[str, bool]


def invitation_panel(need: Need, by: Actor) -> InvitationPanel | None:
    """Return what the page of a need shows of its invitation; None for what is no initiative. At most six statements."""
    if need.kind != Need.Kind.INITIATIVE:
        return None
    initiative, reads = initiative_of(need), reads_answers(need, by)
    rows = invited(initiative) if initiative is not None else []
    own = answers_for(by)
    return InvitationPanel(
        initiative=initiative,
        counts=counted(row.state for row in rows) if reads and initiative is not None else None,
        mine=[row for row in rows if row.organisation.pk in own],
        joined=[row.organisation for row in rows if row.state == "yes"] if reads else [],
        may=may_do(need, by, rows),
    )


def may_do(need: Need, by: Actor, rows: Sequence[InvitedRow]) -> dict[str, bool]:
    """Return what a reader may do with an invitation."""
    scope, takes = f"party:{need.organisation_id}", is_open(need)
    return {
        "invite": takes and by.may("portfolio.invite_to_initiative", scope),
        "remind": takes and any(row.given is None for row in rows) and by.may("portfolio.remind_of_initiative", scope),
        "close": takes and by.may("portfolio.close_initiative", scope),
        "register": takes and bool(rows) and by.may("portfolio.answer_initiative"),
        "read": bool(rows) and reads_answers(need, by),
        "open": takes,
    }


def initiative_by_code(code: str, by: Actor) -> Initiative:
    """Return the initiative with its answers for those who read them. Raises NotThere."""
    need = needs.need_by_code(code, by)
    found = initiative_of(need)
    if found is None or not reads_answers(need, by):
        raise NotThere
    return found


def readable(by: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return the needs whose letters (what came in writing of their invitations) a reader may open. One SQL statement."""
    rows = needs.needs(by).filter(pk__in=list(ids))
    return {row.pk for row in rows if reads_answers(row, by)}


# -- whom to invite ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ToInvite:
    """Whom one can invite, through whom, the districts that they lie in, and who has nobody to ask."""

    rows: Sequence[tuple[Organisation, Reached]]
    districts: Sequence[tuple[Group, Sequence[UUID]]]
    unreachable: Sequence[Organisation]


def to_invite(need: Need, on: date) -> ToInvite:
    """Return whom an initiative can invite: those that the agreement is open to and that are not invited yet."""
    there = set(InitiativeAsk.objects.filter(initiative__need=need).values_list("organisation_id", flat=True))
    parties = [row for row, _signed in parties_to_choose(on) if row.pk not in there and row.pk != need.organisation_id]
    people = reached_on(on)
    reached = [row for row in parties if row.pk in people]
    members: dict[Group, list[UUID]] = {}
    rows = GroupMembership.objects.on(on).filter(group__kind=Group.Kind.DISTRICT, organisation__in=reached)
    for row in rows.select_related("group").order_by("group__sort_key"):
        members.setdefault(row.group, []).append(row.organisation_id)
    return ToInvite(
        rows=[(row, people[row.pk]) for row in reached],
        districts=list(members.items()),
        unreachable=[row for row in parties if row.pk not in people],
    )


def silent(initiative: Initiative) -> list[InitiativeAsk]:
    """Return those who are invited and have not answered, by name. Two SQL statements."""
    heard = InitiativeAnswerParty.objects.filter(answer__initiative=initiative).values("organisation_id")
    rows = initiative.asks.exclude(organisation_id__in=heard).select_related("organisation", "person")
    return list(rows)


# -- what is asked of the reader ---------------------------------------------------------------------------------------


def open_asks(organisations: Iterable[UUID] | None = None) -> dict[Initiative, list[InitiativeAsk]]:
    """Return the initiatives that invite, each with those of some municipalities, or of all, that are silent. One statement."""
    heard = InitiativeAnswerParty.objects.filter(
        answer__initiative=OuterRef("initiative"), organisation=OuterRef("organisation")
    )
    rows = InitiativeAsk.objects.filter(~Exists(heard), initiative__need__state__in=OPEN)
    if organisations is not None:
        rows = rows.filter(organisation_id__in=list(organisations))
    found: dict[Initiative, list[InitiativeAsk]] = {}
    for ask in rows.select_related("organisation", "initiative__need__organisation").order_by(
        "answer_by", "organisation__sort_key"
    ):
        found.setdefault(ask.initiative, []).append(ask)
    return found


def ended_since(by: Actor, since: date) -> list[tuple[NeedAnswer, list[str]]]:
    """Return how initiatives ended that the reader's municipalities were invited to, with which of them, by name.

    Those who announced one, or support it, are told as such. At most two SQL statements.
    """
    mine = answers_for(by)
    if not mine:
        return []
    rows = (
        NeedAnswer.objects.filter(kind__in=ENDS, answered_on__gte=since, need__initiative__asks__organisation__in=mine)
        .exclude(need__organisation__in=mine)
        .exclude(need__supports__in=NeedSupport.objects.filter(organisation__in=mine))
        .select_related("need__organisation", "into", "project")
        .prefetch_related("need__initiative__asks__organisation")
        .distinct()
    )
    return [
        (row, [ask.organisation.name for ask in row.need.initiative.asks.all() if ask.organisation_id in mine])
        for row in rows.order_by("-at")
    ]


def letter_by_id(pk: UUID) -> InitiativeLetter:
    """Return the letter that a link belongs to. Raises NotThere."""
    rows = InitiativeLetter.objects.select_related("initiative__need__organisation", "person")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def question_of_letter(pk: UUID) -> Question:
    """Return the question that a letter asks. Raises NotThere when it takes no more answers."""
    letter = letter_by_id(pk)
    asks = list(letter.initiative.asks.filter(person=letter.person).select_related("organisation"))
    question = _question(letter.initiative, asks)
    if not question.is_open or not asks:
        raise NotThere
    return question


def question_to(code: str, by: Actor) -> Question:
    """Return the question to those that the reader answers for, also when it is settled. Raises NotThere."""
    rows = _asked_of(answers_for(by)).filter(initiative__need__code=code)
    asks = list(rows)
    if not asks:
        raise NotThere
    return _question(asks[0].initiative, asks)


def _question(initiative: Initiative, asks: Sequence[InitiativeAsk]) -> Question:
    organisations = [ask.organisation for ask in asks]
    answers = answers_in([initiative.pk], [row.pk for row in organisations])
    given: dict[Any, InitiativeAnswer] = {key: rows[-1] for (_which, key), rows in answers.items()}
    days = [ask.answer_by for ask in asks if ask.organisation_id not in given] or [ask.answer_by for ask in asks]
    return Question(initiative, organisations, min(days, default=date.max), given)


def _asked_of(organisations: Iterable[UUID]) -> QuerySet[InitiativeAsk]:
    rows = InitiativeAsk.objects.filter(organisation_id__in=list(organisations))
    return rows.select_related("organisation", "initiative__need__organisation").order_by("organisation__sort_key")


def asked_of(
    organisations: Iterable[UUID],
) -> list[tuple[InitiativeAsk, InitiativeAnswer | None, InitiativeLetter | None]]:
    """Return what some municipalities are invited to, with what they answered and the letter. Three SQL statements."""
    asks = list(_asked_of(organisations))
    ids = {ask.initiative_id for ask in asks}
    answers = answers_in(ids, {ask.organisation_id for ask in asks}) if ids else {}
    rows = InitiativeLetter.objects.filter(initiative_id__in=ids) if ids else ()
    letters = {(row.initiative_id, row.person_id): row for row in rows}
    return [
        (
            ask,
            answers.get((ask.initiative_id, ask.organisation_id), [None])[-1],
            letters.get((ask.initiative_id, ask.person_id)),
        )
        for ask in asks
    ]
