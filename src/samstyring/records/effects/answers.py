"""Saying who gave an answer and how it came."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict

from django.db import models
from django.utils.translation import gettext as _

from samstyring.kernel import acts, clock
from samstyring.kernel.errors import InvalidInput, Refusal
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.ui import formats

from ..asking import AnswerWay, GivenAnswer
from ..errors import EvidenceNeeded, NotYourMunicipality
from ..models import Document
from ..uploads import Upload
from .documents import keep_evidence

SECRETARIAT = ("secretariat", "secretariat_leader")


class HowItCame(TypedDict, total=False):
    """Who gave an answer and how it came, as an act that takes answers is told it, and hands on to `say_who_answered`."""

    answered_by: str
    answered_as: str
    answered_on: date | None
    evidence: Upload | None
    by_link: bool


@acts.effect
def say_who_answered(
    *,
    answer: GivenAnswer,
    parties: Sequence[Organisation],
    about: models.Model,
    title: str,
    at: datetime,
    answered_by: str = "",
    answered_as: str = "",
    answered_on: date | None = None,
    evidence: Upload | None = None,
    by_link: bool = False,
    on_authority: bool = False,
    earliest: date | None = None,
    basis: Basis | None = None,
) -> bool:
    """Fill in who gave an answer and how it came, and return whether the secretariat registers it. It is not saved yet.

    The own people of `parties` answer themselves, signed in or by link; a link can be passed on, so `answered_by` may
    name the colleague. Signed in, one answers in one's own name, unless it is told `on_authority` of another. What the secretariat registers needs `evidence` (kept about `about`, under `title`),
    `answered_by`, and a day that is neither in the future nor before `earliest`, and stands in the journal as done on
    behalf of the party, where it is one. Raises NotYourMunicipality, EvidenceNeeded, InvalidInput.
    """
    del basis
    actor, capacity = acts.current_actor(), acts.current_permit().capacity
    registering = is_registered()
    today = clock.local_date(at)
    if registering:
        _check_received(answered_by, answered_on or today, today, earliest, evidence)
    else:
        _check_own(parties)
        _check_name(answered_by, may_be_another=by_link or on_authority)
    answer.way = AnswerWay.REGISTERED if registering else AnswerWay.LINK if by_link else AnswerWay.SIGNED_IN
    answer.at = at
    answer.answered_by = answered_by.strip() or actor.name
    answer.answered_as = answered_as.strip() or ("" if registering or capacity is None else capacity.label)
    answer.answered_on = (answered_on if registering else None) or today
    if registering and evidence is not None:
        answer.evidence = _kept(evidence, title, about, answer)
        acts.on_behalf_of(parties[0] if len(parties) == 1 else None, [answer.evidence])
    return registering


def is_registered() -> bool:
    """Tell whether the running act registers what another answered."""
    capacity = acts.current_permit().capacity
    return capacity is not None and capacity.role in SECRETARIAT


def _check_own(parties: Sequence[Organisation]) -> None:
    """Hold that one answers for each of the parties."""
    running = acts.require_running("say_who_answered")
    strange = [row for row in parties if not running.by.may(running.name, f"party:{row.pk}")]
    if strange:
        words = NotYourMunicipality.message % {"parties": formats.sentence(strange)}
        raise NotYourMunicipality(words, field="organisations")


def _check_name(answered_by: str, *, may_be_another: bool) -> None:
    """Hold that whoever is signed in answers in their own name."""
    if may_be_another or answered_by.strip() in ("", acts.current_actor().name):
        return
    words = _("You are signed in, and answer in your own name: %(name)s.") % {"name": acts.current_actor().name}
    raise InvalidInput({"answered_by": words})


def _check_received(
    answered_by: str, answered_on: date, today: date, earliest: date | None, evidence: Upload | None
) -> None:
    if evidence is None:
        raise EvidenceNeeded(field="evidence")
    errors = {}
    if not answered_by.strip():
        errors["answered_by"] = _("Write who answered for the municipality.")
    if answered_on > today:
        errors["answered_on"] = _("The answer cannot be dated in the future.")
    elif earliest is not None and answered_on < earliest:
        errors["answered_on"] = _("The text had not been sent by then, so nobody can have answered it.")
    if errors:
        raise InvalidInput(errors)


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
