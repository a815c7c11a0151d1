"""Template tags of benefits: how one stands, a figure with its unit, and how far it has come."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from samstyring.ui import formats
from samstyring.ui.templatetags.ui import mark

from ..rules import benefits as rules

register = template.Library()


@register.simple_tag
def benefit_mark(state: rules.State) -> SafeString:
    """`{% benefit_mark row.state %}`: a state as shape, colour and word."""
    return mark(rules.MARKS[state], capfirst(str(rules.WORDS[state])))


@register.simple_tag
def figure(value: Decimal, unit: str) -> str:
    """`{% figure row.value promised.unit %}`: «12,5 timar i veka»."""
    return rules.figure(value, unit)


@register.simple_tag
def way(promised: Any, value: Decimal) -> str:
    """`{% way promised row.value %}`: how much of the way from the baseline to the target, «40 %»."""
    return formats.percent((value - promised.baseline) / (promised.target - promised.baseline))
