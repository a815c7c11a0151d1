"""Refusals about the advice of one body to another."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class AdviceUnanswered(Refusal):
    """A body advises when those who are there have said where they stand."""

    message = _("Not everyone who is present has said where they stand.")


class AdviceNotCarried(Refusal):
    """The body's own rule on how it advises is not met."""

    message = _("The body does not advise so by its own rule.")


class DecidesItself(Refusal):
    """Advice is given in another body's case."""

    message = _("The body decides this case itself. Advice is given in the cases of another body.")
