"""Bring a portfolio report to the portfolio board."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.governance.effects.cases import make_case, make_proposal
from samstyring.governance.models import Case
from samstyring.governance.queries.groups import check_open
from samstyring.governance.registry import matters
from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.records.effects import Upload, make_document
from samstyring.records.models import Document
from samstyring.ui import richtext

from ..models import PortfolioReport
from ..queries import portfolio_reports as queries
from ..queries.steering import portfolio_board
from ..rules.reports import require_not_brought
from ..saying import in_cooperation_language

NOTE, DECIDE = "governance.take_note", "governance.free_text"


@acts.act(says=gettext_lazy("%(who)s brought the portfolio report %(report)s to the case %(reference)s"))
def bring_portfolio_report(
    *, report: PortfolioReport, pdf: Upload, workbook: Upload, wording: str = "", by: Actor, at: datetime
) -> Case:
    """Open a case for the portfolio board with the report attached, as document and as workbook (SG-4).

    With `wording` the body is asked to decide that; without, to take note. If the case is withdrawn, the report can be
    brought again. Raises ReportBrought, OtherBodyDecides, BodyClosed, NotThere.
    """
    require_not_brought(report)
    today = clock.local_date(at)
    body, matter = portfolio_board(today), DECIDE if wording.strip() else NOTE
    check_open(body, today)
    charter.authority(matter, body.key, today)
    text = queries.last_text(report)
    with in_cooperation_language():
        summary = _("How the projects go, as they have reported it. The report is attached.")
        note = matters[NOTE].wording({})
    case: Case = make_case(
        body=body,
        kind=Case.Kind.FREE_TEXT,
        title=report.name,
        summary=summary,
        background=richtext.canonical(richtext.from_text(text.introduction if text else "")),
        assessment=richtext.canonical(richtext.from_text(text.assessment if text else "")),
        case_officer_id=by.person_id,
        at=at,
    )
    make_proposal(case=case, matter=matter, payload={}, wording=wording.strip() or note)
    files = [
        make_document(kind=Document.Kind.ATTACHMENT, title=report.name, upload=upload, about=case, position=place)
        for place, upload in enumerate((pdf, workbook), 1)
    ]
    report.case = case
    report.save(update_fields=["case"])
    digests = [document.file.sha256 for document in files]
    acts.record(case, report, body, *files, report=report.name, reference=case.reference, sha256=digests)
    return case
