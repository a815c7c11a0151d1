"""Template tags of the agreement: how a duty stands, and what a body decides, in words."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samstyring.ui.templatetags.ui import mark

from ..rules import MARKS, STATE_WORDS

register = template.Library()

MATTERS = {
    "portfolio.enter_portfolio": _("a project enters the portfolio"),
    "portfolio.start_project": _("a project starts"),
    "portfolio.adopt_mandate": _("mandates"),
    "finance.adopt_budget": _("budgets"),
    "finance.adopt_funding_plan": _("funding plans"),
    "governance.set_up_group": _("expert groups"),
    "governance.change_group": _("new mandates of groups"),
    "governance.close_group": _("that a group is closed"),
    "governance.free_text": _("resolutions in words"),
    "governance.take_note": _("what is for information"),
    "governance.follow_up": _("follow-up"),
    "governance.approve_agenda": _("the agenda"),
    "governance.approve_minutes": _("the minutes"),
    "governance.adopt_rules": _("the rules of procedure"),
}


@register.simple_tag
def state_mark(state: str) -> SafeString:
    """`{% state_mark duty.state %}`: shape, colour and word of an obligation's state."""
    return mark(MARKS[state], STATE_WORDS[state])


@register.simple_tag
def matter_words(matter: str) -> str:
    """`{% matter_words row.matter %}`: what is decided, in words."""
    return str(MATTERS.get(matter, matter))
