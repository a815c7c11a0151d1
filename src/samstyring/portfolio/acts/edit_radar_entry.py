"""Say what is new of something on the radar."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..effects.radar import write_entry
from ..models import RadarEntry


@acts.act(says=_("%(who)s brought %(entry)s (%(code)s) on the radar up to date"))
def edit_radar_entry(
    *, entry: RadarEntry, values: Mapping[str, Any], revision: int | None = None, by: Actor, at: datetime
) -> RadarEntry:
    """Change what is said of an entry; what it said before is kept, field by field. Raises Stale, InvalidInput."""
    if revision is not None and revision != entry.revision:
        raise Stale(entry)
    write_entry(entry=entry, values=values)
    acts.record(entry, entry=entry.name, code=entry.code)
    return entry
