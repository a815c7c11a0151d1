"""The registers of a project: what each is called, what it asks for, and how that is checked. Pure functions.

A register is data. A fifth one is a model and a description here: pages, table, files, history and acts are the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput, Stale
from samstyring.ui import formats

from ..errors import EntryClosed
from ..models import Entry, Issue, Lesson, Level, Message, Risk, Stakeholder

LINE, PROSE = 200, 1000
"""How many letters a line and a paragraph can hold."""


@dataclass(frozen=True)
class Field:
    """A field: its heading, the question by which it is asked for, and what it holds.

    `choices` make it one of those, `day` a day; else it is a text of at most `length` letters. `marks` show a choice as
    a mark. `wide` ones stand in the files and on the entry's page, and not in the table.
    """

    name: str
    heading: Any
    asks: Any
    length: int = LINE
    required: bool = True
    choices: Sequence[tuple[Any, Any]] = ()
    day: bool = False
    marks: Mapping[Any, str] = field(default_factory=dict)
    help: Any = ""
    wide: bool = False

    def words(self, value: Any) -> str:
        """Return a value as it is read: the words of a choice, a day in full."""
        if value in (None, ""):
            return ""
        if self.day:
            return formats.day(date.fromisoformat(value) if isinstance(value, str) else value)
        return str(dict(self.choices).get(value, value))


CLOSED = (
    Field("closed_on", _("Closed"), "", day=True),
    Field("closed_words", _("What came of it"), "", PROSE),
)
"""What every entry says when it is closed."""


@dataclass(frozen=True)
class Closing:
    """How an entry of a register comes to its end: what is asked, and what it is called before and after."""

    heading: Any
    button: Any
    asks_day: Any
    asks_words: Any
    done: Any
    open: Any
    closed: Any
    needs_words: bool = True


@dataclass(frozen=True)
class Register:
    """A register: its model, its fields, and its words. `inside` is how the journal speaks of it."""

    model: type[Entry]
    fields: Sequence[Field]
    heading: Any
    lead: Any
    nothing: Any
    add: Any
    inside: Any
    closing: Closing
    sort: str

    @property
    def key(self) -> str:
        """Return its name in addresses."""
        return self.model.REGISTER

    def of(self, name: str) -> Field:
        """Return a field: one of its own, or one of those by which every entry is closed."""
        return next(each for each in (*self.fields, *CLOSED) if each.name == name)

    @property
    def has_days(self) -> bool:
        """Tell whether its entries have a day by which they are to be done."""
        return any(each.name == "due_on" for each in self.fields)


_RESPONSIBLE = Field(
    "responsible", _("Who sees to it"), _("Who sees to it?"), help=_("A role, for example: the project manager.")
)
_MUCH = {Level.HIGH: "broken", Level.MEDIUM: "due", Level.LOW: "ok"}
_WEIGHT = {Level.HIGH: "due", Level.MEDIUM: "soon", Level.LOW: "na"}

ISSUES = Register(
    model=Issue,
    heading=_("Issues"),
    lead=_("What has happened and must be solved: who sees to it, by when, and what came of it."),
    nothing=_("No issues are registered"),
    add=_("Register an issue"),
    inside=_("the issues"),
    sort="due_on",
    fields=(
        Field("title", _("Issue"), _("What is the problem?")),
        Field("text", _("What has happened"), _("What has happened, and what does it lead to?"), PROSE, wide=True),
        Field("priority", _("Priority"), _("How urgent is it?"), choices=Level.choices, marks=_MUCH),
        _RESPONSIBLE,
        Field("due_on", _("Deadline"), _("By when?"), day=True),
        Field("decided", _("What is done about it"), _("What is decided to be done?"), PROSE, required=False),
    ),
    closing=Closing(
        _("Is the issue solved?"),
        _("It is solved"),
        _("When was it solved?"),
        _("What came of it?"),
        _("The issue is solved, and stays in the list."),
        _("open"),
        _("solved"),
    ),
)
LESSONS = Register(
    model=Lesson,
    heading=_("Lessons"),
    lead=_("What the project has learned, so that others can use it. All projects' lessons can be searched together."),
    nothing=_("No lessons are written down"),
    add=_("Write down a lesson"),
    inside=_("the lessons"),
    sort="-sequence",
    fields=(
        Field("title", _("Lesson"), _("What is the lesson, in one line?")),
        Field(
            "tone",
            _("Again or not"),
            _("Worth doing again, or to be avoided?"),
            choices=Lesson.Tone.choices,
            marks={Lesson.Tone.REPEAT: "ok", Lesson.Tone.AVOID: "due"},
        ),
        Field("category", _("Category"), _("Category"), choices=Risk.Category.choices),
        Field("happened", _("What happened"), _("What happened?"), PROSE, wide=True),
        Field("cause", _("Why"), _("Why did it happen?"), PROSE, wide=True),
        Field("advice", _("Advice"), _("What do you advise others to do?"), PROSE),
    ),
    closing=Closing(
        _("Take the lesson back?"),
        _("Take the lesson back"),
        _("From which day?"),
        _("Why does it no longer hold?"),
        _("The lesson is taken back, and stays in the list."),
        _("holds"),
        _("taken back"),
    ),
)
STAKEHOLDERS = Register(
    model=Stakeholder,
    heading=_("Stakeholders"),
    lead=_("Whom the project concerns, what matters to them, how much they can decide, and how they are met."),
    nothing=_("No stakeholders are registered"),
    add=_("Register a stakeholder"),
    inside=_("the stakeholders"),
    sort="-influence",
    fields=(
        Field("title", _("Stakeholder"), _("Who is it?"), help=_("A group or a role rather than a person by name.")),
        Field("interest", _("Interest"), _("How much does it concern them?"), choices=Level.choices, marks=_WEIGHT),
        Field("influence", _("Influence"), _("How much can they decide?"), choices=Level.choices, marks=_WEIGHT),
        Field("wants", _("What matters to them"), _("What matters to them?"), PROSE),
        Field("approach", _("How we meet them"), _("How do we meet them?"), PROSE),
        replace(_RESPONSIBLE, required=False),
    ),
    closing=Closing(
        _("Take the stakeholder out?"),
        _("Take it out"),
        _("From which day?"),
        _("Why does the project no longer concern them?"),
        _("The stakeholder is taken out, and stays in the list."),
        _("concerned"),
        _("taken out"),
    ),
)
COMMUNICATION = Register(
    model=Message,
    heading=_("Communication plan"),
    lead=_("What is said to whom, how, when and by whom."),
    nothing=_("Nothing is in the communication plan"),
    add=_("Plan a message"),
    inside=_("the communication plan"),
    sort="due_on",
    fields=(
        Field("title", _("Message"), _("What is said?")),
        Field("audience", _("To whom"), _("To whom?")),
        Field("channel", _("Channel"), _("How is it said?"), help=_("For example: e-mail, meeting, website.")),
        Field("due_on", _("When"), _("When?"), day=True),
        _RESPONSIBLE,
        Field("text", _("More about it"), _("More about it"), PROSE, required=False, wide=True),
    ),
    closing=Closing(
        _("Is it said?"),
        _("It is done"),
        _("When was it done?"),
        _("How did it go?"),
        _("The message is done."),
        _("planned"),
        _("done"),
        needs_words=False,
    ),
)
REGISTERS: Mapping[str, Register] = {each.key: each for each in (ISSUES, LESSONS, STAKEHOLDERS, COMMUNICATION)}


def register_of(entry: Entry) -> Register:
    """Return the register that an entry stands in."""
    return REGISTERS[entry.REGISTER]


def inside_words(key: str) -> Any:
    """Return how the journal speaks of a register."""
    return REGISTERS[key].inside if key in REGISTERS else key


def checked(register: Register, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry says: texts without blanks around them, a step or a day as it is. Raises InvalidInput."""
    said: dict[str, Any] = {}
    errors: dict[str, Any] = {}
    for each in register.fields:
        value = values.get(each.name)
        if each.choices:
            if value not in dict(each.choices):
                errors[each.name] = _("Choose one.")
        elif each.day:
            if not isinstance(value, date):
                errors[each.name] = _("Write the day.")
        else:
            value = str(value or "").strip()
            if each.required and not value:
                errors[each.name] = _("Write this.")
            elif len(value) > each.length:
                errors[each.name] = _("This is too long.")
        said[each.name] = value
    if errors:
        raise InvalidInput(errors)
    return said


def require_open_entry(entry: Entry, revision: int | None = None) -> None:
    """Refuse to change one that is closed, or on an older revision. Raises EntryClosed, Stale."""
    if entry.closed_on is not None:
        raise EntryClosed
    if revision is not None and revision != entry.revision:
        raise Stale(entry)


def content_of(entry: Entry) -> dict[str, Any]:
    """Return what an entry says, by field."""
    return {each.name: getattr(entry, each.name) for each in register_of(entry).fields}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what differs of two contents, as it was and as it is, as a change keeps it."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: _plain(before[name]) for name in names if name in before}, {
        name: _plain(after[name]) for name in names
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def differences(register: Register, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what a change changed as heading, before and after, in words."""
    told = []
    for name in after:
        one = register.of(name)
        told.append((str(one.heading), one.words(before.get(name)), one.words(after[name])))
    return told
