"""What stands beside the forecast in a report's form: what is in force, how far the tolerances go, what the plan says."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.ui import formats
from samstyring.ui.templatetags.ui import mark

from ..queries.forecasting import Forecasting
from ..queries.reports import Plan
from ..rules.kept_risks import KeptRisks
from ..rules.reports import says_outside


def end_beside(plan: Plan, forecasting: Forecasting, *, outside: bool) -> Any:
    """Return what stands beside the expected end."""
    lines = [in_force(formats.day(plan.ends_on), plan.end_source)] if plan.ends_on else []
    if forecasting.frames.latest is not None:
        says = _("Until %(most)s the project decides itself; later takes an exception report.")
        lines.append(says % {"most": formats.day(forecasting.frames.latest)})
    last = forecasting.last_milestone
    if last is not None:
        says = _("The plan's last milestone: %(name)s, %(day)s.")
        lines.append(says % {"name": last.name, "day": formats.day(last.due_on)})
    return _lines(lines, outside=outside)


def cost_beside(plan: Plan, forecasting: Forecasting, *, outside: bool) -> Any:
    """Return what stands beside the expected cost."""
    lines = [in_force(formats.money(plan.cost), plan.cost_source)] if plan.cost is not None else []
    if forecasting.frames.most is not None:
        says = _("Up to %(most)s the project decides itself; more takes an exception report.")
        lines.append(says % {"most": formats.money(forecasting.frames.most)})
    return _lines(lines, outside=outside)


def light_beside(said: Any) -> Any:
    """Return what stands beside a light while what is written is outside the tolerance: what was said last time too."""
    last = format_html("<br><span>{}</span>", said) if said else ""
    return format_html("<span>{}</span>{}", says_outside(), last)


def risks_beside(risks: KeptRisks, said: str) -> Any:
    """Return what stands beside the risk light: what was said last time, and the highest risks as they are judged now."""
    told = format_html_join(
        "", "<br><span>{} {}</span> {}", ((row.number, row.title, mark(*row.now)) for row in risks.highest)
    )
    more = more_risks(risks.more)
    return format_html("<span>{}</span>{}<br>{}", said, told, f"{more}." if more else "")


def more_risks(more: int) -> str:
    """Say how many other risks are open; nothing for none."""
    says = ngettext("%(count)s more risk is open", "%(count)s more risks are open", more)
    return says % {"count": formats.number(more)} if more else ""


def in_force(value: str, source: str) -> str:
    """Say what is in force, and by what."""
    return _("In force: %(value)s (%(source)s)") % {"value": value, "source": source}


def _lines(lines: list[str], *, outside: bool) -> Any:
    """Return the lines as help, with a mark above them where what is written is outside the tolerance."""
    told = format_html_join(" ", "<span>{}</span><br>", ((line,) for line in lines))
    return format_html("{}<br>{}", mark("broken", _("Outside the tolerance")), told) if outside else told
