"""Registers what happens to projects, for "what changed since": each rests on a decision, an answer or a day's entry."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.prepared import Prepared
from samstyring.ui import formats

from .models import (
    Answer,
    Baseline,
    BenefitMeasurement,
    Change,
    ExceptionReport,
    HandOver,
    Mandate,
    Milestone,
    Participation,
    Passing,
    Pause,
    Project,
    StatusReport,
)
from .queries.events import adopted, at_time, on_day, read_versions
from .registry import Event, Events, Span, events
from .reporting.reading import light_name
from .rules.benefits import figure
from .rules.projects import OVER

Rows = Callable[[Span], QuerySet[Any]]
Read = Callable[[Sequence[UUID]], Mapping[UUID, Event]]


def _of_project(field: str) -> Rows:
    return lambda span: on_day(Project.objects.all(), field, span, project="pk")


def _ended(span: Span) -> QuerySet[Any]:
    return on_day(Project.objects.filter(state__in=OVER), "ended_on", span, project="pk")


def _how_it_ended(project: Project) -> Event:
    stopping, words = getattr(project, "stopping", None), str(project.get_state_display())
    return Event(f"{words}: {stopping.reason}" if stopping else words, basis=project.ended_by)


def _registered(span: Span) -> QuerySet[Any]:
    return at_time(Project.objects.all(), "registered_at", span, project="pk")


def _where_it_comes_from(project: Project) -> Event:
    return Event(str(project.get_origin_display()), basis=project.taken_over_by)


@Prepared
def _points_in(ids: Sequence[UUID]) -> QuerySet[Passing]:
    return Passing.objects.filter(pk__in=ids).select_related("basis", "project")


def _read_points(ids: Sequence[UUID]) -> dict[UUID, Event]:
    return {row.pk: Event(f"{row.point} {row.name}", row.get_absolute_url(), row.basis) for row in _points_in(ids)}


@Prepared
def _answers_in(ids: Sequence[UUID]) -> QuerySet[Answer]:
    related = ("basis", "participation__organisation", "participation__project")
    shown = (
        "kind",
        "basis",
        "participation__role",
        "participation__organisation__name",
        "participation__project__code",
    )
    return Answer.objects.filter(pk__in=ids).select_related(*related).only(*shown)


def _read_answers(ids: Sequence[UUID]) -> dict[UUID, Event]:
    found = {}
    for row in _answers_in(ids):
        said = {
            "party": row.participation.organisation.name,
            "answer": row.get_kind_display(),
            "role": row.participation.get_role_display(),
        }
        found[row.pk] = Event(_("%(party)s %(answer)s, as %(role)s") % said, row.get_absolute_url(), row.basis)
    return found


@Prepared
def _hand_overs_in(ids: Sequence[UUID]) -> QuerySet[HandOver]:
    return HandOver.objects.filter(pk__in=ids).select_related("basis", "former", "place__organisation", "project")


def _read_hand_overs(ids: Sequence[UUID]) -> dict[UUID, Event]:
    words = _("%(party)s took over after %(former)s: %(reason)s")
    return {
        row.pk: Event(
            words % {"party": row.place.organisation.name, "former": row.former.name, "reason": row.reason},
            row.get_absolute_url(),
            row.basis,
        )
        for row in _hand_overs_in(ids)
    }


def _left(span: Span) -> QuerySet[Any]:
    return at_time(Participation.objects.all(), "removed_at", span)


@Prepared
def _left_in(ids: Sequence[UUID]) -> QuerySet[Participation]:
    return Participation.objects.filter(pk__in=ids).select_related("organisation", "project")


def _read_left(ids: Sequence[UUID]) -> dict[UUID, Event]:
    words = _("%(party)s, as %(role)s")
    return {
        row.pk: Event(words % {"party": row.organisation.name, "role": row.get_role_display()}, row.get_absolute_url())
        for row in _left_in(ids)
    }


def _reports(span: Span) -> QuerySet[Any]:
    return at_time(StatusReport.objects.all(), "at", span, project="ask__project_id")


@Prepared
def _reports_in(ids: Sequence[UUID]) -> QuerySet[StatusReport]:
    return StatusReport.objects.filter(pk__in=ids).select_related("ask__window", "ask__project")


def _read_reports(ids: Sequence[UUID]) -> dict[UUID, Event]:
    found = {}
    for row in _reports_in(ids):
        words = f"{row.ask.window.name}: {light_name(row.overall_light)}"
        if row.version > 1:
            words = _("%(report)s (corrected: %(reason)s)") % {"report": words, "reason": row.reason}
        found[row.pk] = Event(words, row.get_absolute_url())
    return found


@Prepared
def _pauses_in(ids: Sequence[UUID]) -> QuerySet[Pause]:
    return Pause.objects.filter(pk__in=ids).select_related("project")


def _pauses(field: str) -> tuple[Rows, Read]:
    def read(ids: Sequence[UUID]) -> dict[UUID, Event]:
        began = field == "from_date"
        return {row.pk: Event(_paused(row) if began else "", row.get_absolute_url()) for row in _pauses_in(ids)}

    return lambda span: on_day(Pause.objects.all(), field, span), read


def _paused(row: Pause) -> str:
    return _("%(reason)s Expected to go on %(day)s.") % {"reason": row.reason, "day": formats.day(row.expected_on)}


@Prepared
def _changes_in(ids: Sequence[UUID]) -> QuerySet[Change]:
    return Change.objects.filter(pk__in=ids).select_related("project")


def _read_changes(ids: Sequence[UUID]) -> dict[UUID, Event]:
    return {row.pk: Event(row.what, f"{row.project.get_absolute_url()}#tolerances") for row in _changes_in(ids)}


@Prepared
def _exceptions_in(ids: Sequence[UUID]) -> QuerySet[ExceptionReport]:
    return ExceptionReport.objects.filter(pk__in=ids).select_related("project")


def _read_exceptions(ids: Sequence[UUID]) -> dict[UUID, Event]:
    return {row.pk: Event(row.cause, row.get_absolute_url()) for row in _exceptions_in(ids)}


def _reached(span: Span) -> QuerySet[Any]:
    return on_day(Milestone.objects.filter(removed_at=None), "done_on", span)


@Prepared
def _reached_in(ids: Sequence[UUID]) -> QuerySet[Milestone]:
    return Milestone.objects.filter(pk__in=ids).select_related("project")


def _read_reached(ids: Sequence[UUID]) -> dict[UUID, Event]:
    return {row.pk: Event(row.name, row.get_absolute_url()) for row in _reached_in(ids)}


@Prepared
def _baselines_in(ids: Sequence[UUID]) -> QuerySet[Baseline]:
    shown = ("reason", "project__code", "basis", "passing__point", "passing__name", "passing__basis")
    return Baseline.objects.filter(pk__in=ids).select_related("basis", "passing__basis", "project").only(*shown)


def _read_baselines(ids: Sequence[UUID]) -> dict[UUID, Event]:
    return {row.pk: _baseline(row) for row in _baselines_in(ids)}


def _baseline(row: Baseline) -> Event:
    passing = row.passing
    words = f"{passing.point} {passing.name}" if passing else row.reason
    return Event(words, f"{row.project.get_absolute_url()}plan/", row.basis or (passing.basis if passing else None))


def _on(model: Any, field: str) -> Rows:
    return lambda span: on_day(model.objects.all(), field, span)


def _at(model: Any) -> Rows:
    return lambda span: at_time(model.objects.all(), "at", span)


def _answers(span: Span) -> QuerySet[Any]:
    return on_day(Answer.objects.all(), "answered_on", span, project="participation__project_id")


def _measured(span: Span) -> QuerySet[Any]:
    return on_day(BenefitMeasurement.objects.all(), "measured_on", span, project="benefit__project_id")


@Prepared
def _measured_in(ids: Sequence[UUID]) -> QuerySet[BenefitMeasurement]:
    return BenefitMeasurement.objects.filter(pk__in=ids).select_related("benefit__standing", "benefit__project")


def _read_measured(ids: Sequence[UUID]) -> dict[UUID, Event]:
    return {row.pk: _measurement(row) for row in _measured_in(ids)}


def _measurement(row: BenefitMeasurement) -> Event:
    promised = row.benefit.standing
    told = figure(row.value, promised.unit if promised else "")
    return Event(f"{row.benefit}: {told}", row.benefit.get_absolute_url())


KINDS = (
    Events("registered", gettext_lazy("Registered"), _registered, told=_where_it_comes_from),
    Events(
        "entered",
        gettext_lazy("Taken into the portfolio"),
        _of_project("entered_on"),
        told=lambda project: Event(basis=project.entered_by),
    ),
    Events(
        "started",
        gettext_lazy("Started"),
        _of_project("started_on"),
        told=lambda project: Event(basis=project.started_by),
    ),
    Events("ended", gettext_lazy("Ended"), _ended, told=_how_it_ended),
    Events("point", gettext_lazy("Decision point passed"), _on(Passing, "passed_on"), _read_points),
    Events("mandate", gettext_lazy("Mandate in force"), adopted(Mandate), read_versions(Mandate)),
    Events("answer", gettext_lazy("A municipality answered"), _answers, _read_answers),
    Events("owner", gettext_lazy("Another project owner"), _on(HandOver, "from_date"), _read_hand_overs),
    Events("left", gettext_lazy("A municipality was taken off"), _left, _read_left),
    Events("report", gettext_lazy("Status report"), _reports, _read_reports, reports=True),
    Events("paused", gettext_lazy("Paused"), *_pauses("from_date")),
    Events("resumed", gettext_lazy("Went on"), *_pauses("until")),
    Events("change", gettext_lazy("Changed within the mandate"), _on(Change, "decided_on"), _read_changes),
    Events("exception", gettext_lazy("Exception report"), _at(ExceptionReport), _read_exceptions, reports=True),
    Events("milestone", gettext_lazy("Milestone or deliverable"), _reached, _read_reached),
    Events("benefit", gettext_lazy("A benefit measured"), _measured, _read_measured),
    Events("baseline", gettext_lazy("New baseline"), _at(Baseline), _read_baselines),
)
for _each in KINDS:
    events.register(_each.kind, _each)
