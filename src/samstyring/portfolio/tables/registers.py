"""The registers of projects as tables, made of what each holds, and the lessons of all projects as one."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table

from ..models import Entry, Lesson, Risk
from ..queries import registers as queries
from ..rules.registers import LESSONS, Field, Register


def state_of(entry: Entry, register: Register) -> tuple[str, str]:
    """Return how an entry stands, as a mark: open, past its day, or closed."""
    if entry.closed_on is not None:
        return "na", str(register.closing.closed)
    late = register.has_days and entry.due_on < clock.today()  # type: ignore[attr-defined]
    return ("broken", str(gettext_lazy("its day is past"))) if late else ("soon", str(register.closing.open))


def _column(each: Field) -> Column:
    if each.name == "title":
        return Column(
            "title", each.heading, sort="title", header=True, link=lambda row: row.get_absolute_url(),
            css="prose-cell",
        )  # fmt: skip
    if each.day:
        return Column(each.name, each.heading, "day", sort=each.name)
    if each.marks:
        return Column(each.name, each.heading, "mark", value=lambda row: _marked(each, row), sort=each.name)
    if each.choices:
        return Column(each.name, each.heading, value=lambda row: each.words(getattr(row, each.name)), sort=each.name)
    css = "prose-cell" if each.length > 200 else ""
    return Column(each.name, each.heading, css=css, on_page=not each.wide)


def _marked(each: Field, row: Any) -> tuple[str, str]:
    value = getattr(row, each.name)
    return each.marks[value], each.words(value)


def _columns(register: Register) -> list[Column]:
    return [
        Column("sequence", gettext_lazy("Number"), "number", on_page=False),
        *(_column(each) for each in register.fields),
        Column("state", gettext_lazy("State"), "mark", value=lambda row: state_of(row, register)),
        Column("closed_on", gettext_lazy("Closed"), "day", on_page=False),
        Column("closed_words", gettext_lazy("What came of it"), on_page=False),
    ]


class EntriesTable(Table):
    """The entries of one register of a project."""

    def __init__(self, request: HttpRequest, rows: Any, *, register: Register, empty: Empty) -> None:
        super().__init__(request, rows, empty=empty)
        states = [("open", capfirst(register.closing.open)), ("closed", capfirst(register.closing.closed))]
        self.columns = _columns(register)  # type: ignore[misc]
        self.filters = [ChoiceFilter("state", gettext_lazy("State"), queries.in_standing, choices=states)]  # type: ignore[misc]
        self.caption, self.file_name, self.sort = register.heading, register.key, register.sort  # type: ignore[misc]


class LessonsTable(Table):
    """The lessons of all projects."""

    caption = gettext_lazy("Lessons learned")
    file_name = "lessons"
    sort = "-registered_at"
    filters: ClassVar[Sequence[Any]] = (
        SearchFilter("q", gettext_lazy("Words, or the project's name"), queries.that_say),
        ChoiceFilter(
            "tone",
            LESSONS.of("tone").heading,
            lambda rows, tone: rows.filter(tone=tone),
            choices=[(value, capfirst(label)) for value, label in Lesson.Tone.choices],
        ),
        ChoiceFilter(
            "category",
            gettext_lazy("Category"),
            lambda rows, category: rows.filter(category=category),
            choices=[(value, capfirst(label)) for value, label in Risk.Category.choices],
        ),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            queries.in_standing,
            choices=[
                ("open", capfirst(LESSONS.closing.open)),
                ("closed", capfirst(LESSONS.closing.closed)),
            ],
        ),
    )
    columns: ClassVar[Sequence[Column]] = (
        *(_column(each) for each in LESSONS.fields),
        Column(
            "project",
            gettext_lazy("Project"),
            value=lambda row: row.project.name,
            sort="project__sort_key",
            link=lambda row: row.project.get_absolute_url(),
        ),
        Column("project.code", gettext_lazy("Code"), on_page=False),
        Column("registered_at", gettext_lazy("Written"), "day", sort="registered_at"),
        Column("state", gettext_lazy("State"), value=lambda row: state_of(row, LESSONS)[1], on_page=False),
    )
