"""What the agreement makes wait for the secretariat: duties that fall due, and a mailbox that is missing."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source

from . import queries
from .queries import joining
from .rules import DUE

FOLLOWS_UP = ("secretariat_leader", "secretariat")


@register_source
def duties_due(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return the dated duties that are due soon; what recurs is told by the floor that knows how to do it."""
    if not actor.has_role(*FOLLOWS_UP) or not queries.is_founded():
        return []
    return [
        Waiting(
            heading=duty.heading,
            url=f"{reverse('charter:conformance')}#{duty.key}",
            clause=duty.clause,
            deadline=duty.next_date,
            text=duty.why,
            key=f"charter.{duty.key}",
        )
        for duty in queries.conformance(today).duties
        if duty.state == DUE and duty.kind in ("by_date", "window")
    ]


@register_source
def mailbox_missing(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return that answers to letters go nowhere anyone reads, while no mailbox is set."""
    if not actor.may("charter.set_secretariat_mailbox") or not queries.is_founded():
        return []
    if queries.cooperation().secretariat_mailbox:
        return []
    return [
        Waiting(
            heading=_("Set the secretariat's mailbox"),
            url=reverse("charter:secretariat_mailbox"),
            text=_("Until it is set, answers to summonses and questions go to the address that sends, not to you."),
            key="charter.mailbox",
        )
    ]


@register_source
def joining_waits(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return what waits in the joining of municipalities: for the secretariat all of it, for a municipality its own."""
    follows_up = actor.has_role(*FOLLOWS_UP)
    mine = actor.scoped_ids("party", "chief_executive", "contact")
    if not (follows_up or mine) or not queries.is_founded():
        return []
    return [
        _joining_waits(place, clause)
        for place, clause in joining.open_places(today)
        if follows_up or str(place.organisation.pk) in mine
    ]


def _joining_waits(place: joining.Place, clause: str) -> Waiting:
    name = place.organisation.name
    if place.state == joining.DECIDED:
        heading = _("%(party)s has decided to join: the signature is missing") % {"party": name}
    elif place.overdue:
        heading = _("%(party)s has not answered the invitation to join") % {"party": name}
    else:
        heading = _("%(party)s is asked to join the agreement") % {"party": name}
    return Waiting(
        heading=heading,
        url=reverse("charter:party", args=[place.organisation.address_key]),
        clause=clause,
        deadline=place.joining.answer_by if place.state == joining.INVITED else None,
        key=f"charter.joining.{place.organisation.pk}",
    )
