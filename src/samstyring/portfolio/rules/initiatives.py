"""What holds of invitations to an initiative, and how the question reads. Pure, on rows already fetched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samstyring.parties.models import Organisation
from samstyring.records import asked
from samstyring.ui import formats

from ..errors import InvitationClosed, NotInitiative
from ..models import Initiative, InitiativeAnswer, InitiativeAsk, InitiativeLetter, Need

OPEN = (Need.State.NEW, Need.State.STUDIED, Need.State.DECLINED)
"""While it invites: the municipality does it itself, also where the co-operation does not go on with it."""


def is_open(need: Need) -> bool:
    """Tell whether others can be invited, and answer."""
    return need.kind == Need.Kind.INITIATIVE and need.state in OPEN


def require_open(need: Need) -> None:
    """Refuse to invite, remind, answer or close. Raises NotInitiative, InvitationClosed."""
    if need.kind != Need.Kind.INITIATIVE:
        raise NotInitiative
    if need.state not in OPEN:
        raise InvitationClosed


@dataclass(frozen=True)
class InvitedRow(asked.PartyAsked):
    """One municipality that is invited, and what it answered."""

    organisation: Organisation
    ask: InitiativeAsk
    letter: InitiativeLetter | None = None
    given: InitiativeAnswer | None = None
    earlier: Sequence[InitiativeAnswer] = ()

    @property
    def state(self) -> str:
        """Return yes, interested, no or silent."""
        return str(self.given.kind) if self.given is not None else "silent"

    @property
    def late(self) -> bool:
        """Tell whether the answer came after the deadline."""
        return self.given is not None and self.given.answered_on > self.ask.answer_by


@dataclass(frozen=True)
class Counted:
    """How many are invited, and what they answered."""

    invited: int
    yes: int
    interested: int
    no: int
    silent: int


def counted(states: Iterable[str]) -> Counted:
    """Count states of invited municipalities: yes, interested, no and silent add up to those invited."""
    rows = list(states)
    return Counted(len(rows), *(rows.count(state) for state in ("yes", "interested", "no", "silent")))


# -- how the question reads --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question(asked.ToAnswer):
    """The question to those who answer for one or several municipalities that are invited."""

    initiative: Initiative
    organisations: Sequence[Organisation]
    answer_by: date
    answers: Mapping[Any, InitiativeAnswer] = field(default_factory=dict)

    @property
    def need(self) -> Need:
        """Return what they are invited to."""
        return self.initiative.need

    @property
    def is_open(self) -> bool:
        """Tell whether it still takes an answer."""
        return is_open(self.need)


def heading(question: Question) -> str:
    """Return the question itself."""
    if len(question.organisations) == 1:
        says = _("Will %(party)s take part in «%(initiative)s»?")
        return says % {"party": question.organisations[0], "initiative": question.need.name}
    return _("Will you take part in «%(initiative)s»?") % {"initiative": question.need.name}


def facts(question: Question) -> list[tuple[Any, Any]]:
    """Return what one is invited to, by whom, and until when, as label and value."""
    return [
        (_("Invited by"), question.need.organisation.name),
        *offered(question.initiative),
        (_("You answer for"), formats.sentence(question.organisations)),
        (_("Answer by"), formats.day(question.answer_by)),
    ]


def offered(initiative: Initiative) -> list[tuple[Any, Any]]:
    """Return what is offered, as label and value. A cost that is not known is said so."""
    return [
        (_("When"), initiative.time),
        (_("What a participant gives"), initiative.gives),
        (_("Cost"), initiative.cost or _("not known yet")),
        (_("Whom to ask"), initiative.contact),
    ]


def already(question: Question) -> str:
    """Say what was answered before, if anything."""
    says = _("%(parties)s: %(answer)s, answered %(day)s by %(who)s.")
    lines = [says % (question.in_words(given) | {"answer": given.get_kind_display()}) for given in question.answered]
    if lines and question.is_open:
        lines.append(_("If you answer again, the new answer counts, and the former is kept."))
    return " ".join(lines)
