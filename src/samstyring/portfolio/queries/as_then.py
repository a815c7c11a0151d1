"""What the journal tells of projects on a day: what was changed thereafter is told as it was before.

Who manages a project, its programme and its name are stored as they are today. The journal holds who changed them and
when, so what is not in it is today's. Each query here is one SQL statement, and reads what was changed since alone.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from samstyring.kernel.models import JournalEntry, JournalObject
from samstyring.parties.models import Person

from ..models import Programme, Project, day_over
from ..rules.on_a_day import NOT_RECORDED, Called, known_here

EDIT = "portfolio.edit_project"
PLACE = "portfolio.place_in_programme"
WORKBOOK = "portfolio.take_workbook"
NAMING = ("portfolio.register_programme", "portfolio.edit_programme")
PROJECT, PROGRAMME = Project._meta.label_lower, Programme._meta.label_lower


@dataclass(frozen=True)
class AsThen:
    """What was other on a day than today, by project; what is not here was as today."""

    on: date
    names: dict[UUID, str | None]
    managers: dict[UUID, Called]
    programmes: dict[UUID, UUID | None]
    programme_names: dict[UUID, str]

    def name(self, project: Project) -> str | None:
        """Return what a project was called, None where that is not recorded."""
        return self.names.get(project.pk, project.name) if known_here(project, self.on) else None

    def manager(self, project: Project) -> Called:
        """Return who managed a project."""
        if not known_here(project, self.on):
            return Called(NOT_RECORDED)
        today = Called(str(project.manager_id), project.manager.name) if project.manager else Called()
        return self.managers.get(project.pk, today)

    def programme(self, project: Project) -> Called:
        """Return which programme a project belonged to, by the name that it had."""
        if not known_here(project, self.on):
            return Called(NOT_RECORDED)
        key = self.programmes.get(project.pk, project.programme_id)
        return Called(str(key), self.programme_names.get(key, "")) if key else Called()


def as_then(on: date) -> AsThen:
    """Return what the journal tells of a day. Five SQL statements."""
    over = day_over(on)
    return AsThen(on, _names(over), _managers(over), _programmes(over), _programme_names(over))


def _names(over: datetime) -> dict[UUID, str | None]:
    """Return what the projects that have been renamed were called: the label in the last entry about each before.

    Those in a workbook may have been renamed by it, and are asked for too. An edit tells its columns in their order, of
    which the name is the first.
    """
    renamed = Q(entry__act=EDIT, entry__body__contains='"changed":["name"') | Q(entry__act=WORKBOOK)
    since = JournalObject.objects.filter(renamed, kind=PROJECT, entry__at__gte=over).values("public_id")
    before = JournalObject.objects.filter(public_id=OuterRef("pk"), kind=PROJECT, entry__at__lt=over)
    last = Subquery(before.order_by("-entry__position").values("label")[:1])
    return dict(Project.objects.filter(pk__in=since).values_list("pk", last))


def _managers(over: datetime) -> dict[UUID, Called]:
    """Return who managed the projects that got another manager: the former one, as the first such entry tells it.

    An entry from before that was told says only that the manager was changed.
    """
    edits = JournalEntry.objects.filter(act=EDIT, at__gte=over, body__contains='"manager"').order_by("-position")
    former = {}
    for body in edits.values_list("body", flat=True):
        entry = json.loads(body)
        if "manager" in entry["facts"]["changed"]:
            former[_about(entry)] = entry["facts"].get("former_manager", NOT_RECORDED)
    people = Person.objects.filter(pk__in={key for key in former.values() if key not in ("", NOT_RECORDED)})
    named = {str(key): name for key, name in people.values_list("pk", "name")}
    return {project: Called(key, named.get(key, "")) for project, key in former.items()}


def _programmes(over: datetime) -> dict[UUID, UUID | None]:
    """Return the programme of the projects that have been placed since: that of the last entry before, or none."""
    since = JournalObject.objects.filter(kind=PROJECT, entry__act=PLACE, entry__at__gte=over).values("public_id")
    entries = JournalEntry.objects.filter(act=PLACE, objects_concerned__public_id__in=since).order_by("position")
    found: dict[UUID, UUID | None] = {}
    for at, body in entries.values_list("at", "body"):
        entry = json.loads(body)
        project = _about(entry)
        found[project] = _placed_in(entry) if at < over else found.get(project)
    return found


def _placed_in(entry: dict[str, Any]) -> UUID | None:
    """Return the programme that an entry put a project in. It names the former too: the last is the new, if any is."""
    named = [thing for thing in entry["objects"] if thing["kind"] == PROGRAMME]
    return UUID(named[-1]["id"]) if named and named[-1]["label"] == entry["facts"]["programme"] else None


def _programme_names(over: datetime) -> dict[UUID, str]:
    """Return what the programmes were called by a day."""
    rows = JournalObject.objects.filter(kind=PROGRAMME, entry__act__in=NAMING, entry__at__lt=over)
    return dict(rows.order_by("entry__position").values_list("public_id", "label"))


def _about(entry: dict[str, Any]) -> UUID:
    return UUID(entry["result"]["id"])
