"""Making a decision: all its proposals take effect in one transaction, or nothing is decided."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.models import Procedure
from samstyring.charter.queries import WhoDecides
from samstyring.charter.rules import require_in_force
from samstyring.kernel import canonical, clock
from samstyring.kernel.acts import current_permit, effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person
from samstyring.records.models import Document

from ..errors import DecidedTogetherOnly, NothingToTreat, OtherProcedure, RequirementsMissing, TextChanged
from ..errors.advice import AdvisesOnly
from ..models import AgendaItem, Case, Decision, Proposal, Round
from ..queries.texts import canonical_text, decision_text, house_language, proposals_of
from ..registry import matters
from ..rules.cases import requirements
from .accounts import record_drafts
from .basis import make_basis


@dataclass(frozen=True)
class Finding:
    """How it was decided: which way, with what reasons, on which day, registered when, on what evidence."""

    way: Decision.Way
    found_by: Person
    on: date
    at: datetime
    reasons: str = ""
    evidence: Document | None = None
    found_as: str = ""


def authority_over(body_key: str, proposals: Sequence[Proposal], on: date) -> list[WhoDecides]:
    """Return the authority for each proposal, all by one procedure.

    Raises OtherBodyDecides (SG-2), or DecidedTogetherOnly where the charter decides them in different ways.
    """
    found = [charter.authority(proposal.matter, body_key, on) for proposal in proposals]
    if len({decider.procedure for decider in found}) > 1:
        raise DecidedTogetherOnly
    return found


def decides(item: AgendaItem) -> None:
    """Refuse to decide a case where it was laid for advice (SG-2). Raises AdvisesOnly."""
    if item.advisory:
        raise AdvisesOnly


def by_procedure(item: AgendaItem, on: date, *kinds: str) -> WhoDecides:
    """Return the authority over an item, decided by one of these kinds of procedure.

    Raises OtherProcedure, and AdvisesOnly where the body is only asked for its advice.
    """
    decides(item)
    proposals = proposals_of(item.case_id)
    if not proposals:
        raise NothingToTreat
    decider = authority_over(item.case.body.key, proposals, on)[0]
    if decider.procedure_kind not in kinds:
        label = Procedure.Kind(decider.procedure_kind).label
        raise OtherProcedure(
            _("The agreement has this decided in another way: %(procedure)s.") % {"procedure": label},
            clause=decider.clause_of_procedure,
        )
    return decider


@effect
def decide_item(*, item: AgendaItem, round_: Round, finding: Finding, basis: Basis | None = None) -> Decision:
    """Decide an item on the exact text of a round, under the item's own number.

    Raises TextChanged where the proposals no longer hold what the round was opened on, RequirementsMissing where
    something that must hold does not, and whatever a proposal's own effect refuses: then nothing is decided.
    """
    del basis
    assert item.year is not None
    assert item.number is not None
    decides(item)
    case, proposals = item.case, proposals_of(item.case_id)
    if canonical_text(case, proposals) != round_.text:
        raise TextChanged
    decision = _decide(
        case,
        proposals,
        finding,
        number=(item.year, item.number),
        text=round_.text,
        where={"meeting": item.meeting, "item": item, "round": round_},
    )
    _drop_former_payloads(item, proposals, decision.basis)
    noted = finding.way == Decision.Way.NOTED
    record_drafts(items=[item])
    item.state = AgendaItem.State.NOTED if noted else AgendaItem.State.DECIDED
    item.save(update_fields=["state"])
    return decision


@effect
def decide_late(
    *, case: Case, number: tuple[int, int], finding: Finding, item: AgendaItem | None, basis: Basis | None = None
) -> Decision:
    """Register a decision that was made before, with its evidence (VA-1). `number` is year and number."""
    del basis
    proposals = proposals_of(case.pk)
    for proposal in proposals:
        matters[proposal.matter].lock(payload=proposal.payload)
    text = canonical_text(case, proposals)
    where: dict[str, Any] = {"meeting": item.meeting, "item": item} if item is not None else {}
    return _decide(case, proposals, finding, number=number, text=text, where=where)


def _decide(
    case: Case,
    proposals: Sequence[Proposal],
    finding: Finding,
    *,
    number: tuple[int, int],
    text: str,
    where: dict[str, Any],
) -> Decision:
    deciders = authority_over(case.body.key, proposals, finding.on)
    if any(matters[proposal.matter].commits for proposal in proposals):
        require_in_force(charter.term_on(finding.on))
    _require_musts(case, proposals, finding.on)
    permit = current_permit()
    item = where.get("item")
    written = item.label if item else charter.number_written(case.body.key, *number)
    with house_language():
        words = decision_text(proposals)
        label = _("decision %(label)s") % {"label": written}
    decision = Decision.objects.create(
        basis=make_basis(kind=Basis.Kind.DECISION, label=label, dated=finding.on),
        body=case.body,
        case=case,
        body_key=case.body.key,
        year=number[0],
        number=number[1],
        number_written=written,
        title=case.title,
        text=words,
        sha256=canonical.sha256(text),
        way=finding.way,
        reasons=finding.reasons,
        found_by=finding.found_by,
        found_as=(finding.found_as or (permit.capacity.label if permit.capacity else permit.authority))[:200],
        clause_of_authority=", ".join(dict.fromkeys(d.clause_of_authority for d in deciders)),
        clause_of_procedure=", ".join(dict.fromkeys(d.clause_of_procedure for d in deciders)),
        edition=deciders[0].edition,
        decided_on=finding.on,
        registered_on=clock.local_date(finding.at),
        evidence=finding.evidence,
        **where,
    )
    _apply(proposals, decision)
    case.state = Case.State.DECIDED
    case.changed_at = finding.at
    case.save(update_fields=["state", "changed_at"])
    return decision


def _require_musts(case: Case, proposals: Sequence[Proposal], on: date) -> None:
    missing = [
        str(requirement.text)
        for requirement in requirements(case, proposals, on)
        if requirement.must and not requirement.holds
    ]
    if missing:
        raise RequirementsMissing(
            _("This must be in place before it can be decided: %(list)s.") % {"list": "; ".join(missing)}
        )


def _apply(proposals: Sequence[Proposal], decision: Decision) -> None:
    """Let each proposal take effect in the case's order; one on a condition waits."""
    for proposal in proposals:
        proposal.basis = decision.basis
        if proposal.condition:
            proposal.state = Proposal.State.WAITING
        else:
            matters[proposal.matter].apply(payload=proposal.payload, basis=decision.basis, on=decision.decided_on)
            proposal.state = Proposal.State.APPLIED
        proposal.save(update_fields=["state", "basis"])


def _drop_former_payloads(item: AgendaItem, proposals: Sequence[Proposal], basis: Basis) -> None:
    """Mark drafts that stood in earlier rounds and were replaced in the meeting as not adopted."""
    decided = {(str(proposal.pk), canonical.dumps(proposal.payload)) for proposal in proposals}
    seen: set[tuple[str, str]] = set()
    rounds = Round.objects.filter(item__case_id=item.case_id, item__advisory=False)
    for text in rounds.values_list("text", flat=True):
        for row in json.loads(text)["proposals"]:
            key = (str(row["id"]), canonical.dumps(row["payload"]))
            if key in decided or key in seen:
                continue
            seen.add(key)
            matters[row["matter"]].reject(payload=row["payload"], basis=basis)


@effect
def apply_confirmed(*, proposal: Proposal, on: date, basis: Basis) -> None:
    """Let a proposal that waited take effect, on the basis of the confirmation of its condition."""
    matter = matters[proposal.matter]
    if matter.commits:
        require_in_force(charter.term_on(on))
    matter.apply(payload=proposal.payload, basis=basis, on=on)
    proposal.state = Proposal.State.APPLIED
    proposal.save(update_fields=["state"])
