"""The portfolio as it stood on a day: read from what is recorded, by what is known today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import get_language

from samstyring.kernel.actors import Actor
from samstyring.kernel.keeping import book
from samstyring.parties.names import search_key, sort_key

from ..models import (
    Answer,
    HandOver,
    ModelEdition,
    Participation,
    Passing,
    Pause,
    Project,
    StatusReport,
    stands_on,
)
from ..project_models import ProjectModel, from_plain
from ..registry import columns
from ..rules.on_a_day import NOT_RECORDED, Called, Stood, stood
from ..rules.parties import ACCEPTING
from .as_then import as_then
from .charter import project_model
from .mandates import mandates_in_force

BEFORE = (Project.State.CANDIDATE, Project.State.ENTERED)
OF_A_ROW = (
    "code",
    "name",
    "sort_key",
    "search_key",
    "state",
    "phase",
    "registered_at",
    "taken_over_by",
    "entered_on",
    "started_on",
    "ended_on",
    "follows",
    "latest_owner__name",
    "manager__name",
    "programme",
)
"""What is read of a project."""


@dataclass(frozen=True, slots=True)
class OnDay:
    """A project on a day. `light` is that of the last report then; `more` what other floors say of that day."""

    url: str
    code: str
    name: str
    """What it was called then, or today's name where that is not recorded."""
    name_today: str
    name_known: bool
    """Whether it is recorded what it was called then."""
    sort_key: str
    search_key: str
    """What it is found by: its name then and today's."""
    stood: Stood
    phase: str
    paused: bool
    manager: Called
    manager_order: str
    programme: Called
    programme_order: str
    owner: str
    """Who owned it then."""
    light: str | None
    mandate: int | None
    """The number of the version in force then."""
    more: Mapping[str, Any]

    @property
    def state(self) -> str:
        """Return the state on the day."""
        return self.stood.state

    @property
    def unknown(self) -> bool:
        """Tell whether the phase on the day is not recorded."""
        return self.stood.phase == NOT_RECORDED

    @property
    def manager_unknown(self) -> bool:
        """Tell whether the project was here and who managed it is not recorded all the same."""
        return self.name_known and self.manager.key == NOT_RECORDED


def matching(rows: Sequence[OnDay], words: str) -> list[OnDay]:
    """Return the projects whose name, then or today, or code holds some words, accents and case aside."""
    asked, code = search_key(words), words.strip().casefold()
    return [row for row in rows if asked in row.search_key or code in row.code.casefold()]


def on_day(by: Actor, on: date, *, reports: bool) -> Sequence[OnDay]:
    """Return the projects that were there on a day, by name, as they were then. A fixed number of SQL statements.

    `reports`: the reader sees what is reported. Kept by the day until an act writes something of it: whoever is signed
    in sees the whole portfolio.
    """
    if by.is_anonymous:
        return ()
    with book("the portfolio on a day", on, reports, get_language()) as kept:
        return kept.share("rows", lambda: tuple(_read(on, reports=reports)))


def _read(on: date, *, reports: bool) -> Iterator[OnDay]:
    passings: dict[UUID, list[Passing]] = {}
    for row in Passing.objects.order_by("sequence").defer("conditions"):
        passings.setdefault(row.project_id, []).append(row)
    everything = Project.objects.select_related("latest_owner", "manager").only(*OF_A_ROW)
    there = [
        (project, at)
        for project in everything.order_by("sort_key")
        if (at := stood(project, passings.get(project.pk, []), on))
    ]
    keys = [project.pk for project, _at in there]
    standing_still = Pause.objects.filter(Q(until=None) | Q(until__gt=on), from_date__lte=on, project_id__in=keys)
    paused = set(standing_still.values_list("project_id", flat=True))
    lights, former = _lights(on) if reports else {}, _owned_before_hand_over(on)
    mandates, then = mandates_in_force(keys, on, light=True), as_then(on)
    more = {column.name: column.read(keys, on) for column in columns}
    owners = _accepted_by([project.pk for project, at in there if at.state in BEFORE], on)
    own, editions = project_model(on), {row.pk: from_plain(row.content) for row in ModelEdition.objects.all()}
    for project, at in there:
        key, called = project.pk, then.name(project)
        manager, programme = then.manager(project), then.programme(project)
        model = editions.get(project.follows_id, own) if project.follows_id else own
        renamed = called is not None and called != project.name
        owned = owners.get(key, "") if at.state in BEFORE else former.get(key) or str(project.latest_owner or "")
        yield OnDay(
            url=project.get_absolute_url(),
            code=project.code,
            name=project.name if called is None else called,
            name_today=project.name,
            name_known=called is not None,
            sort_key=sort_key(called) if called and renamed else project.sort_key,
            search_key=f"{project.search_key}\n{search_key(called)}" if called and renamed else project.search_key,
            stood=at,
            phase=_named(model, at.phase),
            paused=key in paused and at.state in (Project.State.ENTERED, Project.State.STARTED),
            manager=manager,
            manager_order=sort_key(manager.name) + manager.key,
            programme=programme,
            programme_order=sort_key(programme.name) + programme.key,
            owner=owned,
            light=lights.get(key),
            mandate=mandates[key].number if key in mandates else None,
            more={name: values.get(key) for name, values in more.items()},
        )


def _owned_before_hand_over(on: date) -> dict[UUID, str]:
    """Return who owned the projects that were handed over after a day: the former owner of the first time thereafter."""
    later = HandOver.objects.filter(from_date__gt=on).order_by("-from_date")
    return dict(later.values_list("project_id", "former__name"))


def _accepted_by(keys: Sequence[UUID], on: date) -> dict[UUID, str]:
    """Return who had accepted by a day to own projects that had not started: until then the owner follows the answers."""
    last = Answer.objects.filter(participation=OuterRef("pk"), answered_on__lte=on).order_by("-sequence")
    places = Participation.objects.filter(stands_on(on), role=Participation.Role.OWNER, project_id__in=keys)
    accepted = places.annotate(last=Subquery(last.values("kind")[:1])).filter(last__in=ACCEPTING)
    return dict(accepted.values_list("project_id", "organisation__name"))


def _named(model: ProjectModel, phase: str) -> str:
    return model.phase_name(phase) if phase and phase != NOT_RECORDED else ""


def _lights(on: date) -> dict[UUID, str]:
    """Return the overall light of the last report of each project that was given by a day. One SQL statement."""
    rows = StatusReport.objects.filter(answered_on__lte=on).order_by("ask__window__opened_at", "version")
    return dict(rows.values_list("ask__project_id", "overall_light"))
