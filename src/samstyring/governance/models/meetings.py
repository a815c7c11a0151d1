"""Meetings, agendas, what was sent out, regrets and attendance."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.models import Document

from .bodies import Body, Seat
from .cases import Case
from .written import WrittenProcedure

_ENDED = (
    'SELECT 1 FROM "governance_meeting" m WHERE m."id" = {new}."meeting_id" AND m."state" IN (\'held\', \'cancelled\')'
)


class Meeting(HouseModel):
    """A meeting of a body: planned, called, open, held; or cancelled (LE-2, SG-6)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        CALLED = "called", _("called")
        OPEN = "open", _("in session")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    video_link = models.URLField(max_length=500, blank=True)
    # True where the invitation exists elsewhere (Teams): ours is then only offered, not sent.
    invitation_elsewhere = models.BooleanField(default=False)
    extraordinary = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True)
    called_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_why = models.CharField(max_length=300, blank=True)
    # Chairing one meeting can be given to anyone and gives no position (LE-1).
    chair = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    minute_taker = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["body_id", "uid"]),
        *guards.frozen(
            [
                "starts_at",
                "ends_at",
                "state",
                "called_at",
                "opened_at",
                "closed_at",
                "chair_id",
                "minute_taker_id",
                "frozen_at",
                "cancelled_why",
            ],
            "{old}.\"state\" IN ('held', 'cancelled')",
            "ended",
        ),
    ]

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_start",
                condition=models.Q(ends_at__gt=models.F("starts_at")),
            )
        ]

    def __str__(self) -> str:
        from samstyring.kernel.clock import local_date

        return f"{self.body.name} {local_date(self.starts_at).isoformat()}"

    def get_absolute_url(self) -> str:
        """Return the address of the meeting's page."""
        return reverse("governance:meeting", args=[self.pk])


class SummonsApproval(HouseModel):
    """The leader approved this summons: the secretariat may send it on the leader's authority (LE-2)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="summons_approvals")
    # The digest of time, place and agenda as they were: another summons needs another approval.
    sha256 = models.CharField(max_length=64)
    approved_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["approved_at"]

    def __str__(self) -> str:
        return str(self.meeting)


_ENDED_IN_WRITING = (
    'SELECT 1 FROM "governance_writtenprocedure" w WHERE w."id" = {new}."written_id" AND w."state" IN '
    "('decided', 'to_meeting', 'withdrawn')"
)


class AgendaItem(HouseModel):
    """A case on a meeting's agenda. Its number (SG 21/22) is given when the agenda is frozen, and kept for good.

    A case that is treated in writing is an item too, of its written procedure: then there is no meeting.
    """

    class State(models.TextChoices):
        LISTED = "listed", _("on the agenda")
        OPEN = "open", _("being treated")
        DECIDED = "decided", _("decided")
        NOTED = "noted", _("taken note of")
        ADVISED = "advised", _("advice given")
        DISCUSSED = "discussed", _("discussed, nothing decided")
        POSTPONED = "postponed", _("postponed")
        SENT_BACK = "sent_back", _("sent back")
        WITHDRAWN = "withdrawn", _("withdrawn")
        NOT_TAKEN = "not_taken", _("not taken up")

    # The type says what the meeting room relies on: it is only given items of meetings, and refuses others.
    meeting: "models.ForeignKey[Meeting | None, Meeting]" = models.ForeignKey(  # type: ignore[misc]
        Meeting, null=True, on_delete=models.PROTECT, related_name="items"
    )
    written = models.OneToOneField(WrittenProcedure, null=True, on_delete=models.PROTECT, related_name="item")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    body_key = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    # As the charter wrote numbers when it was given: "SG 21/22".
    number_written = models.CharField(max_length=60, blank=True)
    # A late item is listed as late and taken only if the meeting agrees at its first item.
    late = models.BooleanField(default=False)
    late_accepted = models.BooleanField(null=True)
    # Laid before a body that advises: another body decides the case, and no decision can be made on this item.
    advisory = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State, default=State.LISTED)
    account = models.TextField(blank=True)
    account_revision = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=500, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.frozen(["meeting_id", "written_id", "case_id", "body_key", "advisory"]),
        *guards.frozen(["number", "year", "number_written"], '{old}."number" IS NOT NULL', "numbered"),
        *guards.frozen(
            ["state"],
            "{old}.\"state\" IN ('decided', 'noted', 'advised', 'discussed', 'postponed', 'sent_back', 'withdrawn')",
            "ended",
        ),
        *guards.frozen(
            ["account", "why", "position", "late", "late_accepted"],
            'EXISTS (SELECT 1 FROM "governance_minutes" m WHERE m."meeting_id" = {old}."meeting_id"'
            " AND m.\"state\" = 'approved')",
            "minuted",
        ),
        *guards.no_delete('{old}."number" IS NOT NULL'),
        guards.closed_to_new(f"{_ENDED} UNION ALL {_ENDED_IN_WRITING}"),
    ]

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "case"], name="case_once_a_meeting"),
            models.CheckConstraint(
                name="item_of_meeting_or_in_writing",
                condition=models.Q(meeting__isnull=True) ^ models.Q(written__isnull=True),
            ),
            models.UniqueConstraint(fields=["body_key", "year", "number"], name="item_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.case.title}"

    @property
    def label(self) -> str:
        """Return "SG 21/22", or the working reference before the agenda is frozen."""
        return self.number_written or self.case.reference


class Dispatch(HouseModel):
    """Something sent out about a meeting: the summons, late papers, a change, a cancellation, the minutes.

    `sent_by` is whoever sent it. It is empty where nobody did: it followed from something else that was registered (a seat
    changed hands, somebody sent regrets), or the command line did it. Then it is from the secretariat as such.
    """

    class Kind(models.TextChoices):
        SUMMONS = "summons", _("summons")
        LATE_PAPERS = "late_papers", _("late papers")
        CHANGE = "change", _("changed meeting")
        CANCELLATION = "cancellation", _("cancellation")
        MINUTES = "minutes", _("minutes for comment")
        SUBSTITUTE = "substitute", _("a substitute asked")
        RELEASED = "released", _("need not meet")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="dispatches")
    kind = models.CharField(max_length=12, choices=Kind)
    document = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=300)
    text = models.TextField()
    # The same letter for those who read another language: {"nb": {"subject": …, "text": …}}.
    translations = models.JSONField(default=dict)
    # What it held: [{"item": id, "what": "new" | "changed" | "files" | "withdrawn"}].
    contents = models.JSONField(default=list)
    sequence = models.PositiveIntegerField(default=0)
    authority = models.CharField(max_length=300, blank=True)
    sent_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sent_at"]

    def __str__(self) -> str:
        return self.subject


class Delivery(HouseModel):
    """One recipient of a dispatch, and whether it got through. Written by the worker that sends."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("handed over")
        FAILED = "failed", _("could not be delivered")
        RETRY = "retry", _("will be tried again")
        NO_ADDRESS = "no_address", _("no e-mail address")
        RETURNED = "returned", _("came back")

    outside_acts = "delivery states are written by the worker after the act that queued them"
    marked_outside_acts = True

    dispatch = models.ForeignKey(Dispatch, on_delete=models.PROTECT, related_name="deliveries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [models.UniqueConstraint(fields=["dispatch", "person"], name="delivery_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.state}"


class Regrets(HouseModel):
    """A holder cannot come (forfall), and who comes instead if the rules allow it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="regrets")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="regrets")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    way = models.CharField(max_length=16)
    substitute_name = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["meeting_id", "seat_id", "person_id", "registered_at"]),
    ]

    class Meta:
        verbose_name_plural = "regrets"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="regrets_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.meeting}"


class Attendance(HouseModel):
    """Who was there: a seat's holder (or who met for them), or another person. Append-only; the last row counts."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=200, blank=True)
    present = models.BooleanField()
    at = models.DateTimeField()
    sequence = models.PositiveIntegerField()
    database_guards: ClassVar[list[guards.Guard]] = [*guards.append_only(), guards.closed_to_new(_ENDED)]

    class Meta:
        ordering = ["sequence"]

    def __str__(self) -> str:
        return self.name
