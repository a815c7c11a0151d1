"""Refusals about input on a case."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class InputClosed(Refusal):
    """Input is given before a case is treated."""

    message = _("The case is being treated or is settled, so it takes no more input.")


class NotSpokenFor(Refusal):
    """A seat asks those whom it speaks for, and nobody else (SR-1)."""

    message = _("The seat does not speak for %(parties)s.")


class NotAskedForInput(Refusal):
    """Who was not asked answers through the secretariat."""

    message = _("%(parties)s has not been asked for input on this case. The secretariat can register what it says.")


class NothingToReport(Refusal):
    """One reports back what was decided."""

    message = _("The case is not settled yet, so there is nothing to report back.")


class NobodyToReportTo(Refusal):
    """One reports back to those who were asked."""

    message = _("Nobody was asked for input on this case for this seat, so there is nobody to report back to.")
