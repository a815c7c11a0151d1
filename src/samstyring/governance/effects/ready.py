"""What must hold before a case is put before its body, in a meeting or in writing."""

from datetime import date

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..errors import NothingToDecide, RequirementsMissing
from ..models import Case
from ..queries.papers import CasePaper
from ..rules.cases import lacks_proposal


@effect
def has_proposal(*, case: Case, paper: CasePaper, basis: Basis | None = None) -> None:
    """Hold that a case proposes something. Raises NothingToDecide."""
    del basis
    if not paper.proposals:
        raise NothingToDecide


@effect
def is_ready(*, case: Case, paper: CasePaper, on: date, basis: Basis | None = None) -> None:
    """Hold that a case has a proposal, and that all that must hold does; what should hold may have been passed over.

    Raises NothingToDecide, RequirementsMissing (each named), and OtherBodyDecides where the body has no such authority.
    """
    del basis
    proposals = [each.proposal for each in paper.proposals]
    if lacks_proposal(case, proposals):
        raise NothingToDecide
    for proposal in proposals:
        charter.authority(proposal.matter, case.body.key, on)
    missing = [standing.requirement for standing in paper.standings if standing.in_the_way]
    if missing:
        words = " ".join(f"{requirement.text}." for requirement in missing).replace("..", ".")
        sources = sorted({requirement.source for requirement in missing if requirement.source})
        raise RequirementsMissing(
            _("Missing before the case can go on an agenda: %(what)s") % {"what": words},
            clause=", ".join(sources) or None,
        )
