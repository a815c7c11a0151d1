"""Every act × every role × in and out of scope, from the one table: the charter's powers (OR-4).

The real scope of each act is asked, with a stand-in for its arguments, so a power that no scope can ever reach fails
here, and so does an act that no charter gives to anyone.
"""

import inspect
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from samstyring.kernel import acts
from samstyring.kernel.actors import ANONYMOUS, INSTALLATION, ROLES, Actor, Capacity
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.ids import uuid7

# Done by whoever runs the installation, from the command line; the charter gives them to nobody.
BY_INSTALLATION = {"charter.found", "charter.update_charter", "web.move_clock"}
KINDS = ("body", "seat", "meeting", "party", "project", "person")
WHOLE = {"secretariat_leader", "secretariat"}
# Where the scope is read from stored rows (an office's party, what a file is about): the scope that a role reaches it by.
FROM_ROWS = {
    "parties.appoint": ["party:in"],
    "parties.end_office": ["party:in"],
    "records.attach_file": ["project:in"],
    "records.remove_file": ["project:in"],
    "records.set_access": ["project:in"],
    "records.release": ["project:in"],
    "portfolio.take_workbook": ["project:in"],
    "governance.set_review_date": ["body:in"],
}


class StandIn:
    """An argument of any act: every attribute is another, and its text is "in"."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self

    def __getitem__(self, key: Any) -> Any:
        return self

    def __iter__(self) -> Any:
        return iter([self])

    def __str__(self) -> str:
        return "in"


def powers(charter: str) -> dict[str, dict[str, str]]:
    table = tomllib.loads((files("samstyring.charters") / charter).read_text())
    given: dict[str, dict[str, str]] = {}
    for row in table["power"]:
        for act in row["acts"]:
            given.setdefault(act, {})[row["role"]] = row.get("clause") or row["source"]
    return given


def house_acts() -> list[acts.ActSpec]:
    return [spec for spec in acts.discover() if spec.function.__module__.startswith("samstyring.")]


GIVEN = powers("digi-vestland-2020.toml")


def actor(role: str, where: str) -> Actor:
    scopes = frozenset() if role in WHOLE else frozenset(f"{kind}:{where}" for kind in KINDS)
    return Actor("person", role, uuid7(), (Capacity(role, role, scopes),), powers=GIVEN)


def scopes_of(spec: acts.ActSpec) -> list[str]:
    if spec.name in FROM_ROWS:
        return FROM_ROWS[spec.name]
    arguments = {name: StandIn() for name in inspect.signature(spec.function).parameters if name not in ("by", "at")}
    return list(spec.scope(**arguments))


@pytest.mark.clause("OR-4")
@pytest.mark.parametrize("spec", house_acts(), ids=lambda spec: spec.name)
def test_no_role_can_do_what_the_charter_does_not_give(spec: acts.ActSpec) -> None:
    if spec.public or spec.name in BY_INSTALLATION:
        return
    given = GIVEN.get(spec.name)
    assert given, f"no power in the charter gives {spec.name} to anyone"
    scopes = scopes_of(spec)
    for role in ROLES:
        assert actor(role, "in").may(spec.name, *scopes) is (role in given), f"{role} within its scope"
        assert actor(role, "out").may(spec.name, *scopes) is (role in given and role in WHOLE), f"{role} outside"


@pytest.mark.parametrize("spec", house_acts(), ids=lambda spec: spec.name)
def test_nobody_signed_in_is_nobody(spec: acts.ActSpec) -> None:
    assert not ANONYMOUS.may(spec.name, "body:in")
    if not spec.public:
        with pytest.raises(NotAuthorised):
            acts._permit(spec, ANONYMOUS, {})


def test_every_power_is_of_an_act_that_exists() -> None:
    names = {spec.name for spec in house_acts()}
    unknown = {charter: sorted(set(powers(charter)) - names) for charter in ("digi-vestland-2020.toml",)}
    assert unknown == {"digi-vestland-2020.toml": []}


def test_a_person_without_a_capacity_can_do_nothing() -> None:
    stranger = Actor("person", "stranger", uuid7(), (), powers=GIVEN)
    for spec in house_acts():
        assert not stranger.may(spec.name, "body:in")


def test_the_installation_is_not_asked() -> None:
    assert INSTALLATION.may("charter.found")


def test_the_printed_matrix_is_this_one(capsys: Any) -> None:
    """docs/permissions.md is printed from the same table: `./run manage permissions > docs/permissions.md`."""
    call_command("permissions")
    printed = capsys.readouterr().out
    stored = Path(__file__).parents[1] / "docs" / "permissions.md"
    assert stored.read_text() == printed
