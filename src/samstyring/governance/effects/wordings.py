"""Proposals that keep the usual wording of their matter follow the draft behind them."""

from collections.abc import Iterable

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Proposal
from ..queries.cases import usual_wording
from ..registry import matters
from .cases import touch_case


@effect
def renew_wordings(*, proposals: Iterable[Proposal], basis: Basis | None = None) -> None:
    """Write the usual wording anew, after the draft behind the proposals changed: a sum in it is the draft's sum.

    `proposals`: what `queries.usually_worded` gave before the change. The case gets its next revision where a wording
    changes, so that nobody saves an older one over it.
    """
    del basis
    for proposal in proposals:
        wording = usual_wording(matters[proposal.matter], proposal.payload)
        if wording != proposal.wording:
            touch_case(case=proposal.case, at=require_running("renew_wordings").at)
            proposal.wording, proposal.text_revision = wording, proposal.case.revision
            proposal.save(update_fields=["wording", "text_revision"])
