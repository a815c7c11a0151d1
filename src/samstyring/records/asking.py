"""Being asked and answering: what all that is asked for has in common, as models to build on (DESIGN: an answer).

Whoever is asked gets a letter with a link to one question. The answer comes by that link, signed in, or in writing, and
then the secretariat registers it with what was received. Each app keeps tables of its own, with typed keys.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation

from .models import Document


class AnswerWay(models.TextChoices):
    """How an answer came."""

    SIGNED_IN = "signed_in", _("signed in")
    LINK = "link", _("by one-question link")
    REGISTERED = "registered", _("registered by the secretariat")
    TAKEN_OVER = "taken_over", _("taken over")


class PostedLetter(HouseModel):
    """A letter to one person, and how its sending went. Written by the job that sends it."""

    outside_acts = "how the sending of a letter went"
    marked_outside_acts = True

    class State(models.TextChoices):
        QUEUED = "queued", _("on its way")
        SENT = "sent", _("sent")
        REFUSED = "refused", _("did not arrive")
        RETURNED = "returned", _("came back")

    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def trouble(self) -> str:
        """Say that the letter did not reach the one it was for, and why; nothing where it may have."""
        if self.state not in ASTRAY:
            return ""
        said = _("the letter came back") if self.state == self.State.RETURNED else _("the letter did not arrive")
        return f"{said} ({self.answer})" if self.answer else str(said)


ASTRAY = (PostedLetter.State.REFUSED, PostedLetter.State.RETURNED)


class AskLetter(PostedLetter):
    """A letter that carries a one-question link."""

    link_id = models.UUIDField()

    class Meta:
        abstract = True


class RemindedLetter(AskLetter):
    """A letter with a link, after which those who are silent are reminded, once: `reminded_at` is when."""

    reminded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class GivenAnswer(HouseModel):
    """Who gave an answer, when, and how it came; what it says is each app's own. Append-only: the last one counts."""

    Way = AnswerWay

    answered_by = models.CharField(max_length=200)
    answered_as = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField()
    way = models.CharField(max_length=12, choices=AnswerWay)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class AnsweredFor(HouseModel):
    """A party that an answer speaks for: one answer may speak for several, each named."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        abstract = True
        ordering = ["organisation__sort_key"]

    def __str__(self) -> str:
        return str(self.organisation)


def registered_has_evidence(name: str) -> models.CheckConstraint:
    """Return the constraint that an answer which was registered for another has what was received."""
    return models.CheckConstraint(
        name=f"{name}_registered_has_evidence",
        condition=~models.Q(way="registered") | models.Q(evidence__isnull=False),
    )
