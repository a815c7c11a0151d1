"""Writing a project candidate with those who shall be asked."""

from collections.abc import Iterable, Sequence

from samstyring.kernel import acts, clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.kernel.numbering import next_number
from samstyring.parties.models import Organisation, Person

from ..models import ModelEdition, Participation, Project


@effect
def register_candidate(
    *,
    name: str,
    origin: str,
    summary: str,
    purposes: Sequence[str],
    asked: Iterable[tuple[Organisation, str]] = (),
    manager: Person | None = None,
    follows: ModelEdition | None = None,
    basis: Basis | None = None,
) -> Project:
    """Write a candidate under the next code of the year (P-22-007, gapless), and who shall be asked in which role.

    Nobody owns or takes part before they have accepted (PA-5, GP-3). It rests on no decision: `basis` is not used.
    """
    del basis
    at = require_running("register_candidate").at
    today = clock.local_date(at)
    project = Project.objects.create(
        code=f"P-{today:%y}-{next_number(f'P/{today.year}'):03d}",
        name=name.strip(),
        origin=origin,
        summary=summary.strip(),
        purposes=list(purposes),
        manager=manager,
        follows=follows,
        registered_at=at,
    )
    acts.record(project, project=str(project), code=project.code)
    for organisation, role in asked:
        Participation.objects.create(project=project, organisation=organisation, role=role)
        acts.record(organisation)
    return project
