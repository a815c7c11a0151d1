"""Refusals about written procedure."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class WrittenNotOpen(Refusal):
    """The agreement knows only meetings, and no rule of procedure says more (SG-6)."""

    message = _(
        "Whether the body can decide in writing is not regulated, so it is not open. The body opens it by adopting rules"
        " of procedure that say so."
    )


class WrittenForbidden(Refusal):
    """The rules say that the body decides in meetings."""

    message = _("The body does not decide in writing. It can open it by adopting other rules of procedure.")


class WrittenNeedsLeader(Refusal):
    """A body is asked in writing on its leader's authority, as it is called to meetings."""

    message = _(
        "The leader sends it, or you attach the letter or e-mail in which the leader agrees to just this text and day."
    )


class WrittenOnTheWay(Refusal):
    """A case is asked about once at a time."""

    message = _("A written procedure on this case is prepared or under way already.")


class WrittenEnded(Refusal):
    """What is decided, sent to a meeting or taken back is over."""

    message = _("The written procedure is over.")


class WrittenNotSent(Refusal):
    """Nobody has been asked yet."""

    message = _("The written procedure has not been sent out.")


class AnswersClosed(Refusal):
    """An answer counts until the last day for it."""

    message = _(
        "The last day for answers is past. What came in writing by that day can still be registered by the secretariat."
    )


class NobodySilent(Refusal):
    """Everyone has answered, or was reminded of this last day already."""

    message = _("There is nobody to remind: all have answered, or were reminded of this last day already.")


class AnswersComing(Refusal):
    """The result is found when all have answered or the last day is past."""

    message = _("Not all have answered, and the last day for answers is not past.")


class NotYourSeat(Refusal):
    """A seat answers by whoever holds it on the day."""

    message = _("You do not hold the seat %(seat)s today, so you cannot answer for it.")


class NotAskedInWriting(Refusal):
    """Who is entitled was written down when the case was sent out."""

    message = _("The seat %(seat)s had no holder when the case was sent out, so it is not among those asked.")
