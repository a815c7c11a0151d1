"""Take in a workbook of the portfolio."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.records.effects import Upload, store
from samstyring.records.effects.answers import is_registered
from samstyring.records.takeover.checking import WorkbookRefused
from samstyring.records.takeover.reading import Workbook

from ..effects import workbooks as effects
from ..errors import ChangedMeanwhile
from ..models import PortfolioWorkbook
from ..queries import workbooks as queries
from ..sheets.round_trip import compare
from ..sheets.round_trip.comparing import MILESTONE, NEW, NEW_RISK, PROJECT, REPORT, RISK


@acts.act(
    says=_("%(who)s took in a workbook of the portfolio"),
    scope=lambda **a: [f"project:{key}" for key in queries.project_ids_of(a["workbook"].texts("code", "project"))],
)
def take_workbook(*, workbook: Workbook, shown: str = "", by: Actor, at: datetime) -> PortfolioWorkbook:
    """Take what a workbook of the portfolio changes of projects, milestones, risks and status, whole or not at all (SE-3, SG-4).

    Only what the actor may change one by one is taken. It is compared anew under the lock; `shown` is the digest of what
    was looked at, and rows that were changed here since the file was fetched are left out. A row of status is a report:
    the secretariat registers it with the file as evidence. Raises WorkbookRefused with everything that is wrong,
    ChangedMeanwhile where it is no longer what was shown.
    """
    compared = compare(workbook, by, clock.local_date(at))
    if compared.problems or not compared.changes:
        raise WorkbookRefused(compared.problems)
    if shown and shown != compared.digest:
        raise ChangedMeanwhile
    upload = Upload(workbook.file_name, workbook.content)
    kept = [change.plain() for change in compared.changes]
    effects.change_projects(changes=compared.of(PROJECT))
    effects.change_milestones(changes=compared.of(MILESTONE))
    effects.add_milestones(changes=compared.of(NEW))
    effects.change_risks(changes=compared.of(RISK), by=by, at=at)
    effects.add_risks(changes=compared.of(NEW_RISK), by=by, at=at)
    reports = compared.of(REPORT)
    effects.publish_reports(changes=reports, by=by, evidence=upload if is_registered() else None)
    made = PortfolioWorkbook.objects.create(
        file=store(content=upload.content, content_type=upload.content_type),
        file_name=workbook.file_name[:200],
        projects=len(compared.of(PROJECT)),
        milestones=len(compared.of(MILESTONE, NEW)),
        risks=len(compared.of(RISK, NEW_RISK)),
        reports=len(reports),
        left_out=len(compared.conflicts),
        changes=kept,
        by_id=by.person_id,
        at=at,
    )
    touched = {change.project.pk: change.project for change in compared.changes}
    acts.record(
        made,
        *touched.values(),
        projects=made.projects,
        milestones=made.milestones,
        risks=made.risks,
        reports=made.reports,
        left_out=made.left_out,
        sha256=workbook.sha256,
    )
    return made
