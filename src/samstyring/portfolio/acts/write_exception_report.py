"""Write an exception report."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..errors import InsideTolerance
from ..models import ExceptionReport, Project
from ..queries import steering


@acts.act(
    says=_("%(who)s wrote exception report %(number)s of %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def write_exception_report(
    *,
    project: Project,
    cause: str,
    consequences: str,
    options: Sequence[Mapping[str, str]],
    recommendation: str,
    by: Actor,
    at: datetime,
) -> ExceptionReport:
    """Report that the forecast is outside the tolerances, with at least two options and a recommendation (OR-3).

    `options` are rows of name and consequence. It is not changed afterwards: a new forecast takes a new report. Raises
    InsideTolerance where nothing is outside, or what is outside is reported; InvalidInput.
    """
    found = steering.steering_of(project, clock.local_date(at))
    if found.forecast is None or found.state != "outside":
        raise InsideTolerance
    given = [
        {"name": row.get("name", "").strip()[:200], "consequence": row.get("consequence", "").strip()[:1000]}
        for row in options
        if row.get("name", "").strip()
    ]
    texts = {"cause": cause, "consequences": consequences, "recommendation": recommendation}
    errors = {name: _("Write this.") for name, text in texts.items() if not text.strip()}
    if len(given) < 2:
        errors["option_2"] = _("Give at least two options to choose between. Going on as now is one.")
    if errors:
        raise InvalidInput(errors)
    report: ExceptionReport = ExceptionReport.objects.create(
        project=project,
        number=ExceptionReport.objects.filter(project=project).count() + 1,
        forecast=found.forecast,
        outside=list(found.outside),
        options=given,
        by_id=by.person_id,
        at=at,
        **{name: text.strip()[:2000] for name, text in texts.items()},
    )
    acts.record(project, report, project=str(project), number=report.number, outside=report.outside)
    return report
