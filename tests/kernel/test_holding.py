"""What an act has read holds until that act, or a later one, writes what it was read from."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.db import transaction

from samstyring.kernel import acts, guards, keeping, marks
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


@keeping.lasting
def first_series() -> list[str]:
    """Return the keys of the series, in a list that a careless caller can spoil."""
    read.append("keys")
    return list(NumberSeries.objects.order_by("pk").values_list("key", flat=True))


@acts.act(says="asked for keys")
def ask_for_keys(*, spoil: bool = False, by: Actor, at: datetime) -> list[str]:
    """Ask, and write something else."""
    acts.record(write("something else"))
    found = first_series()
    keys = list(found)
    if spoil:
        found.append("spoilt")
        raise TakenBack
    return keys


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


def test_what_one_act_read_stands_for_the_next_until_an_act_writes_it() -> None:
    give_number(series="four", by=INSTALLATION, at=AT)
    read.clear()
    assert ask_for_keys(by=INSTALLATION, at=AT) == ask_for_keys(by=INSTALLATION, at=AT) == ["four"]
    assert read == ["keys"]
    give_number(series="five", by=INSTALLATION, at=AT)
    assert ask_for_keys(by=INSTALLATION, at=AT) == ["four", "five"]
    assert read == ["keys"] * 2


def test_nobody_gets_what_another_act_has_spoilt() -> None:
    give_number(series="six", by=INSTALLATION, at=AT)
    with pytest.raises(TakenBack):
        ask_for_keys(spoil=True, by=INSTALLATION, at=AT)
    assert ask_for_keys(by=INSTALLATION, at=AT) == ["six"]


def test_what_was_taken_back_with_its_act_was_never_there() -> None:
    give_number(series="seven", by=INSTALLATION, at=AT)
    with suppress(TakenBack), transaction.atomic():
        give_number(series="eight", by=INSTALLATION, at=AT)
        assert ask_for_keys(by=INSTALLATION, at=AT) == ["seven", "eight"]
        raise TakenBack
    assert ask_for_keys(by=INSTALLATION, at=AT) == ["seven"]


def test_a_migration_ends_what_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    give_number(series="nine", by=INSTALLATION, at=AT)
    ask_for_keys(by=INSTALLATION, at=AT)
    read.clear()
    with monkeypatch.context() as migration:
        migration.setattr(guards, "migrating", True)
        marks.mark_all()
    assert ask_for_keys(by=INSTALLATION, at=AT) == ["nine"]
    assert read == ["keys"]


def test_what_another_process_did_is_read() -> None:
    give_number(series="ten", by=INSTALLATION, at=AT)
    ask_for_keys(by=INSTALLATION, at=AT)
    before = marks._known
    give_number(series="eleven", by=INSTALLATION, at=AT)
    marks._known = before  # as in a process that saw nothing of that act
    assert ask_for_keys(by=INSTALLATION, at=AT) == ["ten", "eleven"]
