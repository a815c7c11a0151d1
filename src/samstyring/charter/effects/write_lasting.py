"""What stands outside the editions is written by the steps that found: they are given the new tables alone."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..registry import Founding, sections


@effect
def write_lasting(*, new: Mapping[str, Sequence[Any]], step: Founding, basis: Basis) -> None:
    """Write the tables of `new`, by section, beside what is here (`step.made`)."""
    del basis
    step = replace(step, charter=step.charter.only(**new))
    for section in sorted(sections, key=lambda section: section.order):
        if any(new.get(part) for part in section.models):
            section.found(step)
