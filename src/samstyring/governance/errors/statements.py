"""Refusals about what observers say."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class NotAnObserver(Refusal):
    """A member has a position; only an observer makes a statement."""

    message = _("A statement is for observers. A member records a position.")


class ObserversSilent(Refusal):
    """The rules say that observers do not speak."""

    message = _("The rules say that observers do not speak in the meeting.")


class MinutesOut(Refusal):
    """What was said is written before the minutes go out; afterwards there are remarks on them."""

    message = _("The minutes are sent out. Whoever was called can remark on them.")
