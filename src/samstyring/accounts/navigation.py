"""What stands under one's name, and who keeps the views of lists."""

from django.utils.translation import gettext_lazy as _

from samstyring.ui.navigation import Entry, register
from samstyring.ui.tables import saved

from . import queries

register(Entry(_("Views of lists"), "accounts:views", order=78, section="me"))
register(Entry(_("My calendar"), "accounts:calendar", order=79, section="me"))
register(Entry(_("Notices"), "accounts:notices", order=80, section="me"))
register(Entry(_("Change password"), "account_change_password", order=90, section="me"))
saved.register_keeper(
    saved.Keeper(queries.views_of_list, page="accounts:views", save="accounts:save_view", change="accounts:change_view")
)
