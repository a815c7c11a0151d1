"""Write the introduction and the assessment of a portfolio report."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..models import PortfolioReport, PortfolioReportText
from ..queries import portfolio_reports as queries
from ..rules.reports import require_not_brought


@acts.act(says=_("%(who)s wrote version %(version)s of the words of the portfolio report %(report)s"))
def write_portfolio_report(
    *,
    report: PortfolioReport,
    introduction: str,
    assessment: str,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> PortfolioReportText:
    """Keep a new version of what the secretariat says of the portfolio; the earlier ones stay (SG-4).

    `revision` is the version that was shown. Raises Stale, ReportBrought once it lies in a case.
    """
    require_not_brought(report)
    last = queries.last_text(report)
    number = last.version if last else 0
    if revision is not None and revision != number:
        raise Stale(last)
    text = PortfolioReportText.objects.create(
        report=report,
        version=number + 1,
        introduction=introduction.strip(),
        assessment=assessment.strip(),
        written_by=by.name,
        at=at,
    )
    acts.record(report, report=report.name, version=text.version)
    return text
