"""What the agreement knows of each municipality: registered with the pages of the parties."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.parties.registry import Action, Cell, Column, Filter, Panel, columns, filters, list_actions, panels
from samstyring.ui import formats

from . import queries


def _signed(on: date) -> Mapping[UUID, Cell]:
    """Tell since when each is a party."""
    parties = queries.accessions_on(on)
    return {
        row.pk: Cell(_("since %(day)s") % {"day": formats.short_day(parties[row.pk].from_date, year=True)}, "ok")
        if row.pk in parties
        else Cell(_("not signed"), "na")
        for row in queries.invited_to(queries.agreement_on(on))
    }


def _connected(on: date) -> Mapping[UUID, Cell]:
    """Tell which financing schemes each is connected to."""
    connected, schemes = queries.connected_on(on), queries.schemes()
    return {
        row.pk: _scheme_cell(connected.get(row.pk, set()), schemes)
        for row in queries.invited_to(queries.agreement_on(on))
    }


def _scheme_cell(mine: set[UUID], schemes: list[Any]) -> Cell:
    names = [scheme.name for scheme in schemes if scheme.pk in mine]
    missing = [scheme.name for scheme in schemes if scheme.pk not in mine]
    if missing:
        return Cell(_("not %(schemes)s") % {"schemes": formats.sentence(missing)}, "na")
    return Cell(formats.sentence(names), "ok" if names else "")


def _parties(on: date) -> set[UUID]:
    return set(queries.accessions_on(on))


def _not_parties(on: date) -> set[UUID]:
    return {row.pk for row in queries.invited_to(queries.agreement_on(on))} - _parties(on)


def _not_connected(on: date) -> set[UUID]:
    schemes, connected = {scheme.pk for scheme in queries.schemes()}, queries.connected_on(on)
    return {key for key in _parties(on) if not schemes <= connected.get(key, set())}


def _standing(organisation: Organisation, by: Actor, on: date) -> Mapping[str, Any]:
    found = queries.standing(organisation, on)
    return {
        "standing": found,
        "may_sign": found.invited
        and found.accession is None
        and by.may("charter.register_signature", f"party:{organisation.pk}"),
        "organisation": organisation,
        "lead": _lead(found),
    }


def _lead(found: queries.Standing) -> str:
    if found.is_party and found.accession is not None:
        return _("Party to the agreement since %(day)s.") % {"day": formats.day(found.accession.from_date)}
    if found.accession is not None:
        return _("Was party to the agreement from %(day)s.") % {"day": formats.day(found.accession.from_date)}
    if found.invited:
        return _("Has not signed the agreement, and is not a party.")
    return _("Not a party to the agreement.")


def _connect_url(organisation: Organisation | None, on: date) -> str:
    del organisation, on
    first = next(iter(queries.schemes()), None)
    return reverse("charter:connect_to_scheme", args=[first.key]) if first else ""


columns.register("signed", Column("signed", gettext_lazy("Party"), _signed, order=10))
columns.register("schemes", Column("schemes", gettext_lazy("Financing scheme"), _connected, order=20))
filters.register("parties", Filter("parties", gettext_lazy("Parties"), _parties, order=10))
filters.register("not_signed", Filter("not_signed", gettext_lazy("Not signed"), _not_parties, order=20))
filters.register(
    "not_connected", Filter("not_connected", gettext_lazy("Parties without the scheme"), _not_connected, order=30)
)
panels.register("agreement", Panel("agreement", "charter/panel_standing.html", _standing, order=10))
list_actions.register(
    "connect",
    Action(
        gettext_lazy("Register connections to the financing scheme"),
        "charter.register_scheme_connection",
        _connect_url,
    ),
)
