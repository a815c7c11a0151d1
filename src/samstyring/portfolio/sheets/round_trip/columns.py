"""The sheets of the portfolio's workbook: projects, milestones, and status by row."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.kernel import clock
from samstyring.records.registry import (
    Column,
    Day,
    Kroner,
    LongText,
    Municipalities,
    OneOf,
    Sheet,
    SomeOf,
    Text,
    Whole,
)

from ... import queries
from ...models import AREAS, Milestone, Project, Risk
from ...reporting.reading import LABELS, area_label
from ...risk_scale import scale

COLOURS = {"green": _("green"), "yellow": _("yellow"), "red": _("red")}


def _purposes() -> Mapping[str, Any]:
    return {purpose.key: purpose.name for purpose in queries.purposes_on(clock.today())}


class _RoundTripSheet(Sheet):
    """A sheet that its own act takes in."""

    order = 0


class ProjectsSheet(_RoundTripSheet):
    """One row for each project that is not over."""

    name = "portfolio.round_trip.projects"
    title = _("Projects")
    help = _("What is said of each project. Rows cannot be added: a project is registered on its own page.")
    columns: ClassVar[Sequence[Column]] = (
        Column("code", _("Code"), Text(20), locked=True),
        Column("revision", _("Revision"), Whole(), locked=True, help=_("Tells whether it was changed meanwhile.")),
        Column("name", _("Project"), Text(200)),
        Column("origin", _("Origin"), OneOf(dict(Project.Origin.choices))),
        Column("summary", pgettext_lazy("project", "In short"), LongText(30_000)),
        Column("purposes", _("Purposes"), SomeOf(_purposes), required=False),
        Column("owner", _("Owner"), Text(), required=False, locked=True),
        Column("manager", _("Project manager"), Text(), required=False, locked=True),
        Column("state", _("State"), Text(), required=False, locked=True),
        Column("phase", _("Phase"), Text(), required=False, locked=True),
    )


class MilestonesSheet(_RoundTripSheet):
    """One row for each milestone or deliverable of a plan."""

    name = "portfolio.round_trip.milestones"
    title = _("Milestones")
    help = _("The plans. For a new milestone, use an empty row: write the project's code, and leave number and revision empty.")  # fmt: skip
    takes_new = True
    columns: ClassVar[Sequence[Column]] = (
        Column("project", _("Project code"), Text(20), locked=True),
        Column("number", _("Number"), Whole(1), required=False, locked=True),
        Column("revision", _("Revision"), Whole(), required=False, locked=True),
        Column("name", _("What"), Text(200)),
        Column("kind", _("Kind"), OneOf(dict(Milestone.Kind.choices))),
        Column(
            "point",
            _("Decision point of the project model"),
            Text(40),
            required=False,
            help=_("For a planned decision point: its code. When it is passed, the milestone is reached."),
        ),
        Column("due_on", _("Forecast"), Day()),
        Column("criteria", _("Criteria of acceptance"), LongText(), required=False),
        Column("accepted_by", _("Who accepts"), Text(200), required=False),
        Column("baseline", _("Baseline"), Day(), required=False, locked=True),
        Column("done_on", _("Is reached"), Day(), required=False, locked=True),
    )


def _steps(words: Sequence[Any]) -> OneOf:
    """Return a step of the scale, chosen as "4 Likely"; the number alone is read too."""
    return OneOf({str(number): Step(number, said) for number, said in enumerate(words, 1)})


class Step:
    """A step with its number, in the reader's language."""

    def __init__(self, number: int, words: Any) -> None:
        self.number, self.words = number, words

    def __str__(self) -> str:
        return f"{self.number} {self.words}"


class RisksSheet(_RoundTripSheet):
    """One row for each risk or opportunity that is open."""

    name = "portfolio.round_trip.risks"
    title = _("Risks")
    help = _("Open risks and opportunities. Another step, or a reason, is a new assessment; those before stay. For a new one, write the project's code, and leave number and revision empty.")  # fmt: skip
    takes_new = True
    columns: ClassVar[Sequence[Column]] = (
        Column("project", _("Project code"), Text(20), locked=True),
        Column("number", _("Number"), Whole(1), required=False, locked=True),
        Column("revision", _("Revision"), Whole(), required=False, locked=True),
        Column("kind", _("Kind"), OneOf(dict(Risk.Kind.choices))),
        Column("title", _("What can happen"), Text(200)),
        Column("category", _("Category"), OneOf(dict(Risk.Category.choices))),
        Column("cause", _("Cause"), LongText(1000)),
        Column("consequence", _("Consequence"), LongText(1000)),
        Column("probability", _("Probability now"), _steps(scale().probability)),
        Column("impact", _("Impact now"), _steps(scale().impact)),
        Column("probability_after", _("Probability after the actions"), _steps(scale().probability)),
        Column("impact_after", _("Impact after the actions"), _steps(scale().impact)),
        Column("exposed", _("Exposed"), Municipalities(), required=False, help=_("Empty: all that take part.")),
        Column("remark", _("Why is it judged so?"), LongText(1000), required=False),
        Column("level", _("Level now"), Text(), required=False, locked=True),
    )


def _areas() -> list[Column]:
    made = []
    for area in AREAS:
        words = _("Needed where it is not green.") if area not in ("overall", "time", "cost") else ""
        if area in ("time", "cost"):
            words = _("Needed where it is not green, or the forecast is outside the tolerance.")
        made.append(Column(f"{area}_light", area_label(area), OneOf(COLOURS), required=False))
        made.append(Column(f"{area}_words", Said(area), Text(300), required=False, help=words))
    return made


class Said:
    """The heading of an area's sentence, in the reader's language."""

    def __init__(self, area: str) -> None:
        self.area = area

    def __str__(self) -> str:
        return str(_("%(area)s, in one sentence")) % {"area": area_label(self.area)}


class StatusSheet(_RoundTripSheet):
    """One row for each project that is waited for in an open window: a row with lights is its report."""

    name = "portfolio.round_trip.status"
    title = _("Status")
    help = _("One row for each project that is asked in an open window, is not paused and has not reported. A row without lights is not a report.")  # fmt: skip
    columns: ClassVar[Sequence[Column]] = (
        Column("window", _("Window"), Text(20), locked=True),
        Column("project", _("Project code"), Text(20), locked=True),
        Column("name", _("Project"), Text(200), required=False, locked=True),
        Column("last", _("Overall, last time"), Text(400), required=False, locked=True),
        *_areas(),
        Column("ends_on", LABELS["ends_on"], Day(), required=False),
        Column("cost", LABELS["cost"], Kroner(), required=False),
        Column("red_reason", LABELS["red_reason"], Text(500), required=False),
        Column("progress", LABELS["progress"], LongText(4_000), required=False),
        Column("to_decide", LABELS["to_decide"], LongText(2_000), required=False),
        Column(
            "answered_by",
            _("Reported by"),
            Text(200),
            required=False,
            help=_("Needed from the secretariat, which registers what others report."),
        ),
        Column("answered_as", _("In which role"), Text(200), required=False),
        Column("answered_on", _("Reported on"), Day(), required=False),
    )


PROJECTS, MILESTONES, RISKS, STATUS = ProjectsSheet(), MilestonesSheet(), RisksSheet(), StatusSheet()
SHEETS = (PROJECTS, MILESTONES, RISKS, STATUS)
