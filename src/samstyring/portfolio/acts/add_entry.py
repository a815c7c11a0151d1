"""Write something in a register of a project: an issue, a lesson, a stakeholder, a message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.registers import keep_change
from ..models import Entry, Project
from ..rules.projects import require_open
from ..rules.registers import REGISTERS, checked


@acts.act(
    says=_("%(who)s wrote in %(project_register)s of %(project)s: %(entry)s"),
    scope=lambda **a: [f"project:{a['project'].pk}"],
)
def add_entry(*, project: Project, register: str, values: Mapping[str, Any], by: Actor, at: datetime) -> Entry:
    """Write an entry in a register, which is named by its key (SG-4). Raises ProjectOver, InvalidInput."""
    require_open(project)
    found = REGISTERS[register]
    said = checked(found, values)
    rows = found.model._default_manager.filter(project=project)
    made = found.model(project=project, sequence=rows.count() + 1, registered_at=at, **said)
    made.save(force_insert=True)
    keep_change(made, {}, said, by, at)
    acts.record(project, made, project=str(project), project_register=found.key, entry=made.title)
    return made
