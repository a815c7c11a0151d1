"""An agreement that is to take over: how it differs, what of today goes on or is closed, who has signed, what is missing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.keeping import lasting
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.models import Organisation
from samstyring.records import queries as documents
from samstyring.ui import formats

from ..founding import Difference, compare, plain
from ..models import (
    Accession,
    Agreement,
    Amendment,
    Edition,
    Successor,
    SuccessorDecline,
    SuccessorSignature,
    Withdrawal,
)
from ..registry import adapters, crossings
from . import crossings as crossings_of
from . import differing
from .crossings import EVERY, KindChosen, KindShown, crossed
from .editions import is_first, said_in

PARTIES = "parties"
MOST_PARTIES = 60
"""More parties than these are shown only where they are asked for: a county is shown whole, a country is not."""
SEES_PREPARATION = ("leader", "member", "secretariat", "secretariat_leader")


@dataclass(frozen=True)
class PartyRow:
    """One that either agreement is between: whether it is a party today, is named in the new one, and has signed it."""

    number: str
    name: str
    is_party: bool
    is_named: bool
    signature: Any = None
    organisation: Organisation | None = None
    # No party of the old agreement: it comes in by its council's decision. `in_file`: a signature of it stands in the file.
    is_new: bool = False
    in_file: bool = False
    # Its council said no to just this text. `earlier`: what no longer counts, the oldest first.
    decline: SuccessorDecline | None = None
    earlier: Sequence[Any] = ()

    @property
    def signs_in_file(self) -> bool:
        """Tell whether the file itself holds the signature."""
        return isinstance(self.signature, dict)


@dataclass(frozen=True)
class SuccessorPage:
    """A preparation as it stands today."""

    successor: Successor
    differences: Sequence[differing.Told]
    kinds: Sequence[KindShown]
    parties: Sequence[PartyRow]
    problems: Sequence[Any]
    may: Mapping[str, bool]
    today: date
    parties_shown: Sequence[PartyRow]
    # Which papers of the councils the reader may open: whoever may not reads only what they are called.
    readable: Collection[UUID] = ()

    @property
    def is_time(self) -> bool:
        """Tell whether the day has come."""
        return self.today >= self.successor.begins_on

    @property
    def more_parties(self) -> bool:
        """Tell whether there are parties that are not shown."""
        return len(self.parties_shown) < len(self.parties)

    @property
    def signed(self) -> list[PartyRow]:
        """Return those that have signed."""
        return [row for row in self.parties if row.signature is not None]

    @property
    def left_out(self) -> list[PartyRow]:
        """Return the parties of today that have not signed: they stand outside from the day."""
        return [row for row in self.parties if row.is_party and row.signature is None]

    @property
    def declined(self) -> list[PartyRow]:
        """Return those whose council has declined."""
        return [row for row in self.parties if row.decline is not None]

    @property
    def open(self) -> int:
        """Return how many choices nobody has made: those things become as proposed."""
        return sum(each.open for each in self.kinds)

    @property
    def silent(self) -> list[PartyRow]:
        """Return the parties of today that it names and that have not answered: silence is no answer."""
        return [row for row in self.left_out if row.is_named and row.decline is None]


def reads_preparation(by: Actor) -> bool:
    """Tell whether a reader sees what is being prepared."""
    return by.kind == "installation" or by.has_role(*SEES_PREPARATION) or by.may("charter.prepare_successor")


def successors(by: Actor) -> list[Successor]:
    """Return every preparation that a reader may see, the newest first: what has taken over is for all signed in."""
    if by.is_anonymous:
        raise NotThere
    rows = Successor.objects.select_related("predecessor", "agreement").defer("source")
    return list(rows if reads_preparation(by) else rows.filter(state=Successor.State.TAKEN_OVER))


def successor(pk: UUID, by: Actor) -> Successor:
    """Return one. Raises NotThere for one that the reader may not see."""
    found = _successor.first(pk)
    if found is None or by.is_anonymous:
        raise NotThere
    if found.state != Successor.State.TAKEN_OVER and not reads_preparation(by):
        raise NotThere
    return found


@Prepared
def _successor(pk: UUID) -> "QuerySet[Successor]":
    return Successor.objects.select_related("predecessor__cooperation", "agreement").filter(pk=pk)


def being_prepared(by: Actor) -> Successor | None:
    """Return the one that is being prepared, where there is one and the reader may see it."""
    if not reads_preparation(by):
        return None
    rows = Successor.objects.filter(state=Successor.State.DRAFT).select_related("predecessor").defer("source")
    return rows.first()


def drafts() -> list[Successor]:
    """Return those that are being prepared, for working out what they show. One SQL statement."""
    rows = Successor.objects.filter(state=Successor.State.DRAFT)
    return list(rows.select_related("predecessor__cooperation", "agreement"))


def data_of(found: Successor) -> Mapping[str, Any]:
    """Return the new file as plain data."""
    return _parsed(found.source)


@lru_cache(maxsize=4)
def _parsed(source: str) -> dict[str, Any]:
    return plain(source)


@lru_cache(maxsize=4)
def _compared(base: Edition, source: str) -> list[Difference]:
    """Compare an edition's file with a successor's text: neither of them changes."""
    return compare(said_in(base), _parsed(source))


def successor_page(pk: UUID, by: Actor, whole: str = "") -> SuccessorPage:
    """Return a preparation, or the record of what has taken over. A fixed number of SQL statements.

    Of each kind, and of many parties, the first are shown, and of the kind named `whole` (PARTIES, or EVERY kind) all.
    """
    found, today = successor(pk, by), clock.today()
    there, base = data_of(found), base_of(found)
    here = said_in(base)
    parties = parties_of(found, there)
    if found.state == Successor.State.DRAFT:
        kinds, problems = worked_out(found, there, whole)
    else:
        kinds, problems = crossings_of.recorded(found, whole), []
    return SuccessorPage(
        successor=found,
        differences=differing.told(_compared(base, found.source), here, there),
        kinds=kinds,
        parties=parties,
        problems=problems,
        may={
            act: by.may(f"charter.{act}")
            for act in (
                "edit_successor",
                "choose_crossings",
                "register_successor_signature",
                "register_successor_decline",
                "take_back_successor_answer",
                "withdraw_successor",
                "succeed",
            )
        },
        today=today,
        parties_shown=parties if whole in (EVERY, PARTIES) else parties[:MOST_PARTIES],
        readable=_readable(by, parties),
    )


def _readable(by: Actor, parties: Iterable[PartyRow]) -> set[UUID]:
    answers = [answer for row in parties for answer in (row.signature, row.decline, *row.earlier)]
    files = [file for answer in answers if (file := getattr(answer, "council_file", None)) is not None]
    return {row.pk for row in documents.readable(by, files)}


def worked_out(found: Successor, there: Mapping[str, Any], whole: str = "") -> tuple[list[KindShown], Sequence[str]]:
    """Return what is to become of each thing, and what is missing. All things of the kind named `whole`, or of EVERY."""

    def missing(kinds: Sequence[KindChosen]) -> list[str]:
        return [str(problem) for problem in problems_of(found, there, kinds, parties_of(found, there))]

    kinds, problems = crossings_of.overview(found, there, missing)
    asked = [
        each if whole not in (EVERY, each.kind.name) or not each.more else _whole(found, there, each) for each in kinds
    ]
    return asked, problems


def _whole(found: Successor, there: Mapping[str, Any], each: KindShown) -> KindShown:
    return replace(each, shown=crossings_of.whole(found, there, each.kind.name))


def base_of(found: Successor) -> Edition:
    """Return the last edition of the agreement that it takes over from."""
    return _editions(found.predecessor_id)[0]


@Prepared
def _editions(agreement_id: UUID) -> "QuerySet[Edition]":
    rows = Edition.objects.filter(agreement=agreement_id).select_related("agreement").defer("source")
    return rows.order_by("-number")[:1]


def parties_of(found: Successor, there: Mapping[str, Any]) -> list[PartyRow]:
    """Return those of either agreement. Five SQL statements.

    A signature in the file is that of a party of the old agreement; one that is new signs when its council has decided.
    """
    last = found.begins_on if found.state == Successor.State.DRAFT else _day_before(found.begins_on)
    today = {row.number: row for row in _bound_by(found.predecessor_id, min(last, clock.today()))}
    answers: list[Any] = [*_signatures_of(found.pk)]
    signatures: dict[str, Any] = {row.number: row for row in answers if row.stands}
    answers += _declines_of(found.pk)
    declines = {
        row.number: row
        for row in answers
        if row.is_decline and row.stands and row.sha256 == found.sha256 and row.number not in signatures
    }
    counts = {row.pk for row in [*signatures.values(), *declines.values()]}
    earlier: dict[str, list[Any]] = {}
    for answer in sorted(answers, key=lambda row: row.registered_at):
        if answer.pk not in counts:
            earlier.setdefault(answer.number, []).append(answer)
    names = {row["number"]: row for row in there.get("party", [])}
    draft = found.state == Successor.State.DRAFT
    before = {*today, *parties_before(found)} if draft else set()
    in_file = {number: row for number, row in names.items() if row.get("signed_on") and number not in signatures}
    signatures |= {number: row for number, row in in_file.items() if number in before or not draft}
    new = [number for number in names if number not in today]
    known = today | {row.number: row for row in _organisations(new)}
    rows = [
        PartyRow(
            number=number,
            name=names[number]["name"] if number in names else known[number].name,
            is_party=number in today,
            is_named=number in names,
            signature=signatures.get(number),
            organisation=known.get(number),
            is_new=number in names
            and (number not in before if draft else getattr(signatures.get(number), "joins", False)),
            in_file=number in in_file,
            decline=declines.get(number),
            earlier=earlier.get(number, ()),
        )
        for number in dict.fromkeys([*names, *today])
    ]
    return sorted(rows, key=lambda row: row.organisation.sort_key if row.organisation else row.name)


@Prepared
def _signatures_of(successor_id: UUID) -> "QuerySet[SuccessorSignature]":
    rows = SuccessorSignature.objects.filter(successor=successor_id)
    return rows.select_related("signed_file", "council_file", "taken_back")


@Prepared
def _declines_of(successor_id: UUID) -> "QuerySet[SuccessorDecline]":
    return SuccessorDecline.objects.filter(successor=successor_id).select_related("council_file", "taken_back")


@Prepared
def _organisations(numbers: Sequence[str]) -> "QuerySet[Organisation]":
    return Organisation.objects.filter(number__in=numbers)


@remembered
def _bound_by(agreement_id: UUID, on: date) -> tuple[Organisation, ...]:
    return tuple(_parties(agreement_id, on))


@Prepared
def _parties(agreement_id: UUID, on: date) -> "QuerySet[Organisation]":
    held = Accession.objects.on(on).filter(agreement_id=agreement_id)
    return Organisation.objects.filter(pk__in=held.values("organisation"))


def parties_before(found: Successor) -> set[str]:
    """Return the numbers of those bound by the old agreement on its last day, or today where that is to come."""
    on = min(_day_before(found.begins_on), clock.today())
    return {row.number for row in _bound_by(found.predecessor_id, on)}


def comes_new(agreement: Agreement, organisation: Organisation) -> bool:
    """Tell whether one that an agreement which has taken over is open to was no party of the one before."""
    found = Successor.objects.filter(agreement=agreement).defer("source").first()
    return found is not None and organisation.number not in parties_before(found)


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def problems_of(
    found: Successor, there: Mapping[str, Any], kinds: Sequence[KindChosen], parties: Sequence[PartyRow]
) -> list[Any]:
    """Return what must be settled before it can take over, in whole sentences."""
    choices = crossed(kinds)
    told = file_problems(there, found.predecessor)
    if sum(row.signature is not None for row in parties) < 2:
        told.append(_("An agreement takes at least two that have signed it."))
    for party in parties:
        if party.is_new and party.in_file and party.signature is None:
            says = _("%(party)s is new: register its council's decision with the signature that stands in the file.")
            told.append(says % {"party": party.name})
    if not found.rests_on:
        told.append(_("Write what the take-over rests on: who decided that the old is wound up as chosen."))
    if Amendment.objects.filter(agreement=found.predecessor_id, state=Amendment.State.PROPOSED).exists():
        told.append(_("An amendment of the agreement is out with the parties: it must end first."))
    leaving = Withdrawal.objects.filter(
        accession__agreement=found.predecessor_id, accession__until__gt=found.begins_on
    ).exclude(accession__ended_by=None)
    for row in leaving.select_related("accession__organisation"):
        says = _("%(party)s leaves the agreement of today on %(day)s: let the new one begin after that.")
        told.append(says % {"party": row.accession.organisation, "day": formats.day(row.accession.until)})
    for kind in crossings:
        told.extend(kind.problems(there, choices, found.begins_on))
    return told


def file_problems(there: Mapping[str, Any], predecessor: Agreement) -> list[Any]:
    """Return why a file without errors cannot take over from an agreement, in whole sentences."""
    told: list[Any] = []
    said = there["agreement"]
    if Agreement.objects.filter(key=said["key"]).exists():
        told.append(_("There is an agreement with the key %(key)s here already.") % {"key": said["key"]})
    begun = (
        Edition.objects.filter(agreement=predecessor).order_by("-in_force_from").values_list("in_force_from", flat=True)
    )
    if begun[0] >= said["term_from"]:
        says = _("An edition of the agreement of today is in force from %(day)s: let the new one begin after it.")
        told.append(says % {"day": formats.day(begun[0])})
    for adapter in adapters:
        told.extend(adapter.clashes(there))
    return told


def has_signed(found: Successor, number: str) -> bool:
    """Tell whether a signature of an organisation stands: a registered one, or a party's of today in the file itself."""
    if found.signatures.filter(number=number, taken_back=None).exists():
        return True
    said: Mapping[str, Any] = next((row for row in data_of(found).get("party", []) if row["number"] == number), {})
    return bool(said.get("signed_on")) and number in parties_before(found)


def decline_of(found: Successor, number: str) -> SuccessorDecline | None:
    """Return the decline of just this file that stands for an organisation."""
    return found.declines.filter(number=number, sha256=found.sha256, taken_back=None).first()


def answer(pk: UUID, by: Actor) -> SuccessorSignature | SuccessorDecline:
    """Return a signature or a decline of a preparation that the reader may see. Raises NotThere."""
    kinds: tuple[type[SuccessorSignature] | type[SuccessorDecline], ...] = (SuccessorSignature, SuccessorDecline)
    for model in kinds:
        row = model.objects.select_related("successor__predecessor", "taken_back").filter(pk=pk).first()
        if row is not None:
            successor(row.successor_id, by)
            return row
    raise NotThere


def declines_of(agreement: Agreement) -> dict[str, SuccessorDecline]:
    """Return the councils that declined an agreement before it took over, by organisation number."""
    if is_first(agreement):
        return {}
    rows = (row for row in _declines() if row.successor.agreement_id == agreement.pk)
    return {row.number: row for row in rows if row.sha256 == row.successor.sha256}


@lasting
def _declines() -> list[SuccessorDecline]:
    """Return every decline that stands of what has taken over. Few there are, and they change no more."""
    rows = SuccessorDecline.objects.filter(taken_back=None).exclude(successor__agreement=None)
    return list(rows.select_related("successor", "council_file").defer("successor__source"))
