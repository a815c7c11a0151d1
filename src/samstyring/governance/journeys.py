"""What governance tells other floors' pages: who speaks for each municipality."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.parties.registry import Cell, Column, Filter, Panel, columns, filters, panels
from samstyring.ui import formats

from .queries.representation import Voice, seats_by_organisation, voices_of


def _represented(on: date) -> Mapping[UUID, Cell]:
    """Tell which seats speak for each."""
    return {
        key: Cell(formats.sentence(dict.fromkeys(seat.name for seat in seats)))
        for key, seats in seats_by_organisation(on).items()
    }


def _not_represented(on: date) -> set[UUID]:
    everyone = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY).values_list("pk", flat=True)
    return set(everyone) - set(seats_by_organisation(on))


def _voices(organisation: Organisation, by: Actor, on: date) -> Mapping[str, Any]:
    del by
    voices = voices_of(organisation, on)
    return {"voices": voices, "lead": _lead(voices)}


def _lead(voices: list[Voice]) -> str:
    others = [voice for voice in voices if not voice.own]
    if not voices:
        return _("No seat represents it.")
    if not others:
        return ""
    says = _("In %(body)s it is represented by %(seats)s.")
    return says % {
        "body": others[0].seat.body.name,
        "seats": formats.sentence(voice.seat.name for voice in others if voice.seat.body_id == others[0].seat.body_id),
    }


columns.register("represented", Column("represented", gettext_lazy("Represented by"), _represented, order=30))
filters.register(
    "not_represented", Filter("not_represented", gettext_lazy("Not represented"), _not_represented, order=40)
)
panels.register("voices", Panel("voices", "governance/panel_voices.html", _voices, order=20))
