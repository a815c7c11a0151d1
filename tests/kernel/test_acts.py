"""The one way in: what an act does round its function."""

from datetime import date, timedelta

import pytest

from samstyring.kernel import clock, journal
from samstyring.kernel.actors import INSTALLATION, Actor, Capacity
from samstyring.kernel.errors import (
    ActError,
    CapacityUnclear,
    ClockBehind,
    NotAuthorised,
    NotThere,
    Refusal,
    RepeatedByOther,
    RepeatedWithOther,
)
from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import Basis, JournalEntry, NumberSeries
from samstyring.kernel.sent import digest_of
from samstyring.records.uploads import Upload

from . import steps

pytestmark = pytest.mark.django_db


def test_an_act_writes_one_entry_with_what_it_concerned() -> None:
    at = clock.now()
    basis = steps.write_basis(label="SG 1/22", by=INSTALLATION, at=at)
    entry = JournalEntry.objects.get()
    assert entry.act.endswith("write_basis")
    assert entry.at == at
    assert [concerned.public_id for concerned in entry.objects_concerned.all()] == [basis.pk]
    assert '"facts":{"label":"SG 1/22"}' in entry.body


def test_a_refused_act_leaves_nothing() -> None:
    with pytest.raises(Refusal):
        steps.give_number(series="SG/2022", fail=True, by=INSTALLATION, at=clock.now())
    assert not JournalEntry.objects.exists()
    assert not Basis.objects.exists()
    assert not NumberSeries.objects.exists()


def test_numbers_have_no_gap_after_a_refusal() -> None:
    steps.give_number(series="SG/2022", by=INSTALLATION, at=clock.now())
    with pytest.raises(Refusal):
        steps.give_number(series="SG/2022", fail=True, by=INSTALLATION, at=clock.now())
    second = steps.give_number(series="SG/2022", by=INSTALLATION, at=clock.now())
    other = steps.give_number(series="SG/2023", by=INSTALLATION, at=clock.now())
    assert (second.label, other.label) == ("SG/2022 2", "SG/2023 1")


def test_a_repeated_intent_gets_the_first_answer() -> None:
    intent = uuid7()
    first = steps.write_basis(label="once", by=INSTALLATION, at=clock.now(), intent=intent)
    again = steps.write_basis(label="once", by=INSTALLATION, at=clock.now(), intent=intent)
    assert first == again
    assert Basis.objects.count() == JournalEntry.objects.count() == 1


def test_a_repeated_intent_with_something_else_is_no_repetition() -> None:
    intent = uuid7()
    steps.write_basis(label="once", by=INSTALLATION, at=clock.now(), intent=intent)
    with pytest.raises(RepeatedWithOther):
        steps.write_basis(label="twice", by=INSTALLATION, at=clock.now(), intent=intent)
    assert Basis.objects.count() == JournalEntry.objects.count() == 1
    assert journal.verify() is None


def test_what_was_sent_is_told_by_its_content() -> None:
    told = digest_of
    assert told({"file": Upload("a.txt", b"x"), "on": date(2022, 1, 1)}) == told({"on": date(2022, 1, 1), "file": Upload("a.txt", b"x")})  # fmt: skip
    assert told({"file": Upload("a.txt", b"x")}) != told({"file": Upload("a.txt", b"y")})
    assert told({"chosen": {"b", "a"}}) == told({"chosen": {"a", "b"}})
    assert told({"it": object()}) == told({"it": object()}), "what cannot be told apart is the same"


def test_an_intent_is_not_for_another_act() -> None:
    intent = uuid7()
    steps.write_basis(label="once", by=INSTALLATION, at=clock.now(), intent=intent)
    with pytest.raises(RepeatedByOther):
        steps.use_effect(by=INSTALLATION, at=clock.now(), intent=intent)


def test_an_act_is_never_dated_before_the_last_one() -> None:
    steps.write_basis(label="now", by=INSTALLATION, at=clock.now())
    with pytest.raises(ClockBehind):
        steps.write_basis(label="earlier", by=INSTALLATION, at=clock.now() - timedelta(hours=1))


def test_acts_do_not_call_acts() -> None:
    with pytest.raises(ActError, match="acts do not call acts"):
        steps.call_another(by=INSTALLATION, at=clock.now())


def test_an_act_that_tells_nothing_is_refused() -> None:
    with pytest.raises(ActError, match="recorded nothing"):
        steps.say_nothing(by=INSTALLATION, at=clock.now())
    assert not Basis.objects.exists()


def test_an_effect_runs_only_within_an_act() -> None:
    with pytest.raises(ActError, match="outside an act"):
        steps.note(basis=None)
    assert steps.use_effect(by=INSTALLATION, at=clock.now()).label == "by effect"


def _person(*capacities: Capacity, powers: dict[str, dict[str, str]]) -> Actor:
    return Actor("person", "Leiar", uuid7(), capacities, powers=powers)


LEADER = Capacity("leader", "leiar", frozenset({"body:1"}))
MEMBER = Capacity("member", "medlem", frozenset({"seat:1", "body:1"}))


def test_a_power_comes_from_the_charter_and_names_its_clause() -> None:
    actor = _person(LEADER, MEMBER, powers={"x.call": {"leader": "LE-2"}})
    permit = actor.permit("x.call", ["body:1"])
    assert (permit.capacity, permit.authority) == (LEADER, "LE-2")
    assert not actor.may("x.call", "body:2")
    with pytest.raises(NotAuthorised) as refused:
        _person(MEMBER, powers={"x.call": {"leader": "LE-2"}}).permit("x.call", ["body:1"])
    assert refused.value.clause == "LE-2"


def test_the_form_asks_where_two_capacities_would_do() -> None:
    actor = _person(LEADER, MEMBER, powers={"x.speak": {"leader": "LE-2", "member": "SG-1"}})
    with pytest.raises(CapacityUnclear) as unclear:
        actor.permit("x.speak", ["body:1"])
    assert list(unclear.value.options) == [LEADER, MEMBER]
    assert actor.choosing(MEMBER.key).permit("x.speak", ["body:1"]).capacity == MEMBER


def test_the_chain_holds() -> None:
    for label in "abc":
        steps.write_basis(label=label, by=INSTALLATION, at=clock.now())
    assert journal.verify() is None
    assert journal.verify(journal.last_digest()) is None
    broken = journal.verify("f" * 64)
    assert broken is not None
    assert "cut off" in broken.why


def test_an_act_that_waited_its_turn_comes_after_the_one_before_it() -> None:
    """Two act at once: the second was dated while it waited for the first, which has its entry by then."""
    at = clock.now()
    steps.write_basis(label="first", by=INSTALLATION, at=at)
    steps.write_basis(label="waited", by=INSTALLATION, at=at - timedelta(seconds=2))
    assert list(JournalEntry.objects.values_list("at", flat=True)) == [at, at]


def test_an_act_on_what_is_gone_finds_nothing() -> None:
    basis = steps.write_basis(label="a", by=INSTALLATION, at=clock.now())
    gone = Basis(label="gone")
    gone._state.adding = False
    with pytest.raises(NotThere):
        steps.look_at(basis=gone, by=INSTALLATION, at=clock.now())
    assert steps.look_at(basis=basis, by=INSTALLATION, at=clock.now()) == basis
