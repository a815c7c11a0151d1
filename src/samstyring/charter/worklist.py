"""What the agreement makes wait for the secretariat: duties that fall due, and a mailbox that is missing."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, register_source

from . import queries
from .queries import joining, successors
from .registry import to_begin_with
from .rules import BROKEN, COMING, DUE

TAKE_OVER_WARNS_DAYS = 60
SIGNING_DAYS = 365
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
def not_in_place(actor: Actor, today: date) -> Sequence[Waiting]:
    """Lead those who set a co-operation up: seats without a holder, no leader, nobody who has signed.

    Some may never sign, so of those the work list speaks in the first year of the term only, or while nobody has.
    """
    if not actor.has_role(*FOLLOWS_UP) or not queries.is_founded():
        return []
    term = queries.term_on(today)
    if not term.in_force or term.expired:
        return []
    is_new = (today - term.term_from).days <= SIGNING_DAYS
    return [
        Waiting(
            heading=to_begin_with[duty.check],
            url=next((row.url for row in duty.missing if row.url), f"{reverse('charter:conformance')}#{duty.key}"),
            clause=duty.clause,
            text=duty.why,
            key=f"charter.{duty.key}",
        )
        for duty in queries.conformance(today).duties
        if duty.check in to_begin_with and (duty.state == BROKEN or (duty.state == COMING and is_new))
    ]


@register_source
def reminded(actor: Actor, today: date) -> Sequence[Waiting]:
    """Return the duties that someone was reminded of and that are not kept yet: their date is ahead."""
    if actor.has_role(*FOLLOWS_UP):
        return []
    return [
        Waiting(
            heading=row.heading,
            url=row.get_absolute_url(),
            clause=row.clause,
            deadline=row.due,
            text=_("A duty in the agreement that is not kept yet. You were reminded on %(day)s.")
            % {"day": formats.day(row.reminded_on)},
            key=f"charter.{row.obligation}",
        )
        for row, _duty in queries.reminded_of(actor, today)
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
            who=_("the secretariat"),
        )
    ]


@register_source
def take_over_waits(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who carry it out when another agreement is about to begin: it does not take over by itself."""
    if not actor.may("charter.succeed"):
        return []
    found = successors.being_prepared(actor)
    if found is None or (found.begins_on - today).days > TAKE_OVER_WARNS_DAYS:
        return []
    return [
        Waiting(
            heading=_("Let %(title)s take over") % {"title": found.title},
            url=found.get_absolute_url(),
            deadline=found.begins_on,
            text=_("It begins on %(day)s, and does not take over by itself.") % {"day": formats.day(found.begins_on)},
            key=f"charter.successor:{found.pk}",
            who=_("the secretariat"),
        )
    ]


@register_source
def amendments_to_answer(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a party's people which amendment of the agreement waits for the party's answer."""
    places = queries.unanswered_by(actor, today)
    clause = queries.amendment_clause(today) if places else ""
    says = _("Answer for %(party)s on the amendment of the agreement: %(title)s")
    return [
        Waiting(
            heading=says % {"party": place.organisation, "title": place.amendment.title},
            url=reverse("charter:answer_amendment", args=[place.amendment.number, place.organisation.number]),
            clause=clause,
            deadline=place.amendment.answer_by,
            key=f"charter.amendment:{place.pk}",
        )
        for place in places
    ]


@register_source
def amendments_out(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who send amendments who is silent past the deadline, and where all that count have consented."""
    if not actor.may("charter.send_amendment"):
        return []
    waiting = []
    clause = queries.amendment_clause(today)
    for amendment, silent in queries.out_for_consent(today):
        if silent and (amendment.answer_by is None or amendment.answer_by >= today):
            continue
        says = ngettext(
            "%(party)s has not answered amendment %(number)s: %(title)s",
            "%(count)s municipalities have not answered amendment %(number)s: %(title)s",
            len(silent),
        )
        if not silent:
            says = _("Put amendment %(number)s in force, all have consented: %(title)s")
        names = formats.sentence(silent)
        facts = {"party": names, "count": len(silent), "number": amendment.number, "title": amendment.title}
        waiting.append(
            Waiting(
                heading=says % facts,
                url=f"{amendment.get_absolute_url()}#answers",
                clause=clause,
                deadline=amendment.answer_by,
                text=names if len(silent) > 1 else "",
                key=f"charter.amendment_out:{amendment.pk}",
            )
        )
    return waiting


@register_source
def amendments_to_comment_on(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a party's people which draft of an amendment they are asked to comment on, and the secretariat to reply."""
    says = _("Comment for %(party)s on the draft of an amendment: %(title)s")
    waiting = [
        Waiting(
            heading=says % {"party": party, "title": amendment.title},
            url=reverse("charter:comment_on_amendment", args=[amendment.number]),
            deadline=amendment.comments_until,
            key=f"charter.comment:{amendment.pk}:{party.pk}",
        )
        for amendment, party in queries.to_comment_on(actor, today)
    ]
    if not actor.may("charter.reply_to_comment"):
        return waiting
    for amendment in queries.comments_to_reply_to():
        count = amendment.unreplied  # type: ignore[attr-defined]
        replies = ngettext(
            "Reply to %(count)s comment on amendment %(number)s: %(title)s",
            "Reply to %(count)s comments on amendment %(number)s: %(title)s",
            count,
        )
        waiting.append(
            Waiting(
                heading=replies % {"count": count, "number": amendment.number, "title": amendment.title},
                url=f"{amendment.get_absolute_url()}#comments",
                key=f"charter.replies:{amendment.pk}",
            )
        )
    return waiting


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
        who=name,
    )
