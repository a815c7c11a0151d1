"""What a charter file has and an installation lacks: a later version of the file brings powers to acts that are new.

What tells how the agreement is run can be added, under a clause that it has: powers, procedures, authority, rules of
procedure, obligations; purposes, financing schemes, offices, and whole bodies with their seats; a place on the map for
a municipality that has none; a setting of an obligation that is here and says nothing of it. While an amendment is out
for consent, what rests on a clause that it changes waits (`waiting`). The agreement itself (its text, its parties, who sits in a body that is there) is another
matter: it changes by amendment.
"""

import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .positions import Positions
from .reading import Located, read
from .rewriting import Rewriting, table, written
from .waiting import InRound

Row = Mapping[str, Any]
# Rows that stand outside the editions: written once, for all that come after.
LASTING = ("office", "scheme", "body", "seat")
ADDED = (
    "power", "procedure", "authority", "rule", "obligation", "purpose", "evaluation_question", "case_kind", *LASTING, "tile", "setting",
)  # fmt: skip
NOT_MEASURABLE = "charter.not_measurable"
"""The check of an obligation that nothing can answer: its `because` is the product's own word, not the agreement's."""
# How the tables of each section are told apart.
NAMES: Mapping[str, Callable[[Row], str]] = {
    "chapter": lambda row: str(row["key"]),
    "clause": lambda row: str(row["id"]),
    "annex": lambda row: str(row["key"]),
    "purpose": lambda row: str(row["key"]),
    "size_group": lambda row: str(row["key"]),
    "group": lambda row: str(row["key"]),
    "party": lambda row: str(row["number"]),
    "organisation": lambda row: str(row["number"]),
    "office": lambda row: str(row["key"]),
    "body": lambda row: str(row["key"]),
    "seat": lambda row: f"{row['body']} {row['key']}",
    "scheme": lambda row: str(row["key"]),
    "procedure": lambda row: str(row["key"]),
    "authority": lambda row: f"{row['matter']} {row['body']}",
    "rule": lambda row: str(row["key"]),
    "obligation": lambda row: str(row["id"]),
    "case_kind": lambda row: str(row["key"]),
    "evaluation_question": lambda row: str(row["key"]),
}


@dataclass(frozen=True)
class Update:
    """What an update would do: the whole file as it will stand, what is added to it, what is left alone, or why not.

    `added` has a line for each thing, by section; `lasting` the names of those that stand outside the editions.
    `waiting` are lines of what waits for the amendment in round. `differs` are things that the file tells otherwise,
    `only_there` parts of the agreement itself that the installation lacks: both are left as they are.
    """

    source: str = ""
    added: Mapping[str, Sequence[str]] = field(default_factory=dict)
    differs: Sequence[str] = ()
    only_there: Sequence[str] = ()
    waiting: Sequence[str] = ()
    lasting: Mapping[str, Sequence[str]] = field(default_factory=dict)
    problems: Sequence[Located] = ()


@dataclass(frozen=True)
class _Table:
    """A table to add: its section, the line that it has in the file, what it holds, and how it is told."""

    section: str
    line: int
    row: Row
    lines: Sequence[str]


@dataclass(frozen=True)
class _Setting:
    """Settings that an obligation here lacks: where it stands, all its settings as they will be, and how it is told.

    `check` is what checks it from now on, where nothing could.
    """

    place: int
    row: Row
    params: Row
    lines: Sequence[str]
    check: str


def update_of(
    stored: str, given: str, standing: Mapping[str, Collection[str]], in_round: InRound | None = None
) -> Update:
    """Compare the file that an installation stands on with another, and tell what the other has to add.

    `standing` has the names of what is here, also what came since by decision: no file may take such a name.
    `in_round` is the amendment that is out for consent: what collides with it waits.
    """
    reading = read(given)
    if reading.problems:
        return Update(problems=reading.problems)
    here, there, positions = tomllib.loads(stored), tomllib.loads(given), Positions(given)
    if here["agreement"]["key"] != there["agreement"]["key"]:
        says = _("this file is of another agreement: here it is %(key)s") % {"key": here["agreement"]["key"]}
        return Update(problems=[Located(positions.line(("agreement", "key")), "agreement", "key", says)])
    tables = [*_powers(here, there, positions), *_rows(here, there, positions)]
    settings = list(_settings(here, there))
    waiting: list[str] = []
    if in_round is not None:
        both: list[_Table | _Setting] = [*tables, *settings]
        waiting = _lines(each for each in both if in_round.touches(each.row))
        tables = [each for each in tables if not in_round.touches(each.row)]
        settings = [each for each in settings if not in_round.touches(each.row)]
    tiles = _tiles(here, there)
    ground = _placed(stored, tiles, settings)
    source, problems = _joined(ground, tables)
    while waiting and (needing := [each for each in tables if each.line in {problem.line for problem in problems}]):
        waiting += _lines(needing)  # these need something that waits
        tables = [each for each in tables if each not in needing]
        source, problems = _joined(ground, tables)
    added = {name: [line for each in tables if each.section == name for line in each.lines] for name in ADDED}
    return Update(
        source=source,
        added={
            **added,
            "tile": [here["party"][place]["name"] for place in tiles],
            "setting": [line for each in settings for line in each.lines],
        },
        waiting=waiting,
        differs=[*_other_sources(here, there), *_differing(here, there)],
        only_there=_left(here, there),
        lasting={name: [NAMES[name](each.row) for each in tables if each.section == name] for name in LASTING},
        problems=[*problems, *_taken(tables, standing)],
    )


def _lines(parts: Iterable[_Table | _Setting]) -> list[str]:
    return [line for each in parts for line in each.lines]


def _left(here: Mapping[str, Any], there: Mapping[str, Any]) -> list[str]:
    """Name what the file has more of, and an amendment must bring: also seats in a body that is here."""
    bodies = _named(here, "body")
    return [
        f"{section} {name}"
        for section in NAMES
        for name, row in _named(there, section).items()
        if name not in _named(here, section) and (section not in ADDED or (section == "seat" and row["body"] in bodies))
    ]


def _taken(tables: Sequence[_Table], standing: Mapping[str, Collection[str]]) -> Iterator[Located]:
    """Find names that something here has got since it was founded."""
    for each in tables:
        if each.section in LASTING and NAMES[each.section](each.row) in standing.get(each.section, ()):
            yield Located(each.line, each.section, "key", _("something here has this name already"))


def _named(charter: Mapping[str, Any], section: str) -> dict[str, Row]:
    return {NAMES[section](row): row for row in charter.get(section, [])}


def _given(charter: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return what gives each power: (role, act) -> clause or other source."""
    return {
        (row["role"], act): row.get("clause") or row["source"]
        for row in charter.get("power", [])
        for act in row["acts"]
    }


def _powers(here: Mapping[str, Any], there: Mapping[str, Any], positions: Positions) -> Iterator[_Table]:
    """Give the powers that are missing, each with the acts that its role does not have yet."""
    has = _given(here)
    for place, row in enumerate(there.get("power", [])):
        acts = [act for act in row["acts"] if (row["role"], act) not in has]
        if acts:
            source = row.get("clause") or row["source"]
            lines = [f"{row['role']}: {act} ({source})" for act in acts]
            yield _Table("power", positions.line(("power", place)), {**row, "acts": acts}, lines)


def _rows(here: Mapping[str, Any], there: Mapping[str, Any], positions: Positions) -> Iterator[_Table]:
    bodies = _named(here, "body")
    for section in [name for name in NAMES if name in ADDED]:
        has = _named(here, section)
        for place, row in enumerate(there.get(section, [])):
            name = NAMES[section](row)
            if name not in has and not (section == "seat" and row["body"] in bodies):
                about = next((row[key] for key in ("heading", "text", "title", "name", "clause") if row.get(key)), "")
                yield _Table(section, positions.line((section, place)), row, [f"{name}: {about}"])


def _tiles(here: Mapping[str, Any], there: Mapping[str, Any]) -> dict[int, list[int]]:
    """Return the place on the map of those that have none here, by their number in the file that stands."""
    given = {number: row["tile"] for number, row in _named(there, "party").items() if "tile" in row}
    return {
        place: given[row["number"]]
        for place, row in enumerate(here.get("party", []))
        if "tile" not in row and row["number"] in given
    }


def _settings(here: Mapping[str, Any], there: Mapping[str, Any]) -> Iterator[_Setting]:
    """Return what the file sets for obligations that are the same here, and that these say nothing of.

    One that nothing could answer gets the check that can, or why nothing can by now: the old words are no longer true.
    """
    given = _named(there, "obligation")
    for place, row in enumerate(here.get("obligation", [])):
        other = given.get(str(row["id"]), row)
        has = row.get("params", {})
        new = {key: value for key, value in other.get("params", {}).items() if key not in has}
        if _gets_an_answer(row, other):
            new = {key: value for key, value in other.get("params", {}).items() if value != has.get(key)}
            new = {"check": other["check"], **new} if other["check"] != row["check"] else new
            yield _Setting(place, row, other.get("params", {}), _told(row, new), other["check"])
        elif new and all(row.get(key) == other.get(key) for key in ("clause", "check", "duty_of")):
            yield _Setting(place, row, {**has, **new}, _told(row, new), row["check"])


def _gets_an_answer(row: Row, other: Row) -> bool:
    same = all(row.get(key) == other.get(key) for key in ("clause", "duty_of"))
    told_anew = any(row.get(key) != other.get(key) for key in ("check", "params"))
    return row.get("check") == NOT_MEASURABLE and same and told_anew


def _told(row: Row, new: Row) -> list[str]:
    return [f"{row['id']}: {key} = {written(value)}" for key, value in new.items()]


def _placed(stored: str, tiles: Mapping[int, list[int]], settings: Sequence[_Setting]) -> str:
    rewriting = Rewriting(stored)
    for each in settings:
        rewriting.set(("obligation", each.place, "params"), each.params)
        if each.check != each.row["check"]:
            rewriting.set(("obligation", each.place, "check"), each.check)
    for place, tile in tiles.items():
        rewriting.set(("party", place, "tile"), tile)
    return rewriting.done()


def _other_sources(here: Mapping[str, Any], there: Mapping[str, Any]) -> list[str]:
    """Name the powers that the file gives by another clause."""
    has = _given(here)
    return [
        f"power {role}: {act}"
        for (role, act), source in _given(there).items()
        if has.get((role, act), source) != source
    ]


def _differing(here: Mapping[str, Any], there: Mapping[str, Any]) -> list[str]:
    """Name the things that the file tells otherwise."""
    return [
        f"{section} {name}"
        for section in NAMES
        for name, row in _named(there, section).items()
        if name in (has := _named(here, section)) and has[name] != _without_what_is_filled_in(row, has[name])
    ]


def _without_what_is_filled_in(row: Row, has: Row) -> dict[str, Any]:
    """Return a row of the file less what an update sets: a place on the map, and settings, that are missing here."""
    kept = {key: value for key, value in row.items() if key != "tile" or key in has}
    if "check" in row and _gets_an_answer(has, row):
        kept = {**kept, **{key: has[key] for key in ("check", "params") if key in has}}
    elif "check" in row and (params := row.get("params")):
        known = has.get("params", {})
        kept["params"] = {key: value for key, value in params.items() if key in known}
        if not kept["params"] and "params" not in has:
            del kept["params"]
    return kept


def _joined(stored: str, tables: Sequence[_Table]) -> tuple[str, list[Located]]:
    """Put the tables after the stored file, and read the whole: errors are told with the line in the file given."""
    source, starts = stored.rstrip("\n") + "\n", []
    for each in tables:
        source += "\n"
        starts.append((source.count("\n") + 1, each.line))
        source += table(each.section, each.row) + "\n"
    return source, [_moved(problem, starts) for problem in read(source).problems]


def _moved(problem: Located, starts: Sequence[tuple[int, int]]) -> Located:
    """Tell an error by its line in the file given, or say that it is in the file that the installation stands on."""
    line = next((line for start, line in reversed(starts) if start <= problem.line), None)
    if line is not None:
        return Located(line, problem.where, problem.field, problem.why)
    why = _("%(why)s (in the file that this installation stands on)") % {"why": problem.why}
    return Located(problem.line, problem.where, problem.field, why)
