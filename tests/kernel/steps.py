"""A few acts of the tests' own, to try the kernel by."""

from datetime import date, datetime
from typing import Any

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Refusal
from samstyring.kernel.models import Basis
from samstyring.kernel.numbering import next_number


def write(label: str) -> Basis:
    """Write a row that only acts may write."""
    return Basis.objects.create(kind=Basis.Kind.DECISION, label=label, dated=date(2022, 11, 22))


@acts.act(says="%(who)s wrote %(label)s")
def write_basis(*, label: str, by: Actor, at: datetime) -> Basis:
    """Write a basis."""
    basis = write(label)
    acts.record(basis, label=label)
    return basis


@acts.act(says="numbered")
def give_number(*, series: str, fail: bool = False, by: Actor, at: datetime) -> Basis:
    """Take the next number of a series; fail afterwards if asked to."""
    number = next_number(series)
    basis = write(f"{series} {number}")
    acts.record(basis, number=number)
    if fail:
        raise Refusal("no")
    return basis


@acts.act(says="silent")
def say_nothing(*, by: Actor, at: datetime) -> None:
    """Change something and tell the journal nothing."""
    write("silent")


@acts.act(says="nested")
def call_another(*, by: Actor, at: datetime) -> Any:
    """Call another act, which acts do not."""
    return write_basis(label="inner", by=by, at=at)


@acts.effect
def note(*, basis: Basis | None) -> Basis:
    """Write within a running act."""
    return write("by effect")


@acts.act(says="effect")
def use_effect(*, by: Actor, at: datetime) -> Basis:
    """Write through an effect."""
    basis = note(basis=None)
    acts.record(basis)
    return basis


@acts.act(says="looked")
def look_at(*, basis: Basis, by: Actor, at: datetime) -> Basis:
    """Do something about a thing that was there."""
    acts.record(basis)
    return basis
