"""Status reports: the window in which projects are asked, what they answer, and the draft of an answer."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.records.asking import AskLetter, GivenAnswer, registered_has_evidence
from samstyring.ui.addresses import address_of

from .projects import Project

AREAS = ("overall", "time", "cost", "quality", "risk", "benefit")
"""What a report gives a light and a sentence on."""
REPORT_CONTENT = (
    *(f"{area}_{part}" for area in AREAS for part in ("light", "words")),
    "ends_on",
    "cost",
    "red_reason",
    "progress",
    "to_decide",
)


class Light(models.TextChoices):
    """How something goes."""

    GREEN = "green", _("as planned")
    YELLOW = "yellow", _("needs attention")
    RED = "red", _("off course")


def _light() -> Any:
    return models.CharField(max_length=6, choices=Light, blank=True)


def _words() -> Any:
    return models.CharField(max_length=300, blank=True)


class ReportContent(HouseModel):
    """What a status report says: lights with a sentence each, the forecast (cost in øre), what was done, what to decide.

    `red_reason` is why time or cost is red while the forecast is inside the tolerances.
    """

    overall_light = _light()
    overall_words = _words()
    time_light = _light()
    time_words = _words()
    cost_light = _light()
    cost_words = _words()
    quality_light = _light()
    quality_words = _words()
    risk_light = _light()
    risk_words = _words()
    benefit_light = _light()
    benefit_words = _words()
    ends_on = models.DateField(null=True)
    cost = models.BigIntegerField(null=True)
    red_reason = models.CharField(max_length=500, blank=True)
    progress = models.TextField(blank=True)
    to_decide = models.TextField(blank=True)

    class Meta:
        abstract = True


class ReportingWindow(HouseModel):
    """A round of status reports about one period. The secretariat opens it, and closes it or names a day for that.

    The period is half-open days; `due_on` is the last day that is asked for, and a late report is taken until it closes.
    `closes_on`: the system closes it in the morning of this day.
    """

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    from_date = models.DateField()
    until = models.DateField()
    due_on = models.DateField()
    closes_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["code", "name", "from_date", "until", "due_on", "closes_on", "note", "opened_at"]),
        *guards.frozen(["closed_at"], '{old}."closed_at" IS NOT NULL', "closed_once"),
    ]

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(name="window_has_a_period", condition=models.Q(from_date__lt=models.F("until")))
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Tell whether it takes first reports."""
        return self.closed_at is None

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:window", args=[self.code])


class ReportAsk(HouseModel):
    """A project that is asked for its report in a window, and whom the question went to: nobody, if none could be found."""

    window = models.ForeignKey(ReportingWindow, on_delete=models.PROTECT, related_name="asks")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="report_asks")
    asked_to = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    first_asked_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["window_id", "project_id", "first_asked_at"]),
    ]

    class Meta:
        ordering = ["project__sort_key"]
        constraints = [models.UniqueConstraint(fields=["window", "project"], name="report_asked_once")]

    def __str__(self) -> str:
        return f"{self.project}: {self.window}"

    def get_absolute_url(self) -> str:
        """Return the address of the report."""
        return address_of("portfolio:report", self.window.code, self.project.code)


class ReportLetter(AskLetter):
    """The letter that asks for a report: one for each project in a window, made anew when asked again."""

    ask = models.OneToOneField(ReportAsk, on_delete=models.PROTECT, related_name="letter")

    def __str__(self) -> str:
        return f"{self.ask}: {self.get_state_display()}"


class ReportDraft(ReportContent):
    """What is written of a report and not published. Removed when it is."""

    ask = models.OneToOneField(ReportAsk, on_delete=models.PROTECT, related_name="draft")
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.ask}"

    def get_absolute_url(self) -> str:
        """Return where it is looked over before it is published."""
        return reverse("portfolio:publish_report", args=[self.ask.window.code, self.ask.project.code])


class StatusReport(ReportContent, GivenAnswer):
    """A published report: a frozen snapshot, beside what was in force that day. A correction is a further version.

    `milestones` are the rows of the plan that day: name, due, baseline and done, as ISO days or None. `risks` are those
    that were open: number, title, kind, weight, level now and after the actions as mark and words, actions left.
    """

    ask = models.ForeignKey(ReportAsk, on_delete=models.PROTECT, related_name="reports")
    version = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    project_name = models.CharField(max_length=200)
    phase = models.CharField(max_length=120, blank=True)
    owner_name = models.CharField(max_length=200, blank=True)
    planned_end = models.DateField(null=True)
    planned_end_source = models.CharField(max_length=200, blank=True)
    planned_cost = models.BigIntegerField(null=True)
    planned_cost_source = models.CharField(max_length=200, blank=True)
    milestones = models.JSONField(default=list)
    risks = models.JSONField(default=list)
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "version"], name="report_version_once"),
            models.CheckConstraint(
                name="report_correction_has_reason", condition=models.Q(version=1) | ~models.Q(reason="")
            ),
            models.CheckConstraint(
                name="report_has_all_lights",
                condition=~models.Q(
                    models.Q(overall_light="")
                    | models.Q(time_light="")
                    | models.Q(cost_light="")
                    | models.Q(quality_light="")
                    | models.Q(risk_light="")
                    | models.Q(benefit_light="")
                ),
            ),
            registered_has_evidence("report"),
        ]

    def __str__(self) -> str:
        return f"{self.ask}, {self.version}"

    def get_absolute_url(self) -> str:
        """Return the address of the report."""
        return self.ask.get_absolute_url()


class LastReport(HouseModel):
    """Which report counts for a project now: the last version in the last window that it reported in; with its light.

    It is written with each report that is published, so that thousands of projects can be sorted by light. It is a table
    of its own and no column of the project: a report is no change of the project, and what was worked out of the
    projects still holds after one (docs/adr/020-kept-by-what-was-read.md).
    """

    project = models.OneToOneField(Project, on_delete=models.PROTECT, related_name="last_report")
    report = models.OneToOneField(StatusReport, on_delete=models.PROTECT, related_name="last_of")
    light = models.CharField(max_length=6, choices=Light)
    database_guards: ClassVar[list[guards.Guard]] = [*guards.no_delete(), *guards.frozen(["project_id"])]

    class Meta:
        indexes = [models.Index(fields=["light"], name="last_report_light")]

    def __str__(self) -> str:
        return f"{self.report}"
