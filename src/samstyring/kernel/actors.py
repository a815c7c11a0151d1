"""Who acts: a person in one capacity, the system on a clause, or the installation.

A *capacity* is a role with its scope, held at a date, from a registered source (an office, a seat, a project …).
What a role may do is not written here: the charter says it (`power_source`), each power with its clause.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, Literal
from uuid import UUID

from .errors import CapacityUnclear, NotAuthorised

ROLES = (
    "leader",
    "office_holder",
    "secretariat_leader",
    "secretariat",
    "chair",
    "member",
    "observer",
    "substitute",
    "chief_executive",
    "contact",
    "project_owner",
    "project_manager",
)


@dataclass(frozen=True)
class Capacity:
    """A role held by a person, with its scopes ("body:<id>", "seat:<id>" …; none means the whole co-operation)."""

    role: str
    label: str
    scopes: frozenset[str] = frozenset()
    basis_id: UUID | None = None

    @property
    def key(self) -> str:
        """Name the capacity in a session or a form."""
        return ":".join([self.role, *sorted(self.scopes)])

    def covers(self, scopes: Iterable[str]) -> bool:
        """Tell whether the role reaches one of the scopes asked for."""
        return not self.scopes or not self.scopes.isdisjoint(scopes)


@dataclass(frozen=True)
class Permit:
    """The capacity in which an act may be done, and the clause (or other source) that gives the power."""

    capacity: Capacity | None
    authority: str


# act -> role -> source: a clause id such as "LE-2", or "rules_of_procedure", "statute:…", "not_regulated"
Powers = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Actor:
    """The one who acts or reads. `chosen` is the key of the capacity that the person has chosen to act in."""

    kind: Literal["person", "system", "installation", "anonymous"]
    name: str
    person_id: UUID | None = None
    capacities: tuple[Capacity, ...] = ()
    chosen: str | None = None
    clause: str | None = None
    powers: Powers = field(default_factory=dict, repr=False, compare=False)

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody is signed in."""
        return self.kind == "anonymous"

    @property
    def takes_part(self) -> bool:
        """Tell whether the actor holds something here: an office, a seat, a representation, or the installation itself.

        Whoever only has an account takes no part, and reads of decisions what the public reads.
        """
        return self.kind in ("system", "installation") or bool(self.capacities)

    @property
    def reach(self) -> str:
        """Return all that decides what the actor may read and do, and what they are called: two alike read alike."""
        held = [(c.role, c.label, sorted(c.scopes), c.basis_id) for c in self.capacities]
        powers = sorted((act, sorted(given.items())) for act, given in self.powers.items())
        told = repr((self.kind, self.name, self.person_id, held, self.chosen, self.clause, powers))
        return hashlib.sha256(told.encode()).hexdigest()

    @property
    def capacity(self) -> Capacity | None:
        """Return the capacity shown beside the name: the one chosen, else the first."""
        for capacity in self.capacities:
            if capacity.key == self.chosen:
                return capacity
        return self.capacities[0] if self.capacities else None

    @property
    def capacity_label(self) -> str:
        """Return the words for that capacity, or nothing."""
        return self.capacity.label if self.capacity else ""

    def has_role(self, *roles: str, scope: str | None = None) -> bool:
        """Tell whether one of these roles is held (for this scope)."""
        return any(c.role in roles and (scope is None or c.covers([scope])) for c in self.capacities)

    def scoped_ids(self, kind: str, *roles: str) -> set[str]:
        """Return the ids of one kind of scope ("seat", "party" …) that the actor's roles reach."""
        prefix = f"{kind}:"
        return {
            scope.removeprefix(prefix)
            for capacity in self.capacities
            if not roles or capacity.role in roles
            for scope in capacity.scopes
            if scope.startswith(prefix)
        }

    def choosing(self, key: str | None) -> "Actor":
        """Return the same actor in a chosen capacity."""
        return replace(self, chosen=key or None)

    def permits(self, act: str, scopes: Iterable[str] = ()) -> list[Permit]:
        """Return every capacity that the charter allows to do the act within one of the scopes."""
        scopes = list(scopes)
        given = self.powers.get(act, {})
        return [
            Permit(capacity, given[capacity.role])
            for capacity in self.capacities
            if capacity.role in given and capacity.covers(scopes)
        ]

    def may(self, act: str, *scopes: str) -> bool:
        """Tell whether some capacity allows the act: what pages show or hide a button by."""
        if self.kind == "installation":
            return True
        return bool(self.permits(act, scopes))

    def permit(self, act: str, scopes: Iterable[str] = ()) -> Permit:
        """Pick the one capacity to act in.

        Raises NotAuthorised (quoting the clauses that give the power to others) or CapacityUnclear.
        """
        permits = self.permits(act, scopes)
        if not permits:
            sources = sorted(set(self.powers.get(act, {}).values()))
            raise NotAuthorised(clause=", ".join(sources) or None)
        for permit in permits:
            if permit.capacity and permit.capacity.key == self.chosen:
                return permit
        if len({permit.capacity.role for permit in permits if permit.capacity}) > 1:
            raise CapacityUnclear([permit.capacity for permit in permits if permit.capacity])
        return permits[0]


ANONYMOUS = Actor(kind="anonymous", name="")
INSTALLATION = Actor(kind="installation", name="installation")


def system(clause: str) -> Actor:
    """Return the system as actor, on the clause that lets it act by itself."""
    return Actor(kind="system", name="system", clause=clause)


RoleSource = Callable[[UUID, date], Sequence[Capacity]]
_role_sources: list[RoleSource] = []
_power_sources: list[Callable[[date], Powers]] = []
_name_sources: list[Callable[[UUID], str]] = []


def register_role_source(source: RoleSource) -> RoleSource:
    """Add a source of capacities: (person id, date) -> capacities held that day."""
    if source not in _role_sources:
        _role_sources.append(source)
    return source


def register_power_source(source: Callable[[date], Powers]) -> Callable[[date], Powers]:
    """Add the source of powers: date -> act -> role -> clause."""
    if source not in _power_sources:
        _power_sources.append(source)
    return source


def register_name_source(source: Callable[[UUID], str]) -> Callable[[UUID], str]:
    """Add the source of a person's name."""
    if source not in _name_sources:
        _name_sources.append(source)
    return source


def powers_on(on: date) -> Powers:
    """Return what each role may do on a date, from every power source."""
    merged: dict[str, dict[str, str]] = {}
    for source in _power_sources:
        for act, roles in source(on).items():
            merged.setdefault(act, {}).update(roles)
    return merged


Part = Callable[[str, Callable[[], Any]], Any]
"""(the name of a part, how it is read) -> what was read, now or earlier."""


def _read_now(name: str, read: Callable[[], Any]) -> Any:
    del name
    return read()


def person(person_id: UUID, on: date, *, chosen: str | None = None, part: Part = _read_now) -> Actor:
    """Return a person as actor, with the capacities held on the date. `part` may know a part of it already."""
    order = {role: index for index, role in enumerate(ROLES)}
    capacities: list[Capacity] = []
    for source in _role_sources:
        capacities += part(f"{source.__module__}.{source.__qualname__}", partial(source, person_id, on))
    capacities.sort(key=lambda capacity: order.get(capacity.role, len(order)))
    name = part("name", lambda: next((name for source in _name_sources if (name := source(person_id))), ""))
    return Actor("person", name, person_id, tuple(capacities), chosen, powers=part("powers", partial(powers_on, on)))
