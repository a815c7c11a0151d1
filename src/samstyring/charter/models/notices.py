"""Letters about an amendment to those who answer for the parties: asking for comments, and telling how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.parties.models import Person
from samstyring.records.asking import AskLetter

from .amendments import Amendment


class AmendmentNotice(AskLetter):
    """A letter to one person, who may answer for several parties. One that asks for comments carries a link."""

    class Kind(models.TextChoices):
        COMMENTS = "comments", _("asks for comments")
        ENDED = "ended", _("tells how it ended")

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="notices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    link_id = models.UUIDField(null=True)  # type: ignore[assignment]  # none where it only tells

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_state_display()}"
