"""Template tags of the agreement: how a duty stands, and what a body decides, in words."""

from django import template
from django.utils.safestring import SafeString

from samstyring.ui.templatetags.ui import mark

from .. import rules
from ..rules import MARKS, STATE_WORDS

register = template.Library()


@register.simple_tag
def state_mark(state: str) -> SafeString:
    """`{% state_mark duty.state %}`: shape, colour and word of an obligation's state."""
    return mark(MARKS[state], STATE_WORDS[state])


@register.simple_tag
def matter_words(matter: str) -> str:
    """`{% matter_words row.matter %}`: what is decided, in words."""
    return rules.matter_words(matter)
