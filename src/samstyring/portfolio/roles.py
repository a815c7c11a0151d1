"""Registers who leads and who owns a project as sources of roles."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samstyring.kernel import actors
from samstyring.kernel.actors import Capacity
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import OfficeHolding

from .models import Project
from .rules.owners import owned_by
from .rules.projects import OVER


@Prepared
def _projects(person_id: UUID, on: date) -> "QuerySet[Project, tuple[UUID, UUID | None]]":
    parties = (
        OfficeHolding.objects.on(on)
        .filter(person_id=person_id, office__role__in=["chief_executive", "contact"])
        .values("office__organisation_id")
    )
    rows = Project.objects.filter(Q(manager_id=person_id) | owned_by(parties, on)).exclude(state__in=OVER).order_by()
    return rows.values_list("pk", "manager_id")


def projects_led(person_id: UUID, on: date) -> list[Capacity]:
    """Return a person's capacities for projects: as their manager, and for their owner as its chief executive or contact.

    One capacity of each kind, over all of the projects. The roles end with the project: what was done in them stands.
    One SQL statement.
    """
    managed: set[str] = set()
    owned: set[str] = set()
    for key, manager_id in _projects(person_id, on):
        (managed if manager_id == person_id else owned).add(f"project:{key}")
    capacities = []
    if managed:
        capacities.append(Capacity("project_manager", _("project manager"), frozenset(managed)))
    if owned:
        capacities.append(Capacity("project_owner", _("project owner"), frozenset(owned)))
    return capacities


actors.register_role_source(projects_led)
