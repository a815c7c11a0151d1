"""What exists: ranked lists for a year or a call for grants, in versions, and what became of each candidate."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.governance.models import Body
from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.kernel.versions import GovernedVersion, adopted_needs_basis, version_guards
from samstyring.parties.models import Named, Person
from samstyring.records.models import Document

from .projects import Project

SETTLED = ("proposed", "adopted", "rejected", "withdrawn")


class RankedList(Named):
    """A list of candidates in order: for a year, or for one call for grants. What the order is, its versions say.

    `funder`, `deadline` and `frame` (øre: what the call has to give in all) are the call's.
    """

    class Kind(models.TextChoices):
        CALL = "call", _("call for grants")
        YEAR = "year", _("the year")

    code = models.CharField(max_length=20, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="ranked_lists")
    kind = models.CharField(max_length=4, choices=Kind)
    year = models.PositiveSmallIntegerField()
    funder = models.CharField(max_length=200, blank=True)
    deadline = models.DateField(null=True)
    frame = models.BigIntegerField(null=True)
    opened_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["code", "body_id", "kind", "opened_by_id", "opened_at"]),
    ]

    class Meta:
        ordering = ["-opened_at"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="call_has_funder_and_deadline",
                condition=models.Q(kind="year") | (~models.Q(funder="") & models.Q(deadline__isnull=False)),
            )
        ]

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:ranked_list", args=[self.code])


class Ranking(GovernedVersion):
    """A version of a ranked list: the whole order is adopted as one decision, and changed by another (SG-4, SG-5)."""

    ranked_list = models.ForeignKey(RankedList, on_delete=models.PROTECT, related_name="rankings")
    note = models.TextField(blank=True)
    withdrawn_why = models.CharField(max_length=1000, blank=True)
    subject_field = "ranked_list"
    content_columns: ClassVar[tuple[str, ...]] = ("note",)
    payload_name: ClassVar[str] = "ranking"
    matter: ClassVar[str] = "portfolio.adopt_ranking"
    database_guards: ClassVar[list[guards.Guard]] = version_guards("ranked_list_id", ("note",))

    class Meta:
        constraints: ClassVar[list[Any]] = [
            adopted_needs_basis("ranking"),
            models.UniqueConstraint(fields=["ranked_list", "number"], name="ranking_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ranked_list} {self.number or ''}".strip()

    def get_absolute_url(self) -> str:
        """Return the address of this version."""
        return reverse("portfolio:ranking", args=[self.ranked_list.code, self.pk])


class RankedCandidate(HouseModel):
    """A candidate in a version of a ranked list: its place, what is asked for it (øre), and why it stands there."""

    ranking = models.ForeignKey(Ranking, on_delete=models.CASCADE, related_name="candidates")
    place = models.PositiveSmallIntegerField()
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="ranked_places")
    asked = models.BigIntegerField()
    reason = models.CharField(max_length=1000)
    database_guards: ClassVar[list[guards.Guard]] = guards.frozen_with_parent(
        "ranking_id", "portfolio_ranking", SETTLED
    )

    class Meta:
        ordering = ["place"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["ranking", "place"], name="ranked_place_once"),
            models.UniqueConstraint(fields=["ranking", "project"], name="ranked_candidate_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.project}"


class CandidateOutcome(HouseModel):
    """What became of a candidate of a ranked list on a day, with where that stands. Append-only: the last one counts.

    `amount` (øre) is what was awarded, and only then; `evidence` says where it is written, `document` is the letter.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("applied for")
        AWARDED = "awarded", _("awarded in full")
        IN_PART = "in_part", _("awarded in part")
        REFUSED = "refused", _("not awarded")
        POSTPONED = "postponed", _("postponed")
        DROPPED = "dropped", _("dropped")

    ranked_list = models.ForeignKey(RankedList, on_delete=models.PROTECT, related_name="outcomes")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State)
    happened_on = models.DateField()
    amount = models.BigIntegerField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    evidence = models.CharField(max_length=300)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["ranked_list", "project", "number"], name="candidate_outcome_once"),
            models.CheckConstraint(
                name="outcome_awarded_has_amount",
                condition=models.Q(state__in=["awarded", "in_part"], amount__gt=0)
                | (~models.Q(state__in=["awarded", "in_part"]) & models.Q(amount=None)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.get_state_display()}"


class AwardScope(HouseModel):
    """Whether a project must be made smaller after an award in part, with why. Append-only: the last one counts.

    Until somebody says otherwise it must.
    """

    outcome = models.ForeignKey(CandidateOutcome, on_delete=models.PROTECT, related_name="scopes")
    number = models.PositiveIntegerField()
    must_shrink = models.BooleanField()
    reason = models.CharField(max_length=1000)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["outcome", "number"], name="award_scope_once"),
        ]

    def __str__(self) -> str:
        return str(self.outcome)
