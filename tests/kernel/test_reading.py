"""What is asked twice while a page is read is fetched once; an act always asks anew."""

from collections.abc import Collection
from datetime import UTC, datetime

import pytest

from samstyring.kernel import acts, reading
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.kernel.models import Basis
from tests.kernel.steps import write

asked: list[object] = []


@reading.remembered
def ask(thing: object, *, again: int = 0) -> object:
    asked.append(thing)
    return [thing, again]


@acts.act(says="asked")
def ask_in_an_act(*, by: Actor, at: datetime) -> Basis:
    """Ask twice within an act."""
    basis = write("asked")
    ask(1)
    ask(1)
    acts.record(basis)
    return basis


@acts.act(says="asked")
def read_in_an_act(*, writes: bool, by: Actor, at: datetime) -> Basis:
    """Ask twice within a block of an act that only reads, and once after it; with `writes`, break the promise."""
    basis = write("asked")
    acts.record(basis)
    with reading.only_reads():
        ask(1)
        ask(1)
        if writes:
            write("asked")
    ask(1)
    return basis


@pytest.fixture(autouse=True)
def _anew() -> None:
    asked.clear()


def test_outside_a_reading_every_question_is_asked() -> None:
    ask(1)
    ask(1)
    assert asked == [1, 1]


def test_within_it_the_same_question_is_asked_once() -> None:
    with reading.once():
        assert ask(1) is ask(1)
        with reading.once():
            ask(1)
        ask(1, again=1)
        ask(2)
    assert asked == [1, 1, 2]
    ask(1)
    assert asked == [1, 1, 2, 1]


@reading.remembered_for_each
def letters_of(words: Collection[str]) -> dict[str, int]:
    asked.append(sorted(words))
    return {word: len(word) for word in words}


def test_what_belongs_together_is_asked_about_at_once() -> None:
    assert letters_of("one") == 3
    with reading.once():
        assert letters_of("five") == 4
        with reading.together(["one", "seven"]), reading.together(["five", "three"]):
            assert [letters_of(word) for word in ("one", "seven", "three")] == [3, 5, 5]
            assert letters_of("eleven") == 6  # of none that it was told of
        assert letters_of.of_all(["one", "two"]) == {"one": 3, "two": 3}
    assert asked == [["one"], ["five"], ["one", "seven", "three"], ["eleven"], ["two"]]
    asked.clear()
    with reading.together(["one"]):  # where nothing is remembered, one is asked about, or all that one asks about
        assert letters_of("two") == 3
    assert letters_of.of_all(["one", "two"]) == {"one": 3, "two": 3}
    assert asked == [["two"], ["one", "two"]]


def test_a_question_that_fails_is_asked_again() -> None:
    with reading.once():
        for _time in range(2):
            with pytest.raises(ZeroDivisionError):
                _fails(1)


@reading.remembered
def _fails(thing: int) -> float:
    return thing / 0


def test_an_act_asks_anew(db: None) -> None:
    with reading.once():
        ask(1)
        ask_in_an_act(by=INSTALLATION, at=datetime(2022, 11, 22, 9, tzinfo=UTC))
        ask(1)
        ask(1)
    assert asked == [1, 1, 1, 1]


def test_a_block_of_an_act_that_only_reads_asks_once_and_may_not_write(db: None) -> None:
    at = datetime(2022, 11, 22, 9, tzinfo=UTC)
    read_in_an_act(writes=False, by=INSTALLATION, at=at)
    assert asked == [1, 1]
    with pytest.raises(reading.WrittenMeanwhile):
        read_in_an_act(writes=True, by=INSTALLATION, at=at)
