"""A project's risks and opportunities as a table, and the same rows as files."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.kernel import clock
from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Table
from samstyring.ui.tables.filters import Filter

from ..models import Risk
from ..queries import risks as queries
from ..risk_scale import scale
from ..rules.risks import accepted, accepted_words, level


def exposed_words(assessment: Any) -> str:
    """Say which municipalities are exposed by an assessment."""
    if assessment is None or assessment.everyone:
        return _("all that take part")
    return formats.sentence(row.organisation.name for row in assessment.exposed.all())


def actions_words(row: Any) -> str:
    """Say how many actions there are, and how many are left."""
    if not row.planned:
        return _("none")
    words = ngettext("%(left)s of %(count)s is left", "%(left)s of %(count)s are left", row.left)
    return words % {"left": formats.number(row.left), "count": formats.number(row.planned)}


def _levels() -> list[tuple[str, str]]:
    return [(one.key, str(one.words)) for one in reversed(scale().levels)]


class RisksTable(Table):
    """The risks and opportunities of a project."""

    caption = gettext_lazy("Risks and opportunities")
    file_name = "risks"
    sort = "-weight"
    filters: ClassVar[Sequence[Filter]] = (
        ChoiceFilter(
            "kind", gettext_lazy("Kind"), lambda rows, kind: rows.filter(kind=kind), choices=Risk.Kind.choices
        ),
        ChoiceFilter("level", gettext_lazy("Level now"), queries.in_level, choices=_levels),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            queries.in_standing,
            choices=[("open", gettext_lazy("open")), ("closed", gettext_lazy("closed"))],
        ),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column("number", gettext_lazy("Number"), sort="sequence"),
        Column(
            "title",
            gettext_lazy("What can happen"),
            sort="title",
            header=True,
            link=lambda row: row.get_absolute_url(),
            small=lambda row: row.get_category_display(),
        ),
        Column("kind", gettext_lazy("Kind"), value=lambda row: str(row.get_kind_display()), on_page=False),
        Column("category", gettext_lazy("Category"), value=lambda row: str(row.get_category_display()), on_page=False),
        Column("cause", gettext_lazy("Cause"), on_page=False),
        Column("consequence", gettext_lazy("Consequence"), on_page=False),
        Column(
            "weight",
            gettext_lazy("Now"),
            "mark",
            value=level,
            sort="standing__weight",
            small=lambda row: accepted_words(accepted(row, clock.today())),
        ),
        Column(
            "accepted",
            gettext_lazy("Accepted"),
            value=lambda row: accepted_words(accepted(row, clock.today())),
            on_page=False,
        ),
        Column(
            "weight_after",
            gettext_lazy("After the actions"),
            "mark",
            value=lambda row: level(row, after=True),
            sort="standing__weight_after",
        ),
        Column("exposed", gettext_lazy("Exposed"), value=lambda row: exposed_words(row.standing)),
        Column("actions", gettext_lazy("Actions"), value=actions_words),
        Column("standing.at", gettext_lazy("Judged"), "day", value=lambda row: row.standing.at),
        Column(
            "state", gettext_lazy("State"), value=lambda row: _("closed") if row.closed_at else _("open"), on_page=False
        ),
        Column("closed_reason", gettext_lazy("Why it is closed"), on_page=False),
    )
