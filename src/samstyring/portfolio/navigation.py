"""Registers the portfolio in the menu, and its lists whose views can be saved."""

from django.utils.translation import gettext_lazy as _

from samstyring.ui.navigation import Entry, register
from samstyring.ui.tables import saved

register(Entry(_("Portfolio"), "portfolio:projects", order=60, visible=lambda actor: not actor.is_anonymous))
saved.lists.register("portfolio:projects", _("Portfolio"))
saved.lists.register("portfolio:benefits", _("Benefits"))
saved.lists.register("portfolio:roadmap", _("Roadmap"))
saved.lists.register("portfolio:radar", _("National radar"))
saved.lists.register("portfolio:candidates", _("Candidates and scores"))
saved.lists.register("portfolio:ranked_lists", _("Ranked lists"))
saved.lists.register("portfolio:needs", _("Needs and ideas"))
