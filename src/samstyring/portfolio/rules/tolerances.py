"""The frames that a mandate gives, and whether a forecast or a change is inside them. Pure functions."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..models import Change, Forecast, Light, Mandate

TIME, COST, SCOPE, BENEFIT = "time", "cost", "scope", "benefit"


@dataclass(frozen=True)
class Frames:
    """What a mandate lets the project decide by itself: None where the mandate sets no frame or no tolerance.

    `days` is the tolerance for time, `cost` that for cost in øre: an amount, or the share of the frame, whichever is less.
    """

    ends_on: date | None = None
    days: int | None = None
    frame: int | None = None
    cost: int | None = None

    @property
    def latest(self) -> date | None:
        """Return the last day on which the project can end without asking."""
        if self.ends_on is None or self.days is None:
            return None
        return self.ends_on + timedelta(days=self.days)

    @property
    def most(self) -> int | None:
        """Return the most, in øre, that the project can cost without asking."""
        return None if self.frame is None or self.cost is None else self.frame + self.cost


def frames(mandate: Mandate | None) -> Frames:
    """Return the frames of a mandate; none of them without a mandate."""
    if mandate is None:
        return Frames()
    parts = (7 * mandate.tolerance_weeks if mandate.tolerance_weeks is not None else None, mandate.tolerance_days)
    days = [part for part in parts if part is not None]
    costs = [mandate.tolerance_cost] if mandate.tolerance_cost is not None else []
    if mandate.tolerance_cost_percent is not None and mandate.frame is not None:
        costs.append(mandate.frame * mandate.tolerance_cost_percent // 100)
    return Frames(
        ends_on=mandate.ends_on,
        days=sum(days) if days else None,
        frame=mandate.frame,
        cost=min(costs) if costs else None,
    )


def outside(given: Frames, forecast: Forecast | None) -> list[str]:
    """Return which tolerances a forecast is outside; what the mandate does not set is not checked."""
    if forecast is None:
        return []
    found = []
    if given.latest is not None and forecast.ends_on is not None and forecast.ends_on > given.latest:
        found.append(TIME)
    if given.most is not None and forecast.cost is not None and forecast.cost > given.most:
        found.append(COST)
    if not forecast.scope_holds:
        found.append(SCOPE)
    if not forecast.benefit_holds:
        found.append(BENEFIT)
    return found


def covers(reported: Forecast, forecast: Forecast) -> bool:
    """Tell whether what was reported is at least as bad as a forecast: then nothing new needs a report."""
    return (
        (forecast.ends_on is None or (reported.ends_on is not None and forecast.ends_on <= reported.ends_on))
        and (forecast.cost is None or (reported.cost is not None and forecast.cost <= reported.cost))
        and (forecast.scope_holds or not reported.scope_holds)
        and (forecast.benefit_holds or not reported.benefit_holds)
    )


def used(changes: Iterable[Change], since: date | None) -> tuple[int, int]:
    """Return the days and the øre that a project's own changes have used since a mandate came into force."""
    counted = [row for row in changes if since is None or row.decided_on >= since]
    return sum(row.days for row in counted), sum(row.cost for row in counted)


def beyond(given: Frames, days: int, cost: int) -> list[str]:
    """Return which tolerances so many days and so much cost go beyond."""
    found = [TIME] if given.days is not None and days > given.days else []
    return [*found, COST] if given.cost is not None and cost > given.cost else found


def expected(content: Mapping[str, Any], last: Forecast | None) -> Forecast:
    """Return the forecast that a report's figures make: what it leaves out stands as it was forecast last."""
    ends_on, cost = content.get("ends_on"), content.get("cost")
    if last is None:
        return Forecast(ends_on=ends_on, cost=cost)
    return Forecast(
        ends_on=ends_on if ends_on is not None else last.ends_on,
        cost=cost if cost is not None else last.cost,
        scope_holds=last.scope_holds,
        benefit_holds=last.benefit_holds,
    )


def held_by(outs: Collection[str]) -> list[str]:
    """Return which areas of a report a forecast outside bears on: time, cost, and the whole by either."""
    held = [area for area in (TIME, COST) if area in outs]
    return ["overall", *held] if held else []


def green_outside(content: Mapping[str, Any], outs: Collection[str]) -> list[str]:
    """Return which of time and cost are green while the forecast is outside their tolerance, and the whole if it is."""
    return [area for area in held_by(outs) if content.get(f"{area}_light") == Light.GREEN]


def red_inside(given: Frames, content: Mapping[str, Any], outs: Collection[str]) -> list[str]:
    """Return which of time and cost are red while the forecast is inside the tolerance that the mandate sets."""
    limits = {TIME: given.latest, COST: given.most}
    return [
        area
        for area, limit in limits.items()
        if limit is not None and content.get(f"{area}_light") == Light.RED and area not in outs
    ]
