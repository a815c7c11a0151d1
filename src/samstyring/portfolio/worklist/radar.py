"""Registers what national bodies ask for soon, and that nothing here serves."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source, tells_all

from ..queries import radar as queries


@register_source
def asked_nationally(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who keep the radar what is asked within three months that no project or need serves. One statement."""
    if not actor.may("portfolio.tie_radar_entry"):
        return []
    clause = queries.clause_of(actor)
    return [
        Waiting(
            heading=_("Find out who serves %(entry)s: nothing here does") % {"entry": entry.name},
            url=entry.get_absolute_url(),
            clause=clause,
            deadline=entry.asks_by,
            text=entry.asks,
            key=f"portfolio.radar:{entry.pk}",
        )
        for entry in queries.asked_without_answer(today)
    ]


tells_all("projects", asked_nationally)
