"""Make a portfolio report of what the projects have published."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.numbering import next_number

from ..models import PortfolioReport, PortfolioReportLine, ReportingWindow
from ..queries import reports
from ..queries.portfolio_reports import compared_with


@acts.act(says=_("%(who)s made the portfolio report %(report)s: %(reported)s of %(asked)s projects have reported"))
def make_portfolio_report(*, window: ReportingWindow, name: str, by: Actor, at: datetime) -> PortfolioReport:
    """Make a report to the portfolio board of what stands published in a window now (SG-4); silence stands as silence.

    A later correction does not change it. It is compared with the last report of an earlier window, or of this one that
    the board has treated. The code (PR-22-002) is gapless per year. Raises InvalidInput.
    """
    if not name.strip():
        raise InvalidInput({"name": _("Write this.")})
    today = clock.local_date(at)
    report = PortfolioReport.objects.create(
        code=f"PR-{today:%y}-{next_number(f'PR/{today.year}'):03d}",
        name=name.strip(),
        window=window,
        before=compared_with(window),
        made_at=at,
    )
    asks = list(window.asks.select_related("project"))
    published = reports.reports_of(asks)
    PortfolioReportLine.objects.bulk_create(
        PortfolioReportLine(report=report, ask=ask, status=published.get(ask.pk), pause_id=ask.project.pause_id)
        for ask in asks
    )
    acts.record(report, window, report=report.name, code=report.code, asked=len(asks), reported=len(published))
    return report
