"""An agreement takes over: it is read, written, and what is chosen to be closed is closed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel import canonical
from samstyring.kernel.actors import Actor
from samstyring.kernel.acts import effect
from samstyring.kernel.errors import Stale
from samstyring.kernel.models import Basis
from samstyring.parties.models import Office, Organisation

from .. import founding
from ..errors import AnotherCooperation, CharterHasErrors, NotInSuccessor, SuccessorOver, SuccessorRefused
from ..models import Accession, Agreement, Crossing, Edition, Invitation, Successor
from ..queries.crossings import Chosen, KindChosen
from ..queries.successors import PartyRow, data_of, file_problems
from ..queries.wording import digest_of
from ..registry import Adapting, Closing, Founding, adapters, standing
from .write_duties import write_duties
from .write_edition import label_of_edition, write_cooperation
from .write_lasting import write_lasting
from .write_parties import write_offices_of
from .write_powers import write_powers
from .write_text import write_text

LASTING = ("group", "party", "organisation", "office", "scheme", "body", "seat")


@effect
def being_prepared(*, successor: Successor, revision: int | None = None, basis: Basis | None = None) -> None:
    """Refuse to touch a preparation that is over, or that was changed since it was read. Raises SuccessorOver, Stale."""
    del basis
    if successor.state != Successor.State.DRAFT:
        raise SuccessorOver
    if revision is not None and revision != successor.revision:
        raise Stale(successor)


@effect
def named_in(*, successor: Successor, number: str, basis: Basis | None = None) -> Mapping[str, Any]:
    """Return what the new file says of an organisation. Raises NotInSuccessor for one that it is not open to."""
    del basis
    row = next((row for row in data_of(successor).get("party", []) if row["number"] == number), None)
    if row is None:
        raise NotInSuccessor(field="number")
    return dict(row)


@effect
def read_successor(*, source_text: str, predecessor: Agreement, basis: Basis | None = None) -> dict[str, Any]:
    """Return what a preparation keeps of a file. Raises CharterHasErrors, AnotherCooperation, SuccessorRefused."""
    del basis
    reading = founding.read(source_text)
    if reading.problems or reading.charter is None:
        raise CharterHasErrors(reading.problems)
    there = founding.plain(source_text)
    if there["cooperation"]["key"] != predecessor.cooperation.key:
        raise AnotherCooperation(field="file")
    if problems := file_problems(there, predecessor):
        raise SuccessorRefused(problems)
    return {
        "title": there["agreement"]["title"],
        "begins_on": there["agreement"]["term_from"],
        "source": source_text,
        "sha256": canonical.sha256(source_text),
    }


@effect
def write_successor(
    *,
    successor: Successor,
    charter: Any,
    parties: Sequence[PartyRow],
    by: Actor,
    at: datetime,
    basis: Basis | None = None,
) -> Edition:
    """Write the agreement with its first edition, what is new in it, and who is party to it. The old one's parties end."""
    del basis
    said, cooperation = charter.agreement, successor.predecessor.cooperation
    write_cooperation(said=charter.cooperation, cooperation=cooperation, basis=None)
    agreement = Agreement.objects.create(
        cooperation=cooperation,
        key=said.key,
        title=said.title,
        dated=said.dated,
        term_from=said.term_from,
        summary=said.summary,
        predecessor=said.predecessor or successor.predecessor.title,
    )
    rests = Basis.objects.create(kind=Basis.Kind.EDITION, label=label_of_edition(charter), dated=said.dated)
    edition = Edition.objects.create(
        agreement=agreement,
        number=1,
        in_force_from=said.term_from,
        until=said.until,
        basis=rests,
        source=successor.source,
        sha256=successor.sha256,
    )
    for write in (write_text, write_powers, write_duties):
        write(charter=charter, edition=edition, basis=rests)
    _write_what_is_new(charter, Founding(charter, cooperation, agreement, edition, rests, by, said.term_from, {}))
    _end_parties(successor, rests)
    _write_signatures(successor, edition, parties)
    return edition


def _write_what_is_new(charter: Any, step: Founding) -> None:
    """Write what is not here by that name, and let each app bring in line what is."""
    made = standing()
    here = {
        "party": set(made["organisation"]),
        **{name: set(made.get(name, {})) for name in LASTING if name not in ("party", "seat")},
        "seat": set(made.get("seat", {})),
    }
    new = {name: [row for row in getattr(charter, name) if _name(name, row) not in here[name]] for name in LASTING}
    known = [row for row in charter.party if row.number in here["party"]]
    for row in known:
        organisation = made["organisation"][row.number]
        Invitation.objects.create(agreement=step.agreement, organisation=organisation)
        if not Office.objects.filter(organisation=organisation, key=None).exists():
            write_offices_of(organisation=organisation, basis=step.basis)
    unsigned = [row.model_copy(update={"signed_on": None}) for row in new["party"]]
    step.made.update(made)
    write_lasting(new={**new, "party": unsigned}, step=step, basis=step.basis)
    for adapter in adapters:
        adapter.adapt(adapting=Adapting(charter, standing()), basis=step.basis)


def _name(section: str, row: Any) -> str:
    if section in ("party", "organisation"):
        return str(row.number)
    return f"{row.body} {row.key}" if section == "seat" else str(row.key)


def _end_parties(successor: Successor, basis: Basis) -> None:
    """End the periods of the old agreement's parties on the first day of the new one."""
    on = successor.begins_on
    held = Accession.objects.filter(agreement=successor.predecessor_id, ended_by=None)
    for row in held.overlapping(on, None):
        row.until, row.ended_by = max(on, row.from_date + timedelta(days=1)), basis
        row.save(update_fields=["until", "ended_by"])


def _write_signatures(successor: Successor, edition: Edition, parties: Sequence[PartyRow]) -> None:
    digest = digest_of(edition)
    signed = {row.number: row.signature for row in parties if row.signature is not None and row.is_named}
    for organisation in Organisation.objects.filter(number__in=signed).order_by("sort_key"):
        given = signed[organisation.number]
        facts = given if isinstance(given, dict) else vars(given)
        label = _("signature, %(party)s") % {"party": organisation.name}
        basis = Basis.objects.create(kind=Basis.Kind.SIGNATURE, label=label, dated=facts["signed_on"])
        Accession.objects.create(
            agreement=edition.agreement,
            organisation=organisation,
            from_date=max(facts["signed_on"], successor.begins_on),
            begun_by=basis,
            signatory=facts["signatory"],
            place=facts["place"],
            council_decision=facts.get("council_decision", ""),
            signed_file_id=facts.get("signed_file_id"),
            edition=edition,
            text_sha256=digest,
        )


@effect
def carry_out(*, successor: Successor, kinds: Sequence[KindChosen], by: Actor, at: datetime, basis: Basis) -> None:
    """Close what is chosen to be closed, each app its own."""
    why, there = _("%(agreement)s took over.") % {"agreement": successor.title}, founding.plain(successor.source)
    for each in kinds:
        keys = [row.thing.key for row in each.rows if row.choice == Crossing.Choice.CLOSED]
        if keys:
            closing = Closing(keys, there, successor.begins_on, by, at, why)
            each.kind.close(closing=closing, basis=basis)


@effect
def keep_record(*, successor: Successor, kinds: Sequence[KindChosen], basis: Basis) -> None:
    """Write what became of each thing, with its name as it was: the record of the take-over."""
    del basis
    people = {(row.kind, row.thing): row.chosen_by_id for row in successor.crossings.all()}
    successor.crossings.all().delete()
    rows: list[tuple[str, Chosen]] = [(each.kind.name, row) for each in kinds for row in each.rows]
    Crossing.objects.bulk_create(
        Crossing(
            successor=successor,
            kind=kind,
            thing=row.thing.key,
            label=str(row.thing.label)[:300],
            choice=row.choice,
            why=row.why[:500],
            chosen_by_id=people.get((kind, row.thing.key)),
            position=place,
        )
        for place, (kind, row) in enumerate(rows)
    )
