"""Close a window for status reports."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor

from ..errors import WindowClosed
from ..models import ReportAsk, ReportingWindow


@acts.act(says=_("%(who)s closed the reporting window %(window)s: %(reported)s of %(asked)s projects reported"))
def close_window(*, window: ReportingWindow, by: Actor, at: datetime) -> ReportingWindow:
    """Take no more first reports: whoever is silent then, stays silent in it (SG-4). What is published can be corrected.

    The secretariat does it by hand, or the system in the morning of the day that it named when it opened the window, on
    the provision that gives the secretariat the power. Raises WindowClosed for one that is closed already.
    """
    if not window.is_open:
        raise WindowClosed
    asks = ReportAsk.objects.filter(window=window).select_related("project")
    silent = sorted(ask.project.code for ask in asks.filter(reports=None))
    window.closed_at = at
    window.save(update_fields=["closed_at"])
    asked = asks.count()
    acts.record(window, window=window.name, asked=asked, reported=asked - len(silent), silent=silent)
    return window
