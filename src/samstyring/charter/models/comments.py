"""What exists of the comment round before an amendment is sent: who said what, for whom, and what was replied."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation
from samstyring.records.models import Document

from .amendments import Amendment


class AmendmentComment(HouseModel):
    """A comment on a drafted amendment, by one organisation for itself and those it speaks for. Never changed.

    `revision` is the draft that it is about: the text may have been edited since.
    """

    class Way(models.TextChoices):
        SIGNED_IN = "signed_in", _("signed in")
        LINK = "link", _("by one-question link")
        REGISTERED = "registered", _("registered by the secretariat")

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="comments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gist = models.TextField()
    revision = models.PositiveIntegerField()
    said_by = models.CharField(max_length=200)
    said_as = models.CharField(max_length=200, blank=True)
    said_on = models.DateField()
    way = models.CharField(max_length=12, choices=Way)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "charter_amendment" a WHERE a."id" = {new}."amendment_id"'
            ' AND (a."state" <> \'draft\' OR a."comments_until" IS NULL)'
        ),
    ]

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="amendment_comment_registered_has_evidence",
                condition=~models.Q(way="registered") | models.Q(evidence__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class CommentFor(HouseModel):
    """A party that a comment is given for; one comment may speak for several, each named."""

    comment = models.ForeignKey(AmendmentComment, on_delete=models.PROTECT, related_name="given_for")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["comment", "organisation"], name="comment_for_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class CommentReply(HouseModel):
    """What the secretariat replied to a comment."""

    comment = models.ForeignKey(AmendmentComment, on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    replied_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:80]
