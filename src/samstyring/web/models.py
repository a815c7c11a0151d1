"""What exists: what readers told us about the pages."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel


class Feedback(HouseModel):
    """A message from the feedback form of the accessibility statement."""

    page = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    reply_to = models.EmailField(blank=True)
    sent_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        verbose_name_plural = "feedback"
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return str(self.pk)
