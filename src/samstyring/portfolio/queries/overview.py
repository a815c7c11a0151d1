"""The portfolio in a few lines, for the start page of those who lead it.

Little is asked, and of few tables: the first look after any act has room for no more.
"""

from collections.abc import Mapping

from django.db.models import Count

from samstyring.kernel.actors import Actor

from ..models import PortfolioReport, Project
from .projects import IN_THE_BODY


def leads_portfolio(by: Actor) -> bool:
    """Tell whether the reader sits in a body: the secretariat works in the list itself. No SQL statement."""
    return by.has_role(*IN_THE_BODY)


def running_by_light() -> Mapping[str, int]:
    """Return how many projects run, and are not paused, by the light of their last report ("" for none). One statement."""
    running = Project.objects.filter(state=Project.State.STARTED, pause=None)
    counted = running.order_by().values_list("last_report__light").annotate(Count("pk"))
    return {light or "": count for light, count in counted}


def latest_report() -> PortfolioReport | None:
    """Return the portfolio report that was made last. One SQL statement."""
    return PortfolioReport.objects.order_by("-made_at").first()
