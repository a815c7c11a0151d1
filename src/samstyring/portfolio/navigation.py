"""Registers the portfolio in the menu."""

from django.utils.translation import gettext_lazy as _

from samstyring.ui.navigation import Entry, register

register(Entry(_("Portfolio"), "portfolio:projects", order=60, visible=lambda actor: not actor.is_anonymous))
