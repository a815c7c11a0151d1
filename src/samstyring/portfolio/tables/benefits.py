"""The benefits of all projects as a table, and the same rows as files."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import ChoiceFilter, Column, SearchFilter, Table
from samstyring.ui.tables.filters import Filter

from ..models import BenefitPromise
from ..queries import benefits as queries
from ..queries.programmes import programmes_to_choose
from ..rules.benefits import MARKS, WORDS, State, figure, state_of


def state_mark(benefit: Any) -> tuple[str, str]:
    """Return how a benefit stands today, as a mark."""
    state = state_of(benefit, clock.today())
    return MARKS[state], str(WORDS[state])


def _last_figure(row: Any) -> str:
    return figure(row.last.value, row.standing.unit) if row.last else ""


def _in_state(rows: Any, state: str) -> Any:
    return queries.in_state(rows, state, clock.today())


class BenefitsTable(Table):
    """The benefits of all projects."""

    caption = gettext_lazy("Benefits")
    file_name = "benefits"
    sort = "next_on"
    filters: ClassVar[Sequence[Filter]] = (
        SearchFilter("q", gettext_lazy("Words, or the project's name"), queries.that_say),
        ChoiceFilter("state", gettext_lazy("State"), _in_state, choices=[(str(key), WORDS[key]) for key in State]),
        ChoiceFilter("owner", gettext_lazy("Answers for it"), queries.owned_by, choices=queries.owners),
        ChoiceFilter(
            "kind",
            gettext_lazy("Kind"),
            lambda rows, kind: rows.filter(standing__kind=kind),
            choices=BenefitPromise.Kind.choices,
        ),
        ChoiceFilter(
            "programme",
            gettext_lazy("Programme"),
            lambda rows, programme: rows.filter(project__programme_id=programme),
            choices=programmes_to_choose,
            folded=True,
        ),
        ChoiceFilter(
            "projects",
            gettext_lazy("Projects"),
            queries.of_projects,
            choices=[("running", gettext_lazy("not over yet")), ("over", gettext_lazy("over"))],
        ),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "standing.title",
            gettext_lazy("Benefit"),
            sort="standing__title",
            header=True,
            link=lambda row: row.get_absolute_url(),
            small=lambda row: row.standing.get_kind_display(),
        ),
        Column("kind", gettext_lazy("Kind"), value=lambda row: str(row.standing.get_kind_display()), on_page=False),
        Column(
            "project",
            gettext_lazy("Project"),
            value=lambda row: row.project.name,
            sort="project__sort_key",
            link=lambda row: row.project.get_absolute_url(),
            small=lambda row: row.project.get_state_display(),
        ),
        Column("project.code", gettext_lazy("Code"), on_page=False),
        Column(
            "owner",
            gettext_lazy("Answers for it"),
            value=lambda row: row.standing.owner.name,
            sort="standing__owner__sort_key",
            small=lambda row: row.standing.responsible,
        ),
        Column("standing.responsible", gettext_lazy("Who there"), on_page=False),
        Column("standing.measure", gettext_lazy("How it is measured"), on_page=False),
        Column("state", gettext_lazy("State"), "mark", value=state_mark),
        Column(
            "from",
            gettext_lazy("Benefit baseline"),
            value=lambda row: figure(row.standing.baseline, row.standing.unit),
            in_files=False,
        ),
        Column("now", gettext_lazy("Last measured"), value=_last_figure, in_files=False),
        Column(
            "to",
            gettext_lazy("Target"),
            value=lambda row: figure(row.standing.target, row.standing.unit),
            in_files=False,
        ),
        Column("standing.unit", gettext_lazy("Unit"), on_page=False),
        Column("standing.baseline", gettext_lazy("Benefit baseline"), "number", on_page=False),
        Column("standing.baseline_on", gettext_lazy("Baseline measured"), "day", on_page=False),
        Column("last.value", gettext_lazy("Last measured"), "number", on_page=False),
        Column("last.measured_on", gettext_lazy("Measured on"), "day", on_page=False),
        Column("last.source", gettext_lazy("Source"), on_page=False),
        Column("standing.target", gettext_lazy("Target"), "number", on_page=False),
        Column("standing.due_on", gettext_lazy("By when"), "day", sort="standing__due_on"),
        Column("next_on", gettext_lazy("Next measurement"), "day", sort="next_on"),
    )
