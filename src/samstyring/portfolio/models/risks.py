"""What exists of a project's risks and opportunities: each with how it was judged over time, and what is done about it."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samstyring.governance.models import Case
from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.parties.models import Organisation, Person

from .projects import Project


class Risk(HouseModel):
    """Something that may happen to a project, for worse or for better. `standing` is the assessment that counts now."""

    class Kind(models.TextChoices):
        RISK = "risk", _("risk")
        OPPORTUNITY = "opportunity", _("opportunity")

    class Category(models.TextChoices):
        TIME = "time", _("time and progress")
        MONEY = "money", _("money")
        PEOPLE = "people", _("people and capacity")
        SUPPLIER = "supplier", _("supplier and procurement")
        TECHNOLOGY = "technology", _("technology and security")
        LAW = "law", _("law and data protection")
        ANCHORING = "anchoring", _("anchoring and introduction")
        BENEFIT = "benefit", _("benefit")
        OTHER = "other", _("other")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="risks")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)
    cause = models.CharField(max_length=1000)
    consequence = models.CharField(max_length=1000)
    category = models.CharField(max_length=12, choices=Category)
    standing = models.ForeignKey("portfolio.RiskAssessment", null=True, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["project_id", "sequence", "kind", "registered_at"]),
        *guards.frozen(
            ["title", "cause", "consequence", "category", "standing_id", "closed_at", "closed_reason"],
            '{old}."closed_at" IS NOT NULL',
            "closed_once",
        ),
    ]

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["project", "sequence"], name="risk_once"),
            models.CheckConstraint(
                name="risk_closed_has_reason",
                condition=models.Q(closed_at=None, closed_reason="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closed_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """Return what it is called in a matrix: its number, with a letter for its kind."""
        words = gettext("R%(number)s") if self.kind == self.Kind.RISK else gettext("O%(number)s")
        return words % {"number": self.sequence}

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:risk", args=[self.project.code, self.sequence])


class RiskAssessment(HouseModel):
    """How a risk was judged on a day: now, and as it will be when its actions are done. Append-only; the last counts.

    Probability and impact go from 1 to 5; a weight is their product. `everyone`: all who take part are exposed.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="assessments")
    sequence = models.PositiveIntegerField()
    probability = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    weight = models.PositiveSmallIntegerField()
    probability_after = models.PositiveSmallIntegerField()
    impact_after = models.PositiveSmallIntegerField()
    weight_after = models.PositiveSmallIntegerField()
    everyone = models.BooleanField(default=True)
    remark = models.CharField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "sequence"], name="risk_assessment_once"),
            models.CheckConstraint(
                name="risk_assessment_on_the_scale",
                condition=models.Q(
                    probability__range=(1, 5),
                    impact__range=(1, 5),
                    probability_after__range=(1, 5),
                    impact_after__range=(1, 5),
                    weight=models.F("probability") * models.F("impact"),
                    weight_after=models.F("probability_after") * models.F("impact_after"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.probability} × {self.impact}"


class RiskExposure(HouseModel):
    """A municipality that an assessment names as exposed, where not everyone who takes part is. Append-only."""

    assessment = models.ForeignKey(RiskAssessment, on_delete=models.PROTECT, related_name="exposed")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["organisation__sort_key"]
        constraints = [models.UniqueConstraint(fields=["assessment", "organisation"], name="risk_exposure_once")]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.organisation}"


class RiskAction(HouseModel):
    """What is done about a risk: by whom (a role), by when, and when it was done."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="actions")
    sequence = models.PositiveIntegerField()
    what = models.CharField(max_length=300)
    responsible = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    remark = models.CharField(max_length=500, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["risk_id", "sequence", "what", "responsible", "due_on"]),
        *guards.frozen(["done_on", "remark"], '{old}."done_on" IS NOT NULL', "done_once"),
    ]

    class Meta:
        ordering = ["due_on", "sequence"]
        constraints = [models.UniqueConstraint(fields=["risk", "sequence"], name="risk_action_once")]

    def __str__(self) -> str:
        return self.what


class RiskRaising(HouseModel):
    """A risk that was brought to the portfolio board in a case: to be accepted there, or for information. Append-only.

    `assessment` is how it was judged when it was brought. What came of it is the case's decision.
    """

    class Purpose(models.TextChoices):
        ACCEPT = "accept", _("to be accepted")
        INFORM = "inform", _("for information")

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="raisings")
    assessment = models.ForeignKey(RiskAssessment, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=8, choices=Purpose)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return f"{self.risk}: {self.case}"


class RiskAcceptance(HouseModel):
    """A risk that the portfolio board accepted by decision, as an assessment judged it. Append-only.

    `last_day` is the last day that it stands; without one it stands until the risk is judged anew. What ends it before
    that is in `rules.risks.accepted`.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="acceptances")
    assessment = models.ForeignKey(RiskAssessment, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    last_day = models.DateField(null=True)
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(
                name="risk_accepted_for_some_time",
                condition=models.Q(last_day=None) | models.Q(last_day__gte=models.F("from_date")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.basis}"
