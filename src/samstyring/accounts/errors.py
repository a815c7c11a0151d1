"""The refusals of sign-in and links."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class AddressTaken(Refusal):
    """Another account has the e-mail address, or the person has an account."""

    message = _("There is already an account with this e-mail address, or for this person.")


class LinkSpent(Refusal):
    """The link was withdrawn, or has expired."""

    message = _("This link can no longer be used. Ask the secretariat for a new one.")


class NotYourView(Refusal):
    """The view is another's, and not shared; or shared, by someone whose views one does not look after."""

    message = _("Only who made the view can change it, and the secretariat what it shares.")


class ViewNameShared(Refusal):
    """Another view of the same list is shared by that name."""

    message = _("Another shared view of this list has that name. Give this one another name first.")
