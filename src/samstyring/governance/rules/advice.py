"""What a body can conclude when it advises another. Pure questions on rows already fetched."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samstyring.charter.rules import Ruled
from samstyring.kernel.errors import Refusal
from samstyring.ui import formats

from ..errors.advice import AdviceNotCarried, AdviceUnanswered
from ..models import Advice, Body, Case
from .room import Stand, Tally

RULE = "advice"
CONSENSUS = "consensus"
MAJORITY = "majority"


def advises(body: Body, case: Case) -> bool:
    """Tell whether a body can be asked for its advice in a case: it prepares cases for the body that decides (RG-2)."""
    return body.prepares_for_id is not None and body.prepares_for_id == case.body_id


def dissent(conclusion: str, tally: Tally) -> Sequence[Stand]:
    """Return the seats that did not share a conclusion. Where there is no common advice, nobody dissents from it."""
    if conclusion == Advice.Conclusion.NONE:
        return []
    return tally.in_favour if conclusion == Advice.Conclusion.AGAINST else tally.objecting


def sharing(conclusion: str, tally: Tally) -> Sequence[Stand]:
    """Return the seats that are behind a conclusion."""
    if conclusion == Advice.Conclusion.NONE:
        return []
    return tally.objecting if conclusion == Advice.Conclusion.AGAINST else tally.in_favour


def refusal(conclusion: str, tally: Tally, rule: Ruled, *, in_writing: bool = False) -> Refusal | None:
    """Return why a body cannot conclude so, or None.

    Everyone present has said where they stand; in writing the silent are named, and consensus needs them too. Then its rule holds, where it has one: consensus needs that nobody
    dissents, a majority that more are behind it than not. Where nothing is regulated the chair sums up, and whoever
    does not share it is named.
    """
    if not tally.present:
        return AdviceUnanswered(_("No entitled seat is registered as present."))
    if tally.silent and (not in_writing or rule.value == CONSENSUS):
        names = formats.sentence(stand.name for stand in tally.silent)
        return AdviceUnanswered(_("Not answered: %(seats)s.") % {"seats": names})
    if conclusion == Advice.Conclusion.NONE:
        return None
    against, behind = dissent(conclusion, tally), sharing(conclusion, tally)
    if rule.value == CONSENSUS and against:
        names = formats.sentence(stand.name for stand in against)
        return AdviceNotCarried(
            _("The body advises by consensus, and these do not share it: %(seats)s.") % {"seats": names},
            clause=rule.clause,
        )
    if rule.value == MAJORITY and len(behind) <= len(against):
        return AdviceNotCarried(
            _("The body advises by majority: %(behind)s are behind this, %(against)s are not.")
            % {"behind": len(behind), "against": len(against)},
            clause=rule.clause,
        )
    return None
