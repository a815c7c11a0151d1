"""Template tags of governance's pages."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from samstyring.kernel.ids import uuid7
from samstyring.records.rules import against_rule
from samstyring.ui import formats
from samstyring.ui.templatetags import ui

from ..rules.actions import deadline_words

register = template.Library()
register.filter(against_rule)

POSITIONS = {
    None: ("soon", _("Has not answered")),
    "no_objection": ("ok", _("No objection")),
    "support": ("ok", _("Supports")),
    "remark": ("ok", _("Accepts, with a remark")),
    "object": ("broken", _("Objects")),
    "not_taking_part": ("na", _("Does not take part")),
    "demands_meeting": ("broken", _("Demands a meeting")),
}
"""How a position is marked: shape, and the words for it."""


@register.simple_tag
def intent() -> SafeString:
    """`{% intent %}`: the hidden field by which a form that is sent twice is answered once."""
    return format_html('<input type="hidden" name="intent" value="{}">', uuid7())


@register.simple_tag
def rule_source(ruled: Any, linked: bool = True) -> SafeString | str:
    """`{% rule_source page.notice %}`: where a rule of procedure comes from: clause, decision, practice, or nowhere.

    `linked=False` names the decision without a link, where the reader may not be signed in.
    """
    if ruled.basis is not None and not linked:
        return format_html(
            '<span class="clause">{}, {}</span>', ruled.basis.label, formats.short_day(ruled.basis.dated)
        )
    if ruled.basis is not None:
        return ui.basis(ruled.basis)
    if ruled.source == "rules_of_procedure":
        return format_html('<span class="clause">{}</span>', _("practice"))
    return ui.clause(ruled.clause)


@register.filter
def at(items: Any, index: int) -> Any:
    """`{{ rows|at:0 }}`: one of a list, or nothing where there is no such."""
    try:
        return items[index]
    except (IndexError, TypeError):
        return None


@register.filter
def of(items: Any, key: Any) -> Any:
    """`{{ gaps|of:case.pk }}`: what a mapping holds for a key, or nothing."""
    return items.get(key) if items else None


@register.filter
def deadline(action: Any) -> str:
    """`{{ action|deadline }}`: the deadline in force, and the first one where more time was given."""
    return deadline_words(action)


@register.filter
def only_note(proposals: Any) -> bool:
    """`{% if proposals|only_note %}`: nothing is proposed but to take note, or nothing at all."""
    return all(proposal.matter == "governance.take_note" for proposal in proposals)


@register.simple_tag
def position_mark(stand: Any) -> SafeString:
    """`{% position_mark stand %}`: where a seat stands, with its words: «Går imot: Gloppen er ikkje høyrd»."""
    if not stand.present and stand.kind is None:
        return format_html('<span class="mark mark-na">{}</span>', _("Not present"))
    shape, words = POSITIONS[stand.kind]
    said = f": {stand.text}" if stand.text else ""
    return format_html('<span class="mark mark-{}">{}{}</span>', shape, words, said)
