"""How what a project has reads: each part with its label, as plain text in the reader's language."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.charter.naming import naming_decider
from samstyring.ui import formats

from .models import Mandate, PromisedEffort
from .project_models import ProjectModel

POINT_DECIDED = "portfolio.pass_decision_point"

LABELS: Mapping[str, Any] = {
    "goal": gettext_lazy("Goal"),
    "scope": gettext_lazy("Scope"),
    "out_of_scope": gettext_lazy("Not part of the project"),
    "deliverables": gettext_lazy("Deliverables"),
    "includes_introduction": gettext_lazy("Introduction in the municipalities"),
    "organisation_text": gettext_lazy("How the project is organised"),
    "board": gettext_lazy("Project board"),
    "starts_on": gettext_lazy("Starts"),
    "ends_on": gettext_lazy("Ends"),
    "frame": gettext_lazy("Frame of cost"),
    "benefits": gettext_lazy("Expected benefits"),
    "tolerance_cost_percent": gettext_lazy("Tolerance, cost"),
    "tolerance_cost": gettext_lazy("Tolerance, cost, amount"),
    "tolerance_weeks": gettext_lazy("Tolerance, time"),
    "tolerance_days": gettext_lazy("Tolerance, time, days"),
    "tolerance_scope": gettext_lazy("Tolerance, scope"),
    "tolerance_benefit": gettext_lazy("Tolerance, benefit"),
    "reporting": gettext_lazy("Reporting"),
    "reserved_points": naming_decider(gettext_lazy("Decision points for %(body)s"), POINT_DECIDED),
}


def written(column: str, value: Any, model: ProjectModel) -> str:
    """Write one part of a mandate as plain text; nothing is an empty text."""
    if column == "includes_introduction":
        return _("part of the project") if value else _("not part of the project")
    if value in (None, "", []):
        return ""
    match column:
        case "starts_on" | "ends_on":
            return formats.day(value)
        case "frame" | "tolerance_cost":
            return formats.money(value)
        case "tolerance_cost_percent":
            return formats.percent(value / 100)
        case "tolerance_weeks":
            return _("%(weeks)s weeks") % {"weeks": formats.number(value)}
        case "tolerance_days":
            return _("%(days)s days") % {"days": formats.number(value)}
        case "reserved_points":
            return formats.sentence(model.point_name(key) for key in value)
    return str(value)


def mandate_rows(mandate: Mandate, before: Mandate | None, model: ProjectModel) -> list[tuple[Any, Any, Any]]:
    """Return every part as (label, before, after); `before` is empty where there is nothing to compare with."""
    return [
        (
            LABELS[column],
            written(column, getattr(before, column), model) if before else "",
            written(column, getattr(mandate, column), model),
        )
        for column in mandate.content_columns
    ]


OUTSIDE: Mapping[str, Any] = {
    "time": gettext_lazy("time"),
    "cost": gettext_lazy("cost"),
    "scope": gettext_lazy("scope"),
    "benefit": gettext_lazy("benefit"),
}


def outside_words(names: Sequence[str]) -> str:
    """Say which tolerances: "time and cost"."""
    return formats.sentence(str(OUTSIDE[name]) for name in names)


def version_name(version: Any, word: Any) -> str:
    """Return "mandate, version 2", "mandate, draft": how a version is called on a page."""
    if version.number:
        return _("%(word)s, version %(number)s") % {"word": word, "number": version.number}
    return f"{word}, {version.get_state_display()}"


def standing_words(page: Any) -> str:
    """Say whether a version is in force, from when and on what basis, or what else it is."""
    version = page.mandate
    if page.is_in_force:
        words = {"day": formats.day(version.in_force_from), "basis": version.basis}
        return _("In force from %(day)s, %(basis)s") % words
    return str(capfirst(version.get_state_display()))


def heading(version: Any, word: Any) -> str:
    """Return the same, as a heading."""
    return str(capfirst(version_name(version, word)))


def day_of(instant: datetime) -> str:
    """Write the day of an instant."""
    return formats.day(instant)


def short_lines(rows: Sequence[tuple[Any, Any, Any]]) -> list[tuple[Any, Any]]:
    """Return what is filled in, as (label, value)."""
    return [(label, after) for label, _before, after in rows if after]


def people_words(count: int) -> str:
    """Say how many people: "2 people"."""
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": formats.number(count)}


def hours_words(hours: int) -> str:
    """Say how many hours: "1 240 hours"."""
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": formats.number(hours)}


def promise_words(row: PromisedEffort) -> str:
    """Say what is promised: "Super user: 2 people, 20 hours each month, 240 in all, from … until …"."""
    said = {
        "role": capfirst(row.role),
        "people": people_words(row.people),
        "hours": hours_words(row.hours),
        "all": formats.number(row.total),
        "from": formats.short_day(row.starts_on, True),
        "until": formats.short_day(row.ends_on, True),
    }
    if row.each_month:
        return _("%(role)s: %(people)s, %(hours)s each month, %(all)s in all, from %(from)s until %(until)s") % said
    return _("%(role)s: %(people)s, %(hours)s in all, from %(from)s until %(until)s") % said
