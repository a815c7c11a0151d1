"""Menu entries of the whole house."""

from django.utils.translation import gettext_lazy as _

from samstyring.ui.navigation import Entry, register

from .queries import may_read_feedback, may_read_journal, may_read_outbox
from .work_list.queries import may_read as may_read_work_list

register(Entry(_("Overview"), "web:start", order=0))
register(Entry(_("Work list"), "web:work_list", order=5, visible=may_read_work_list))
register(Entry(_("Front page"), "web:start", order=0, section="public"))
register(Entry(_("Journal"), "web:journal", order=90, section="work", visible=may_read_journal))
register(Entry(_("Sent e-mail"), "web:outbox", order=95, section="work", visible=may_read_outbox))
register(Entry(_("From the readers"), "web:feedback_received", order=97, section="work", visible=may_read_feedback))
