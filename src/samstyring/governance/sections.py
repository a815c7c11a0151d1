"""The parts of a charter file about bodies and their seats."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from samstyring.charter.registry import Founding, Item, Problem, Section, sections
from samstyring.charter.registry.shared import BodyKey, Key, Line, Note, Ref, no_clause, twice, unknown

from . import case_kinds as case_kinds
from . import models
from .effects.write_bodies import write_bodies
from .registry import matters


class Body(Item):
    """[[body]]: a body of the co-operation, who leads it, who is its secretary, and which body it prepares for."""

    key: BodyKey
    name: Line
    kind: Literal[
        "steering_group",
        "committee",
        "secretariat",
        "resource_group",
        "expert_group",
        "project_board",
        "council",
        "other",
    ]
    purpose: str = ""
    clause: Ref
    secretary: BodyKey | None = None
    prepares_for: BodyKey | None = None
    chair_office: Key | None = None


class Seat(Item):
    """[[seat]] in a body: voting or observer, whose it is, who holds it, and whom it represents."""

    body: BodyKey
    key: Key
    name: str = Field(min_length=1, max_length=120)
    kind: Literal["voting", "observer"]
    organisation: str | None = None
    held_by: str = Field(max_length=60)
    weight: int = Field(default=1, ge=1)
    represents: list[Key] = []
    note: Note = ""
    clause: Ref


class EvaluationQuestion(Item):
    """[[evaluation_question]]: what every party is to be asked in an evaluation, as the secretariat begins with it."""

    key: Key
    kind: Literal["scale", "text", "recommendation"]
    text: str = Field(min_length=1, max_length=400)


def problems(charter: Any) -> Sequence[Problem]:
    """Find bodies that nobody leads, seats that stand nowhere, and authority over what nobody can decide here."""
    twins = twice("evaluation_question", charter.evaluation_question, "key")
    return [*_bodies(charter), *_seats(charter), *_matters(charter), *twins]


def _matters(charter: Any) -> Iterator[Problem]:
    for authority in charter.authority:
        if authority.matter not in matters:
            says = _("there is no matter called %(matter)s; the matters are: %(matters)s")
            known = ", ".join(sorted(matters.names()))
            yield Problem("authority", authority.index, "matter", says % {"matter": authority.matter, "matters": known})


def _bodies(charter: Any) -> Iterator[Problem]:
    bodies = charter.known("body")
    if not bodies:
        yield Problem("body", None, "", _("an agreement has at least one [[body]]"))
    yield from twice("body", charter.body, "key")
    yield from no_clause(charter, "body", charter.body)
    for body in charter.body:
        yield from unknown("body", body, "secretary", body.secretary, bodies, _("body"))
        yield from unknown("body", body, "prepares_for", body.prepares_for, bodies, _("body"))
        yield from unknown("body", body, "chair_office", body.chair_office, charter.known("office"), _("office"))


def _seats(charter: Any) -> Iterator[Problem]:
    numbers = charter.known("party", "number") | charter.known("organisation", "number")
    bodies, groups, offices = (charter.known(name) for name in ("body", "group", "office"))
    seen: set[tuple[str, str]] = set()
    yield from no_clause(charter, "seat", charter.seat)
    for seat in charter.seat:
        yield from unknown("seat", seat, "body", seat.body, bodies, _("body"))
        yield from unknown("seat", seat, "organisation", seat.organisation, numbers, _("party or organisation"))
        for place, group in enumerate(seat.represents):
            yield from unknown("seat", seat, f"represents.{place}", group, groups, _("group"))
        if seat.held_by.startswith("office:"):
            yield from unknown("seat", seat, "held_by", seat.held_by.removeprefix("office:"), offices, _("office"))
        elif seat.held_by not in ("chief_executive", "appointed"):
            yield Problem(
                "seat", seat.index, "held_by", _("say who holds it: chief_executive, appointed or office:KEY")
            )
        if (seat.body, seat.key) in seen:
            yield Problem("seat", seat.index, "key", _("%(name)s is used twice") % {"name": seat.key})
        seen.add((seat.body, seat.key))


def unrepresented(charter: Any) -> list[str]:
    """Return the names of the municipalities that no voting seat represents, in the order of the file."""
    voting = [seat for seat in charter.seat if seat.kind == "voting"]
    groups = {group for seat in voting for group in seat.represents}
    own = {seat.organisation for seat in voting}
    return [
        party.name
        for party in charter.party
        if party.number not in own and groups.isdisjoint((*party.districts, *party.it_operators))
    ]


def remarks(charter: Any) -> list[str]:
    """Tell which municipalities no seat represents, and which seats belong to no municipality yet."""
    told = []
    if left_out := unrepresented(charter):
        told.append(_("No seat represents: %(names)s.") % {"names": ", ".join(left_out)})
    if open_seats := [seat.name for seat in charter.seat if seat.organisation is None]:
        says = _("The agreement does not say which municipality holds: %(names)s.")
        told.append(says % {"names": ", ".join(open_seats)})
    return told


def found(founding: Founding) -> None:
    """Write bodies and seats."""
    write_bodies(charter=founding.charter, basis=founding.basis, made=founding.made)


def stands() -> dict[str, dict[str, Any]]:
    """Return the bodies and seats that are here: those of the agreement, and those set up since."""
    return {
        "body": {row.key: row for row in models.Body.objects.all()},
        "seat": {f"{row.body.key} {row.key}": row for row in models.Seat.objects.select_related("body")},
    }


def counts(charter: Any) -> list[tuple[Any, int]]:
    """Tell how many of each."""
    observers = sum(seat.kind == "observer" for seat in charter.seat)
    return [
        (_("bodies"), len(charter.body)),
        (_("seats for members"), len(charter.seat) - observers),
        (_("seats for observers"), observers),
    ]


sections.register(
    "bodies",
    Section(
        name="bodies",
        models={"body": list[Body], "seat": list[Seat], "evaluation_question": list[EvaluationQuestion]},
        problems=problems,
        found=found,
        counts=counts,
        order=30,
        remarks=remarks,
        stands=stands,
    ),
)
