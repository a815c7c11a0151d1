"""What the words of another tool's export mean here: its owners as municipalities, its phases as ours. Writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samstyring.parties.names import search_key
from samstyring.records.registry import Wrong
from samstyring.records.registry.cells import as_text
from samstyring.records.registry.lookups import Organisations
from samstyring.records.takeover.reading import Workbook

from .. import queries

LEFT_OUT = "-"
"""What is chosen for a word that is not to be read."""


@dataclass(frozen=True)
class Word:
    """A word that a column holds, how many rows hold it, and what it is read as: a key of `choices`, or "" for none."""

    name: str
    """Its name in the address: the place of the column and of the word in it."""
    field: str
    text: str
    rows: int
    means: str
    choices: Sequence[tuple[str, str]]


def words_of(
    workbook: Workbook,
    columns: Sequence[str],
    on: date,
    chosen: Mapping[str, str],
    remembered: Mapping[str, Mapping[str, str]],
) -> list[Word]:
    """Return the owners that are no organisation here, and every phase: what was chosen, else meant the last time.

    A phase that is called as one of ours means that one. Two SQL statements.
    """
    organisations = Organisations()
    parties = [(row.municipality_number or row.name, row.name) for row, _signed in queries.parties_to_choose(on)]
    phases = [(phase.key, str(phase.name)) for phase in queries.project_model(on).phases]
    alike = {search_key(text): key for key, name in phases for text in (key, name)}
    made = []
    for field, choices in (("owner", [*parties, (LEFT_OUT, "")]), ("phase", phases)):
        for place, (text, rows) in enumerate(_counted(workbook, field)):
            if field == "owner" and _is_here(organisations, text):
                continue
            name = f"w{columns.index(field)}.{place}"
            guess = remembered.get(field, {}).get(text, alike.get(search_key(text), "") if field == "phase" else "")
            means = chosen.get(name, guess)
            made.append(Word(name, field, text, rows, means if means in dict(choices) else "", choices))
    return made


def _counted(workbook: Workbook, field: str) -> list[tuple[str, int]]:
    """Return the words of a field with how many rows hold each, always in the same order."""
    found: dict[str, int] = {}
    for row in workbook.sheets[0].rows:
        if (raw := row.raw.get(field)) is not None and (text := as_text(raw)):
            found[text] = found.get(text, 0) + 1
    return sorted(found.items())


def _is_here(organisations: Organisations, text: str) -> bool:
    try:
        organisations.find(text)
    except Wrong:
        return False
    return True


def mean(workbook: Workbook, words: Sequence[Word]) -> None:
    """Put what the words mean in the place of the words; what was chosen to be left out is not read."""
    meant = {(word.field, word.text): word for word in words if word.means}
    for row in workbook.sheets[0].rows:
        for field in ("owner", "phase"):
            word = meant.get((field, as_text(row.raw[field]))) if row.raw.get(field) is not None else None
            if word is not None:
                read_as = word.means if field == "owner" else dict(word.choices)[word.means]
                row.raw = {**row.raw, field: None if read_as == LEFT_OUT else read_as}


def kept(words: Sequence[Word], remembered: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """Return what to remember for the next export: what was meant before, and what is meant now."""
    made = {field: dict(meant) for field, meant in remembered.items()}
    for word in words:
        made.setdefault(word.field, {})[word.text] = word.means
    return made
