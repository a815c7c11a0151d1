"""How a status report reads: its parts with their labels, and how it differs from another, as plain text."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
from samstyring.ui.fields import Choice

from ..models import AREAS, Light

LABELS: Mapping[str, Any] = {
    "overall": gettext_lazy("Overall"),
    "time": gettext_lazy("Time"),
    "cost_area": gettext_lazy("Cost"),
    "quality": gettext_lazy("Quality"),
    "risk": gettext_lazy("Risk"),
    "benefit": gettext_lazy("Benefit"),
    "ends_on": gettext_lazy("Expected to end"),
    "cost": gettext_lazy("Expected to cost"),
    "red_reason": gettext_lazy("Why red, inside the tolerance?"),
    "progress": gettext_lazy("Done since last time"),
    "to_decide": gettext_lazy("What must be decided"),
}
LIGHTS = [
    (Light.GREEN, Choice(gettext_lazy("Green: as planned"))),
    (Light.YELLOW, Choice(gettext_lazy("Yellow: needs attention"))),
    (Light.RED, Choice(gettext_lazy("Red: off course"))),
]


MARKS = {"green": "ok", "yellow": "due", "red": "broken"}
"""The mark that shows a light: each a shape of its own beside the colour."""
COLOURS = {"green": gettext_lazy("green"), "yellow": gettext_lazy("yellow"), "red": gettext_lazy("red")}
NOT_SAID = gettext_lazy("not said")


def area_label(area: str) -> Any:
    """Return the name of an area."""
    return LABELS["cost_area" if area == "cost" else area]


def area_labels() -> list[Any]:
    """Return the names of all areas, in their order."""
    return [area_label(area) for area in AREAS]


def light_name(light: str) -> str:
    """Return "yellow, needs attention": the colour and what it means; nothing for none."""
    return f"{colour(light)}, {Light(light).label}" if light else ""


def colour(light: str) -> str:
    """Return "yellow": the short name, where shape and colour stand beside it."""
    return str(COLOURS.get(light, NOT_SAID))


def missing(lacks: Mapping[str, str]) -> list[str]:
    """Say what a draft lacks, an area a line: "Time: choose how it goes."."""
    labels = {key: LABELS.get(key) or area_label(key.rpartition("_")[0]) for key in lacks}
    return [f"{str(labels[key]).rstrip('?')}: {text}" for key, text in lacks.items()]


def written(report: Any) -> dict[str, str]:
    """Return every part of a report as plain text, by its label."""
    told = {}
    for area in AREAS:
        light, words = light_name(getattr(report, f"{area}_light")), getattr(report, f"{area}_words")
        told[str(area_label(area))] = ". ".join(part for part in (light, words) if part)
    told[str(LABELS["ends_on"])] = formats.day(report.ends_on) if report.ends_on else ""
    told[str(LABELS["cost"])] = formats.money(report.cost) if report.cost is not None else ""
    if report.red_reason:
        told[str(LABELS["red_reason"])] = report.red_reason
    told[str(LABELS["progress"])] = report.progress
    told[str(LABELS["to_decide"])] = report.to_decide
    return told


def differences(before: Any, after: Any) -> list[tuple[str, str, str]]:
    """Return every part as (label, before, after)."""
    old, new = written(before), written(after)
    return [(label, old.get(label, ""), new.get(label, "")) for label in old | new]


def since(days: int | None) -> str:
    """Write how an expected end stands to the one in force: "as planned", "12 days later", "3 days earlier"."""
    if days is None:
        return ""
    if days == 0:
        return _("as planned")
    says = _("%(days)s days later than planned") if days > 0 else _("%(days)s days earlier than planned")
    return says % {"days": formats.number(abs(days))}


def beyond(amount: int | None) -> str:
    """Write how an expected cost stands to the one in force: "as planned", "100 000 kr more", "less"."""
    if amount is None:
        return ""
    if amount == 0:
        return _("as planned")
    says = _("%(amount)s more than planned") if amount > 0 else _("%(amount)s less than planned")
    return says % {"amount": formats.money(abs(amount))}
