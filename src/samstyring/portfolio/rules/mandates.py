"""What a mandate must say, and how."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput

from ..models import MANDATE_CONTENT


def mandate_content(content: Mapping[str, Any], points: Iterable[str] = ()) -> dict[str, Any]:
    """Return the content of a mandate, checked. Raises InvalidInput naming each field that cannot be used.

    `points` are the decision points of the agreement's project model.
    """
    unknown = sorted(set(content) - set(MANDATE_CONTENT))
    if unknown:
        raise InvalidInput({"": _("A mandate has no part called %(part)s.") % {"part": ", ".join(unknown)}})
    errors: dict[str, Any] = {}
    if not str(content.get("goal") or "").strip():
        errors["goal"] = _("Write the goal: what is different when the project is done?")
    starts, ends = content.get("starts_on"), content.get("ends_on")
    if starts and ends and ends < starts:
        errors["ends_on"] = _("The project cannot end before it starts.")
    if (content.get("frame") or 0) < 0:
        errors["frame"] = _("The frame cannot be less than zero.")
    if (content.get("tolerance_cost_percent") or 0) > 100:
        errors["tolerance_cost_percent"] = _("Write a tolerance between 0 and 100 per cent.")
    if (content.get("tolerance_cost") or 0) < 0:
        errors["tolerance_cost"] = _("The tolerance cannot be less than zero.")
    if set(content.get("reserved_points") or ()) - set(points):
        errors["reserved_points"] = _("The project model has no such decision point.")
    if errors:
        raise InvalidInput(errors)
    return dict(content)
