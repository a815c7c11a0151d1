"""What the agreement makes wait for anybody, as the work list of the secretariat tells it: every duty, every ask."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, named, tells_all

from . import queries, worklist
from .rules import BROKEN, FULFILLED

tells_all("registers", worklist.mailbox_missing)
tells_all("asks", worklist.joining_waits)
tells_all("registers", worklist.take_over_waits)


@in_whole("agreement", worklist.duties_due, worklist.not_in_place, worklist.reminded)
def duties(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every duty of the agreement as it stands today; those that are fulfilled are told as such."""
    del reader
    if not queries.is_founded():
        return []
    return [
        Waiting(
            heading=duty.heading,
            url=f"{reverse('charter:conformance')}#{duty.key}",
            clause=duty.clause,
            deadline=duty.next_date,
            text=duty.why or _("No check answers whether it is kept."),
            key=f"charter.{duty.key}",
            who=duty.responsible,
            done=duty.state == FULFILLED,
            broken=duty.state == BROKEN,
        )
        for duty in queries.conformance(today).duties
    ]


@in_whole("asks", worklist.amendments_to_answer, worklist.amendments_out)
def amendments(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return every amendment that is out for consent: who is silent, or that it can be put in force (EN-1)."""
    del reader
    found = []
    clause = queries.amendment_clause(today)
    for amendment, asked in queries.asked_for_consent(today):
        facts = {"number": amendment.number, "title": amendment.title}
        words = _("Consent to amendment %(number)s: %(title)s")
        if not asked:
            words = _("Put amendment %(number)s in force, all have consented: %(title)s")
        found.append(
            Waiting(
                heading=words % facts,
                url=f"{amendment.get_absolute_url()}#answers",
                clause=clause,
                deadline=amendment.answer_by,
                text=formats.sentence(place.organisation for place in asked),
                key=f"charter.amendment_out:{amendment.pk}",
                who=named([place.organisation for place in asked]) or _("the secretariat"),
                also=tuple(f"charter.amendment:{place.pk}" for place in asked),
            )
        )
    return found


@in_whole("asks", worklist.amendments_to_comment_on)
def comments(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the drafts that parties are asked to comment on, and the comments that wait for a reply."""
    del reader
    silent = queries.silent_on_drafts(today)
    found = [
        Waiting(
            heading=_("Comment on the draft of an amendment: %(title)s") % {"title": amendment.title},
            url=f"{amendment.get_absolute_url()}#comments",
            deadline=amendment.comments_until,
            text=formats.sentence(parties),
            key=f"charter.comments:{amendment.pk}",
            who=named(parties),
            also=tuple(f"charter.comment:{amendment.pk}:{party.pk}" for party in parties),
        )
        for amendment, parties in silent
    ]
    found += [
        Waiting(
            heading=_("Reply to the comments on amendment %(number)s: %(title)s")
            % {"number": amendment.number, "title": amendment.title},
            url=f"{amendment.get_absolute_url()}#comments",
            key=f"charter.replies:{amendment.pk}",
            who=_("the secretariat"),
        )
        for amendment in queries.comments_to_reply_to()
    ]
    return found
