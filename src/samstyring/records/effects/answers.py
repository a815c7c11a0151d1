"""Saying who gave an answer and how it came."""

from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext as _

from samstyring.kernel import acts, clock
from samstyring.kernel.errors import InvalidInput, Refusal
from samstyring.kernel.models import Basis

from ..asking import AnswerWay, GivenAnswer
from ..errors import EvidenceNeeded
from ..models import Document
from ..uploads import Upload
from .documents import keep_evidence

SECRETARIAT = ("secretariat", "secretariat_leader")


@acts.effect
def say_who_answered(
    *,
    answer: GivenAnswer,
    about: models.Model,
    title: str,
    at: datetime,
    answered_by: str = "",
    answered_as: str = "",
    answered_on: date | None = None,
    evidence: Upload | None = None,
    by_link: bool = False,
    basis: Basis | None = None,
) -> bool:
    """Fill in who gave an answer and how it came, and return whether the secretariat registers it. It is not saved yet.

    The party's own people answer themselves, signed in or by link; a link can be passed on, so `answered_by` may name
    the colleague. What the secretariat registers needs `evidence` (kept about `about`, under `title`), `answered_by`,
    and a day that is not in the future. Raises EvidenceNeeded, InvalidInput.
    """
    del basis
    actor, capacity = acts.current_actor(), acts.current_permit().capacity
    registering = capacity is not None and capacity.role in SECRETARIAT
    today = clock.local_date(at)
    if registering:
        _check_received(answered_by, answered_on or today, today, evidence)
    answer.way = AnswerWay.REGISTERED if registering else AnswerWay.LINK if by_link else AnswerWay.SIGNED_IN
    answer.at = at
    answer.answered_by = answered_by.strip() or actor.name
    answer.answered_as = answered_as.strip() or ("" if registering or capacity is None else capacity.label)
    answer.answered_on = (answered_on if registering else None) or today
    if registering and evidence is not None:
        answer.evidence = _kept(evidence, title, about, answer)
    return registering


def _check_received(answered_by: str, answered_on: date, today: date, evidence: Upload | None) -> None:
    if evidence is None:
        raise EvidenceNeeded(field="evidence")
    if not answered_by.strip():
        raise InvalidInput({"answered_by": _("Write who answered for the municipality.")})
    if answered_on > today:
        raise InvalidInput({"answered_on": _("The answer cannot be dated in the future.")})


def _kept(evidence: Upload, title: str, about: models.Model, answer: GivenAnswer) -> Document:
    try:
        return keep_evidence(
            upload=evidence,
            title=title,
            about=about,
            received_from=answer.answered_by,
            dated=answer.answered_on,
        )
    except Refusal as refusal:
        refusal.field = refusal.field or "evidence"
        raise
