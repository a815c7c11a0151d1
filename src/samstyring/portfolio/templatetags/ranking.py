"""How scores and outcomes are written on a page."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from django import template
from django.utils.safestring import SafeString

from samstyring.ui.templatetags import ui

from .. import ranking_words
from ..tables.ranking import outcome_mark

register = template.Library()


@register.filter
def figure(value: Fraction | None) -> str:
    """Write a fraction with two decimals."""
    return ranking_words.figure_words(value)


@register.filter
def of_steps(total: Fraction | None, steps: int) -> str:
    """Write a sum with the scale that it is on."""
    return ranking_words.of_steps(total, steps)


@register.filter
def share(part: Fraction) -> str:
    """Write a share of the whole as per cent: with a decimal only where it is not whole."""
    return ranking_words.share_words(part)


@register.filter
def newest_first(rows: Iterable[Any]) -> list[Any]:
    """Return rows the other way."""
    return list(rows)[::-1]


@register.simple_tag
def outcome(row: Any) -> SafeString:
    """Write what became of a candidate as a mark."""
    return ui.mark(*(outcome_mark(row) or ("na", "")))
