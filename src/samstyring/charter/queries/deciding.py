"""Who may do what, who decides what, and by which rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samstyring.kernel import reading
from samstyring.kernel.prepared import Prepared

from ..errors import OtherBodyDecides
from ..models import Authority, Edition, Power
from .editions import edition_on, every_edition, is_founded, names_in, said_in


@dataclass(frozen=True)
class WhoDecides:
    """Who decides a matter: body, procedure, and the clauses that say so."""

    matter: str
    body_key: str
    procedure: str
    procedure_kind: str
    clause_of_authority: str
    clause_of_procedure: str
    parameters: Mapping[str, object]
    edition: Edition


def who_decides(matter: str, on: date) -> list[WhoDecides]:
    """Return every body that the charter lets decide a matter on a day."""
    edition = edition_on(on)
    return [
        WhoDecides(
            matter,
            row.body_key,
            row.procedure.key,
            row.procedure.kind,
            row.clause,
            row.procedure.clause,
            row.procedure.parameters,
            edition,
        )
        for row in _authority_over(edition.pk, matter)
    ]


@Prepared
def _authority_over(edition_id: UUID, matter: str) -> "QuerySet[Authority]":
    return Authority.objects.filter(edition_id=edition_id, matter=matter).select_related("procedure")


def authority(matter: str, body_key: str, on: date) -> WhoDecides:
    """Return the authority of a body over a matter. Raises OtherBodyDecides with the clause that says who has it."""
    deciders = who_decides(matter, on)
    for decider in deciders:
        if decider.body_key == body_key:
            return decider
    if deciders:
        raise OtherBodyDecides(
            _("This is for another body to decide: %(bodies)s.")
            % {"bodies": ", ".join(decider.body_key for decider in deciders)},
            clause=deciders[0].clause_of_authority,
        )
    raise OtherBodyDecides(_("The agreement gives no body the authority to decide this."))


def name_of_decider(matter: str, on: date) -> str:
    """Return what the agreement calls the body that decides a matter on a day; a neutral word where it names none.

    Where several can, each is named. As the charter file says it, so no SQL beside the editions.
    """
    if not is_founded():
        return _("the body that decides")
    edition = edition_on(on)
    keys = [row["body"] for row in said_in(edition).get("authority", ()) if row["matter"] == matter]
    names = names_in(edition)
    written = [names[key] for key in dict.fromkeys(keys)]
    if len(written) > 1:
        return _("%(first)s or %(last)s") % {"first": ", ".join(written[:-1]), "last": written[-1]}
    return written[0] if written else _("the body that decides")


@Prepared
def _editions() -> "QuerySet[Edition, tuple[UUID, date]]":
    return Edition.objects.order_by("in_force_from", "number").values_list("pk", "in_force_from")


def powers_on(on: date) -> dict[str, dict[str, str]]:
    """Return what each role may do on a day: act -> role -> source."""
    # A page has the editions at hand already; an act is spared what it does not need of them.
    editions = [(each.pk, each.in_force_from) for each in every_edition()] if reading.is_on() else _editions()
    begun = [edition for edition, from_date in editions if from_date <= on] or [row[0] for row in editions[:1]]
    return _powers_of(begun[-1]) if begun else {}


@lru_cache(maxsize=8)
def _powers_of(edition: UUID) -> dict[str, dict[str, str]]:
    """Read an edition's powers once: editions are never changed."""
    powers: dict[str, dict[str, str]] = {}
    for act, role, source in Power.objects.filter(edition_id=edition).values_list("act", "role", "source"):
        powers.setdefault(act, {})[role] = source
    return powers
