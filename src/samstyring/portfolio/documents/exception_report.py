"""An exception report as a document (OR-3)."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.records.pdf.render import Language
from samstyring.ui import formats

from ..models import ExceptionReport
from ..reading import outside_words
from . import simple


def document(report: ExceptionReport, brought: str, language: Language) -> bytes:
    """Return the report as tagged PDF. `brought` says of the case that it was brought in, as its reader may know it."""
    forecast = report.forecast
    facts = [
        (_("Outside the tolerance for"), capfirst(outside_words(report.outside))),
        (_("Forecast, the project ends"), formats.day(forecast.ends_on) if forecast.ends_on else ""),
        (_("Forecast, cost"), formats.money(forecast.cost) if forecast.cost is not None else ""),
        (_("State"), brought),
    ]
    blocks = [simple.heading(_("What has happened?")), *simple.text(report.cause)]
    blocks += [simple.heading(_("What does it lead to?")), *simple.text(report.consequences)]
    options = [[str(number), row["name"], row["consequence"]] for number, row in enumerate(report.options, start=1)]
    blocks += [
        simple.heading(_("Options")),
        simple.table([[_("No."), _("Option"), _("Consequence")], *options]),
        simple.heading(_("What does the project recommend?")),
        *simple.text(report.recommendation),
    ]
    return simple.made(
        _("Exception report %(number)s") % {"number": report.number},
        report.project.name,
        number=report.project.code,
        day=report.at,
        facts=facts,
        blocks=blocks,
        language=language,
        at=report.at,
    )
