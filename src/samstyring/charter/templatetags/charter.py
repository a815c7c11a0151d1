"""Template tags of the agreement: how a duty stands, and what a body decides, in words."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.ui.escaping import element, escaped
from samstyring.ui.templatetags.ui import mark

from .. import rules
from ..queries import Duty, Shown, name_of_decider
from ..rules import MARKS, STATE_WORDS

register = template.Library()


@register.simple_tag
def state_mark(state: str) -> SafeString:
    """`{% state_mark duty.state %}`: shape, colour and word of an obligation's state."""
    return mark(MARKS[state], STATE_WORDS[state])


@register.simple_tag
def evidence(duty: Duty, links: bool) -> SafeString:
    """`{% evidence duty links_evidence %}`: what shows how a duty stands, then what is missing; with `links` as links."""
    drawn = ""
    if shown := duty.shown:
        drawn = element('<p class="small evidence">', _pieces(shown, links, "<br>"), "</p>")
    if missing := duty.missing:
        begins = escaped(_("Missing:"))
        words = SafeString(f"{begins} {_pieces(missing, links, ', ')}")
        drawn += element('<p class="small evidence">', words, "</p>")
    return SafeString(drawn)


def _pieces(items: Sequence[Shown], links: bool, between: str) -> SafeString:
    return SafeString(
        between.join(
            element('<a class="ds-link" href="%s">', item.text, "</a>", item.url)
            if item.url and links
            else escaped(item.text)
            for item in items
        )
    )


@register.simple_tag
def decider(matter: str) -> str:
    """`{% decider "portfolio.adopt_mandate" as body %}`: what the agreement calls the body that decides it today."""
    return name_of_decider(matter, clock.today())


@register.simple_tag
def matter_words(matter: str) -> str:
    """`{% matter_words row.matter %}`: what is decided, in words."""
    return rules.matter_words(matter)
