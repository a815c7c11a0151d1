"""What holds for input on a case, and how the question reads: pure questions on rows already fetched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.errors import Refusal
from samstyring.parties.models import Organisation, Person
from samstyring.records import asked
from samstyring.ui import formats

from ..errors import InputClosed
from ..models import Case, Input, InputAsk, InputLetter, InputRequest, Seat
from .cases import BEFORE_TREATMENT, BY_HAND

ASKS_FOR_VIEWS = (Case.Kind.PROJECT, Case.Kind.FREE_TEXT)
"""The kinds of case in which it is said aloud that nobody was asked: what is decided binds, or says something anew."""


def closed(case: Case) -> Refusal | None:
    """Return why a case takes no input (any more), or None."""
    if case.kind not in BY_HAND or case.state not in BEFORE_TREATMENT:
        return InputClosed()
    return None


@dataclass(frozen=True)
class Speaking:
    """Whom a body's seats speak for on a day: by municipality with the seats, who sits there, and whom none speaks for.

    Parties to the agreement only. Whoever holds a seat speaks for itself and is not among the represented.
    """

    represented: Mapping[Any, tuple[Organisation, tuple[Seat, ...]]]
    at_table: Sequence[Organisation]
    unrepresented: Sequence[Organisation]

    def of_seat(self, seat: Seat | None) -> list[Organisation]:
        """Return whom a seat speaks for; without one, everyone who can be asked."""
        if seat is None:
            return [organisation for organisation, _seats in self.represented.values()] + list(self.unrepresented)
        return [organisation for organisation, seats in self.represented.values() if seat in seats]

    def seats_of(self, organisation: Organisation) -> tuple[Seat, ...]:
        """Return the seats that speak for a municipality."""
        found = self.represented.get(organisation.pk)
        return found[1] if found else ()


@dataclass(frozen=True)
class Gap:
    """How far those whom the seats speak for have been heard in a case."""

    asked: int
    answered: int
    not_asked: int

    @property
    def is_gap(self) -> bool:
        """Tell whether someone was not asked, or has not answered."""
        return bool(self.not_asked) or self.answered < self.asked

    @property
    def words(self) -> str:
        """Say it in one or two sentences."""
        if not self.asked:
            return _("No represented municipality has been asked for input.") if self.not_asked else ""
        says = [
            ngettext(
                "%(answered)s of %(asked)s municipality asked has given input.",
                "%(answered)s of %(asked)s municipalities asked have given input.",
                self.asked,
            )
            % {"answered": self.answered, "asked": self.asked}
        ]
        if self.not_asked:
            says.append(
                ngettext(
                    "%(count)s represented municipality was never asked.",
                    "%(count)s represented municipalities were never asked.",
                    self.not_asked,
                )
                % {"count": self.not_asked}
            )
        return " ".join(says)


@dataclass(frozen=True)
class PartyRow(asked.PartyAsked):
    """One municipality in a case: who speaks for it, when and through whom it was asked, and what it says."""

    organisation: Organisation
    seats: Sequence[Seat]
    ask: InputAsk | None = None
    letter: InputLetter | None = None
    given: Input | None = None
    earlier: Sequence[Input] = ()
    # It is no party any more: what it says is still taken, and its silence is no silence.
    has_left: bool = False

    @property
    def state(self) -> str:
        """Return answered, left, silent or not_asked."""
        if self.given is not None:
            return "answered"
        if self.ask is None:
            return "not_asked"
        return "left" if self.has_left else "silent"

    @property
    def late(self) -> bool:
        """Tell whether the answer came after the deadline."""
        return self.given is not None and self.ask is not None and self.given.answered_on > self.ask.request.answer_by


def gist(rows: Iterable[PartyRow]) -> list[tuple[str, str, int]]:
    """Return how many municipalities lean which way: the leaning, its words, and the count, those with none left out."""
    given = [row.given.leaning for row in rows if row.given is not None]
    counts = [(value, str(label), given.count(value)) for value, label in Input.Leaning.choices]
    return [count for count in counts if count[2]]


# -- how the question reads --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Question(asked.ToAnswer):
    """The question to those who answer for one or several municipalities."""

    case: Case
    request: InputRequest
    organisations: Sequence[Organisation]
    content: Mapping[str, Any] = field(default_factory=dict)
    meets_at: datetime | None = None
    answers: Mapping[Any, Input] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Tell whether it still takes an answer."""
        return closed(self.case) is None


def name_of(case: Case) -> str:
    """Return how a case is named to those who are asked: an exempt one by its reference alone."""
    return case.reference if case.exempt else f"«{case.title}»"


def heading(question: Question) -> str:
    """Return the question itself."""
    if len(question.organisations) == 1:
        says = _("What does %(party)s say of %(case)s?")
        return says % {"party": question.organisations[0], "case": name_of(question.case)}
    return _("What do you say of %(case)s?") % {"case": name_of(question.case)}


def asker(request: InputRequest) -> str:
    """Return who asks: the seat and its holder, or the secretariat."""
    return asker_named(request.asked_by, request.seat)


def asker_named(person: Person | None, seat: Seat | None) -> str:
    """Return who asks or reports: someone, and the seat that it is done for."""
    who = person.name if person else ""
    if seat is None:
        return who
    return _("%(who)s, for the seat %(seat)s") % {"who": who, "seat": seat.name} if who else seat.name


def facts(question: Question) -> list[tuple[Any, Any]]:
    """Return what is asked, of whom, by whom and until when, as label and value."""
    rows: list[tuple[Any, Any]] = [
        (_("Case"), question.case.reference if question.case.exempt else str(question.case)),
        (_("To be treated by"), question.case.body.name),
    ]
    if question.meets_at:
        rows.append((_("Meeting"), formats.day(question.meets_at)))
    rows += [
        (_("Asked by"), asker(question.request)),
        (_("You answer for"), formats.sentence(question.organisations)),
        (_("Answer by"), formats.day(question.request.answer_by)),
    ]
    return rows


def already(question: Question) -> str:
    """Say what was answered before, if anything."""
    says = _("%(parties)s: %(leaning)s, answered %(day)s by %(who)s.")
    lines = [
        says % (question.in_words(given) | {"leaning": given.get_leaning_display()}) for given in question.answered
    ]
    if lines and question.is_open:
        lines.append(_("If you answer again, the new answer is shown, and the former is kept."))
    return " ".join(lines)


def check_day(answer_by: date, today: date, meets_on: date | None) -> str:
    """Return what is wrong with a deadline, or nothing."""
    if answer_by < today:
        return _("The deadline cannot be in the past.")
    if meets_on is not None and answer_by > meets_on:
        return _("The deadline cannot be after the meeting on %(day)s.") % {"day": formats.day(meets_on)}
    return ""
