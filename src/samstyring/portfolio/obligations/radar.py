"""Check that solutions on the radar say which platform they are on."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import RadarEntry
from ..queries import radar as queries

NAMED = 8


@check("portfolio.solutions_say_platform")
def solutions_say_platform(question: Question) -> Finding:
    """Tell whether each solution on the radar is on Fiks, or says why not (FO-8). By what is registered today.

    One SQL statement.
    """
    del question
    rows = queries.solutions()
    page = Evidence(_("National radar"), reverse("portfolio:radar"))
    if not rows:
        return Finding("not_measured", _("No solutions are on the radar."), [page])
    silent = [row for row in rows if row.platform == RadarEntry.Platform.UNKNOWN]
    on_fiks = sum(row.platform == RadarEntry.Platform.FIKS for row in rows)
    facts = {
        "count": formats.number(len(rows)),
        "fiks": formats.number(on_fiks),
        "share": formats.percent(on_fiks / len(rows)),
        "silent": formats.number(len(silent)),
    }
    says = _("%(fiks)s of %(count)s solutions are on the Fiks platform (%(share)s).") % facts
    if not silent:
        others = _("Each of the others says why not.")
        return Finding("fulfilled", f"{says} {others}", [page])
    unstated = _("%(silent)s do not say which platform they are on.") % facts
    named = [Evidence(f"{row.name} ({row.code})", row.get_absolute_url(), holds=False) for row in silent[:NAMED]]
    return Finding("broken", f"{says} {unstated}", [page, *named])
