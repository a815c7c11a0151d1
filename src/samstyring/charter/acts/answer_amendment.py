"""Consent to an amendment of the agreement, or refuse it, for one party."""

from datetime import date, datetime
from typing import Any, Unpack

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, Refusal
from samstyring.kernel.models import Basis
from samstyring.records.effects import HowItCame, Upload, keep_evidence, say_who_answered
from samstyring.records.models import Document

from .. import queries
from ..effects.amendments import end_amendment, put_in_force
from ..errors import AnsweredAlready, NoLongerParty
from ..models import Amendment, AmendmentAnswer, AskedParty
from ..rules import CONSENTED, REFUSED, outcome, require_in_round

Kind = AmendmentAnswer.Kind


@acts.act(
    says=gettext_lazy("%(who)s answered amendment %(number)s of the agreement for %(party)s"),
    scope=lambda **a: [f"party:{a['asked'].organisation_id}"],
)
def answer_amendment(
    *,
    asked: AskedParty,
    kind: str,
    authority: str = "",
    authority_dated: date | None = None,
    reason: str = "",
    decision_file: Upload | None = None,
    by: Actor,
    at: datetime,
    **came: Unpack[HowItCame],
) -> AmendmentAnswer:
    """Consent or refuse in writing, with the authority behind it: the council's decision by number and date (EN-1).

    The party's own people answer signed in or by link; the secretariat registers what came in writing: then
    `answered_by`, `answered_on` and `evidence` are needed. One refusal ends the amendment. The last consent puts it
    in force, in the same act. Until then a party that has consented can still refuse.
    Raises NotInRound, NoLongerParty, AnsweredAlready, EvidenceNeeded, InvalidInput, AmendmentOvertaken.
    """
    amendment, today = asked.amendment, clock.local_date(at)
    require_in_round(amendment)
    clause = queries.amendment_clause(today) or None
    required = {row.pk for row in queries.counting(amendment, today)}
    if asked.pk not in required:
        raise NoLongerParty(clause=clause)
    given = queries.last_answers(amendment)
    if asked.pk in given and given[asked.pk].kind == kind:
        raise AnsweredAlready(clause=clause)
    _check(kind, authority, authority_dated, today)
    answer = AmendmentAnswer(
        asked=asked,
        kind=kind,
        sha256=amendment.sha256,
        authority=authority.strip(),
        authority_dated=authority_dated,
        reason=reason.strip(),
        sequence=1 + (given[asked.pk].sequence if asked.pk in given else 0),
    )
    say_who_answered(
        answer=answer,
        parties=[asked.organisation],
        about=asked,
        title=_title(asked, gettext_lazy("Answer from %(party)s on amendment %(number)s")),
        at=at,
        **came,
        on_authority=True,
        earliest=clock.local_date(amendment.sent_at) if amendment.sent_at else None,
    )
    if decision_file is not None:
        answer.decision_file = _kept(decision_file, asked, answer)
    answer.basis = _basis(asked, answer)
    answer.save(force_insert=True)
    acts.record(
        amendment, asked.organisation, answer, answer.basis, number=amendment.number, party=asked.organisation.name,
        answer=kind, way=str(answer.way), sha256=amendment.sha256,
    )  # fmt: skip
    _end(amendment, asked, required, {key: row.kind for key, row in given.items()} | {asked.pk: kind}, at)
    return answer


def _end(amendment: Amendment, asked: AskedParty, required: set, answers: dict, at: datetime) -> None:  # type: ignore[type-arg]
    """End the amendment where this answer decides it."""
    came_out = outcome(required, answers)
    if came_out == REFUSED:
        with translation.override(amendment.agreement.cooperation.language):
            why = _("%(party)s refused.") % {"party": asked.organisation.name}
        end_amendment(amendment=amendment, state=Amendment.State.REJECTED, why=why, at=at, basis=None)
    elif came_out == CONSENTED:
        put_in_force(amendment=amendment, at=at, basis=None)


def _check(kind: str, authority: str, authority_dated: date | None, today: date) -> None:
    errors = {}
    if kind not in Kind.values:
        errors["kind"] = _("Choose an answer.")
    if kind == Kind.CONSENT and not authority.strip():
        errors["authority"] = _("Say what gives the authority: for example the council's decision with case number.")
    if authority_dated is not None and authority_dated > today:
        errors["authority_dated"] = _("This day has not come yet.")
    if errors:
        raise InvalidInput(errors)


def _title(asked: AskedParty, words: Any) -> str:
    with translation.override(asked.amendment.agreement.cooperation.language):
        return str(words) % {"party": asked.organisation.name, "number": asked.amendment.number}


def _kept(upload: Upload, asked: AskedParty, answer: AmendmentAnswer) -> Document:
    title = _title(asked, gettext_lazy("Decision of %(party)s on amendment %(number)s"))
    try:
        return keep_evidence(
            upload=upload, title=title, about=asked, received_from=answer.answered_by, dated=answer.answered_on
        )
    except Refusal as refusal:
        refusal.field = "decision_file"
        raise


def _basis(asked: AskedParty, answer: AmendmentAnswer) -> Basis:
    with translation.override(asked.amendment.agreement.cooperation.language):
        label = _("answer from %(party)s on amendment %(number)s: %(answer)s") % {
            "party": asked.organisation.name,
            "number": asked.amendment.number,
            "answer": Kind(answer.kind).label,
        }
    return Basis.objects.create(kind=Basis.Kind.ACCEPTANCE, label=label[:300], dated=answer.answered_on)
