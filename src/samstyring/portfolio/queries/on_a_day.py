"""The portfolio as it stood on a day: read from what is recorded, by what is known today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from samstyring.kernel.actors import Actor
from samstyring.parties.names import search_key, sort_key

from ..models import (
    Answer,
    HandOver,
    Mandate,
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
from .lists import projects
from .mandates import mandates_in_force

BEFORE = (Project.State.CANDIDATE, Project.State.ENTERED)


@dataclass
class OnDay:
    """A project on a day. `light` is that of the last report then; `more` what other floors say of that day."""

    project: Project
    stood: Stood
    phase: str
    paused: bool
    called: str | None
    """What it was called then, None where that is not recorded."""
    manager: Called
    programme: Called
    owner: str = ""
    """Who owned it then."""
    light: str | None = None
    mandate: Mandate | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what it was called then, or today's name where that is not recorded."""
        return self.project.name if self.called is None else self.called

    @property
    def sort_key(self) -> str:
        """Return the key that names are sorted by."""
        return self.project.sort_key if self.name == self.project.name else sort_key(self.name)

    @property
    def manager_order(self) -> str:
        """Return the key that it is sorted by who managed it."""
        return sort_key(self.manager.name) + self.manager.key

    @property
    def programme_order(self) -> str:
        """Return the key that it is sorted by its programme."""
        return sort_key(self.programme.name) + self.programme.key

    @property
    def code(self) -> str:
        """Return the project's code."""
        return self.project.code

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
        return self.called is not None and self.manager.key == NOT_RECORDED

    def matches(self, words: str) -> bool:
        """Tell whether the name, then or today, or the code holds some words, accents and case aside."""
        asked = search_key(words)
        names = asked in self.project.search_key or asked in search_key(self.name)
        return names or words.strip().casefold() in self.code.casefold()


def on_day(by: Actor, on: date, *, reports: bool) -> list[OnDay]:
    """Return the projects that were there on a day, by name, as they were then. A fixed number of SQL statements.

    `reports`: the reader sees what is reported.
    """
    passings: dict[UUID, list[Passing]] = {}
    for row in Passing.objects.order_by("sequence").defer("conditions"):
        passings.setdefault(row.project_id, []).append(row)
    there = [
        (project, at)
        for project in projects(by).order_by("sort_key")
        if (at := stood(project, passings.get(project.pk, []), on))
    ]
    keys = [project.pk for project, _at in there]
    standing_still = Pause.objects.filter(Q(until=None) | Q(until__gt=on), from_date__lte=on, project_id__in=keys)
    paused = set(standing_still.values_list("project_id", flat=True))
    lights, former = _lights(on) if reports else {}, _owned_before_hand_over(on)
    mandates, then = mandates_in_force(keys, on, light=True), as_then(on)
    more = {column.name: column.read(keys, on) for column in columns}
    owners = _accepted_by([project.pk for project, at in there if at.state in BEFORE], on)
    own, kept = project_model(on), {row.pk: from_plain(row.content) for row in ModelEdition.objects.all()}
    return [
        OnDay(
            project=project,
            stood=at,
            phase=_named(kept.get(project.follows_id, own) if project.follows_id else own, at.phase),
            paused=project.pk in paused and at.state in (Project.State.ENTERED, Project.State.STARTED),
            called=then.name(project),
            manager=then.manager(project),
            programme=then.programme(project),
            owner=owners.get(project.pk, "")
            if at.state in BEFORE
            else former.get(project.pk) or str(project.latest_owner or ""),
            light=lights.get(project.pk),
            mandate=mandates.get(project.pk),
            more={name: values.get(project.pk) for name, values in more.items()},
        )
        for project, at in there
    ]


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
