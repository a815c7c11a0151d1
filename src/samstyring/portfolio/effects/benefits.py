"""Writing what is promised of a benefit, and what is measured."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..models import Benefit, BenefitMeasurement, BenefitPromise
from ..rules.benefits import next_day, verdict


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
def measure(
    *, benefit: Benefit, measured_on: date, value: Decimal, source: str, note: str, basis: Basis | None = None
) -> BenefitMeasurement:
    """Add a measurement; the one of the latest day counts, and of two of one day the one that was written last."""
    del basis
    running = require_running("measure")
    made = BenefitMeasurement.objects.create(
        benefit=benefit,
        sequence=benefit.measurements.count() + 1,
        measured_on=measured_on,
        value=value,
        source=source,
        note=note,
        by_id=running.by.person_id,
        at=running.at,
    )
    if benefit.last is None or measured_on >= benefit.last.measured_on:
        benefit.last = made
    assert benefit.standing is not None
    _settle(benefit, benefit.standing)
    return made


def _settle(benefit: Benefit, promised: BenefitPromise) -> None:
    last = benefit.last
    benefit.verdict = verdict(promised, last.value, last.measured_on) if last else Benefit.Verdict.NONE
    benefit.next_on = next_day(promised, last.measured_on if last else None)
    benefit.revision += 1
    benefit.save()
