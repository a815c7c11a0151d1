"""Whether the year of a body is planned, and whether it meets as many times as it must (SG-6, SE-4a)."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Exists
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import Body, Meeting, PlanEntry
from ..queries.bodies import body_of
from ..queries.quarters import Met, days_met

NEXT_YEAR_FROM = 10
"""The month from which next year's plan is expected, where the charter names none."""


@check("governance.year_planned")
def year_planned(question: Question) -> Finding:
    """Tell whether the body's year has meetings and a plan, and next year's from a month on. At most three statements.

    Which meetings were planned by an earlier day is not known: the question is asked of those that stand today.
    """
    body = body_of(question.parameters["body"])
    year, month = question.on.year, int(question.parameters.get("next_year_from", NEXT_YEAR_FROM))
    years = [year, year + 1] if question.on.month >= month else [year]
    planned = _planned(body, years)
    evidence = [_evidence(body, each, planned[each]) for each in years]
    if not planned[year]:
        return Finding("broken", _("Nothing is planned in %(year)s.") % {"year": year}, evidence, date(year, 12, 31))
    if not all(planned.values()):
        why = _("Nothing is planned in %(year)s yet.") % {"year": year + 1}
        return Finding("due", why, evidence, date(year, 12, 31))
    why = _("The plan is made for %(year)s.") % {"year": years[-1]}
    following = date(year if len(years) == 1 else year + 1, month, 1)
    return Finding("fulfilled", why, evidence, following)


def _planned(body: Body, years: Sequence[int]) -> dict[int, bool]:
    """Tell of each year whether something is planned in it. One SQL statement."""
    counted = Meeting.objects.filter(body=body).exclude(state=Meeting.State.CANCELLED)
    entries = PlanEntry.objects.filter(body=body, removed_at=None)
    asked = {
        f"in_{year}": Exists(counted.filter(starts_at__year=year)) | Exists(entries.filter(day__year=year))
        for year in years
    }
    found = Body.objects.filter(pk=body.pk).annotate(**asked).values(*asked).get()
    return {year: bool(found[f"in_{year}"]) for year in years}


def _evidence(body: Body, year: int, holds: bool) -> Evidence:
    url = f"{reverse('governance:plan', args=[body.key])}?year={year}"
    return Evidence(_("plan for %(year)s") % {"year": year}, url, holds=holds)


@check("governance.meetings_in_year")
def meetings_in_year(question: Question) -> Finding:
    """Tell whether a body meets at least so many times in the calendar year. Three SQL statements.

    The last quarter of the year is when too few become due. A year before the first meeting known is not measured.
    """
    body = body_of(question.parameters["body"])
    least, year = int(question.parameters.get("at_least", 1)), question.on.year
    days = days_met(body, question.on)
    now = [met for met in days if met.day.year == year]
    before = [met for met in days if met.day.year == year - 1]
    last_day = date(year, 12, 31)
    evidence = [Evidence(met.words, met.url) for met in now]
    if len(now) >= least:
        return Finding("fulfilled", _met(now, year, least), evidence, date(year + 1, 12, 31))
    if days and days[0].day.year < year - 1 and len(before) < least and not now:
        return Finding("broken", _met(before, year - 1, least), evidence, last_day)
    return Finding(
        "due" if question.on.month >= NEXT_YEAR_FROM else "coming", _met(now, year, least), evidence, last_day
    )


def _met(days: list[Met], year: int, least: int) -> str:
    says = ngettext(
        "%(count)s meeting in %(year)s; at least %(least)s is demanded.",
        "%(count)s meetings in %(year)s; at least %(least)s are demanded.",
        len(days),
    )
    facts = {"count": capfirst(formats.in_words(len(days))), "year": year, "least": formats.in_words(least)}
    return says % facts
