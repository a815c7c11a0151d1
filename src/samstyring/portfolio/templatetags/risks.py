"""Template tags of risks: a level as shape, colour and words."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from samstyring.ui.templatetags.ui import mark

from ..risk_scale import Words, scale
from ..rules.risks import accepted_words as words_of_acceptance
from ..rules.risks import mark_of
from ..tables.risks import exposed_words

register = template.Library()


@register.simple_tag
def level_mark(kind: str, weight: int) -> SafeString:
    """`{% level_mark risk.kind risk.standing.weight %}`: the level as a mark."""
    return mark(*mark_of(kind, weight))


@register.filter
def impact_words(step: int) -> Words:
    """`{{ 4|impact_words }}`: «Stor»."""
    return scale().impact[step - 1]


@register.filter
def probability_words(step: int) -> Words:
    """`{{ 4|probability_words }}`: «Sannsynleg»."""
    return scale().probability[step - 1]


@register.filter
def exposed(assessment: Any) -> str:
    """`{{ assessment|exposed }}`: «Alver og Fedje»."""
    return exposed_words(assessment)


@register.filter
def accepted_words(acceptance: Any) -> str:
    """`{{ page.accepted|accepted_words }}`: «akseptert til og med 1. juni 2023»."""
    return words_of_acceptance(acceptance)
