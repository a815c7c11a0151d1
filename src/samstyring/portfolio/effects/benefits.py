"""Writing what is promised of a benefit, and what is measured."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Unpack

from django.utils.translation import gettext as _

from samstyring.kernel import acts, clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.errors import Refusal
from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.records.asking import AnswerWay
from samstyring.records.effects import HowItCame, Upload, is_registered, make_document, say_who_answered
from samstyring.records.models import Document

from ..models import Benefit, BenefitMeasurement, BenefitPromise
from ..rules.benefits import next_day, verdict
from ..saying import in_cooperation_language


@effect
def promise(*, benefit: Benefit, said: Mapping[str, Any], basis: Basis | None = None) -> BenefitPromise:
    """Add a version of what is promised, which counts from now: the last measurement is held against it."""
    del basis
    running = require_running("promise")
    number = benefit.promises.count() + 1
    made = BenefitPromise.objects.create(
        benefit=benefit, sequence=number, by_id=running.by.person_id, at=running.at, **said
    )
    benefit.standing = made
    _settle(benefit, made)
    return made


@effect
def measure(*, measurement: BenefitMeasurement, basis: Basis | None = None) -> BenefitMeasurement:
    """Add a measurement; the one of the latest day counts, and of two of one day the one that was written last."""
    del basis
    running, benefit = require_running("measure"), measurement.benefit
    measurement.sequence = benefit.measurements.count() + 1
    measurement.by_id = running.by.person_id
    measurement.save(force_insert=True)
    if benefit.last is None or measurement.measured_on >= benefit.last.measured_on:
        benefit.last = measurement
    assert benefit.standing is not None
    _settle(benefit, benefit.standing)
    return measurement


@effect
def say_who_measured(
    *,
    measurement: BenefitMeasurement,
    owner: Organisation,
    at: datetime,
    basis: Basis | None = None,
    **came: Unpack[HowItCame],
) -> None:
    """Fill in whose the figure is: the owner's own, one that the secretariat received from it, or the project's.

    Those who lead the project and the secretariat measure in their own name too: then nobody speaks for the owner.
    Raises as `say_who_answered`.
    """
    del basis
    running, received = require_running("say_who_measured"), _is_received(**came)
    own = running.by.may(running.name, f"party:{owner.pk}") and not is_registered()
    if own or received:
        with in_cooperation_language():
            title = _("Measurement from %(party)s") % {"party": owner}
        say_who_answered(
            answer=measurement,
            parties=[owner],
            about=measurement,
            title=title,
            at=at,
            **came,
        )
        return
    capacity = acts.current_permit().capacity
    measurement.way, measurement.at = AnswerWay.SIGNED_IN, at
    measurement.answered_by, measurement.answered_on = running.by.name, clock.local_date(at)
    measurement.answered_as = capacity.label if capacity is not None else ""


def _is_received(**came: Unpack[HowItCame]) -> bool:
    return came.get("evidence") is not None or bool(came.get("answered_by", "").strip())


@effect
def keep_file(*, measurement: BenefitMeasurement, file: Upload | None, basis: Basis | None = None) -> None:
    """Keep what a figure can be read from, where it was given. Raises FileEmpty, FileRefused on the field `file`."""
    if file is None:
        return
    with in_cooperation_language():
        title = _("What the measurement of %(benefit)s is read from") % {"benefit": measurement.benefit}
    try:
        measurement.file = make_document(
            kind=Document.Kind.ATTACHMENT,
            title=title,
            upload=file,
            about=measurement,
            received_from=measurement.answered_by,
            dated=measurement.measured_on,
            basis=basis,
        )
    except Refusal as refusal:
        refusal.field = "file"
        raise


def _settle(benefit: Benefit, promised: BenefitPromise) -> None:
    last = benefit.last
    benefit.verdict = verdict(promised, last.value, last.measured_on) if last else Benefit.Verdict.NONE
    benefit.next_on = next_day(promised, last.measured_on if last else None)
    benefit.revision += 1
    benefit.save()
