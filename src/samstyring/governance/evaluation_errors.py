"""The refusals of asking the parties in an evaluation."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class EvaluationOpen(Refusal):
    """One round at a time, and its questions stand."""

    message = _("The parties are being asked already. Those questions stand until the evaluation is brought to a case.")


class EvaluationClosed(Refusal):
    """The report is in a case: what it rests on stands."""

    message = _("The evaluation is brought to a case, so it takes no more answers.")


class NotAskedToEvaluate(Refusal):
    """Only those who were asked answer."""

    message = _("%(parties)s was not asked: those who were parties when the questions went out are.")


class NoPartyToAsk(Refusal):
    """There is nobody to ask."""

    message = _("The agreement has no parties on this day, so there is nobody to ask.")
