"""What exists: projects, who owns and takes part in them, and their mandates."""

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import clock, guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.kernel.versions import (
    GovernedVersion,
    adopted_needs_basis,
    version_guards,
)
from samstyring.parties.models import Named, Organisation, Person
from samstyring.records.asking import AskLetter, GivenAnswer, registered_has_evidence
from samstyring.ui.addresses import address_of


class Project(Named):
    """A measure organised as a project led by one municipality (OR-2, GP-1, GP-2).

    It is a candidate until a decision takes it into the portfolio or starts it; phase and state change no other way
    than by their basis. `owner` is the municipality that has accepted to own it, never one that was only asked (PA-5).
    Where it was handed over by decision, `latest_owner` has owned it since a day, or will from it; `owner` knows which.
    """

    class Origin(models.TextChoices):
        NATIONAL = "national", _("national common solution")
        KS = "ks", _("KS's portfolio")
        REGIONAL = "regional", _("regional or local need")

    class State(models.TextChoices):
        CANDIDATE = "candidate", _("candidate")
        ENTERED = "entered", _("in the portfolio, not started")
        STARTED = "started", _("in execution")
        CLOSED = "closed", _("closed")
        STOPPED = "stopped", _("stopped")

    code = models.CharField(max_length=20, unique=True)
    origin = models.CharField(max_length=10, choices=Origin)
    summary = models.TextField()
    programme = models.ForeignKey("portfolio.Programme", null=True, on_delete=models.PROTECT, related_name="projects")
    purposes = models.JSONField(default=list)  # keys of the agreement's purposes
    latest_owner = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="projects_owned")
    hand_over = models.ForeignKey(
        "portfolio.HandOver", null=True, on_delete=models.PROTECT, related_name="+"
    )  # the last
    manager = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="projects_managed")
    state = models.CharField(max_length=10, choices=State, default=State.CANDIDATE)
    phase = models.SlugField(max_length=40, blank=True)
    follows = models.ForeignKey("portfolio.ModelEdition", null=True, on_delete=models.PROTECT, related_name="projects")
    entered_on = models.DateField(null=True)
    entered_by = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField(null=True)
    started_by = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    taken_over_by = models.ForeignKey(Basis, null=True, on_delete=models.PROTECT, related_name="+")
    pause = models.ForeignKey("portfolio.Pause", null=True, on_delete=models.PROTECT, related_name="+")  # now, if any
    registered_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["code", "registered_at"]),
        *guards.frozen(
            ["started_on", "started_by_id"],
            '{old}."started_by_id" IS NOT NULL',
            "started_once",
        ),
        *guards.frozen(["entered_on", "entered_by_id"], '{old}."entered_by_id" IS NOT NULL', "entered_once"),
    ]

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="project_state_has_basis",
                condition=models.Q(state="candidate")
                | models.Q(state="entered", entered_by__isnull=False, entered_on__isnull=False)
                | models.Q(state="started", started_by__isnull=False, started_on__isnull=False)
                | models.Q(state__in=["closed", "stopped"], ended_by__isnull=False),
            ),
        ]

    @property
    def owner(self) -> Organisation | None:
        """Return who owns it today: until the day of a hand-over it is the former owner."""
        return self.hand_over.former if self.hand_over is not None and self.hand_over.is_to_come else self.latest_owner

    @property
    def owner_id(self) -> UUID | None:
        """Return the key of who owns it today."""
        to_come = self.hand_over is not None and self.hand_over.is_to_come
        return self.hand_over.former_id if self.hand_over is not None and to_come else self.latest_owner_id

    def get_absolute_url(self) -> str:
        """Return the address of the project's page."""
        return address_of("portfolio:project", self.code)


def stands_on(day: date, of: str = "") -> models.Q:
    """Return the condition that a place stood on its project by the end of a day; `of` is the way to it.

    A hand-over gives a new owner its place from a day, and takes the former owner's from the same day. What is to come
    always begins with a day, so this asks for no time of day, and what rests on it can be kept.
    """
    return stands_by(day, day_over(day), of)


def stands_by(day: date, over: datetime, of: str = "") -> models.Q:
    """Return the same condition, told when the day is over."""
    begun = models.Q(**{f"{of}from_date": None}) | models.Q(**{f"{of}from_date__lte": day})
    return begun & (models.Q(**{f"{of}removed_at": None}) | models.Q(**{f"{of}removed_at__gte": over}))


def day_over(day: date) -> datetime:
    """Return the instant that ends a day in Norway."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=clock.OSLO)


class PlaceQuerySet(models.QuerySet[Any]):
    """Places on projects."""

    def standing(self) -> "PlaceQuerySet":
        """Return those that stand on their project now."""
        return self.filter(stands_on(clock.today()))


class Participation(HouseModel):
    """A municipality that is asked to own or take part in a project, and what it answered (PA-5, GP-3).

    Who has not accepted is not a participant. `from_date` is there for an owner by hand-over: it owns from that day.
    `removed_at` can be to come: the former owner's place ends when the new one's begins.
    """

    class Role(models.TextChoices):
        OWNER = "owner", _("project owner")
        NEXT_OWNER = "next_owner", _("proposed as project owner")
        PARTICIPANT = "participant", _("participant")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="participations")
    role = models.CharField(max_length=12, choices=Role)
    effort = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField(null=True)
    asked_to = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField(null=True)
    from_date = models.DateField(null=True)
    removed_at = models.DateTimeField(null=True)
    objects = PlaceQuerySet.as_manager()
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["project_id", "organisation_id"]),
        *guards.frozen(["role", "from_date"], """{old}."role" <> 'next_owner'""", "role_frozen"),
    ]

    class Meta:
        ordering = ["role", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation", "role"],
                condition=models.Q(removed_at__isnull=True),
                name="participation_once",
            ),
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(removed_at__isnull=True, role="owner"),
                name="one_owner_a_project",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.project}"

    @property
    def is_off(self) -> bool:
        """Tell whether it stands on the project no more."""
        return self.removed_at is not None and self.removed_at < day_over(clock.today())

    def get_absolute_url(self) -> str:
        """Return where the project's page lists the parties."""
        return f"{self.project.get_absolute_url()}#parties"


class QuestionLetter(AskLetter):
    """The letter with the question to a party: one for each place on a project, made anew when asked again."""

    participation = models.OneToOneField(Participation, on_delete=models.PROTECT, related_name="letter")

    def __str__(self) -> str:
        return f"{self.participation}: {self.get_state_display()}"


class Answer(GivenAnswer):
    """A municipality's answer to being asked: accepts, with a reservation, declines. Append-only; the last counts."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("accepts")
        RESERVE = "reserve", _("accepts with a reservation")
        DECLINE = "decline", _("declines")

    participation = models.ForeignKey(Participation, on_delete=models.PROTECT, related_name="answers")
    basis = models.OneToOneField(Basis, on_delete=models.PROTECT, related_name="answer")
    kind = models.CharField(max_length=8, choices=Kind)
    reservation = models.CharField(max_length=1000, blank=True)
    sequence = models.PositiveIntegerField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sequence"]
        # Of all that happens to projects this is the most: what has changed since a day finds it by the day.
        indexes = [models.Index(fields=["answered_on", "id"], name="answer_of_day")]
        constraints = [
            models.UniqueConstraint(fields=["participation", "sequence"], name="answer_sequence_once"),
            models.CheckConstraint(
                name="answer_reserve_has_words",
                condition=~models.Q(kind="reserve") | ~models.Q(reservation=""),
            ),
            registered_has_evidence("answer"),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        """Return where the project's page lists the parties."""
        return self.participation.get_absolute_url()


MANDATE_CONTENT = (
    "goal",
    "scope",
    "out_of_scope",
    "deliverables",
    "includes_introduction",
    "organisation_text",
    "board",
    "starts_on",
    "ends_on",
    "frame",
    "benefits",
    "tolerance_cost_percent",
    "tolerance_cost",
    "tolerance_weeks",
    "tolerance_days",
    "tolerance_scope",
    "tolerance_benefit",
    "reporting",
    "reserved_points",
)


class Mandate(GovernedVersion):
    """A project's mandate as a version: it comes into force only by decision (SG-3). Money in øre."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="mandates")
    goal = models.TextField()
    scope = models.TextField(blank=True)
    out_of_scope = models.TextField(blank=True)
    deliverables = models.TextField(blank=True)
    includes_introduction = models.BooleanField(default=False)
    organisation_text = models.TextField(blank=True)
    board = models.TextField(blank=True, default="")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    frame = models.BigIntegerField(null=True)
    benefits = models.TextField(blank=True)
    tolerance_cost_percent = models.PositiveSmallIntegerField(null=True)
    tolerance_cost = models.BigIntegerField(null=True)
    tolerance_weeks = models.PositiveSmallIntegerField(null=True)
    tolerance_days = models.PositiveSmallIntegerField(null=True)
    tolerance_scope = models.CharField(max_length=300, blank=True)
    tolerance_benefit = models.CharField(max_length=300, blank=True, default="")
    reporting = models.CharField(max_length=300, blank=True)
    reserved_points = models.JSONField(default=list)
    subject_field = "project"
    content_columns: ClassVar[tuple[str, ...]] = MANDATE_CONTENT
    database_guards: ClassVar[list[guards.Guard]] = version_guards("project_id", MANDATE_CONTENT)

    class Meta:
        constraints = [
            adopted_needs_basis("mandate"),
            models.UniqueConstraint(fields=["project", "number"], name="mandate_number_once"),
        ]

    def __str__(self) -> str:
        return f"{_('mandate')} {self.number or ''} {self.project}".replace("  ", " ")

    def get_absolute_url(self) -> str:
        """Return the address of this version."""
        return reverse("portfolio:mandate", args=[self.project.code, self.pk])
