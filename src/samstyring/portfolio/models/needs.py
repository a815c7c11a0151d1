"""Needs and ideas: what a municipality sends in, who supports it, and what it was answered."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Named, Organisation, Person
from samstyring.parties.names import search_key

from .projects import Project


class Need(Named):
    """A need or an idea from one municipality, or an initiative of its own that it invites others to (FO-7).

    What was sent stays as it was sent. The state follows the last answer, and changes no other way.
    """

    class Kind(models.TextChoices):
        NEED = "need", _("need or idea")
        INITIATIVE = "initiative", _("own initiative, others invited")

    class State(models.TextChoices):
        NEW = "new", _("waits for an answer")
        STUDIED = "studied", _("is being studied")
        CANDIDATE = "candidate", _("became a project candidate")
        MERGED = "merged", _("merged into another")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn by the sender")
        CLOSED = "closed", _("closed by the sender")

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    words = models.TextField(editable=False)  # name and text folded, to search in
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="needs")
    sent_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    received_from = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    sent_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(
            [
                "code",
                "kind",
                "name",
                "text",
                "organisation_id",
                "sent_by_id",
                "received_from",
                "sent_at",
                "sent_on",
            ]
        ),
    ]

    class Meta:
        ordering = ["-sent_at"]

    def save(self, *args: object, **kwargs: object) -> None:
        """Store what is searched in beside the text."""
        self.words = search_key(f"{self.name} {self.text}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:need", args=[self.code])


class NeedSupport(HouseModel):
    """A municipality supports another's need, with how far it would go. Changed by ending one and beginning another."""

    class Interest(models.TextChoices):
        USEFUL = "useful", _("it would be useful to us")
        JOIN = "join", _("we want to take part")
        LEAD = "lead", _("we could lead it")

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="supports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="needs_supported")
    interest = models.CharField(max_length=8, choices=Interest)
    words = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["need_id", "organisation_id", "interest", "words", "by_id", "at"]),
        *guards.frozen(["ended_at"], '{old}."ended_at" IS NOT NULL', "ended_once"),
    ]

    class Meta:
        ordering = ["organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "organisation"], condition=models.Q(ended_at__isnull=True), name="need_supported_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.need}"


class NeedAnswer(HouseModel):
    """What a need was answered: studied, made a candidate, merged, declined; or the sender took it back, or closed it. Append-only."""

    class Kind(models.TextChoices):
        STUDIED = "studied", _("is studied")
        CANDIDATE = "candidate", _("becomes a project candidate")
        MERGED = "merged", _("is merged into another")
        DECLINED = "declined", _("is declined")
        WITHDRAWN = "withdrawn", _("is withdrawn by the sender")
        CLOSED = "closed", _("is closed by the sender")

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="answers")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    into = models.ForeignKey(Need, null=True, on_delete=models.PROTECT, related_name="merged_here")
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="needs_behind")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answered_on = models.DateField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["need", "sequence"], name="need_answer_sequence_once"),
            models.CheckConstraint(
                name="need_declined_has_reason", condition=~models.Q(kind="declined") | ~models.Q(text="")
            ),
            models.CheckConstraint(
                name="need_closed_says_what_came", condition=~models.Q(kind="closed") | ~models.Q(text="")
            ),
            models.CheckConstraint(
                name="need_merged_says_where",
                condition=models.Q(kind="merged", into__isnull=False)
                | (~models.Q(kind="merged") & models.Q(into=None)),
            ),
            models.CheckConstraint(
                name="need_candidate_has_project",
                condition=models.Q(kind="candidate", project__isnull=False)
                | (~models.Q(kind="candidate") & models.Q(project=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need}: {self.get_kind_display()}"
