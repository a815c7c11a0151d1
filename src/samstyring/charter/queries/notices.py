"""What ties a party to the co-operation on a day, and the notice by which it leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists
from django.urls import reverse

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Organisation

from ..models import Accession, Withdrawal
from ..registry import Tie, ties
from ..rules import Ruled, earliest_last_day
from .editions import agreement_on
from .rules_of_procedure import rule_on


@dataclass(frozen=True)
class Leaving:
    """What leaving means for a party on a day: what ends by itself, what remains, and the period of notice."""

    ends: Sequence[Tie]
    remains: Sequence[Tie]
    rule: Ruled
    earliest: date | None


def leaving(organisation: Organisation, *, by: Actor, on: date) -> Leaving:
    """Return what ends and what remains, as every app tells it. A fixed number of SQL statements."""
    told = [tie for source in ties for tie in source.told(organisation, by, on)]
    rule = rule_on("leaving_notice_months", on)
    return Leaving(
        ends=[tie for tie in told if tie.ends],
        remains=[tie for tie in told if not tie.ends],
        rule=rule,
        earliest=earliest_last_day(on, rule.value) if isinstance(rule.value, int) else None,
    )


def accession_held(organisation: Organisation, on: date) -> Accession:
    """Return a party's time as such on a day, the last one where it goes on. Raises NotThere for one that is none."""
    held = Accession.objects.filter(agreement=agreement_on(on), organisation=organisation)
    found: Accession | None = held.filter(Exists(held.on(on))).order_by("from_date").last()
    if found is None:
        raise NotThere
    return found


def leaves(organisation: Organisation, on: date) -> Accession | None:
    """Return a party's time as such where it ends on a day to come, and None where it goes on or there is none."""
    try:
        held = accession_held(organisation, on)
    except NotThere:
        return None
    return held if held.ended_by_id is not None else None


def withdrawal(pk: UUID) -> Withdrawal:
    """Return a notice. Raises NotThere."""
    found = Withdrawal.objects.select_related("accession__organisation").filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def readable_withdrawals(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the notices whose documents a reader may open: the municipality's own people."""
    mine = actor.scoped_ids("party", "chief_executive", "contact")
    rows = Withdrawal.objects.filter(pk__in=list(ids), accession__organisation__in=mine)
    return set(rows.values_list("pk", flat=True))


def address_of_withdrawal(key: UUID) -> str:
    """Return the page of the municipality that gave notice."""
    found = Withdrawal.objects.select_related("accession__organisation").filter(pk=key).first()
    return reverse("charter:party", args=[found.accession.organisation.address_key]) if found else ""
