"""What governance tells other floors' pages: who speaks for each municipality."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.registry import Ties, ties
from samstyring.kernel.actors import Actor
from samstyring.parties.models import Organisation
from samstyring.parties.registry import Cell, Column, Filter, Follower, Knowledge, Panel, followers, knowledge, panels
from samstyring.ui import formats
from samstyring.ui.questions import questions as asked

from . import bearers as bearers
from . import calendar_source as calendar_source
from . import crossings as crossings
from . import evaluation_questions, input_questions, questions, subjects, substitute_questions, written_questions
from . import expected as expected
from . import letter_kinds as letter_kinds
from . import mornings as mornings
from . import told as told
from .effects.leaving import carry_seats, end_seats_of, resume_seats_of
from .effects.offices import follow_office
from .models import Seat
from .queries.representation import Voice, seats_by_organisation, voices_of
from .queries.seats import goes_with
from .queries.ties import ties_of


def _represented(seats: dict[UUID, list[Seat]], key: UUID) -> Cell | None:
    """Tell which seats speak for a municipality."""
    names = dict.fromkeys(seat.name for seat in seats.get(key, []))
    return Cell(formats.sentence(names)) if names else None


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
    says = _("%(body)s: represented by %(seats)s.")
    return says % {
        "body": others[0].seat.body.name,
        "seats": formats.sentence(voice.seat.name for voice in others if voice.seat.body_id == others[0].seat.body_id),
    }


knowledge.register(
    "representation",
    Knowledge(
        "representation",
        read=seats_by_organisation,
        columns=[Column("represented", gettext_lazy("Represented by"), _represented, order=30)],
        filters=[
            Filter("not_represented", gettext_lazy("Not represented"), lambda seats, key: key not in seats, order=40)
        ],
    ),
)
panels.register("voices", Panel("voices", "governance/panel_voices.html", _voices, order=20))
asked.register(questions.NAME, questions.KIND)
asked.register(input_questions.KIND.name, input_questions.KIND)
asked.register(evaluation_questions.KIND.name, evaluation_questions.KIND)
asked.register(written_questions.KIND.name, written_questions.KIND)
asked.register(substitute_questions.KIND.name, substitute_questions.KIND)
subjects.tell_records()
followers.register("governance", Follower(told=goes_with, follow=follow_office))
ties.register(
    "governance",
    Ties(
        "governance",
        ties_of,
        end=lambda organisation, on, basis: end_seats_of(organisation=organisation, on=on, basis=basis),
        resume=lambda organisation, on, ended_by, basis: resume_seats_of(
            organisation=organisation, on=on, ended_by=ended_by, basis=basis
        ),
        carry=lambda predecessor, successor, on, basis: carry_seats(
            predecessor=predecessor, successor=successor, on=on, basis=basis
        ),
    ),
)
