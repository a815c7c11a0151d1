"""What exists of the comment round before an amendment is sent: who said what, for whom, and what was replied."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation
from samstyring.records.asking import AnsweredFor, GivenAnswer, registered_has_evidence

from .amendments import Amendment


class AmendmentComment(GivenAnswer):
    """A comment on a drafted amendment, by one organisation for itself and those it speaks for. Never changed.

    `revision` is the draft that it is about: the text may have been edited since.
    """

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="comments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gist = models.TextField()
    revision = models.PositiveIntegerField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "charter_amendment" a WHERE a."id" = {new}."amendment_id"'
            ' AND (a."state" <> \'draft\' OR a."comments_until" IS NULL)'
        ),
    ]

    class Meta:
        ordering = ["at", "id"]
        constraints = [registered_has_evidence("amendment_comment")]

    def __str__(self) -> str:
        return str(self.organisation)


class CommentFor(AnsweredFor):
    """A party that a comment is given for."""

    comment = models.ForeignKey(AmendmentComment, on_delete=models.PROTECT, related_name="given_for")

    class Meta(AnsweredFor.Meta):
        constraints = [models.UniqueConstraint(fields=["comment", "organisation"], name="comment_for_once")]


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
