"""A municipality's own initiative that others are invited to: what is offered, who is asked, what each answered."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.asking import AnsweredFor, AskLetter, GivenAnswer, registered_has_evidence
from samstyring.records.models import Document

from .needs import Need

WHILE_OPEN = guards.closed_to_new(
    'SELECT 1 FROM "portfolio_initiative" i JOIN "portfolio_need" n ON n."id" = i."need_id" '
    "WHERE i.\"id\" = {new}.\"initiative_id\" AND n.\"state\" IN ('candidate', 'merged', 'withdrawn', 'closed')"
)


class Initiative(HouseModel):
    """What others are invited to in an initiative: when, what a participant gives, what it costs, whom to ask (FO-7).

    What it is and why stands in the need that announced it. It stays as it was sent: all answer the same question.
    `evidence` is what the municipality wrote, where the secretariat invites on its behalf.
    """

    need = models.OneToOneField(Need, on_delete=models.PROTECT, related_name="initiative")
    time = models.CharField(max_length=200)
    gives = models.TextField()
    cost = models.CharField(max_length=300, blank=True)
    contact = models.CharField(max_length=200)
    received_from = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return str(self.need)

    def get_absolute_url(self) -> str:
        """Return the page of those who are invited."""
        return reverse("portfolio:invited", args=[self.need.code])


class InitiativeAsk(HouseModel):
    """One municipality that is invited, through whom, and by when it is to answer: a reminder may give more time."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="asks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField()
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["initiative_id", "organisation_id", "asked_at"]),
        WHILE_OPEN,
    ]

    class Meta:
        ordering = ["organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "organisation"], name="initiative_asked_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class InitiativeLetter(AskLetter):
    """The letter of an initiative to one person: one letter, also to who answers for several municipalities."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reminder = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["initiative", "person"], name="initiative_letter_once_a_person")]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.get_state_display()}"


class InitiativeAnswer(GivenAnswer):
    """What one or several municipalities, each named in `parties`, answer to an invitation. The last one counts."""

    class Kind(models.TextChoices):
        YES = "yes", _("takes part")
        INTERESTED = "interested", _("interested, with a remark")
        NO = "no", _("does not take part")

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [*guards.append_only(), WHILE_OPEN]

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            registered_has_evidence("initiative_answer"),
            models.CheckConstraint(
                name="initiative_interest_has_remark", condition=~models.Q(kind="interested") | ~models.Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_absolute_url(self) -> str:
        """Return the page of the initiative."""
        return self.initiative.need.get_absolute_url()


class InitiativeAnswerParty(AnsweredFor):
    """A municipality that an answer speaks for."""

    answer = models.ForeignKey(InitiativeAnswer, on_delete=models.PROTECT, related_name="parties")

    class Meta(AnsweredFor.Meta):
        constraints = [models.UniqueConstraint(fields=["answer", "organisation"], name="initiative_answer_party_once")]
