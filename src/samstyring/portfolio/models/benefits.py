"""What exists of the benefits that a project shall give: what is promised, by whom, and what was measured since."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Organisation, Person
from samstyring.records.asking import GivenAnswer, registered_has_evidence
from samstyring.records.models import Document

from .projects import Project


class Benefit(HouseModel):
    """A benefit that a project shall give, followed up until its day, also when the project is over (VE-4).

    `standing` is what counts now of what is promised, `last` the latest measurement. `verdict` is how that one stands
    to what is promised, and `next_on` the day of the next one, None when there is none: both are worked out when
    something is measured or promised anew, and never by a clock. `ended_on`: it is followed up no more, with the reason.
    """

    class Verdict(models.TextChoices):
        NONE = "", _("not measured yet")
        REACHED = "reached", _("reached")
        ON_COURSE = "on_course", _("on course")
        BEHIND = "behind", _("behind its course")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="benefits")
    sequence = models.PositiveIntegerField()
    standing = models.ForeignKey("portfolio.BenefitPromise", null=True, on_delete=models.PROTECT, related_name="+")
    last = models.ForeignKey("portfolio.BenefitMeasurement", null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    next_on = models.DateField(null=True)
    registered_at = models.DateTimeField()
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["project_id", "sequence", "registered_at"]),
        *guards.frozen(
            ["standing_id", "last_id", "verdict", "next_on", "ended_on", "ended_reason"],
            '{old}."ended_on" IS NOT NULL',
            "ended_once",
        ),
    ]

    class Meta:
        ordering = ["project__sort_key", "sequence"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["project", "sequence"], name="benefit_once"),
            models.CheckConstraint(
                name="benefit_ended_has_reason",
                condition=models.Q(ended_on=None, ended_reason="")
                | (models.Q(ended_on__isnull=False) & ~models.Q(ended_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.standing.title if self.standing else ""

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:benefit", args=[self.project.code, self.sequence])


class BenefitPromise(HouseModel):
    """What a benefit is promised to be, as a version: append-only, and the last counts.

    From `baseline` on `baseline_on` to `target` by `due_on`, in `unit`, measured as `measure` says: the first time on
    `first_on`, then every so many months (0: only by the end). `owner` answers for it, by a role there.
    """

    class Kind(models.TextChoices):
        BUDGET = "budget", _("effect on the budget")
        OTHER_USE = "other_use", _("time or money put to other use")
        PUBLIC = "public", _("priced effect elsewhere in the public sector")
        UNPRICED = "unpriced", _("effect without a price")

    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="promises")
    sequence = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    responsible = models.CharField(max_length=200)
    measure = models.CharField(max_length=1000)
    unit = models.CharField(max_length=40)
    baseline = models.DecimalField(max_digits=14, decimal_places=2)
    baseline_on = models.DateField()
    target = models.DecimalField(max_digits=14, decimal_places=2)
    due_on = models.DateField()
    first_on = models.DateField()
    every_months = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sequence"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["benefit", "sequence"], name="benefit_promise_once"),
            models.CheckConstraint(
                name="benefit_promise_days_in_order",
                condition=models.Q(baseline_on__lt=models.F("first_on"), first_on__lte=models.F("due_on")),
            ),
            models.CheckConstraint(
                name="benefit_promise_changes_something", condition=~models.Q(target=models.F("baseline"))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BenefitMeasurement(GivenAnswer):
    """What a benefit was on a day, with where the figure is from. Append-only: a later one counts.

    `file` is what the figure can be read from, where somebody gave it; `evidence` the letter or e-mail that it came in,
    where the secretariat registered it for the owner.
    """

    benefit = models.ForeignKey(Benefit, on_delete=models.PROTECT, related_name="measurements")
    sequence = models.PositiveIntegerField()
    measured_on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=300)
    note = models.CharField(max_length=1000, blank=True)
    file = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["measured_on", "sequence"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["benefit", "sequence"], name="benefit_measurement_once"),
            registered_has_evidence("benefit_measurement"),
        ]

    def __str__(self) -> str:
        return f"{self.benefit}: {self.value}"

    def get_absolute_url(self) -> str:
        """Return where it stands, on the page of the benefit."""
        return f"{self.benefit.get_absolute_url()}#measurements"
