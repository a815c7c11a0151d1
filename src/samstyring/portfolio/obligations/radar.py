"""Checks of the radar: solutions say which platform they are on, what is asked is served, and it is kept up to date."""

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import RadarEntry
from ..queries import radar as queries
from ..rules.benefits import months_after

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


@check("portfolio.national_asks_served")
def national_asks_served(question: Question) -> Finding:
    """Tell how much of what is asked nationally some project or need here serves (FO-1).

    The agreement does not say how much is enough, so it is broken only at nothing. By what is registered today.
    One SQL statement.
    """
    del question
    page = Evidence(_("National radar"), reverse("portfolio:radar"))
    rows = [(row, is_served) for row, is_served in queries.living() if row.asks]
    served = [row for row, is_served in rows if is_served]
    if not rows:
        return Finding("not_measured", _("Nothing on the radar asks anything of the municipalities."), [page])
    says = _("%(served)s of %(count)s national measures that ask something are served by a project or a need here.")
    facts = {"served": formats.number(len(served)), "count": formats.number(len(rows))}
    named = [Evidence(f"{row.name} ({row.code})", row.get_absolute_url()) for row in served[:NAMED]]
    return Finding("fulfilled" if served else "broken", says % facts, [page, *named])


@check("portfolio.radar_kept")
def radar_kept(question: Question) -> Finding:
    """Tell whether what is national stands beside the projects, and was looked at in the last months (SE-3).

    `months` is how old it may be. Two SQL statements.
    """
    page = Evidence(_("National radar"), reverse("portfolio:radar"))
    months = int(question.parameters.get("months", 12))
    last, count = queries.last_kept_up(question.on), queries.how_many()
    if last is None:
        return Finding("broken", _("No national measures are on the radar."), [page])
    facts = {"count": formats.number(count), "day": formats.day(last), "months": formats.number(months)}
    if months_after(last, months) < question.on:
        says = _("The radar was last changed on %(day)s, more than %(months)s months ago.")
        return Finding("broken", says % facts, [page])
    says = _("%(count)s national measures stand beside the projects on the radar, last changed on %(day)s.")
    return Finding("fulfilled", says % facts, [page], next_date=months_after(last, months))
