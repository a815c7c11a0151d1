"""Groups: their mandates by date, which are closed, and who can be a member (RG-1 to RG-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered

from ..errors import BodyClosed, NotAGroup
from ..models import Body, GroupMandate, GroupSecretariat

GROUPS = (Body.Kind.RESOURCE_GROUP, Body.Kind.EXPERT_GROUP, Body.Kind.PROJECT_BOARD, Body.Kind.OTHER)
"""The kinds of bodies whose members are appointed one by one. The agreement itself sets the seats of the others."""


@dataclass(frozen=True)
class Mandates:
    """The mandates of a group as on a day: the one in force, all there are, and the one by which it is closed."""

    in_force: GroupMandate | None
    every: Sequence[GroupMandate]
    closed_by: GroupMandate | None
    on: date

    @property
    def run_out(self) -> bool:
        """Tell whether the time that it was given for is over, without any decision to renew or to close."""
        mandate = self.in_force
        return mandate is not None and mandate.until is not None and mandate.until <= self.on


def mandates_of(of: Body, on: date) -> Mandates:
    """Return the mandates of a group as on a day. One SQL statement."""
    every = _mandates(of.pk)
    begun = [mandate for mandate in every if mandate.from_date <= on]
    newest = begun[-1] if begun else None
    closed_by = newest if newest is not None and newest.closes else None
    return Mandates(newest if closed_by is None else None, every, closed_by, on)


@Prepared
def _mandates(body_id: UUID) -> "QuerySet[GroupMandate]":
    return GroupMandate.objects.filter(body_id=body_id).select_related("basis").order_by("number")


@remembered
def newest_on(on: date) -> dict[UUID, GroupMandate]:
    """Return the newest mandate of each group on a day, the closing one included. One SQL statement."""
    return {row.body_id: row for row in _begun(on)}


@Prepared
def _begun(on: date) -> "QuerySet[GroupMandate]":
    return GroupMandate.objects.filter(from_date__lte=on).select_related("body").order_by("number")


def closed_bodies(on: date) -> set[UUID]:
    """Return the bodies that are closed on a day. One SQL statement."""
    return {key for key, mandate in newest_on(on).items() if mandate.closes}


@dataclass(frozen=True)
class Secretariats:
    """Who serves a group as on a day, and the decisions that changed it, in their order."""

    serves: Body | None
    every: Sequence[GroupSecretariat]
    holds: GroupSecretariat | None


def secretariats_of(of: Body, on: date) -> Secretariats:
    """Return which secretariat serves a body as on a day, and what changed it. One SQL statement, and one for the first."""
    every = _secretariats(of.pk)
    holds = next((row for row in reversed(every) if row.from_date <= on), None)
    return Secretariats(holds.secretary if holds else of.secretary, every, holds)


@Prepared
def _secretariats(body_id: UUID) -> "QuerySet[GroupSecretariat]":
    return GroupSecretariat.objects.filter(body_id=body_id).select_related("basis", "secretary").order_by("number")


@remembered
def served_on(on: date) -> dict[UUID, Body | None]:
    """Return the secretariat of each group for which a decision has changed it by a day. One SQL statement."""
    rows = GroupSecretariat.objects.filter(from_date__lte=on).select_related("secretary")
    return {row.body_id: row.secretary for row in rows.order_by("number")}


def open_secretariats(on: date) -> list[Body]:
    """Return the secretariats that can serve a group: the agreement's own, and those set up by decision. Two SQL statements."""
    gone = closed_bodies(on)
    return [body for body in Body.objects.filter(kind=Body.Kind.SECRETARIAT) if body.pk not in gone]


def served_by(secretary: Body, on: date) -> list[Body]:
    """Return the open groups that a secretariat serves, or comes to serve, as decided so far. Three SQL statements."""
    gone, changed = closed_bodies(on), served_on(date.max)
    rows = Body.objects.filter(Q(secretary=secretary) | Q(pk__in=changed)).select_related("secretary")
    there = [body for body in rows.order_by("position") if body.pk not in gone]
    return [body for body in there if changed.get(body.pk, body.secretary) == secretary]


def check_open(body: Body, on: date) -> None:
    """Refuse what a closed body cannot get: new members, meetings, cases, a plan. Raises BodyClosed."""
    newest = _mandates_from_newest.first(body.pk, on)
    if newest is not None and newest.closes:
        raise BodyClosed


@Prepared
def _mandates_from_newest(body_id: UUID, on: date) -> "QuerySet[GroupMandate]":
    return GroupMandate.objects.filter(body_id=body_id, from_date__lte=on).order_by("-number")[:1]


def is_group(body: Body) -> bool:
    """Tell whether members are appointed to a body one by one: by its kind, or since a decision set it up."""
    return body.kind in GROUPS or GroupMandate.objects.filter(body=body).exists()


def check_group(body: Body) -> None:
    """Refuse to appoint single members to a body whose seats the agreement sets. Raises NotAGroup."""
    if not is_group(body):
        raise NotAGroup(clause=body.clause or None)


def open_groups(on: date) -> list[Body]:
    """Return the groups that were set up by a decision and are not closed. Two SQL statements."""
    newest = newest_on(on)
    rows = Body.objects.filter(pk__in=[key for key, mandate in newest.items() if not mandate.closes])
    return list(rows.order_by("position"))


def groups_of(body: Body, on: date) -> list[Body]:
    """Return the bodies that prepare cases for a body, and are not closed. Two SQL statements."""
    gone = closed_bodies(on)
    return [each for each in Body.objects.filter(prepares_for=body).order_by("position") if each.pk not in gone]
