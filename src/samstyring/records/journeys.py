"""How letters behind appointments are kept: registered with the parties, who stand below."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.parties.registry import Cell, Letters, Panel, addresses, letters, panels

from .bounces import open_bounces
from .effects import keep_evidence
from .uploads import UploadField, upload_of


def _not_reached(organisation: Organisation, by: Actor, on: date) -> Mapping[str, Any] | None:
    """Return whom e-mail does not reach in a municipality, for those who register it; nobody leaves the panel out."""
    del on
    rows = open_bounces(organisation) if by.may("records.register_bounce") else []
    return {"rows": rows, "may_correct": by.may("records.send_again")} if rows else None


def _addresses(people: Iterable[UUID], by: Actor) -> Mapping[UUID, Cell]:
    """Return what is to be said of the addresses of some people: that letters come back from them. One SQL statement."""
    if not by.may("records.register_bounce"):
        return {}
    may = by.may("records.send_again")
    return {
        row.person_id: Cell(
            _("Letters come back: %(why)s") % {"why": f"{row.status} {row.why}".strip() or _("no reason given")},
            "broken",
            reverse("records:send_again", args=[row.pk]) if may else "",
        )
        for row in open_bounces(people=people)
    }


addresses.register("bounces", _addresses)
panels.register("bounces", Panel("bounces", "records/panel_bounces.html", _not_reached, order=5))
letters.register("records", Letters(field=UploadField, upload=upload_of, keep=keep_evidence))
