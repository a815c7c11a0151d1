"""Two charter files side by side: what the other has that this one lacks, what it lacks, and what it says otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .updating import NAMES, Row

Kind = Literal["new", "gone", "changed"]
# What tells of one party or place alone, and changes without anyone agreeing to it.
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "party": ("tile", "population", "note", "signed_on", "signatory", "place", "council_decision"),
}
# In this order a reader meets them: who and what first, then how it is run.
ORDER = (
    "term", "party", "organisation", "body", "seat", "office", "clause", "annex", "authority", "power", "rule", "obligation",
    "purpose", "scheme", "group", "size_group", "case_kind", "evaluation_question", "project_model", "phase", "decision_point",
)  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One thing that the two files have differently: as it stands here, and as it stands there (None where it does not).

    `fields` are the keys that differ, of what both have.
    """

    section: str
    name: str
    here: Row | None
    there: Row | None

    @property
    def kind(self) -> Kind:
        """Return whether it is new, gone or changed."""
        return "new" if self.here is None else "gone" if self.there is None else "changed"

    @property
    def row(self) -> Row:
        """Return it as it will stand, or as it stood where it is gone."""
        return self.there if self.there is not None else self.here or {}

    @property
    def fields(self) -> list[str]:
        """Return what differs in it."""
        if self.here is None or self.there is None:
            return []
        keys = dict.fromkeys([*self.here, *self.there])
        return [key for key in keys if self.here.get(key) != self.there.get(key)]


def compare(here: Mapping[str, Any], there: Mapping[str, Any]) -> list[Difference]:
    """Compare two charter files, as plain data, thing by thing. What stands in another order is the same."""
    found: list[Difference] = []
    for section in ORDER:
        before, after = rows_of(here, section), rows_of(there, section)
        found.extend(
            Difference(section, name, before.get(name), after.get(name))
            for name in dict.fromkeys([*before, *after])
            if before.get(name) != after.get(name)
        )
    return found


def rows_of(charter: Mapping[str, Any], section: str) -> dict[str, Row]:
    """Return what a file has of one kind, by name: powers one act at a time, authority with its procedure in it."""
    if section == "term":
        agreement = charter["agreement"]
        return {"term": {key: agreement.get(key) for key in ("term_from", "until")}}
    if section == "power":
        return {f"{row['role']} {row['act']}": row for row in _powers(charter)}
    if section == "authority":
        return {NAMES[section](row): row for row in _authority(charter)}
    if section == "project_model":
        model = charter.get("project_model") or {}
        return {section: {key: model.get(key, "") for key in ("packaged", "name")}} if model else {}
    if section in ("phase", "decision_point"):
        model = charter.get("project_model") or {}
        return {str(row["key"]): row for row in model.get(section, [])}
    left_out = LEFT_OUT.get(section, ())
    return {
        NAMES[section](row): {key: value for key, value in row.items() if key not in left_out}
        for row in charter.get(section, [])
    }


def _powers(charter: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"role": row["role"], "act": act, "source": row.get("clause") or row["source"]}
        for row in charter.get("power", [])
        for act in row["acts"]
    ]


def _authority(charter: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return who decides what; how they decide it goes along, so that another quorum is another authority."""
    procedures = {row["key"]: row for row in charter.get("procedure", [])}
    return [
        {**row, **{key: value for key, value in procedures[row["procedure"]].items() if key not in ("key", "clause")}}
        for row in charter.get("authority", [])
    ]


def grouped(differences: Sequence[Difference]) -> dict[str, list[Difference]]:
    """Return them by section, in the order in which they are read."""
    sections: dict[str, list[Difference]] = {}
    for each in differences:
        sections.setdefault(each.section, []).append(each)
    return sections
