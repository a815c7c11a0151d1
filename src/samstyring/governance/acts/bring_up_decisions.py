"""Bring earlier decisions before their body, to be confirmed or repealed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import InvalidInput
from samstyring.records.models import TakenOverDecision

from ..effects.cases import make_case, make_proposal
from ..effects.reviews import not_repealed
from ..errors import OtherBodysDecision
from ..models import Body, Case, Decision
from ..queries.reviews import CONFIRM, REPEAL, already_brought
from ..queries.texts import house_language
from ..registry import matters
from ..rules.reviews import decides_on


@acts.act(
    says=gettext_lazy("%(who)s opened the case %(reference)s on which earlier decisions of %(body)s still hold"),
    scope=lambda **arguments: [f"body:{arguments['body'].pk}"],
)
def bring_up_decisions(
    *,
    body: Body,
    confirm: Sequence[Decision | TakenOverDecision] = (),
    repeal: Sequence[Decision | TakenOverDecision] = (),
    review_on: date | None = None,
    title: str = "",
    by: Actor,
    at: datetime,
) -> Case:
    """Open a case that proposes each decision confirmed, with a new day for review, or repealed.

    The proposals are changed and taken out in the case as any others. Raises InvalidInput where nothing is chosen, or
    one is brought up already; OtherBodyDecides, OtherBodysDecision, DecisionRepealed.
    """
    today = local_date(at)
    chosen = [*confirm, *repeal]
    _check(body, chosen, today, bool(confirm), bool(repeal))
    with house_language():
        case = make_case(
            body=body,
            kind=Case.Kind.FREE_TEXT,
            title=title.strip()[:200] or _("What still holds of earlier decisions"),
            at=at,
            case_officer_id=by.person_id,
        )
        day = review_on.isoformat() if review_on else None
        for decision in confirm:
            _propose(case, CONFIRM, {"decision": str(decision.pk), "review_on": day})
        for decision in repeal:
            _propose(case, REPEAL, {"decision": str(decision.pk), "from_date": None})
    acts.record(case, body, *chosen, reference=case.reference, body=body.name)
    return case


def _check(
    body: Body, chosen: Collection[Decision | TakenOverDecision], today: date, confirms: bool, repeals: bool
) -> None:
    if not chosen:
        raise InvalidInput({"title": _("Choose at least one decision.")})
    if len({each.pk for each in chosen}) != len(chosen) or any(not decides_on(body, each) for each in chosen):
        raise OtherBodysDecision
    for matter, asked in ((CONFIRM, confirms), (REPEAL, repeals)):
        if asked:
            charter.authority(matter, body.key, today)
    for decision in chosen:
        not_repealed(decision)
    for brought in already_brought([each.pk for each in chosen]).values():
        words = {"reference": brought.reference}
        raise InvalidInput({"title": _("One of these is in the case %(reference)s already.") % words})


def _propose(case: Case, name: str, payload: dict[str, str | None]) -> None:
    make_proposal(case=case, matter=name, payload=payload, wording=matters[name].wording(payload))
