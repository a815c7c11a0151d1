"""Give a project's forecast."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.forecasts import add_forecast
from ..errors import NotStarted
from ..models import Forecast, Project


@acts.act(
    says=_("%(who)s gave the forecast of %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def give_forecast(
    *,
    project: Project,
    ends_on: date | None = None,
    cost: int | None = None,
    scope_holds: bool = True,
    benefit_holds: bool = True,
    words: str = "",
    by: Actor,
    at: datetime,
) -> Forecast:
    """Say when the project now ends, what it costs (øre), and whether scope and benefit are inside the tolerances (OR-3).

    The last one counts, whether given here or by a status report. Raises NotStarted, InvalidInput.
    """
    if project.state != Project.State.STARTED:
        raise NotStarted
    if ends_on is None and cost is None:
        raise InvalidInput({"ends_on": _("Write when it ends, or what it costs.")})
    if cost is not None and cost < 0:
        raise InvalidInput({"cost": _("The cost cannot be less than zero.")})
    if not (scope_holds and benefit_holds) and not words.strip():
        raise InvalidInput({"words": _("Write what does not hold.")})
    forecast: Forecast = add_forecast(
        project=project,
        ends_on=ends_on,
        cost=cost,
        scope_holds=scope_holds,
        benefit_holds=benefit_holds,
        words=words.strip()[:1000],
        by=by,
    )
    acts.record(project, forecast, project=str(project), ends_on=ends_on.isoformat() if ends_on else "", cost=cost)
    return forecast
