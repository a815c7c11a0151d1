"""The refusals of sign-in and links."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class AddressTaken(Refusal):
    """Another account has the e-mail address, or the person has an account."""

    message = _("There is already an account with this e-mail address, or for this person.")


class LinkSpent(Refusal):
    """The link was withdrawn, or has expired."""

    message = _("This link can no longer be used. Ask the secretariat for a new one.")
