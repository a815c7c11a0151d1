"""Refusals about what is made public."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class NotMadePublic(Refusal):
    """The body's rules do not make this public: it is released only with the reason for passing them over."""

    message = _("The rules do not make this public. Write why it is released all the same.")
