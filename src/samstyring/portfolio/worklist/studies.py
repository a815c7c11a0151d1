"""Registers the concept notes that are being written, for those who write them."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source, tells_all

from ..queries import studies as queries


@register_source
def notes_to_write(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell who writes a concept note that it is not ready yet, and by when it is to be. One statement."""
    del today
    if actor.is_anonymous:
        return []
    clause = next(iter(actor.powers.get(queries.WRITE, {}).values()), "")
    return [
        Waiting(
            heading=_("Write the concept note of %(study)s") % {"study": study.name},
            url=study.get_absolute_url(),
            clause=clause,
            deadline=study.due_on,
            text=study.author,
            key=f"portfolio.study:{study.pk}",
        )
        for study in queries.to_finish(actor)
    ]


tells_all("projects", notes_to_write)
