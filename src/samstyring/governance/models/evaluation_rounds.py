"""What the parties are asked in an evaluation of the co-operation, what they answer, and the case it ends in (VA-2)."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.asking import AnsweredFor, GivenAnswer, RemindedLetter, registered_has_evidence

from .cases import Case


class EvaluationQuestions(HouseModel):
    """A version of what the parties are to be asked about [from_date, until). The first is written on the charter's set.

    `questions` is a list of {"key", "kind", "text"}; kinds are `scale`, `text` and `recommendation`. Append-only: what is
    edited before the round opens is another version.
    """

    class Kind(models.TextChoices):
        SCALE = "scale", _("agree or not, on a scale")
        TEXT = "text", _("in own words")
        RECOMMENDATION = "recommendation", _("a recommendation")

    number = models.PositiveIntegerField(unique=True)
    from_date = models.DateField()
    until = models.DateField()
    text = models.TextField()
    questions = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "evaluation questions"
        constraints = [
            models.CheckConstraint(
                name="evaluation_questions_span", condition=models.Q(until__gt=models.F("from_date"))
            )
        ]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def revision(self) -> int:
        """Return what tells whether someone else wrote a version meanwhile."""
        return self.number

    def get_absolute_url(self) -> str:
        """Return the page where the parties are asked."""
        return reverse("governance:evaluation")


class EvaluationRound(HouseModel):
    """A version of the questions is put to every party, to be answered by a day. `why_early`: before its time began."""

    questions = models.OneToOneField(EvaluationQuestions, on_delete=models.PROTECT, related_name="round")
    answer_by = models.DateField()
    remind = models.BooleanField(default=False)
    why_early = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.questions.from_date} – {self.questions.until}"

    def get_absolute_url(self) -> str:
        """Return the page where the parties are asked."""
        return reverse("governance:evaluation")


BEFORE_THE_CASE = guards.closed_to_new(
    'SELECT 1 FROM "governance_evaluationcase" e JOIN "governance_case" c ON c."id" = e."case_id" '
    'WHERE e."round_id" = {new}."round_id" AND c."state" <> \'withdrawn\''
)


class EvaluationAsk(HouseModel):
    """A party that is asked, through whom: null where nobody with an e-mail address is registered for it."""

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="asks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["organisation__sort_key"]
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="evaluation_asked_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class EvaluationLetter(RemindedLetter):
    """The letter of a round to one person: one letter, also to who answers for several parties."""

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="evaluation_letter_once_a_person")]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_state_display()}"


class EvaluationAnswer(GivenAnswer):
    """What one or several parties, each named in `parties`, answer: by the key of the question, a level or words."""

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="answers")
    replies = models.JSONField()
    database_guards: ClassVar[list[guards.Guard]] = [*guards.append_only(), BEFORE_THE_CASE]

    class Meta:
        ordering = ["at", "id"]
        constraints = [registered_has_evidence("evaluation_answer")]

    def __str__(self) -> str:
        return str(self.round)

    def get_absolute_url(self) -> str:
        """Return the page where the parties are asked."""
        return reverse("governance:evaluation")


class EvaluationAnswerParty(AnsweredFor):
    """A party that an answer speaks for."""

    answer = models.ForeignKey(EvaluationAnswer, on_delete=models.PROTECT, related_name="parties")

    class Meta(AnsweredFor.Meta):
        verbose_name_plural = "evaluation answer parties"
        constraints = [models.UniqueConstraint(fields=["answer", "organisation"], name="evaluation_answer_party_once")]


class EvaluationCase(HouseModel):
    """The case that a round ended in, with the report as it was that day."""

    round = models.ForeignKey(EvaluationRound, on_delete=models.PROTECT, related_name="cases")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="evaluation_round")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return str(self.case)
