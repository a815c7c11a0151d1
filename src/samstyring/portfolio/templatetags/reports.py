"""Template tags of status reports: a light, its area, and how a forecast stands to what is in force."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString

from samstyring.ui.templatetags.ui import mark

from ..reading import outside_words
from ..reporting import reading as report_reading
from ..reporting.beside import more_risks as risks_beyond
from ..roadmap import outlook_words
from ..tables.plan import slip_words

register = template.Library()


@register.simple_tag
def light_mark(light: str) -> SafeString:
    """`{% light_mark report.overall_light %}`: a light as shape, colour and word."""
    return mark(report_reading.MARKS.get(str(light), "na"), report_reading.light_name(str(light)))


@register.filter
def area(key: str) -> Any:
    """`{{ lamp.area|area }}`: «Tid»."""
    return report_reading.area_label(key)


@register.filter
def against_end(days: int | None) -> str:
    """`{{ line.days_late|against_end }}`: «12 dagar seinare enn planlagt»."""
    return report_reading.since(days)


@register.filter
def against_cost(amount: int | None) -> str:
    """`{{ line.over|against_cost }}`: «100 000 kr meir enn planlagt»."""
    return report_reading.beyond(amount)


@register.filter
def slip(days: int | None) -> str:
    """`{{ row.slip|slip }}`: «12 dagar seinare»."""
    return slip_words(days)


@register.filter
def more_risks(more: int) -> str:
    """`{{ page.risks.more|more_risks }}`: «2 risikoar til er opne»."""
    return risks_beyond(more)


@register.filter
def outlook_by(given_on: date | None) -> str:
    """`{{ card.outlook.end_from|outlook_by }}`: «etter siste rapport»."""
    return outlook_words(given_on)


@register.filter
def outside_areas(keys: Sequence[str]) -> str:
    """`{{ page.outside|outside_areas }}`: «tid og kostnad»."""
    return outside_words(keys)
