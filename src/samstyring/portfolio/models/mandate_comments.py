"""What the municipalities concerned say of a draft mandate: asked for by a day, said, and answered with what came of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.asking import AskLetter, GivenAnswer, registered_has_evidence

from .projects import Mandate


class MandateCommentCall(HouseModel):
    """Those concerned are asked to comment on a draft by a day. Append-only: asked again, with another day, is another."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="comment_calls")
    comments_until = models.DateField()
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return str(self.mandate)


class MandateComment(GivenAnswer):
    """A comment by one municipality on one part of a draft, or on the whole (`part` is ""). Never changed.

    It stays with the version. `revision` is the draft that it is about, and `read` what the part said then: the draft may
    be edited afterwards. `part` is a column of the mandate.
    """

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="comments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    revision = models.PositiveIntegerField()
    read = models.TextField(blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "portfolio_mandate" m WHERE m."id" = {new}."mandate_id" AND m."state" <> \'draft\''
        ),
    ]

    class Meta:
        ordering = ["at", "id"]
        constraints = [registered_has_evidence("mandate_comment")]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        """Return where it stands, beside the draft."""
        return f"{self.mandate.get_absolute_url()}#comment-{self.pk}"


class MandateCommentLetter(AskLetter):
    """The letter with a draft to comment on, to one person: one letter, also to who answers for several municipalities."""

    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="comment_letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mandate", "person"], name="mandate_comment_letter_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.mandate}: {self.get_state_display()}"


class MandateCommentReply(HouseModel):
    """What came of a comment, and why. Append-only: the last one counts."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken into the draft")
        PARTLY = "partly", _("taken in in part")
        NOT_TAKEN = "not_taken", _("not taken in")
        NOTED = "noted", _("noted")

    comment = models.ForeignKey(MandateComment, on_delete=models.PROTECT, related_name="replies")
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField(blank=True)
    replied_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="mandate_comment_not_taken_has_words",
                condition=~models.Q(outcome="not_taken") | ~models.Q(text=""),
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]
