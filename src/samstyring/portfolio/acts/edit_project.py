"""Edit what is said about a project."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Person

from .. import queries
from ..models import Project
from ..rules.projects import require_open, require_purposes, require_revision


@acts.act(
    says=_("%(who)s edited the project %(project)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def edit_project(
    *,
    project: Project,
    name: str,
    origin: str,
    summary: str,
    purposes: Sequence[str],
    manager: Person | None = None,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Project:
    """Edit name, origin, summary, purposes and manager. Mandate, budget and funding change only by decision (SG-5).

    Raises Stale, ProjectOver, InvalidInput.
    """
    require_open(project)
    require_revision(project, revision)
    if origin not in Project.Origin.values:
        raise InvalidInput({"origin": _("Choose where the project comes from.")})
    known = [purpose.key for purpose in queries.purposes_on(clock.local_date(at))]
    new = {
        "name": name.strip(),
        "origin": origin,
        "summary": summary.strip(),
        "purposes": require_purposes(purposes, known),
        "manager": manager,
    }
    changed = [column for column, value in new.items() if getattr(project, column) != value]
    former = project.manager
    for column, value in new.items():
        setattr(project, column, value)
    project.revision += 1
    project.save()
    acts.record(project, project=str(project), changed=changed)
    if former != manager:  # who managed it before a day is stored nowhere else
        concerned = [person for person in (former, manager) if person is not None]
        acts.record(*concerned, former_manager=str(former.pk) if former else "")
    return project
