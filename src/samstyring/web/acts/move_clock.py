"""Move the clock of a demo."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Refusal
from samstyring.kernel.models import Installation


@acts.act(says=_("%(who)s moved the clock of the example to %(day)s"))
def move_clock(*, offset: timedelta, by: Actor, at: datetime) -> None:
    """Let a demo's clock stand `offset` from the machine's. Nobody is given the power: only who runs the installation.

    Raises Refusal for an installation that is no demo.
    """
    installation = Installation.objects.get()
    if installation.mode != Installation.Mode.DEMO:
        raise Refusal(_("Only the clock of an example can be moved."))
    installation.clock_offset_seconds = int(offset.total_seconds())
    installation.save(update_fields=["clock_offset_seconds"])
    clock.forget_offset()
    acts.record(installation, day=clock.today())
