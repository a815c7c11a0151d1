"""Forms for the end of a connection to a financing scheme, and for the secretariat's mailbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import UploadField
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm


class EndConnectionForm(ActForm):
    """From which day a municipality is connected no longer, and where it is known from."""

    until = DayField(label=_("From which day"), help_text=_("The first day on which it is no longer connected."))
    source = forms.CharField(
        label=_("Where this is known from"), max_length=200, help_text=_("For example: letter from the municipality.")
    )
    evidence = UploadField(label=_("The letter or e-mail"), required=False)


class MailboxForm(ActForm):
    """Where answers to letters go."""

    mailbox = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("A mailbox that the secretariat reads together, for example the one on its web pages."),
    )
