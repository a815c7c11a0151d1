"""Registers governance in the menu."""

from django.utils.translation import gettext_lazy as _

from samstyring.ui.navigation import Entry, register

register(
    Entry(
        _("Bodies and meetings"),
        "governance:bodies",
        order=30,
        visible=lambda actor: not actor.is_anonymous,
        covers=("/meetings/", "/written/", "/bodies/", "/organisation/", "/plan-entries/", "/dispatches/", "/regrets/"),
    )
)
register(
    Entry(
        _("Cases"),
        "governance:cases",
        order=40,
        visible=lambda actor: not actor.is_anonymous,
        covers=("/cases/", "/proposals/", "/items/"),
    )
)
register(
    Entry(
        _("Decisions"),
        "governance:decisions",
        order=50,
        visible=lambda actor: not actor.is_anonymous,
        covers=("/decisions/", "/conditions/"),
    )
)
register(Entry(_("Decisions"), "governance:decisions", order=20, section="public", covers=("/decisions/",)))
register(Entry(_("Follow-up"), "governance:actions", order=55, visible=lambda actor: not actor.is_anonymous))
