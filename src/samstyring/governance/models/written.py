"""Written procedure: one case put to a body between meetings, on one exact text, with a deadline (SG-6)."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.asking import AskLetter
from samstyring.records.models import Document

from .bodies import Body
from .cases import Case

ENDED = "{old}.\"state\" IN ('decided', 'advised', 'to_meeting', 'withdrawn')"


class WrittenProcedure(HouseModel):
    """A case that a body is asked about in writing: prepared, open, and then decided, sent to a meeting or taken back.

    A body that prepares cases for the one that decides is asked for its advice: `body` is then not the case's own. Beside a meeting it is the other place where a body treats a case: an agenda item belongs to the one or the other.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("waits for the leader")
        OPEN = "open", _("out for answers")
        DECIDED = "decided", _("decided")
        ADVISED = "advised", _("advice given")
        TO_MEETING = "to_meeting", _("sent to a meeting")
        WITHDRAWN = "withdrawn", _("taken back")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="written_procedures")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="written_procedures")
    # Why the case cannot wait for a meeting.
    reason = models.TextField()
    # The last day for answers. A new text can come with a later one.
    answer_by = models.DateField()
    state = models.CharField(max_length=12, choices=State, default=State.PREPARED)
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    # On whose authority it was sent out, in words, and the leader's word where it was received in writing.
    authority = models.CharField(max_length=300, blank=True)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    # Why it went to a meeting, or was taken back.
    outcome = models.CharField(max_length=1000, blank=True)
    # The case by which a meeting is told of what was decided.
    told_in = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="tells_of")
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["body_id", "case_id", "prepared_by_id", "prepared_at"]),
        *guards.frozen(["opened_at", "authority", "evidence_id", "reason"], "{old}.\"state\" <> 'prepared'", "opened"),
        *guards.frozen(["state", "answer_by", "ended_at", "outcome"], ENDED, "ended"),
        *guards.frozen(["told_in_id"], '{old}."told_in_id" IS NOT NULL', "told"),
    ]

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state__in=["prepared", "open"]), name="written_procedure_once"
            ),
            models.CheckConstraint(name="written_procedure_has_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="written_procedure_opened",
                condition=models.Q(state__in=["prepared", "withdrawn"]) | models.Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def advisory(self) -> bool:
        """Tell whether the body is asked for its advice, and another decides (RG-2)."""
        return self.body_id != self.case.body_id

    def get_absolute_url(self) -> str:
        """Return the address of the procedure's page."""
        return reverse("governance:written", args=[self.pk])


class WrittenLetter(AskLetter):
    """The letter of a round to the holder of one seat, with a link to answer by."""

    round = models.ForeignKey("governance.Round", on_delete=models.PROTECT, related_name="letters")
    round_seat = models.ForeignKey("governance.RoundSeat", on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round_seat"], name="written_letter_once_a_seat")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"


class WrittenReminder(AskLetter):
    """A reminder to the holder of a seat that has not answered: once for each last day, with a link of its own."""

    round_seat = models.ForeignKey("governance.RoundSeat", on_delete=models.PROTECT, related_name="reminders")
    letter = models.ForeignKey(WrittenLetter, on_delete=models.PROTECT, related_name="reminders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField()
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round_seat", "answer_by"], name="written_reminded_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"
