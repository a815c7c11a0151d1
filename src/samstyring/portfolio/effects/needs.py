"""Answering a need, and who supports it."""

from samstyring.kernel import acts, clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation

from ..models import Need, NeedAnswer, NeedSupport, Project


def for_another() -> bool:
    """Tell whether the running act is done by the secretariat, on behalf of a municipality."""
    capacity = acts.current_permit().capacity
    return capacity is not None and capacity.role in ("secretariat", "secretariat_leader")


@effect
def answer(
    *,
    need: Need,
    kind: str,
    text: str = "",
    into: Need | None = None,
    project: Project | None = None,
    basis: Basis | None = None,
) -> NeedAnswer:
    """Add an answer to a need, and let its state follow."""
    del basis
    running = require_running("answer")
    made = NeedAnswer.objects.create(
        need=need,
        sequence=NeedAnswer.objects.filter(need=need).count() + 1,
        kind=kind,
        text=text.strip(),
        into=into,
        project=project,
        by_id=running.by.person_id,
        at=running.at,
        answered_on=clock.local_date(running.at),
    )
    need.state = kind
    need.save(update_fields=["state"])
    acts.record(need, made, need.organisation, need=need.name, code=need.code, party=str(need.organisation))
    return made


@effect
def support(
    *, need: Need, organisation: Organisation, interest: str, words: str = "", basis: Basis | None = None
) -> NeedSupport:
    """Let a municipality support a need; what it said before ends."""
    del basis
    running = require_running("support")
    end_support(need=need, organisation=organisation)
    made: NeedSupport = NeedSupport.objects.create(
        need=need,
        organisation=organisation,
        interest=interest,
        words=words.strip(),
        by_id=running.by.person_id,
        at=running.at,
    )
    return made


@effect
def end_support(*, need: Need, organisation: Organisation, basis: Basis | None = None) -> int:
    """End a municipality's support; return how many rows that ended."""
    del basis
    at = require_running("end_support").at
    return NeedSupport.objects.filter(need=need, organisation=organisation, ended_at=None).update(ended_at=at)


@effect
def carry_support(*, need: Need, into: Need, basis: Basis | None = None) -> None:
    """Let whoever sent and supported a need stand behind the one that it is merged into, where they do not already."""
    del basis
    there = NeedSupport.objects.filter(need=into, ended_at=None).values_list("organisation_id", flat=True)
    rows = NeedSupport.objects.filter(need=need, ended_at=None).select_related("organisation")
    behind = {row.organisation: row.interest for row in rows}
    behind[need.organisation] = NeedSupport.Interest.JOIN
    taken = {into.organisation_id, *there}
    for organisation, interest in behind.items():
        if organisation.pk not in taken:
            support(need=into, organisation=organisation, interest=interest, words=need.code)


@effect
def take_back_support(*, need: Need, basis: Basis | None = None) -> None:
    """End the support that those behind a merged need were given for the other one; what they said themselves stands."""
    del basis
    at = require_running("take_back_support").at
    others = NeedAnswer.objects.filter(need=need, into__isnull=False).values("into")
    carried = NeedSupport.objects.filter(need__in=others, words=need.code, ended_at=None)
    for other in Need.objects.filter(pk__in=carried.values("need")):
        acts.record(other)
    carried.update(ended_at=at)
