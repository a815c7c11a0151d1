"""Types of values, and checks, that the sections of several floors share."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import StringConstraints

from .sections import Item, Problem

Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=60)]
BodyKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=20)]
Ref = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.§-]+$", max_length=16)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Note = Annotated[str, StringConstraints(max_length=500)]
Text = Annotated[str, StringConstraints(min_length=1)]


def twice(section: str, rows: Iterable[Item], key: str) -> Iterator[Problem]:
    """Find names that are given twice."""
    seen: set[Any] = set()
    for row in rows:
        name = getattr(row, key)
        if name in seen:
            field = type(row).model_fields[key].alias or key
            yield Problem(section, row.index, field, _("%(name)s is used twice") % {"name": name})
        seen.add(name)


def unknown(section: str, row: Item, field: str, name: str | None, known: set[Any], what: Any) -> Iterator[Problem]:
    """Tell of a name that nothing in the file has. `what` says what it should be ("body")."""
    if name is not None and name not in known:
        says = _("there is no %(what)s called %(name)s in this file") % {"what": what, "name": name}
        yield Problem(section, row.index, field, says)


def no_clause(charter: Any, section: str, rows: Iterable[Any]) -> Iterator[Problem]:
    """Find rows that point to a clause that the agreement does not have."""
    known = charter.known("clause", "id")
    for row in rows:
        if row.clause and row.clause not in known:
            yield Problem(section, row.index, "clause", _("the agreement has no clause %(ref)s") % {"ref": row.clause})


def no_source(charter: Any, section: str, row: Any, source: str) -> Iterator[Problem]:
    """Find a source that is none: an unknown clause, or a word that stands for nothing."""
    kind, colon, ref = source.partition(":")
    if kind == "agreement" and colon:
        if ref not in charter.known("clause", "id"):
            yield Problem(section, row.index, "source", _("the agreement has no clause %(ref)s") % {"ref": ref})
    elif source not in ("not_regulated", "rules_of_procedure") and not (
        kind in ("statute", "rules_of_procedure") and ref
    ):
        says = _("a source is agreement:CLAUSE, rules_of_procedure, statute:WHICH or not_regulated")
        yield Problem(section, row.index, "source", says)
