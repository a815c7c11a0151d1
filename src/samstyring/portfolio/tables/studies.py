"""The list of studies as a table: columns, filters, and the same rows as files."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table

from ..models import Study
from ..queries import studies as queries
from ..rules.studies import is_open

MARKS = {"writing": "soon", "ready": "ok"}


def _who_study() -> list[tuple[str, str]]:
    return [("none", _("The secretariat")), *((str(row.pk), str(row)) for row in queries.who_study())]


def state_mark(study: Any) -> tuple[str, str]:
    """Return where a study stands as a mark: what is no longer studied is neither ready nor late."""
    if study.state == Study.State.WRITING and not is_open(study):
        return "na", _("Not studied any longer")
    return MARKS[study.state], capfirst(str(study.get_state_display()))


def subject_of(study: Any) -> str:
    """Say what is studied: the need with who sent it, or the candidate."""
    if study.need:
        return f"{study.need.code}, {study.need.organisation}"
    return str(study.project.code)


class StudyTable(Table):
    """The studies that a reader may see; the note is read for the rows of the page only."""

    caption = gettext_lazy("Studies")
    file_name = "utgreiingar"
    sort = "-begun"
    filters: ClassVar[Sequence[Any]] = (
        SearchFilter("q", gettext_lazy("Words or code"), queries.that_say),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            lambda rows, state: rows.filter(state=state),
            choices=lambda: [(value, capfirst(str(label))) for value, label in Study.State.choices],
            every=gettext_lazy("All"),
        ),
        ChoiceFilter("who", gettext_lazy("Studied by"), queries.done_by, choices=_who_study, every=gettext_lazy("All")),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            gettext_lazy("What"),
            sort="sort_key",
            header=True,
            link=lambda study: study.get_absolute_url(),
            small=lambda study: study.code,
        ),
        Column("code", gettext_lazy("Code"), sort="code", on_page=False),
        Column("subject", gettext_lazy("From"), value=subject_of),
        Column(
            "who",
            gettext_lazy("Studied by"),
            value=lambda study: str(study.organisation or _("The secretariat")),
            sort="organisation__sort_key",
            small=lambda study: study.author,
        ),
        Column("author", gettext_lazy("Author"), on_page=False),
        Column("begun", gettext_lazy("Begun"), "day", value=lambda study: study.begun_at, sort="begun_at"),
        Column("due_on", gettext_lazy("Ready by"), "day", sort="due_on"),
        Column("cost", gettext_lazy("Thought to cost"), "money", value=lambda study: study.note and study.note.cost),
        Column("state", gettext_lazy("State"), "mark", value=state_mark, sort="state"),
    )

    def __init__(self, request: HttpRequest, rows: Any, *, by: Actor, empty: Empty) -> None:
        super().__init__(request, rows, empty=empty)
        self._by = by

    def with_rows(self, rows: Iterable[Any]) -> list[Any]:
        """Read the notes beside the rows."""
        shown = list(rows)
        notes = queries.shown_notes(shown, self._by)
        for study in shown:
            study.note = notes.get(study.pk)
        return shown
