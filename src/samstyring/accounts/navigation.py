"""What stands under one's name."""

from django.utils.translation import gettext_lazy as _

from samstyring.ui.navigation import Entry, register

register(Entry(_("My calendar"), "accounts:calendar", order=79, section="me"))
register(Entry(_("Notices"), "accounts:notices", order=80, section="me"))
register(Entry(_("Change password"), "account_change_password", order=90, section="me"))
