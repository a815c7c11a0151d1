"""Refusals about the advice of one body to another."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class AdvisesOnly(Refusal):
    """The case was laid before the body for its advice: another decides it (SG-2)."""

    message = _(
        "The body is asked for its advice here: another body decides the case. Record what it advises instead, also what"
        " it would have otherwise."
    )


class AdviceUnanswered(Refusal):
    """A body advises when those who are there have said where they stand."""

    message = _("Not everyone who is present has said where they stand.")


class AdviceNotCarried(Refusal):
    """The body's own rule on how it advises is not met."""

    message = _("The body does not advise so by its own rule.")


class DecidesItself(Refusal):
    """Advice is given in another body's case."""

    message = _("The body decides this case itself. Advice is given in the cases of another body.")
