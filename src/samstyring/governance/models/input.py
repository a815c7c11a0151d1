"""Input (innspel) on a case: those whom the seats speak for are briefed, asked, and answer (SR-1)."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.asking import AnsweredFor, GivenAnswer, RemindedLetter, registered_has_evidence

from .bodies import Seat
from .cases import Case

BEFORE_TREATMENT = guards.closed_to_new(
    'SELECT 1 FROM "governance_case" c WHERE c."id" = {new}."case_id" AND c."state" IN '
    "('in_treatment', 'decided', 'closed', 'withdrawn')"
)


class InputRequest(HouseModel):
    """A seat's holder, or the secretariat for them, briefs municipalities on a case and asks for their input by a day.

    `seat` is null where the secretariat asks for several seats at once. `content` is the paper as it was asked on,
    canonical JSON ("" for an exempt case, whose paper does not go out). Asking again is another request.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="input_requests")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="input_requests")
    text = models.TextField()
    content = models.TextField(blank=True)
    answer_by = models.DateField()
    remind = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = [*guards.append_only(), BEFORE_TREATMENT]

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"{self.case}: {self.answer_by}"

    def get_absolute_url(self) -> str:
        """Return the page of the input on the case."""
        return reverse("governance:case_input", args=[self.case_id])


class InputAsk(HouseModel):
    """One municipality that a request went to, through whom, and the seat that speaks for it (none speaks for some)."""

    request = models.ForeignKey(InputRequest, on_delete=models.PROTECT, related_name="asks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["organisation__sort_key"]
        constraints = [models.UniqueConstraint(fields=["request", "organisation"], name="input_asked_once_a_request")]

    def __str__(self) -> str:
        return str(self.organisation)


class InputLetter(RemindedLetter):
    """The letter of a request to one person: one letter, also to who answers for several municipalities."""

    request = models.ForeignKey(InputRequest, on_delete=models.PROTECT, related_name="letters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="input_letter_once_a_person")]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_state_display()}"


class Input(GivenAnswer):
    """What one or several municipalities, each named in `parties`, say of a case. It is no vote; the last counts."""

    class Leaning(models.TextChoices):
        FOR = "for", _("for")
        REMARK = "remark", _("for, with remarks")
        AGAINST = "against", _("against")
        NONE = "none", _("no view")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="inputs")
    leaning = models.CharField(max_length=8, choices=Leaning)
    text = models.TextField(blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [*guards.append_only(), BEFORE_TREATMENT]

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            registered_has_evidence("input"),
            models.CheckConstraint(
                name="input_says_why",
                condition=~models.Q(leaning__in=["remark", "against"]) | ~models.Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return self.get_leaning_display()

    def get_absolute_url(self) -> str:
        """Return the page of the input on the case."""
        return reverse("governance:case_input", args=[self.case_id])


class InputParty(AnsweredFor):
    """A municipality that an input speaks for."""

    input = models.ForeignKey(Input, on_delete=models.PROTECT, related_name="parties")

    class Meta(AnsweredFor.Meta):
        constraints = [models.UniqueConstraint(fields=["input", "organisation"], name="input_party_once")]
