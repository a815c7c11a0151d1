"""Bring the radar up to date from a workbook."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.effects import Upload, store
from samstyring.records.takeover.checking import WorkbookRefused
from samstyring.records.takeover.reading import Workbook

from ..effects.radar import write_entry
from ..models import RadarImport
from ..sheets.radar import compare


@acts.act(says=gettext_lazy("%(who)s brought the radar up to date from %(source)s: %(new)s new, %(changed)s changed"))
def import_radar(*, workbook: Workbook, source: str, by: Actor, at: datetime) -> RadarImport:
    """Take new entries and what changed of others from a workbook, whole or not at all (BG-4).

    A row is known by its code, else by name and provider. What the file does not name stays as it is. The workbook is
    compared anew under the lock. Raises WorkbookRefused with everything that is wrong, InvalidInput.
    """
    if not source.strip():
        raise InvalidInput({"source": _("Write where this is from.")})
    compared = compare(workbook, clock.local_date(at))
    if compared.problems or not compared.to_write:
        raise WorkbookRefused(compared.problems)
    upload = Upload(workbook.file_name, workbook.content)
    made = RadarImport.objects.create(
        source=source.strip()[:300],
        file=store(content=upload.content, content_type=upload.content_type),
        file_name=workbook.file_name[:200],
        by_id=by.person_id,
        at=at,
        new=len(compared.new),
        changed=len(compared.changed),
    )
    for row in compared.to_write:
        write_entry(entry=row.entry, values=row.values, imported=made)
    acts.record(made, source=made.source, new=made.new, changed=made.changed, sha256=workbook.sha256)
    return made
