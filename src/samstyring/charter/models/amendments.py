"""What exists of amendments: a proposed text, who was asked to consent, and what each answered (EN-1)."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.asking import AskLetter, GivenAnswer, registered_has_evidence
from samstyring.records.models import Document

from .agreement import Agreement, Edition

CONTENT = ("agreement_id", "title", "reason", "initiative", "in_force_from", "changes_term", "until", "comments_until")
SENT_TEXT = ("base_id", "exact_text", "sha256", "source", "sent_at", "answer_by")
OVER = "{old}.\"state\" IN ('adopted', 'rejected', 'withdrawn')"


class Amendment(HouseModel):
    """A proposed amendment of the agreement, from its draft to its end. A new edition comes of it, or nothing.

    `until` is the new end of the term where `changes_term`: the first day it no longer holds, or none. What is sent
    is `exact_text`; `source` is the agreement's whole file as it will stand.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PROPOSED = "proposed", _("sent for consent")
        ADOPTED = "adopted", _("agreed by all")
        REJECTED = "rejected", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    initiative = models.CharField(max_length=300)
    in_force_from = models.DateField(null=True)
    changes_term = models.BooleanField(default=False)
    until = models.DateField(null=True)
    drafted_at = models.DateTimeField()
    comments_until = models.DateField(null=True)
    base = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="amendments_of")
    exact_text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    source = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)
    edition = models.OneToOneField(Edition, null=True, on_delete=models.PROTECT, related_name="amendment")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["number", "drafted_at"]),
        *guards.frozen([*CONTENT, *SENT_TEXT], "{old}.\"state\" <> 'draft'", "text"),
        *guards.frozen(["state", "ended_at", "ended_why", "edition_id"], OVER, "over"),
    ]

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"], condition=models.Q(state="proposed"), name="amendment_one_in_round"
            ),
            models.CheckConstraint(
                name="amendment_sent_has_text",
                condition=models.Q(state__in=["draft", "withdrawn"])
                | (~models.Q(sha256="") & models.Q(base__isnull=False, sent_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="amendment_adopted_has_edition",
                condition=models.Q(state="adopted", edition__isnull=False)
                | (~models.Q(state="adopted") & models.Q(edition__isnull=True)),
            ),
            models.CheckConstraint(
                name="amendment_over_has_end",
                condition=models.Q(state__in=["draft", "proposed"]) | models.Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="amendment_withdrawn_says_why", condition=~models.Q(state="withdrawn") | ~models.Q(ended_why="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        """Return the amendment's page."""
        return reverse("charter:amendment", args=[self.number])


class AmendmentChange(HouseModel):
    """One change of the text that an amendment proposes: a clause by its ref, or an annex by its key."""

    class Kind(models.TextChoices):
        CHANGED = "changed", _("changed")
        NEW = "new", _("new")
        REPEALED = "repealed", _("repealed")
        ANNEX = "annex", _("annex")

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=8, choices=Kind)
    ref = models.CharField(max_length=60)
    chapter = models.CharField(max_length=60, blank=True)
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    database_guards: ClassVar[list[guards.Guard]] = guards.frozen_with_parent(
        "amendment_id", "charter_amendment", ["proposed", "adopted", "rejected", "withdrawn"]
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["amendment", "ref"], name="amendment_change_once"),
            models.CheckConstraint(
                name="amendment_change_has_text", condition=models.Q(kind="repealed") | ~models.Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.heading}".strip()


class AskedParty(HouseModel):
    """A party that was asked to consent: all that were parties when the text was sent, and no others."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="asked")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "charter_amendment" a WHERE a."id" = {new}."amendment_id" AND a."state" <> \'draft\''
        ),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["amendment", "organisation"], name="amendment_asked_once")]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        """Return where the party's answer stands."""
        return f"{self.amendment.get_absolute_url()}#party-{self.organisation.number}"


class AmendmentAnswer(GivenAnswer):
    """A party's answer to an amendment, in writing: by whom, on whose authority. Append-only; the last counts."""

    class Kind(models.TextChoices):
        CONSENT = "consent", _("consents")
        REFUSE = "refuse", _("refuses")

    asked = models.ForeignKey(AskedParty, on_delete=models.PROTECT, related_name="answers")
    basis = models.OneToOneField(Basis, on_delete=models.PROTECT, related_name="amendment_answer")
    kind = models.CharField(max_length=8, choices=Kind)
    sha256 = models.CharField(max_length=64)
    authority = models.CharField(max_length=300, blank=True)
    authority_dated = models.DateField(null=True)
    decision_file = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    sequence = models.PositiveSmallIntegerField()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "charter_askedparty" p JOIN "charter_amendment" a ON a."id" = p."amendment_id"'
            ' WHERE p."id" = {new}."asked_id" AND a."state" <> \'proposed\''
        ),
    ]

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["asked", "sequence"], name="amendment_answer_sequence_once"),
            models.CheckConstraint(
                name="amendment_consent_has_authority",
                condition=~models.Q(kind="consent") | ~models.Q(authority=""),
            ),
            registered_has_evidence("amendment_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.asked}: {self.get_kind_display()}"


class AmendmentLetter(AskLetter):
    """How the sending of an amendment to one party went: one for each that was asked, made anew when reminded."""

    asked = models.OneToOneField(AskedParty, on_delete=models.PROTECT, related_name="letter")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.asked}: {self.get_state_display()}"
