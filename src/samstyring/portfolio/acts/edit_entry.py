"""Change what an entry of a project's register says."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.registers import keep_change
from ..models import Entry
from ..rules.projects import require_open
from ..rules.registers import checked, content_of, register_of, require_open_entry


@acts.act(
    says=_("%(who)s changed %(entry)s in %(project_register)s of %(project)s"),
    scope=lambda **a: [f"project:{a['entry'].project_id}"],
)
def edit_entry(
    *, entry: Entry, values: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime
) -> Entry:
    """Change it; what it said is kept, field by field (SG-4). Raises ProjectOver, EntryClosed, Stale, InvalidInput."""
    require_open(entry.project)
    require_open_entry(entry, revision)
    before, said = content_of(entry), checked(register_of(entry), values)
    for name, value in said.items():
        setattr(entry, name, value)
    entry.revision += 1
    entry.save()
    keep_change(entry, before, said, by, at)
    facts = {"project_register": entry.REGISTER, "entry": entry.title}
    acts.record(entry.project, entry, project=str(entry.project), **facts)
    return entry
