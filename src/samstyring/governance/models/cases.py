"""Cases and their proposals."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.parties.models import Person

from .bodies import Body


class Case(HouseModel):
    """A case (sak) for a body. Its working reference (U-22-031) stays; its number comes with the agenda.

    `background`, `assessment`, `recommendation` are rich text trees as canonical JSON text ("" is none).
    """

    class Kind(models.TextChoices):
        PROJECT = "project", _("project decision")
        FREE_TEXT = "free_text", _("free-text decision")
        INFORMATION = "information", _("for information")
        AGENDA = "agenda", _("approval of the agenda")
        MINUTES = "minutes", _("approval of the last minutes")
        OTHER_BUSINESS = "other_business", _("other business")

    class State(models.TextChoices):
        DRAFT = "draft", _("in preparation")
        ON_AGENDA = "on_agenda", _("on the agenda")
        IN_TREATMENT = "in_treatment", _("being treated")
        DECIDED = "decided", _("decided")
        CLOSED = "closed", _("closed without a decision")
        WITHDRAWN = "withdrawn", _("withdrawn")

    reference = models.CharField(max_length=40, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="cases")
    kind = models.CharField(max_length=16, choices=Kind)
    # The kind by the charter's own list (its key) that the case was opened as; "" is told from what it proposes.
    routine = models.CharField(max_length=60, blank=True, default="")
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=500, blank=True)
    background = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.DRAFT)
    # The thing that the case is about (a project), by the journal's kind and id.
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, db_index=True)
    case_officer = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    exempt = models.BooleanField(default=False)
    legal_basis = models.CharField(max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # The revision in which what the form of the paper holds was last changed: proposals and attachments raise the
    # revision too, and make nobody's text stale.
    text_revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    settled = "{old}.\"state\" IN ('decided', 'closed', 'withdrawn')"
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["reference", "body_id", "kind", "created_at"]),
        *guards.frozen(
            ["title", "summary", "background", "assessment", "recommendation", "state"],
            settled,
            "settled",
        ),
    ]

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="case_exempt_has_legal_basis",
                condition=models.Q(exempt=False) | ~models.Q(legal_basis=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        """Return the address of the case's page."""
        return reverse("governance:case", args=[self.pk])


class CaseEdit(HouseModel):
    """The case paper as it stood at a revision that was sent out: what "changes marked" compares with."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="edits")
    revision = models.PositiveIntegerField()
    content = models.TextField()
    sent_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sent_at"]

    def __str__(self) -> str:
        return f"{self.case} r{self.revision}"


class Proposal(HouseModel):
    """What the body is asked to decide: one matter with its payload, wording, and condition if it has one.

    `payload` is the matter's own form as a JSON object (ids as text). A decided proposal with an unconfirmed
    condition is *waiting*: the decision stands, the effect does not (DESIGN: condition).
    """

    class State(models.TextChoices):
        OPEN = "open", _("proposed")
        APPLIED = "applied", _("in effect")
        WAITING = "waiting", _("waiting for its condition")
        LAPSED = "lapsed", _("condition not met in time")
        NOT_ADOPTED = "not_adopted", _("not adopted")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposals")
    position = models.PositiveSmallIntegerField()
    matter = models.CharField(max_length=80)
    payload = models.JSONField(default=dict)
    wording = models.TextField()
    # The case's revision in which the proposal was last changed.
    text_revision = models.PositiveIntegerField(default=1)
    condition = models.CharField(max_length=500, blank=True)
    condition_confirmed_by = models.CharField(max_length=60, blank=True)
    condition_latest = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    basis = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.frozen(
            [
                "case_id",
                "matter",
                "payload",
                "wording",
                "condition",
                "condition_confirmed_by",
                "condition_latest",
                "position",
            ],
            "{old}.\"state\" <> 'open'",
        ),
        *guards.frozen(["basis_id"], "{old}.\"state\" IN ('applied', 'lapsed', 'not_adopted')", "basis_kept"),
        guards.closed_to_new(
            'SELECT 1 FROM "governance_case" c WHERE c."id" = {new}."case_id" AND c."state" IN '
            "('decided', 'closed', 'withdrawn')"
        ),
        *guards.no_delete("{old}.\"state\" <> 'open'"),
        guards.Guard(
            "settled_once",
            "UPDATE",
            "{old}.\"state\" IN ('applied', 'lapsed', 'not_adopted') AND {new}.\"state\" <> {old}.\"state\"",
            "a settled proposal stays as it is",
        ),
    ]

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="proposal_applied_has_basis",
                condition=~models.Q(state__in=["applied", "waiting"]) | models.Q(basis__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_condition_whole",
                condition=models.Q(condition="")
                | (~models.Q(condition_confirmed_by="") & models.Q(condition_latest__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.wording[:120]


class PassedOver(HouseModel):
    """A requirement that should hold was passed over, with a reason that is printed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="passed_over")
    requirement = models.CharField(max_length=80)
    # How the requirement read that day, in the co-operation's language: what is asked may read otherwise later.
    words = models.CharField(max_length=500)
    reason = models.CharField(max_length=500)
    source = models.CharField(max_length=80)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "governance_case" c WHERE c."id" = {new}."case_id" AND c."state" IN '
            "('decided', 'closed', 'withdrawn')"
        ),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "requirement"], name="passed_over_once")]

    def __str__(self) -> str:
        return self.requirement
