"""What of letters waits for the secretariat: e-mail that does not arrive."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source, tells_all

from .bounces import open_bounces


@register_source
def not_arriving(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return whom e-mail does not reach, until the address is corrected."""
    del today
    if not actor.may("records.register_bounce"):
        return []
    return [
        Waiting(
            heading=_("Correct the e-mail address of %(person)s: letters come back") % {"person": row.person.name},
            url=reverse("records:send_again", args=[row.pk]),
            text=" ".join(part for part in (row.status, row.why) if part),
            key=f"records.bounce:{row.pk}",
            who=_("the secretariat"),
        )
        for row in open_bounces()
    ]


tells_all("registers", not_arriving)
