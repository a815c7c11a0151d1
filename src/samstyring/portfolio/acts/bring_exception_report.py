"""Bring an exception report to the portfolio board."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.governance.effects.cases import make_case, make_proposal
from samstyring.governance.models import Case
from samstyring.governance.queries.groups import check_open
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.ui import richtext

from ..errors import AlreadyBrought
from ..models import ExceptionReport
from ..queries import steering
from ..reading import outside_words
from ..saying import in_cooperation_language

MATTER = "governance.free_text"


@acts.act(
    says=gettext_lazy("%(who)s brought exception report %(number)s of %(project)s to the case %(reference)s"),
    scope=lambda **a: [f"project:{a['report'].project_id}"],
)
def bring_exception_report(*, report: ExceptionReport, by: Actor, at: datetime) -> Case:
    """Open a case for the portfolio board with the report as its paper and the recommendation as its proposal (OR-3).

    If the case is withdrawn, the report can be brought again. Raises AlreadyBrought, OtherBodyDecides, BodyClosed,
    NotThere.
    """
    report = ExceptionReport.objects.select_for_update().select_related("project", "forecast").get(pk=report.pk)
    if report.case is not None and report.case.state != Case.State.WITHDRAWN:
        raise AlreadyBrought
    today, project = clock.local_date(at), report.project
    body = steering.portfolio_board(today)
    check_open(body, today)
    charter.authority(MATTER, body.key, today)
    with in_cooperation_language():
        title = _("Exception report for %(project)s") % {"project": project}
        summary = _("The forecast is outside the tolerance for %(what)s.") % {"what": outside_words(report.outside)}
        options = "\n\n".join(f"{row['name']}: {row['consequence']}" for row in report.options)
        assessment = _("The options:") + f"\n\n{options}"
    case: Case = make_case(
        body=body,
        kind=Case.Kind.PROJECT,
        title=title[:200],
        summary=summary[:500],
        background=richtext.canonical(richtext.from_text(f"{report.cause}\n\n{report.consequences}")),
        assessment=richtext.canonical(richtext.from_text(assessment)),
        recommendation=richtext.canonical(richtext.from_text(report.recommendation)),
        about_kind="portfolio.project",
        about_id=project.pk,
        case_officer_id=by.person_id,
        at=at,
    )
    make_proposal(case=case, matter=MATTER, payload={}, wording=report.recommendation)
    report.case = case
    report.save(update_fields=["case"])
    acts.record(case, report, project, reference=case.reference, number=report.number, project=str(project))
    return case
