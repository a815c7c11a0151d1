"""What was worked out is kept until an act writes something that was read for it, and never for longer."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db import transaction
from django.test import override_settings

from samstyring.kernel import acts, clock, keeping, opened, reading
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.kernel.errors import Refusal
from samstyring.kernel.holding import holding
from samstyring.kernel.marks import ALL
from samstyring.kernel.models import Basis, NumberSeries
from samstyring.kernel.noting import changed, noting, read_by
from samstyring.kernel.writeguard import marks_of
from samstyring.parties.models import Person
from samstyring.portfolio.models import Mandate
from samstyring.records import bounces
from samstyring.records.models import Bounce
from tests.kernel.steps import give_number, write, write_basis

pytestmark = pytest.mark.django_db
AT = datetime(2022, 11, 22, 9, tzinfo=UTC)
worked_out: list[str] = []


@pytest.fixture(autouse=True)
def _anew() -> None:
    worked_out.clear()


def ask(part: str, answer: Callable[[], Any], name: str = "tests") -> Any:
    def work_out() -> Any:
        worked_out.append(part)
        return answer()

    with keeping.book(name) as kept:
        return kept.ask(part, work_out)


def bases() -> int:
    return ask("bases", Basis.objects.count)


def series() -> int:
    return ask("series", NumberSeries.objects.count)


def test_an_act_has_worked_out_anew_only_what_read_what_it_wrote() -> None:
    before = bases(), series()
    assert (bases(), series()) == before
    assert worked_out == ["bases", "series"]
    write_basis(label="one", by=INSTALLATION, at=AT)
    assert (bases(), series()) == (before[0] + 1, before[1])
    assert worked_out == ["bases", "series", "bases"]
    give_number(series="S", by=INSTALLATION, at=AT)
    assert (bases(), series()) == (before[0] + 2, before[1] + 1)


def test_an_act_that_is_rolled_back_leaves_what_is_kept() -> None:
    before = bases()
    with pytest.raises(Refusal):
        give_number(series="S", fail=True, by=INSTALLATION, at=AT)
    assert bases() == before
    assert worked_out == ["bases"]
    with transaction.atomic():
        write_basis(label="one", by=INSTALLATION, at=AT)
        assert bases() == before + 1  # whoever is within sees it …
        transaction.set_rollback(True)
    assert bases() == before  # … and what was kept of it is never shown


@acts.act(says="looked")
def look(*, by: Actor, at: datetime) -> Basis:
    """Look within an act: what it has written is seen, and nothing of it is kept."""
    basis = write("looked at")
    bases()
    acts.record(basis)
    return basis


def test_within_an_act_nothing_is_kept() -> None:
    before = bases()
    look(by=INSTALLATION, at=AT)
    assert worked_out == ["bases", "bases"]
    assert bases() == before + 1


@reading.remembered
def first() -> Basis:
    return Basis.objects.defer("label").order_by("pk")[0]


def test_what_is_loaded_through_an_answer_that_another_had_first_is_noted_too() -> None:
    write_basis(label="one", by=INSTALLATION, at=AT)
    with keeping.book("tests") as kept, noting() as both:
        assert kept.ask("of one", lambda: first().label) == kept.ask("of another", lambda: first().label)
        assert first().label
    assert "kernel_basis" in both.tables
    one, another = kept.outcomes["of one"], kept.outcomes["of another"]
    assert one.marks == another.marks
    assert "kernel_basis" in one.marks
    with reading.once(), noting() as outer:
        with noting() as a:
            thing = first()
        with noting() as b:
            assert first() == thing
            assert first() is not thing  # a copy: what is loaded through it is loaded, and noted, anew
    assert a.tables == b.tables == outer.tables == {"kernel_basis"}


def test_the_time_of_day_holds_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    first_seen = ask("now", clock.now)
    ask("today", clock.today)
    now += timedelta(seconds=59)
    assert ask("now", clock.now) == first_seen
    now += timedelta(seconds=1)
    assert ask("now", clock.now) == now
    ask("today", clock.today)
    now -= timedelta(seconds=30)  # a clock that is put back
    assert ask("now", clock.now) == now
    assert worked_out == ["now", "today", "now", "now"]


def test_so_does_what_is_written_outside_acts(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    assert ask("groups", Group.objects.count) == 0
    Group.objects.create(name="one")
    now += timedelta(minutes=1)
    assert ask("groups", Group.objects.count) == 1


def test_what_is_marked_as_it_is_written_outside_acts_holds_until_then(monkeypatch: pytest.MonkeyPatch) -> None:
    now = clock.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    ask("bounces", Bounce.objects.count)
    now += timedelta(hours=1)
    ask("bounces", Bounce.objects.count)
    assert worked_out == ["bounces"]
    Bounce.objects.filter(times=0).update(times=1)
    ask("bounces", Bounce.objects.count)
    assert worked_out == ["bounces", "bounces"]


def test_such_a_write_and_its_mark_are_one(founded_copy: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(_tables: Any) -> None:
        raise SystemExit

    person = Person.objects.order_by("pk")[0]
    bounces.note(person=person, address="one@example.org")
    assert Bounce.objects.count() == 1
    monkeypatch.setattr("samstyring.kernel.marks.mark", die)
    with pytest.raises(SystemExit):
        bounces.note(person=person, address="another@example.org")
    assert Bounce.objects.count() == 1


def test_an_act_does_not_hold_what_is_written_outside_acts() -> None:
    read: list[str] = []

    def look() -> int:
        read.append("bounces")
        return Bounce.objects.count()

    with holding(lambda: {ALL: "migrated"}) as answers:
        answers.ask("bounces", look)
        answers.ask("bounces", look)
    assert read == ["bounces", "bounces"]


def test_every_table_that_a_statement_names_is_read_by_it() -> None:
    found = read_by(
        'SELECT 1 FROM "kernel_basis", "kernel_numberseries" U0 WHERE EXISTS(SELECT 1 FROM kernel_journalentry)'
    )
    assert found.tables == {"kernel_basis", "kernel_numberseries", "kernel_journalentry"}
    assert not found.passing
    assert read_by("SELECT 1").passing
    assert not read_by("SELECT * FROM kernel_tablemark").tables


def test_a_new_row_changes_nothing_where_the_table_is_only_looked_up_in_by_a_foreign_key() -> None:
    label = "the basis of a version"
    joined = str(Mandate.objects.select_related("basis", "project").query)
    assert read_by(joined).tables == {"portfolio_mandate", changed("kernel_basis"), changed("portfolio_project")}
    assert "kernel_basis" in read_by(str(Basis.objects.filter(decision__number=1).query)).tables  # from the other side
    again = Mandate.objects.filter(basis__in=Basis.objects.filter(label=label)).select_related("basis")
    assert "kernel_basis" in read_by(str(again.query)).tables  # once more, in another way
    assert marks_of("INSERT INTO kernel_basis (id) VALUES (1)") == {"kernel_basis"}
    for other in (
        "UPDATE kernel_basis SET label = ''",
        "DELETE FROM kernel_basis",
        "INSERT INTO kernel_basis (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET label = ''",
    ):
        assert marks_of(other) == {"kernel_basis", changed("kernel_basis")}


def test_who_asks_gets_a_copy_of_their_own() -> None:
    ask("list", lambda: ["as it was"]).append("changed")
    ask("list", list).append("changed")
    assert ask("list", list) == ["as it was"]


def test_what_is_shared_is_the_same_for_all_who_ask_until_an_act_writes_it() -> None:
    def labels() -> tuple[str, ...]:
        with keeping.book("tests") as kept:
            return kept.share("labels", lambda: tuple(Basis.objects.order_by("label").values_list("label", flat=True)))

    labels()
    assert labels() is labels()
    write_basis(label="one more", by=INSTALLATION, at=AT)
    assert "one more" in labels()
    assert labels() is labels()


def test_the_least_lately_asked_for_is_let_go_of_first() -> None:
    first, second, large = (pickle.dumps(("x" * length,)) for length in (30, 31, 200))
    shared = keeping.Shared(most=len(first) + len(second))
    value = shared.value_of(first)
    other = shared.value_of(second)
    assert shared.value_of(first) is value
    shared.value_of(pickle.dumps(("y" * 30,)))
    assert shared.value_of(first) is value
    assert shared.value_of(second) is not other
    assert shared.value_of(large) == ("x" * 200,)
    assert shared.value_of(large) is not shared.value_of(large)
    assert shared.value_of(first) is value


def test_other_books_and_other_programs_have_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    ask("part", lambda: 1, "of one reader")
    assert ask("part", lambda: 2, "of another") == 2
    monkeypatch.setattr(keeping, "program", lambda: "the next release")
    assert ask("part", lambda: 3, "of one reader") == 3


def test_it_is_found_by_another_process(tmp_path: Path) -> None:
    files = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path)}
    with override_settings(CACHES={"default": files, "kept": files}):
        before = bases()
        del caches["kept"]  # nothing of this process is left
        assert bases() == before
        assert worked_out == ["bases"]
        for broken in tmp_path.iterdir():
            broken.write_bytes(b"cut off")
        assert bases() == before


@keeping.lasting
def numbered(least: int) -> int:
    worked_out.append(f"at least {least}")
    return NumberSeries.objects.filter(last__gte=least).count()


def test_what_lasts_is_asked_anew_only_when_an_act_has_written_what_it_read() -> None:
    def look() -> int:
        with reading.once():
            assert numbered(1) == numbered(1)
            return numbered(1)

    before = look()
    write_basis(label="another table", by=INSTALLATION, at=AT)
    assert look() == before
    assert worked_out == ["at least 1"]
    give_number(series="SG/2022", by=INSTALLATION, at=AT)
    assert look() == before + 1
    assert worked_out == ["at least 1", "at least 1"]
    with reading.once():
        numbered(2)
    assert worked_out[-1] == "at least 2", "other arguments are another question"
    numbered(1)
    assert worked_out[-1] == "at least 1", "outside a page nothing is remembered"


def test_what_rests_on_something_that_lasts_is_worked_out_anew_with_it() -> None:
    def look() -> int:
        with reading.once():
            return int(ask("outer", lambda: numbered(1)))

    before = look()
    worked_out.clear()
    assert look() == before
    assert worked_out == []
    give_number(series="SG/2023", by=INSTALLATION, at=AT)
    assert look() == before + 1
    assert worked_out == ["outer", "at least 1"]


def test_a_file_is_unpickled_once_until_another_one_comes_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = opened.OpenedFiles(str(tmp_path), {})
    files.set("a", {"one": 1}, timeout=60)
    first = files.get("a")
    assert files.get("a") is first
    files.set("a", {"one": 2}, timeout=60)
    assert files.get("a") == {"one": 2}
    monkeypatch.setattr(opened, "MOST", 1)
    assert files.get("a") == {"one": 2}
    files.set("b", {"one": 3}, timeout=-1)
    assert files.get("b") is None
    files.clear()
    assert files.get("a") is None
