"""What an act has read holds until that act writes what it was read from, and is gone with the act."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import transaction

from samstyring.kernel import acts, keeping
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.kernel.models import NumberSeries
from samstyring.kernel.numbering import next_number
from tests.kernel.steps import give_number, write

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 22, 9, tzinfo=UTC)
read: list[str] = []


@keeping.lasting
def begun() -> int:
    """Count the series that have begun."""
    read.append("series")
    return NumberSeries.objects.count()


class TakenBack(Exception):
    """What was written is taken back."""


@acts.act(says="asked")
def ask_and_number(*, by: Actor, at: datetime) -> None:
    """Ask before and after things are written."""
    acts.record(write("another table"))
    before = begun()
    write("once more")
    assert begun() == before
    assert read == ["series"], "what was written is not what was read"
    next_number("one")
    assert (begun(), begun()) == (before + 1, before + 1)
    assert read == ["series"] * 2
    with suppress(TakenBack), transaction.atomic():
        next_number("two")
        assert begun() == before + 2
        raise TakenBack
    assert begun() == before + 1, "what was taken back was never there"


def test_an_act_asks_anew_only_what_it_has_written() -> None:
    read.clear()
    ask_and_number(by=INSTALLATION, at=AT)
    asked = len(read)
    give_number(series="three", by=INSTALLATION, at=AT)
    assert begun() == 2
    assert len(read) == asked + 1, "nothing is held after the act"
