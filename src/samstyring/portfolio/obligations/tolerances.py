"""Check that a forecast outside the tolerances is reported to the portfolio board."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..queries import steering
from ..reading import outside_words

NAMED = 8


@check("portfolio.deviations_reported")
def deviations_reported(question: Question) -> Finding:
    """Tell whether each project whose forecast is outside its tolerances has reported it (OR-3). By what is known today.

    Three SQL statements.
    """
    rows = steering.steering_of_all(question.on)
    page = Evidence(_("The projects"), reverse("portfolio:projects"))
    if not rows:
        return Finding("not_measured", _("No project in execution has given a forecast."), [page])
    outside = [row for row in rows if row.outside]
    body = charter.name_of_decider(steering.BOARD_DECIDES, question.on)
    facts = {"count": formats.number(len(rows)), "outside": formats.number(len(outside)), "body": body}
    silent = [row for row in outside if row.state in ("outside", "reported")]
    named = [
        Evidence(
            f"{row.project} ({row.project.code}): {outside_words(row.outside)}",
            f"{row.project.get_absolute_url()}#tolerances",
            holds=row not in silent,
        )
        for row in (silent + [row for row in outside if row not in silent])[:NAMED]
    ]
    if silent:
        facts["silent"] = formats.number(len(silent))
        says = _("%(silent)s of %(outside)s projects outside their tolerances have not brought it to %(body)s.")
        return Finding("broken", says % facts, [*named, page])
    if outside:
        says = _("%(outside)s of %(count)s projects are outside their tolerances, and %(body)s has it before it.")
        return Finding("fulfilled", says % facts, [*named, page])
    return Finding(
        "fulfilled", _("All %(count)s projects with a forecast are inside their tolerances.") % facts, [page]
    )
