"""How letters behind appointments are kept: registered with the parties, who stand below."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.parties.registry import Letters, Panel, letters, panels

from .bounces import open_bounces
from .effects import keep_evidence
from .uploads import UploadField, upload_of


def _not_reached(organisation: Organisation, by: Actor, on: date) -> Mapping[str, Any] | None:
    """Return whom e-mail does not reach in a municipality, for those who register it; nobody leaves the panel out."""
    del on
    rows = open_bounces(organisation) if by.may("records.register_bounce") else []
    return {"rows": rows, "may_correct": by.may("parties.edit_person")} if rows else None


panels.register("bounces", Panel("bounces", "records/panel_bounces.html", _not_reached, order=5))
letters.register("records", Letters(field=UploadField, upload=upload_of, keep=keep_evidence))
