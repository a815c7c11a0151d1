"""Amendments: what is proposed against what stands, who was asked, who has answered, who is silent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation

from .. import founding
from ..founding.amending import TermChange, TextChange, amended
from ..models import (
    Accession,
    Agreement,
    Amendment,
    AmendmentAnswer,
    AmendmentChange,
    AmendmentLetter,
    Annex,
    AskedParty,
    Clause,
    Edition,
)
from ..rules import outcome
from .editions import clause_checked_by, edition_on, said_in

State = Amendment.State
WHO_ANSWERS = ("chief_executive", "contact")
"""The roles that answer for a party."""
FOLLOWS = ("secretariat", "secretariat_leader", "leader")
"""The roles that read the letters of all."""


def amendment_clause(on: date) -> str:
    """Return the clause by which the parties change the agreement, or "" where none says how."""
    return clause_of_amending(edition_on(on))


def clause_of_amending(edition: Edition) -> str:
    """Return the clause of the procedure in which all parties consent in writing, or ""."""
    rows = said_in(edition).get("procedure", [])
    return next(
        (str(row["clause"]) for row in rows if row["kind"] == "unanimity_in_writing" and row.get("of") == "parties"), ""
    )


def latest_edition(agreement: Agreement) -> Edition:
    """Return the edition that the next amendment is written on: the last one agreed, in force already or not."""
    found = agreement.editions.select_related("agreement", "basis").defer("source").order_by("-number").first()
    assert found is not None  # an agreement is founded with its first edition
    return found


def parties_to(agreement: Agreement, on: date) -> list[Organisation]:
    """Return the parties to an agreement on a day, by name."""
    rows = Accession.objects.on(on).filter(agreement=agreement).select_related("organisation")
    return [row.organisation for row in rows.order_by("organisation__sort_key")]


# -- the text ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Text:
    """The text of an edition, to write an amendment on: clauses and annexes as (heading, text), chapters by key.

    An annex that is missing has no text.
    """

    clauses: Mapping[str, tuple[str, str]]
    annexes: Mapping[str, tuple[str, str]]
    chapters: Mapping[str, str]


def text_of(edition: Edition) -> Text:
    """Return the text of an edition. Two SQL statements."""
    clauses = Clause.objects.filter(edition=edition).select_related("chapter").order_by("position")
    annexes = Annex.objects.filter(edition=edition)
    return Text(
        clauses={row.ref: (row.heading, row.text) for row in clauses},
        annexes={row.key: (row.title, row.text if row.present else "") for row in annexes},
        chapters={str(row["key"]): str(row["heading"]) for row in said_in(edition).get("chapter", [])},
    )


def reads_the_same(edition: Edition, other: Edition | None) -> bool:
    """Tell whether two editions have the same text and the same term. Four SQL statements."""
    return other is not None and edition.until == other.until and text_of(edition) == text_of(other)


@dataclass(frozen=True)
class ChangeRead:
    """One change, with the text as it stands beside it."""

    change: AmendmentChange
    old_heading: str
    old: str

    @property
    def ref(self) -> str:
        """Return the clause's id, or the annex's key."""
        return self.change.ref

    @property
    def new_heading(self) -> str:
        """Return the heading as it will read."""
        return self.change.heading

    @property
    def new(self) -> str:
        """Return the text as it will read."""
        return self.change.text


@dataclass(frozen=True)
class ProposedText:
    """What an amendment makes of the agreement, against the edition it is written on. `problems`: why it cannot be sent."""

    base: Edition
    rows: Sequence[ChangeRead]
    source: str = ""
    problems: Sequence[str] = field(default_factory=list)


def difference(amendment: Amendment) -> ProposedText:
    """Return each change against the edition that the amendment is written on: the last one, until it was sent."""
    base = amendment.base or latest_edition(amendment.agreement)
    stands = text_of(base)
    order = {ref: place for place, ref in enumerate([*stands.clauses, *stands.annexes])}
    rows = []
    for change in amendment.changes.all():
        place = stands.annexes if change.kind == AmendmentChange.Kind.ANNEX else stands.clauses
        heading, text = place.get(change.ref, ("", ""))
        rows.append(ChangeRead(change, heading, text))
    return ProposedText(base, sorted(rows, key=lambda row: order.get(row.ref, len(order))))


def proposed_text(amendment: Amendment) -> ProposedText:
    """Return what a draft would make of the agreement, whole, and what is wrong with it."""
    found = difference(amendment)
    problems: list[str] = []
    if not found.rows and not amendment.changes_term:
        return ProposedText(found.base, found.rows, problems=[_("The amendment changes nothing yet.")])
    term_clause = clause_checked_by("charter.term", found.base)
    if amendment.changes_term and term_clause and term_clause not in {row.ref for row in found.rows}:
        says = _("Clause %(ref)s tells the term in words. Change its text too, so that both say the same.")
        problems.append(says % {"ref": term_clause})
    source = Edition.objects.values_list("source", flat=True).get(pk=found.base.pk)
    changes = [
        TextChange(row.change.kind, row.ref, row.change.chapter, row.change.heading, row.change.text)  # type: ignore[arg-type]
        for row in found.rows
    ]
    try:
        written = amended(source, changes, TermChange(amendment.until) if amendment.changes_term else None)
    except LookupError as error:
        says = _("The agreement has changed since this was drafted. Look at the change of %(ref)s again.")
        return ProposedText(found.base, found.rows, problems=[*problems, says % {"ref": error.args[0]}])
    rests = _still_needed(found)
    problems += rests or [str(problem) for problem in founding.read(written).problems]
    return ProposedText(found.base, found.rows, written, problems)


def _still_needed(found: ProposedText) -> list[str]:
    """Say which clauses cannot be repealed by text alone, since powers, duties or rules rest on them."""
    says = []
    tables = [row for rows in said_in(found.base).values() if isinstance(rows, list) for row in rows]
    for change in (row for row in found.rows if row.change.kind == AmendmentChange.Kind.REPEALED):
        count = sum(
            row.get("clause") == change.ref or row.get("source") == f"agreement:{change.ref}"
            for row in tables
            if isinstance(row, dict)
        )
        words = ngettext(
            "Clause %(ref)s cannot be repealed: %(count)s power, duty or rule rests on it. Change its text instead.",
            "Clause %(ref)s cannot be repealed: %(count)s powers, duties and rules rest on it. Change its text instead.",
            count,
        )
        if count:
            says.append(words % {"ref": change.ref, "count": count})
    return says


def proposed_change(amendment: Amendment, ref: str) -> AmendmentChange | None:
    """Return what an amendment proposes for a clause or an annex, if anything."""
    return amendment.changes.filter(ref=ref).first()


# -- the round ---------------------------------------------------------------------------------------------------------


def counting(amendment: Amendment, on: date) -> list[AskedParty]:
    """Return those whose consent is needed: asked when the text was sent, and still a party on the day."""
    parties = Accession.objects.on(on).filter(agreement=amendment.agreement_id).values("organisation_id")
    return list(amendment.asked.filter(organisation__in=parties).select_related("organisation"))


def last_answers(amendment: Amendment) -> dict[UUID, AmendmentAnswer]:
    """Return the answer that counts of each that has answered, by the one asked."""
    rows = AmendmentAnswer.objects.filter(asked__amendment=amendment).order_by("sequence")
    return {row.asked_id: row for row in rows.select_related("basis", "evidence", "decision_file")}


@dataclass(frozen=True)
class PartyInRound:
    """One that was asked: what it answered, or for how many days it has been silent."""

    asked: AskedParty
    answer: AmendmentAnswer | None
    letter: AmendmentLetter | None
    counts: bool
    silent_days: int
    may_answer: bool
    reads_files: bool

    @property
    def state(self) -> str:
        """Return consent, refuse, left or silent."""
        if self.answer is not None:
            return self.answer.kind
        return "silent" if self.counts else "left"


@dataclass(frozen=True)
class AmendmentPage:
    """An amendment with its difference, the round, and what the reader may do."""

    amendment: Amendment
    text: ProposedText
    parties: Sequence[PartyInRound]
    joined: Sequence[Organisation]
    may: Mapping[str, bool]
    clause: str
    term_clause: str
    today: date

    @property
    def counts(self) -> dict[str, int]:
        """Return how many have consented, refused, are silent or have left."""
        found = dict.fromkeys(("consent", "refuse", "silent", "left"), 0)
        for row in self.parties:
            found[row.state] += 1
        return found

    @property
    def all_consented(self) -> bool:
        """Tell whether nothing lacks but that someone establishes it: the last silent one has left."""
        given = {row.asked.pk: row.answer.kind for row in self.parties if row.answer}
        return outcome({row.asked.pk for row in self.parties if row.counts}, given) == "consented"


def visible_to(actor: Actor) -> QuerySet[Amendment]:
    """Return the amendments that a reader may see: drafts that nobody was asked about are for those who draft."""
    rows = Amendment.objects.select_related("agreement__cooperation", "base", "edition__basis").defer(
        "source", "base__source", "edition__source"
    )
    if actor.is_anonymous:
        return rows.none()
    if actor.may("charter.draft_amendment"):
        return rows
    return rows.exclude(Q(state__in=[State.DRAFT, State.WITHDRAWN], sent_at=None, comments_until=None))


def amendments(*, by: Actor) -> list[Amendment]:
    """Return the amendments, the newest first, each with how many were asked and have answered (`asked_count` …)."""
    return list(
        visible_to(by).annotate(
            asked_count=Count("asked", distinct=True),
            answered_count=Count("asked", filter=Q(asked__answers__isnull=False), distinct=True),
        )
    )


def amendment(number: int, *, by: Actor) -> Amendment:
    """Return an amendment that the reader may see. Raises NotThere."""
    found = visible_to(by).filter(number=number).first()
    if found is None:
        raise NotThere
    return found


def asked_party(number: int, organisation: str, *, by: Actor) -> AskedParty:
    """Return a party's place in the round, for one who may answer for it. Raises NotThere."""
    found = (
        AskedParty.objects.filter(amendment__in=visible_to(by), amendment__number=number)
        .filter(organisation__number=organisation)
        .select_related("organisation", "amendment__agreement__cooperation", "amendment__base")
        .first()
    )
    if found is None or not by.may("charter.answer_amendment", f"party:{found.organisation_id}"):
        raise NotThere
    return found


def asked_by_id(key: UUID) -> AskedParty:
    """Return a party's place in an open round, by its key. Raises NotThere when nothing is asked of it any more."""
    found = (
        AskedParty.objects.filter(pk=key, amendment__state=State.PROPOSED)
        .select_related("organisation", "amendment__agreement__cooperation", "amendment__base")
        .first()
    )
    if found is None:
        raise NotThere
    return found


def amendment_page(number: int, *, by: Actor) -> AmendmentPage:
    """Return an amendment as its page shows it. Raises NotThere."""
    found, today = amendment(number, by=by), clock.today()
    text = proposed_text(found) if found.state == State.DRAFT else difference(found)
    return AmendmentPage(
        amendment=found,
        text=text,
        parties=parties_in_round(found, by=by, today=today),
        joined=_joined(found, today),
        may={name: by.may(f"charter.{name}") for name in ACTS},
        clause=clause_of_amending(text.base),
        term_clause=clause_checked_by("charter.term", text.base),
        today=today,
    )


ACTS = (
    "edit_amendment",
    "propose_clause",
    "drop_proposed_clause",
    "send_amendment",
    "remind_of_amendment",
    "ask_for_comments",
    "reply_to_comment",
    "withdraw_amendment",
    "conclude_amendment",
)


def parties_in_round(found: Amendment, *, by: Actor, today: date) -> list[PartyInRound]:
    """Return those that were asked, by name, each with its answer or its silence. Three SQL statements."""
    if found.sent_at is None:
        return []
    ended = clock.local_date(found.ended_at) if found.ended_at else None
    last = ended or today
    answers, counted = last_answers(found), {row.pk for row in counting(found, last)}
    reads_all = by.has_role(*FOLLOWS)
    mine = by.scoped_ids("party", *WHO_ANSWERS)
    days = (last - clock.local_date(found.sent_at)).days
    open_ = found.state == State.PROPOSED
    return [
        PartyInRound(
            asked=row,
            answer=answers.get(row.pk),
            letter=getattr(row, "letter", None),
            counts=row.pk in counted,
            silent_days=days,
            may_answer=open_
            and row.pk in counted
            and by.may("charter.answer_amendment", f"party:{row.organisation_id}"),
            reads_files=reads_all or str(row.organisation_id) in mine,
        )
        for row in found.asked.select_related("organisation", "letter__person").order_by("organisation__sort_key")
    ]


def _joined(found: Amendment, today: date) -> list[Organisation]:
    """Return those that became parties during the round: they were not asked, and signed with the text known."""
    if found.state != State.PROPOSED:
        return []
    asked = found.asked.values("organisation_id")
    rows = Accession.objects.on(today).filter(agreement=found.agreement_id).exclude(organisation__in=asked)
    return [row.organisation for row in rows.select_related("organisation").order_by("organisation__sort_key")]


def readable_answers(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return those asked whose letters the reader may open: those who follow up, and the party's own people."""
    rows = AskedParty.objects.filter(pk__in=list(ids))
    if not actor.has_role(*FOLLOWS):
        rows = rows.filter(organisation_id__in=actor.scoped_ids("party", *WHO_ANSWERS))
    return set(rows.values_list("pk", flat=True))


def address_of_answer(key: UUID) -> str:
    """Return where an answer stands on the amendment's page."""
    found = AskedParty.objects.select_related("amendment", "organisation").filter(pk=key).first()
    return found.get_absolute_url() if found else ""


# -- who waits ---------------------------------------------------------------------------------------------------------


def unanswered_by(actor: Actor, today: date) -> list[AskedParty]:
    """Return the places in open rounds that the reader's own party has not answered. At most one SQL statement."""
    parties = actor.scoped_ids("party", *WHO_ANSWERS)
    if not parties:
        return []
    rows = AskedParty.objects.filter(
        amendment__state=State.PROPOSED,
        organisation_id__in=parties,
        organisation__in=Accession.objects.on(today).values("organisation_id"),
        answers=None,
    )
    return list(rows.select_related("organisation", "amendment").defer("amendment__source", "amendment__exact_text"))


def asked_for_consent(today: date) -> list[tuple[Amendment, list[AskedParty]]]:
    """Return the amendments that are out, each with the places that still count and are silent, by name."""
    found = []
    for amendment in Amendment.objects.filter(state=State.PROPOSED).defer("source", "exact_text"):
        parties = Accession.objects.on(today).filter(agreement=amendment.agreement_id).values("organisation_id")
        silent = amendment.asked.filter(organisation__in=parties, answers=None).select_related("organisation")
        found.append((amendment, list(silent.order_by("organisation__sort_key"))))
    return found


def out_for_consent(today: date) -> list[tuple[Amendment, list[Organisation]]]:
    """Return the amendments that are out, each with those that still count and are silent, by name."""
    return [(row, [place.organisation for place in silent]) for row, silent in asked_for_consent(today)]


def address_of_basis(basis: Basis) -> str:
    """Return the page of an edition or of a party's answer to an amendment, by its basis; "" for another basis."""
    if basis.kind == Basis.Kind.EDITION:
        edition = Edition.objects.filter(basis=basis).first()
        return f"{reverse('charter:agreement')}?on={edition.in_force_from.isoformat()}" if edition else ""
    answer = AmendmentAnswer.objects.filter(basis=basis).select_related("asked__amendment", "asked__organisation")
    found = answer.first()
    return found.asked.get_absolute_url() if found else ""
