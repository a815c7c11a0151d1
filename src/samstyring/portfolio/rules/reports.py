"""What holds of status reports: what one must say, and how it differs from the one before."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.errors import InvalidInput

from ..errors import ReasonNeeded, ReportBrought, WindowClosed
from ..models import AREAS, REPORT_CONTENT, Light, PortfolioReport, ReportingWindow

LONGEST = {"red_reason": 500, "progress": 4000, "to_decide": 2000} | {f"{area}_words": 300 for area in AREAS}


def content_of(report: Any) -> dict[str, Any]:
    """Return what a report or a draft says."""
    return {column: getattr(report, column) for column in REPORT_CONTENT}


def filled_in(draft: Mapping[str, Any], before: Any) -> dict[str, Any]:
    """Return what a draft says, with what was said last time of the areas that it says nothing of.

    Whoever saved a part of it has not judged the rest yet.
    """
    blank = [area for area in AREAS if not draft[f"{area}_light"] and not draft[f"{area}_words"]] if before else []
    return {**draft} | {name: getattr(before, name) for area in blank for name in (f"{area}_light", f"{area}_words")}


def unjudged(content: Mapping[str, Any], areas: Collection[str]) -> dict[str, Any]:
    """Return the content with nothing said of some areas: they are to be judged anew."""
    return {**content} | {name: "" for area in areas for name in (f"{area}_light", f"{area}_words")}


def said_anew(words: str, last: str) -> bool:
    """Tell whether a sentence says something that was not said last time, when the forecast was another."""
    return bool(words.strip()) and words.strip() != last.strip()


def tidied(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the content with blanks taken off, every column there. Raises InvalidInput for what cannot be kept."""
    values: dict[str, Any] = {column: content.get(column) for column in REPORT_CONTENT}
    for column, value in values.items():
        if column not in ("ends_on", "cost"):
            values[column] = str(value or "").strip()
    wrong = {
        column: _("At most %(count)s characters.") % {"count": most}
        for column, most in LONGEST.items()
        if len(values[column]) > most
    }
    if values["cost"] is not None and values["cost"] < 0:
        wrong["cost"] = _("The amount cannot be less than zero.")
    if wrong:
        raise InvalidInput(wrong)
    return values


def lacking(
    content: Mapping[str, Any], asks_why: Collection[str] = (), asks_green: Collection[str] = ()
) -> dict[str, str]:
    """Return what a report still lacks before it can be published, field by field.

    Every area has a light; the whole has a sentence, and so has each area that is not as planned. `asks_why` are those
    of time and cost that are red while the forecast is inside the tolerances: they take a reason. `asks_green` are the
    areas that are green without having said why, while the forecast is outside.
    """
    wrong: dict[str, str] = {}
    for area in AREAS:
        light, words = content[f"{area}_light"], content[f"{area}_words"]
        if light not in Light.values:
            wrong[f"{area}_light"] = _("Choose how it goes.")
        elif area in asks_green:
            wrong[f"{area}_words"] = says_outside()
        elif not words and (area == "overall" or light != Light.GREEN):
            wrong[f"{area}_words"] = _("Say why in a sentence.")
    if asks_why and not content["red_reason"]:
        wrong["red_reason"] = _("It is red, but the forecast is inside the tolerance. Change the forecast, or say why.")
    return wrong


def says_outside() -> str:
    """Return what is said where a light is green while the forecast is outside the tolerance."""
    return _("The forecast is outside the tolerance. Choose yellow or red, or say why it is green.")


def require_complete(wrong: Mapping[str, str]) -> None:
    """Refuse to publish what lacks something. Raises InvalidInput."""
    if wrong:
        raise InvalidInput(wrong)


def require_taken(window: ReportingWindow, version: int, reason: str) -> None:
    """Refuse a first report to a closed window, and a correction without a reason. Raises WindowClosed, ReasonNeeded."""
    if version == 1 and not window.is_open:
        raise WindowClosed
    if version > 1 and not reason:
        raise ReasonNeeded(field="reason")


def require_not_brought(report: PortfolioReport) -> None:
    """Refuse to change a portfolio report that lies in a case which is not withdrawn. Raises ReportBrought."""
    if report.case is not None and report.case.state != "withdrawn":
        raise ReportBrought


BEST_FIRST = tuple(Light.values)


def moved(before: str, after: str) -> int:
    """Return how a light moved: 1 for better, -1 for worse, 0 for as before (or nothing to compare with)."""
    if before not in BEST_FIRST or after not in BEST_FIRST:
        return 0
    steps = BEST_FIRST.index(before) - BEST_FIRST.index(after)
    return (steps > 0) - (steps < 0)


def days_late(planned: date | None, forecast: date | None) -> int | None:
    """Return how many days after the end in force a project expects to end; less than none is before it."""
    return (forecast - planned).days if planned and forecast else None


def over(planned: int | None, forecast: int | None) -> int | None:
    """Return how much more than what is in force a project expects to cost, in øre."""
    return forecast - planned if planned is not None and forecast is not None else None
