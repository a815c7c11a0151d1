"""What holds for cases: what they ask, what is missing, what may still change. Pure questions on rows already fetched.

A matter may read on its own when it is asked (its project, its budget); nothing here does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel import reading
from samstyring.kernel.errors import Refusal

from ..errors import CaseInTreatment, CaseSettled, MatterNotForCase
from ..models import Case, PassedOver, Proposal
from ..registry import Asked, Matter, Reading, Requirement, matters

SETTLED = (Case.State.DECIDED, Case.State.CLOSED, Case.State.WITHDRAWN)
BEFORE_TREATMENT = (Case.State.DRAFT, Case.State.ON_AGENDA)
NEEDS_PROPOSAL = (Case.Kind.PROJECT, Case.Kind.FREE_TEXT, Case.Kind.INFORMATION)
BY_HAND = (Case.Kind.PROJECT, Case.Kind.FREE_TEXT, Case.Kind.INFORMATION, Case.Kind.OTHER_BUSINESS)


def change_refusal(case: Case) -> Refusal | None:
    """Return why the paper of a case can no longer be changed, or None."""
    if case.state in SETTLED:
        return CaseSettled()
    if case.state == Case.State.IN_TREATMENT:
        return CaseInTreatment()
    return None


def matter_refusal(case: Case, matter: Matter, others: Iterable[Proposal]) -> Refusal | None:
    """Return why a matter does not belong in a case, or None."""
    if matter.case_kinds and case.kind not in matter.case_kinds:
        return MatterNotForCase()
    if not matter.repeatable and any(other.matter == matter.name for other in others):
        return MatterNotForCase(
            _("The case holds a proposal to %(matter)s already.") % {"matter": str(matter.label).lower()}
        )
    return None


def asked(case: Case, proposal: Proposal, proposals: Sequence[Proposal], on: date) -> Asked:
    """Return what a matter is asked with."""
    return Asked(
        proposal.payload,
        [(each.matter, each.payload) for each in proposals],
        on,
        case.about_id,
        frozenset() if proposal.condition else frozenset(each.matter for each in proposals if each.condition),
    )


def read(case: Case, proposal: Proposal, proposals: Sequence[Proposal], on: date) -> Reading:
    """Return how a proposal reads; one whose matter no longer exists reads as its wording."""
    matter = matters.get(proposal.matter)
    if matter is None:
        return Reading(heading=proposal.matter)
    return matter.read(asked(case, proposal, proposals, on))


@reading.only_reads()
def requirements(case: Case, proposals: Sequence[Proposal], on: date) -> list[Requirement]:
    """Return what must and should hold before the case goes on an agenda, each once, what must hold first."""
    found: dict[str, Requirement] = {}
    for proposal in proposals:
        matter = matters.get(proposal.matter)
        if matter is None:
            continue
        for requirement in matter.requirements(asked(case, proposal, proposals, on)):
            before = found.get(requirement.key)
            if before is None:
                found[requirement.key] = requirement
            else:
                found[requirement.key] = replace(
                    requirement,
                    must=before.must or requirement.must,
                    holds=before.holds and requirement.holds,
                    text=before.text if not before.holds else requirement.text,
                )
    return sorted(found.values(), key=lambda requirement: not requirement.must)


@dataclass(frozen=True)
class Standing:
    """A requirement as it stands in a case: with the reason, if it was passed over."""

    requirement: Requirement
    passed_over: PassedOver | None = None

    @property
    def in_the_way(self) -> bool:
        """Tell whether it keeps the case off an agenda."""
        return not self.requirement.holds and self.passed_over is None

    @property
    def passable(self) -> bool:
        """Tell whether it can be passed over with a reason."""
        return self.in_the_way and not self.requirement.must


def standings(found: Sequence[Requirement], passed_over: Iterable[PassedOver]) -> list[Standing]:
    """Lay the reasons beside the requirements. What must hold is never passed over, whatever was said before."""
    reasons = {each.requirement: each for each in passed_over}
    return [
        Standing(requirement, None if requirement.must or requirement.holds else reasons.get(requirement.key))
        for requirement in found
    ]


def lacks_proposal(case: Case, proposals: Sequence[Proposal]) -> bool:
    """Tell whether a case for decision or information has nothing proposed yet."""
    return case.kind in NEEDS_PROPOSAL and not proposals


def commits(proposals: Iterable[Proposal]) -> bool:
    """Tell whether the case would bind the parties anew (VA-1)."""
    return any(matter.commits for proposal in proposals if (matter := matters.get(proposal.matter)))
