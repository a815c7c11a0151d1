"""Say which projects and needs serve something on the radar."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.radar import tie
from ..models import Need, Project, RadarEntry


@acts.act(says=_("%(who)s said what serves %(entry)s (%(code)s) on the radar"))
def tie_radar_entry(
    *, entry: RadarEntry, projects: Sequence[Project], needs: Sequence[Need], by: Actor, at: datetime
) -> RadarEntry:
    """Let exactly these regional projects and needs serve an entry, so that a municipality is asked once (FO-1)."""
    tie(entry=entry, projects=[row.pk for row in projects], needs=[row.pk for row in needs])
    acts.record(entry, *projects, *needs, entry=entry.name, code=entry.code)
    return entry
