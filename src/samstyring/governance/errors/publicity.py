"""Refusals about what is made public."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class NotSentOut(Refusal):
    """Only papers that were sent out are released."""

    message = _("Only a summons and late papers that were sent out can be released.")


class NotMadePublic(Refusal):
    """The body's rules do not make this public: it is released only with the reason for passing them over."""

    message = _("The rules do not make this public. Write why it is released all the same.")
