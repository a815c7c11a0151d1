"""How two charter files differ, in words: section by section, each thing by the name that a reader knows it by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats

from ..founding import Difference, grouped
from ..models import Procedure
from ..registry import rule_kinds
from ..rules import duty_words, matter_words, role_words, rule_words
from .editions import names_of

SECTIONS: Mapping[str, Any] = {
    "term": gettext_lazy("The term"),
    "party": gettext_lazy("Municipalities that the agreement is open to"),
    "organisation": gettext_lazy("Other organisations"),
    "body": gettext_lazy("Bodies"),
    "seat": gettext_lazy("Seats"),
    "office": gettext_lazy("Offices"),
    "clause": gettext_lazy("The text"),
    "annex": gettext_lazy("Annexes"),
    "authority": gettext_lazy("Who decides, and how"),
    "power": gettext_lazy("What each role may do"),
    "rule": gettext_lazy("Rules of procedure"),
    "obligation": gettext_lazy("Duties"),
    "purpose": gettext_lazy("Purposes"),
    "scheme": gettext_lazy("Financing schemes"),
    "group": gettext_lazy("Groups of municipalities"),
    "size_group": gettext_lazy("Groups by size"),
    "case_kind": gettext_lazy("Kinds of cases"),
    "evaluation_question": gettext_lazy("Questions for the evaluation"),
    "project_model": gettext_lazy("The project model"),
    "phase": gettext_lazy("Phases of a project"),
    "decision_point": gettext_lazy("Decision points of a project"),
}
KINDS: Mapping[str, Any] = {
    "new": gettext_lazy("New"),
    "gone": gettext_lazy("Gone"),
    "changed": gettext_lazy("Changed"),
}
FIELDS: Mapping[str, Any] = {
    "term_from": gettext_lazy("First day"),
    "until": gettext_lazy("First day it no longer holds"),
    "from": gettext_lazy("From"),
    "name": gettext_lazy("Name"),
    "title": gettext_lazy("Name"),
    "heading": gettext_lazy("Heading"),
    "text": gettext_lazy("Text"),
    "clause": gettext_lazy("Clause"),
    "source": gettext_lazy("Source"),
    "value": gettext_lazy("Value"),
    "kind": gettext_lazy("Kind"),
    "procedure": gettext_lazy("Procedure"),
    "quorum": gettext_lazy("Quorum"),
    "bodies": gettext_lazy("Bodies"),
    "tie": gettext_lazy("On a tie"),
    "of": gettext_lazy("Counted of"),
    "duty_of": gettext_lazy("Whose duty"),
    "organisation": gettext_lazy("Organisation"),
    "represents": gettext_lazy("Represents"),
    "held_by": gettext_lazy("Who holds it"),
    "weight": gettext_lazy("Weight"),
    "purpose": gettext_lazy("Purpose"),
    "parts": gettext_lazy("Parts of the paper"),
    "steps": gettext_lazy("Steps"),
    "matters": gettext_lazy("What is decided"),
    "check": gettext_lazy("How it is measured"),
    "params": gettext_lazy("What it is measured by"),
    "documents": gettext_lazy("Documents"),
    "packaged": gettext_lazy("Ready-made model"),
    "state": gettext_lazy("State"),
}


@dataclass(frozen=True)
class Change:
    """What is another of a thing: which part, as it is, and as it will be ("" where it does not read on one line)."""

    field: str
    here: str
    there: str


@dataclass(frozen=True)
class Line:
    """One thing that differs: whether it is new, gone or changed, what it is, and what of it changes."""

    kind: str
    what: str
    changes: Sequence[Change] = ()

    @property
    def word(self) -> str:
        """Say whether it is new, gone or changed."""
        return str(KINDS[self.kind])


@dataclass(frozen=True)
class Told:
    """The differences of one section, in words."""

    section: str
    label: str
    lines: Sequence[Line]


def told(differences: Sequence[Difference], here: Mapping[str, Any], there: Mapping[str, Any]) -> list[Told]:
    """Say how two files differ, in the reader's language. What a role may do is one line for each role."""
    names = {**names_of(here), **names_of(there)}
    return [
        Told(
            section,
            str(SECTIONS[section]),
            _powers(rows) if section == "power" else [_line(each, names) for each in rows],
        )
        for section, rows in grouped(differences).items()
    ]


def as_lines(found: Sequence[Told]) -> Iterator[str]:
    """Write differences as lines of plain text."""
    for section in found:
        yield ""
        yield section.label
        for line in section.lines:
            yield f"  {line.word}: {line.what}"
            for change in line.changes:
                arrow = f": {_short(change.here)} → {_short(change.there)}" if change.here and change.there else ""
                yield f"    {change.field}{arrow}"


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _powers(rows: Sequence[Difference]) -> list[Line]:
    by_role: dict[tuple[str, str], list[str]] = {}
    for each in rows:
        by_role.setdefault((each.kind, each.row["role"]), []).append(each.row["act"])
    return [Line(kind, f"{role_words(role)}: {', '.join(acts)}") for (kind, role), acts in by_role.items()]


def _line(each: Difference, names: Mapping[str, str]) -> Line:
    here, there = each.here or {}, each.there or {}
    changes = [
        Change(str(FIELDS.get(key, key)), _said(each, key, here, names), _said(each, key, there, names))
        for key in each.fields
    ]
    return Line(each.kind, _what(each, names), changes)


def _said(each: Difference, field: str, row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Write a value of a row; that of a rule of procedure as the rule itself puts it."""
    kind = rule_kinds.get(each.name) if each.section == "rule" and field == "value" else None
    return kind.says(row.get(field)) if kind is not None else _value(field, row.get(field), names)


def _what(each: Difference, names: Mapping[str, str]) -> str:
    row = each.row
    if each.section == "term":
        return _("How long it holds")
    if each.section == "seat":
        return f"{names.get(row['body'], row['body'])}: {row['name']}"
    if each.section == "authority":
        return f"{matter_words(row['matter'])}: {names.get(row['body'], row['body'])}"
    if each.section == "rule":
        return rule_words(each.name)
    if each.section in ("clause", "obligation"):
        return f"{row.get('clause') or each.name} {row['heading']}"
    return str(row.get("title") or row.get("name") or row.get("text") or each.name)


def _value(field: str, value: Any, names: Mapping[str, str]) -> str:
    """Write a value as it reads: a date as a day, a key as the name of what it points to."""
    if value is None or value in ("", []):
        return formats.EN_DASH
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return formats.day(value)
    if field == "duty_of":
        return duty_words(str(value), names)
    if field == "kind" and value in Procedure.Kind.values:
        return str(Procedure.Kind(value).label)
    if isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict)):
        return ""
    if isinstance(value, list):
        return ", ".join(names.get(str(each), str(each)) for each in value)
    return names.get(str(value), names.get(f"party:{value}", str(value)))
