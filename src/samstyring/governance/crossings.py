"""What the bodies have that goes on or is closed when another agreement takes over (VA-1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.registry import Adapter, Crossed, CrossingKind, Thing, adapters, crossings, follows
from samstyring.ui import formats

from .effects import crossings as effects
from .models import Action, Body, Case, Decision, Designation, Meeting, Seat, SeatHolding, StandingInstruction
from .queries.deadlines import with_due
from .queries.groups import closed_bodies, newest_on
from .rules.bodies import OF_ONE_MEMBER
from .rules.meetings import COMING

NO_PLACE = gettext_lazy("It has no place in the new agreement.")
OPEN_CASES = (Case.State.DRAFT, Case.State.ON_AGENDA, Case.State.IN_TREATMENT)
SETS_UP = "governance.set_up_group"


def bodies(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the bodies that are not closed. A group that a decision set up can go on without being named."""
    named = {row["key"]: row["name"] for row in there.get("body", [])}
    sets_up = any(row["matter"] == SETS_UP for row in there.get("authority", []))
    closed, mandates = closed_bodies(on), newest_on(on)
    told = []
    for body in Body.objects.exclude(pk__in=closed):
        group = body.pk in mandates
        url = body.get_absolute_url()
        key, label = str(body.pk), f"{body.key} {body.name}"
        if body.key in named:
            why = _("The new agreement has it: %(name)s.") % {"name": named[body.key]}
            told.append(Thing(key, label, "carried", why, url, fixed=True))
        elif group and sets_up:
            why = _("A decision set it up, and groups are set up by decision in the new agreement too.")
            told.append(Thing(key, label, "carried", why, url, _mandate_words(mandates[body.pk])))
        else:
            told.append(Thing(key, label, "closed", NO_PLACE, url, fixed=True))
    return told


def _mandate_words(mandate: Any) -> str:
    if mandate.until is None:
        return _("Mandate without an end.")
    return _("Mandate until %(day)s.") % {"day": formats.day(mandate.until)}


def seats(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the seats that the agreement names, with who holds them; members of groups go with their group."""
    named = _seats_in(there)
    held = {row.seat_id: row for row in SeatHolding.objects.on(on).select_related("person")}
    rows = Seat.objects.filter(closed_from=None).exclude(held_by=OF_ONE_MEMBER)
    rows = rows.exclude(body__in=closed_bodies(on)).select_related("body").order_by("body__position", "position")
    return [_seat(seat, named, held.get(seat.pk)) for seat in rows]


def _seat(seat: Seat, named: set[str], held: SeatHolding | None) -> Thing:
    goes_on = f"{seat.body.key} {seat.key}" in named
    why: Any = NO_PLACE
    if goes_on and held is not None:
        why = _("The new agreement has the seat. Whoever holds it goes on; closed: their time ends, and it is vacant.")
    elif goes_on:
        why = _("The new agreement has the seat.")
    return Thing(
        key=str(seat.pk),
        label=f"{seat.body.key}: {seat.name}",
        proposed="carried" if goes_on else "closed",
        why=why,
        url=seat.body.get_absolute_url(),
        now=held.person.name if held else _("Nobody is registered."),
        fixed=not goes_on or held is None,
        follows=("body", str(seat.body_id)),
    )


def _seats_in(there: Mapping[str, Any]) -> set[str]:
    return {f"{row['body']} {row['key']}" for row in there.get("seat", [])}


def leading(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return who is designated to lead, and which standing instructions there are."""
    del there
    designations = Designation.objects.on(on).select_related("body", "designated")
    instructions = StandingInstruction.objects.on(on).select_related("body", "given_by")
    why = _("It was given in writing, and stands until it is revoked.")
    return [
        *(
            Thing(
                str(row.pk),
                _("%(person)s is designated to lead %(body)s") % {"person": row.designated, "body": row.body},
                "carried",
                why,
                row.body.get_absolute_url(),
                follows=("body", str(row.body_id)),
            )
            for row in designations
        ),
        *(
            Thing(
                str(row.pk),
                _("Standing instruction of %(person)s, %(body)s") % {"person": row.given_by, "body": row.body},
                "carried",
                why,
                row.body.get_absolute_url(),
                follows=("body", str(row.body_id)),
            )
            for row in instructions
        ),
    ]


def cases(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the cases that are not finished."""
    del there, on
    rows = Case.objects.filter(state__in=OPEN_CASES).exclude(kind__in=(Case.Kind.AGENDA, Case.Kind.MINUTES))
    return [
        Thing(
            key=str(case.pk),
            label=f"{case.reference} {case.title}",
            proposed="carried",
            why=_("The body decides it under the new agreement.")
            if case.state == Case.State.DRAFT
            else _("It is on an agenda or being treated, and goes on there."),
            url=case.get_absolute_url(),
            now=case.get_state_display(),
            fixed=case.state != Case.State.DRAFT,
            follows=("body", str(case.body_id)),
        )
        for case in rows.order_by("reference")
    ]


def actions(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the follow-up that is not done: what was promised is done, under whichever agreement."""
    del there, on
    rows = with_due(Action.objects.filter(state__in=(Action.State.OPEN, Action.State.REPORTED)))
    return [
        Thing(
            key=str(action.pk),
            label=f"{action.organisation}: {action.text}"[:300],
            proposed="carried",
            why=_("%(decision)s stands until it is repealed.") % {"decision": action.decision.label},
            url=reverse("governance:action", args=[action.pk]),
            now=_("Due %(day)s") % {"day": formats.day(action.due)},
        )
        for action in rows.select_related("organisation", "decision").order_by("deadline")
    ]


def problems(there: Mapping[str, Any], crossed: Crossed, on: date) -> Sequence[Any]:
    """Tell of decisions made too late for the old agreement, and of closed bodies that have something before them."""
    told: list[Any] = []
    late = Decision.objects.filter(decided_on__gte=on).order_by("-decided_on").first()
    if late is not None:
        says = _("%(decision)s was made under the agreement of today on %(day)s: let the new one begin after that.")
        told.append(says % {"decision": late.label, "day": formats.day(late.decided_on)})
    closed = crossed.closed("body")
    for meeting in Meeting.objects.filter(body__in=closed, state__in=COMING).select_related("body"):
        says = _("%(body)s is closed, and has a meeting on %(day)s: cancel it first.")
        told.append(says % {"body": meeting.body, "day": formats.day(meeting.starts_at)})
    waiting = Case.objects.filter(pk__in=crossed.closed("case")).exclude(state=Case.State.DRAFT)
    told.extend(
        _("%(case)s is on an agenda of a body that is closed: take it off first.") % {"case": case} for case in waiting
    )
    return told


def clashes(there: Mapping[str, Any]) -> Sequence[Any]:
    """Tell which seats change between member and observer: what a seat did would come to read otherwise."""
    seats_here = list(Seat.objects.values_list("body__key", "key", "kind", "closed_from"))
    kinds = {f"{body} {key}": kind for body, key, kind, _closed in seats_here}
    gone = {(body, key) for body, key, _kind, closed_from in seats_here if closed_from is not None}
    closed = set(Body.objects.filter(pk__in=closed_bodies(date.max)).values_list("key", flat=True))
    told = [
        _("The seat %(seat)s is of another kind today. Give it another key.")
        % {"seat": f"{row['body']}: {row['name']}"}
        for row in there.get("seat", [])
        if kinds.get(f"{row['body']} {row['key']}", row["kind"]) != row["kind"] or (row["body"], row["key"]) in gone
    ]
    says = _("The body %(body)s is closed here. Give the new one another key.")
    return [*told, *(says % {"body": row["name"]} for row in there.get("body", []) if row["key"] in closed)]


KINDS = (
    CrossingKind("body", gettext_lazy("Bodies"), bodies, effects.close_bodies, problems, order=10),
    CrossingKind("seat", gettext_lazy("Seats"), seats, effects.close_seats, order=20),
    CrossingKind(
        "leading", gettext_lazy("Who leads, and standing instructions"), leading, effects.end_leading, order=30
    ),
    CrossingKind("case", gettext_lazy("Cases that are not finished"), cases, effects.close_cases, order=40),
    CrossingKind("action", gettext_lazy("Follow-up that is not done"), actions, effects.drop_actions, order=45),
)
for _kind in KINDS:
    crossings.register(_kind.name, _kind)
follows.register("governance", effects.follow_take_over)
adapters.register("governance", Adapter("governance", effects.adapt_bodies, clashes))
