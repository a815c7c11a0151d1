"""Registers projects whose forecast is outside the tolerances: to be reported, and to be brought to the board."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source, tells_all

from .. import queries
from ..queries import steering
from ..reading import outside_words


@register_source
def outside_tolerance(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who report what is not reported, and those who prepare cases what is not brought. Four statements."""
    if not (actor.has_role("project_manager", "project_owner") or actor.may("governance.open_case")):
        return []
    found = []
    clause = queries.clauses_on(today).tolerances
    body = charter.name_of_decider(steering.BOARD_DECIDES, today)
    for row in steering.steering_of_all(today):
        scope = f"project:{row.project.pk}"
        words = _("Outside the tolerance for %(what)s") % {"what": outside_words(row.outside)} if row.outside else ""
        if row.state == "outside" and actor.may("portfolio.write_exception_report", scope):
            heading, url = (
                _("Write an exception report for %(project)s"),
                f"{row.project.get_absolute_url()}#tolerances",
            )
        elif row.state == "reported" and row.report and actor.may("portfolio.bring_exception_report", scope):
            heading = _("Bring the exception report of %(project)s to %(body)s")
            url = row.report.get_absolute_url()
        else:
            continue
        key = f"portfolio.exception:{row.project.pk}"
        found.append(
            Waiting(
                heading=heading % {"project": row.project, "body": body},
                url=url,
                clause=clause,
                deadline=None,
                text=words,
                key=key,
            )
        )
    return found


tells_all("projects", outside_tolerance)
