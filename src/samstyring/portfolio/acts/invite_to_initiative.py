"""Invite other municipalities to an initiative."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation, Person
from samstyring.parties.queries import people_to_ask
from samstyring.records.effects import Upload, keep_evidence
from samstyring.records.errors import EvidenceNeeded, NoOneToAsk
from samstyring.records.models import Document
from samstyring.ui import formats

from .. import queries
from ..effects.initiatives import send_invitations
from ..effects.needs import for_another
from ..errors import InvitedAlready, NotInvited
from ..models import Initiative, InitiativeAsk, Need
from ..queries import initiatives
from ..rules.initiatives import require_open

OFFER = ("time", "gives", "contact")


@acts.act(
    says=gettext_lazy("%(who)s invited %(parties)s to %(need)s (%(code)s) from %(party)s"),
    scope=lambda **a: [f"party:{a['need'].organisation_id}"],
)
def invite_to_initiative(
    *,
    need: Need,
    organisations: Sequence[Organisation],
    answer_by: date,
    time: str = "",
    gives: str = "",
    cost: str = "",
    contact: str = "",
    received_from: str = "",
    evidence: Upload | None = None,
    by: Actor,
    at: datetime,
) -> Initiative:
    """Ask municipalities, by a day, whether they take part in an initiative that one of them does itself (FO-7).

    The first time `time` (when), `gives` (what a participant gives) and `contact` (a role) say what is offered, and
    `cost` where it is known; later invitations offer the same. Each municipality's contact, or else its chief executive,
    gets one letter with a link. The secretariat does it on the municipality's behalf, with what it wrote (`evidence`,
    `received_from`). Raises NotInitiative, InvitationClosed, NotInvited, InvitedAlready, NoOneToAsk (then nobody is
    asked), EvidenceNeeded, InvalidInput.
    """
    require_open(need)
    today = clock.local_date(at)
    initiative = initiatives.initiative_of(need)
    offer = {"time": time.strip(), "gives": gives.strip(), "cost": cost.strip(), "contact": contact.strip()}
    _check(offer if initiative is None else {}, organisations, answer_by, today)
    chosen = _chosen(need, initiative, organisations, today)
    people = people_to_ask([row.pk for row in chosen], today)
    if unreachable := [row.name for row in chosen if row.pk not in people]:
        raise NoOneToAsk(NoOneToAsk.message % {"parties": formats.sentence(unreachable)}, field="organisations")
    kept = _evidence(need, received_from, evidence, today)
    if initiative is None:
        initiative = Initiative.objects.create(
            need=need, **offer, received_from=received_from.strip(), evidence=kept, at=at
        )
    _ask(initiative, chosen, people, answer_by, at)
    acts.record(
        need,
        need.organisation,
        *chosen,
        need=need.name,
        code=need.code,
        party=str(need.organisation),
        parties=formats.sentence(row.name for row in chosen),
        answer_by=answer_by,
    )
    return initiative


def _ask(
    initiative: Initiative,
    chosen: Sequence[Organisation],
    people: Mapping[UUID, Person],
    answer_by: date,
    at: datetime,
) -> None:
    InitiativeAsk.objects.bulk_create(
        InitiativeAsk(initiative=initiative, organisation=row, person=people[row.pk], answer_by=answer_by, asked_at=at)
        for row in chosen
    )
    send_invitations(initiative=initiative, people=[people[row.pk] for row in chosen], answer_by=answer_by)


def _check(offer: Mapping[str, str], organisations: Sequence[Organisation], answer_by: date, today: date) -> None:
    wrong = {name: _("Write this.") for name in OFFER if name in offer and not offer[name]}
    if not organisations:
        wrong["organisations"] = _("Choose at least one municipality to invite.")
    if answer_by < today:
        wrong["answer_by"] = _("The deadline cannot be in the past.")
    if wrong:
        raise InvalidInput(wrong)


def _chosen(
    need: Need, initiative: Initiative | None, organisations: Sequence[Organisation], today: date
) -> list[Organisation]:
    """Return whom to ask, each once, by name. Raises NotInvited, InvitedAlready, InvalidInput."""
    chosen = sorted({row.pk: row for row in organisations}.values(), key=lambda row: row.sort_key)
    if need.organisation in chosen:
        raise InvalidInput({"organisations": _("This municipality invites, and takes part already.")})
    if {row.pk for row in chosen} - queries.invited_ids(today):
        raise NotInvited(field="organisations")
    there = set(initiative.asks.values_list("organisation_id", flat=True)) if initiative is not None else set()
    if again := [row.name for row in chosen if row.pk in there]:
        raise InvitedAlready(InvitedAlready.message % {"parties": formats.sentence(again)}, field="organisations")
    return chosen


def _evidence(need: Need, received_from: str, evidence: Upload | None, today: date) -> Document | None:
    """Keep what the municipality wrote, where the secretariat invites on its behalf. Raises EvidenceNeeded, InvalidInput."""
    if not for_another():
        return None
    if evidence is None:
        raise EvidenceNeeded(field="evidence")
    if not received_from.strip():
        raise InvalidInput({"received_from": _("Write who asked for it, and how: «contact, by telephone».")})
    kept = keep_evidence(
        upload=evidence,
        title=_("Invitation from %(party)s") % {"party": need.organisation},
        about=need,
        received_from=received_from,
        dated=today,
    )
    acts.on_behalf_of(need.organisation, [kept])
    return kept
