"""Put something national on the radar."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..effects.radar import write_entry
from ..models import RadarEntry


@acts.act(says=_("%(who)s put %(entry)s (%(code)s) on the radar"))
def register_radar_entry(*, values: Mapping[str, Any], by: Actor, at: datetime) -> RadarEntry:
    """Register a national initiative, solution or standard: who is behind it, and what it asks by when (BG-4, FO-1).

    `values` are the fields of RADAR_CONTENT. A solution on another platform than Fiks needs the reason (FO-8). The
    code (N-22-007) is gapless per year. Raises InvalidInput.
    """
    entry: RadarEntry = write_entry(entry=None, values=values)
    acts.record(entry, entry=entry.name, code=entry.code)
    return entry
