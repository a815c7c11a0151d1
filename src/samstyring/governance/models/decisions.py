"""Decisions, what is to be done because of them, and confirmed conditions."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.charter.models import Edition
from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.models import Document

from .bodies import Body
from .cases import Case, Proposal
from .meetings import AgendaItem, Meeting
from .positions import Round


class Decision(HouseModel):
    """A decision (vedtak) of a body, with how it came about and the clauses that gave authority and procedure."""

    class Way(models.TextChoices):
        CONSENSUS = "consensus", _("consensus")
        LEADER = "leader", _("the leader decided")
        MAJORITY = "majority", _("majority")
        WRITTEN_CONSENT = "written_consent", _("consent of all in writing")
        NOTED = "noted", _("taken note of")

    basis = models.OneToOneField(Basis, on_delete=models.PROTECT, related_name="decision")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="decision")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="decisions")
    item = models.OneToOneField(AgendaItem, null=True, on_delete=models.PROTECT, related_name="decision")
    round = models.OneToOneField(Round, null=True, on_delete=models.PROTECT, related_name="decision")
    body_key = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    # As the charter wrote numbers when it was given: another form later changes no decision's number.
    number_written = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    way = models.CharField(max_length=16, choices=Way)
    reasons = models.TextField(blank=True)
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    found_as = models.CharField(max_length=200)
    # Several clauses, parted by ", ", where the proposals of the case rest on several.
    clause_of_authority = models.CharField(max_length=120)
    clause_of_procedure = models.CharField(max_length=120)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="decisions")
    # VA-1: after the term, what was decided inside it can still be registered; then these two differ.
    decided_on = models.DateField()
    registered_on = models.DateField()
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new('SELECT 1 FROM "governance_agendaitem" i WHERE i."id" = {new}."item_id" AND i."advisory"'),
    ]
    # How it stands afterwards, where `queries.reviews.with_holding` has added it to the rows.
    review_on: date | None
    confirmed_on: date | None
    repealed_from: date | None

    class Meta:
        ordering = ["-decided_on", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["body_key", "year", "number"], name="decision_number_once"),
            models.CheckConstraint(
                name="decision_registered_after",
                condition=models.Q(registered_on__gte=models.F("decided_on")),
            ),
            models.CheckConstraint(
                name="decision_leader_has_reasons",
                condition=~models.Q(way="leader") | ~models.Q(reasons=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}"

    @property
    def label(self) -> str:
        """Return "SG 21/22", as the charter wrote numbers when it was given."""
        return self.number_written

    @property
    def in_writing(self) -> bool:
        """Tell whether it was made in a written procedure: its item belongs to no meeting."""
        return self.item_id is not None and self.meeting_id is None


class ConditionConfirmation(HouseModel):
    """The condition of a decided proposal was met: confirmed by the one named, with evidence."""

    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="confirmation")
    basis = models.OneToOneField(Basis, on_delete=models.PROTECT, related_name="confirmation")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_on = models.DateField()
    note = models.CharField(max_length=500)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return str(self.proposal)


class Action(HouseModel):
    """A follow-up action of a decision: which party does what by when (SG-8)."""

    class State(models.TextChoices):
        OPEN = "open", _("to be done")
        REPORTED = "reported", _("reported done")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="actions")
    text = models.CharField(max_length=500)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="actions")
    deadline = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["basis_id", "decision_id", "text", "organisation_id", "deadline"]),
    ]
    # The deadline in force, where `queries.deadlines.with_due` has added it to the rows: the newest extension granted.
    due: date
    # The day that a request for more time asks for, where `queries.extensions.with_asked` has added it.
    asked_until: date | None

    class Meta:
        ordering = ["deadline"]

    def __str__(self) -> str:
        return self.text


class ActionReport(HouseModel):
    """What was reported about an action. Append-only."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="reports")
    text = models.CharField(max_length=1000)
    done = models.BooleanField(default=False)
    reported_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["reported_at"]

    def __str__(self) -> str:
        return self.text[:80]
