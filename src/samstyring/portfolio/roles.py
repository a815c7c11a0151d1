"""Registers who leads and who owns a project as sources of roles."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel import actors
from samstyring.kernel.actors import Capacity
from samstyring.parties.models import OfficeHolding

from .models import Project


def projects_managed(person_id: UUID, on: date) -> list[Capacity]:
    """Return a person's projects as manager: one capacity over all of them."""
    del on
    ids = list(Project.objects.filter(manager_id=person_id).values_list("pk", flat=True))
    scopes = frozenset(f"project:{pk}" for pk in ids)
    return [Capacity("project_manager", _("project manager"), scopes)] if ids else []


def projects_owned(person_id: UUID, on: date) -> list[Capacity]:
    """Return the projects that a municipality owns, for its chief executive and its contact."""
    parties = (
        OfficeHolding.objects.on(on)
        .filter(person_id=person_id, office__role__in=["chief_executive", "contact"])
        .values_list("office__organisation_id", flat=True)
    )
    ids = list(Project.objects.filter(owner_id__in=list(parties)).values_list("pk", flat=True))
    scopes = frozenset(f"project:{pk}" for pk in ids)
    return [Capacity("project_owner", _("project owner"), scopes)] if ids else []


for source in (projects_managed, projects_owned):
    actors.register_role_source(source)
