"""Take over what was decided before, from a workbook."""

from collections.abc import Callable
from datetime import datetime

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects import Upload, store
from ..models import TakeOver
from ..registry import Taking
from ..registry.sheets import house_language
from ..takeover.checking import Checked, WorkbookRefused, check
from ..takeover.reading import Workbook

Progress = Callable[[str, int, int], None]


@acts.act(says=gettext_lazy("%(who)s took over %(count)s rows from %(source)s"))
def take_over(
    *,
    workbook: Workbook,
    source: str,
    is_example: bool = False,
    progress: Progress | None = None,
    by: Actor,
    at: datetime,
) -> TakeOver:
    """Take over decisions and what rests on them, whole or not at all (BG-5).

    `source` says where they were kept. The workbook is checked anew under the lock. `progress` is told the sheet, how
    many rows are written, and how many there are. Raises WorkbookRefused with everything that is wrong.
    """
    if not source.strip():
        raise InvalidInput({"source": _("Write where this was kept.")})
    checked = check(workbook, clock.local_date(at))
    if not checked.is_clean:
        raise WorkbookRefused(checked.problems)
    with translation.override(house_language()):
        return _write(checked, source.strip(), is_example, progress, by, at)


def _write(
    checked: Checked, source: str, is_example: bool, progress: Progress | None, by: Actor, at: datetime
) -> TakeOver:
    workbook = checked.workbook
    upload = Upload(workbook.file_name, workbook.content)
    made = TakeOver.objects.create(
        source=source[:300],
        file=store(content=upload.content, content_type=upload.content_type),
        taken_over_at=at,
        taken_over_by=by.name[:200],
        is_example=is_example,
    )
    taking, named, written = Taking(made, at), list[models.Model](), 0
    for sheet in checked.sheets:
        named += sheet.sheet.write(sheet.new, taking)
        written += len(sheet.new)
        if progress is not None:
            progress(str(sheet.sheet.title), written, checked.new)
    acts.record(
        made,
        *named,
        source=made.source,
        count=written,
        sheets={sheet.sheet.name: len(sheet.new) for sheet in checked.sheets},
        sha256=workbook.sha256,
        example=int(is_example),
    )
    return made
