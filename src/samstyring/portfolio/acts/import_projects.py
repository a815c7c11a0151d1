"""Take in an export of projects from another tool."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from samstyring.records.effects import Upload, store
from samstyring.records.takeover.checking import WorkbookRefused
from samstyring.records.takeover.reading import Workbook

from .. import queries
from ..effects.candidates import register_candidate
from ..effects.exports import tell_of
from ..models import Participation, Project, ProjectExport
from ..rules.projects import require_purposes
from ..sheets.exported import Compared, compare


@acts.act(says=gettext_lazy("%(who)s took in projects from %(source)s: %(new)s new, %(changed)s changed"))
def import_projects(
    *,
    workbook: Workbook,
    columns: Mapping[str, str],
    source: str,
    words: Mapping[str, Mapping[str, str]] | None = None,
    origin: str = "",
    purposes: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> ProjectExport:
    """Take in what another tool says of the projects, whole or not at all (SE-3, BG-5).

    A row is known by its number there, else by its name. A project that is not here is registered as a candidate with
    `origin` and `purposes` (GP-1), and its municipalities as those who shall be asked: that it runs in the other tool
    is no decision here. What is said of projects that are here is kept beside them and changes nothing of theirs.
    `columns` are the headings and what each was read as, `words` what the words in them were read as. The export is compared anew under the lock. Raises
    WorkbookRefused with everything that is wrong, InvalidInput.
    """
    if not source.strip():
        raise InvalidInput({"source": _("Write where this is from.")})
    today = clock.local_date(at)
    compared = compare(workbook, today, {key: heading for heading, key in columns.items() if key})
    if compared.problems or not compared.to_write:
        raise WorkbookRefused(compared.problems)
    if compared.new:
        if origin not in Project.Origin.values:
            raise InvalidInput({"origin": _("Choose where the project comes from.")})
        purposes = require_purposes(purposes, [purpose.key for purpose in queries.purposes_on(today)])
    upload = Upload(workbook.file_name, workbook.content)
    made = ProjectExport.objects.create(
        source=source.strip()[:300],
        file=store(content=upload.content, content_type=upload.content_type),
        file_name=workbook.file_name[:200],
        columns=dict(columns),
        words={field: dict(meant) for field, meant in (words or {}).items()},
        new=len(compared.new),
        changed=len(compared.changed),
        by_id=by.person_id,
        at=at,
    )
    for row in compared.to_write:
        project = row.project or register_candidate(
            name=row.row["name"],
            origin=origin,
            summary=row.row["summary"] or row.row["name"],
            purposes=purposes,
            asked=_asked(row),
        )
        tell_of(export=made, project=project, key=row.key, said=row.said)
    acts.record(made, source=made.source, new=made.new, changed=made.changed, sha256=workbook.sha256)
    return made


def _asked(row: Compared) -> Iterable[tuple[Organisation, str]]:
    """Return who shall be asked, each in one role."""
    owner = row.row["owner"]
    if owner is not None:
        yield owner, Participation.Role.OWNER
    for party in row.row["participants"] or ():
        if party != owner:
            yield party, Participation.Role.PARTICIPANT
