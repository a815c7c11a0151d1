"""What a form offers to choose among, of thousands: kept as it is shown until an act writes something of it.

What was chosen is read by its key when the form is sent.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from samstyring.kernel.actors import Actor
from samstyring.kernel.keeping import book
from samstyring.parties.models import OfficeHolding, Person

from ..models import Need, Project
from ..rules.needs import LIVING_NEEDS
from ..rules.projects import OVER
from .needs import sees_needs


class Offered(NamedTuple):
    """Something to choose; `of` is whose it is, where that is shown."""

    key: str
    code: str
    name: str
    of: str = ""


def living_projects() -> Sequence[Offered]:
    """Return the projects that are not over, by name."""
    with book("living projects to choose") as kept:
        return kept.share("all", lambda: tuple(_projects()))


def _projects() -> Iterator[Offered]:
    rows = Project.objects.exclude(state__in=OVER).order_by("sort_key")
    for key, code, name in rows.values_list("pk", "code", "name"):
        yield Offered(str(key), code, name)


def project_of_key(key: str) -> Project | None:
    """Return the project that was chosen of those that are not over; None where none was."""
    return Project.objects.exclude(state__in=OVER).filter(pk=key).first() if key else None


def living_needs(by: Actor) -> Sequence[Offered]:
    """Return the needs that live, those that were sent last first, for who sees needs."""
    if not sees_needs(by):
        return ()
    with book("living needs to choose") as kept:
        return kept.share("all", lambda: tuple(_needs()))


def _needs() -> Iterator[Offered]:
    rows = Need.objects.filter(state__in=LIVING_NEEDS).order_by("-sent_at")
    for key, code, name, organisation in rows.values_list("pk", "code", "name", "organisation__name"):
        yield Offered(str(key), code, name, organisation)


def need_of_key(key: str) -> Need | None:
    """Return the need that was chosen of those that live; None where none was."""
    return Need.objects.filter(state__in=LIVING_NEEDS, pk=key).first() if key else None


def managers_to_choose(project: Project | None, on: date) -> list[tuple[str, str]]:
    """Return those who can manage a project as (key, name with organisation), by name: everyone who holds an office.

    Whoever manages it and holds none comes first.
    """
    with book("who can manage a project", on) as kept:
        found = kept.share("all", lambda: tuple(_managers(on)))
    now = project.manager if project is not None else None
    if now is None or any(key == str(now.pk) for key, _name in found):
        return list(found)
    return [(str(now.pk), now.name), *found]


def _managers(on: date) -> Iterator[tuple[str, str]]:
    holding = OfficeHolding.objects.on(on).values("person_id")
    rows = Person.objects.filter(pk__in=holding).order_by("sort_key")
    for key, name, organisation in rows.values_list("pk", "name", "organisation__name"):
        yield str(key), f"{name} ({organisation})" if organisation else name


def manager_of_key(key: str) -> Person | None:
    """Return the one that was chosen of those who can manage a project; None where nobody was."""
    return Person.objects.filter(pk=key).first() if key else None
