"""The part of a charter file about kinds of cases: the parts that their papers have, and the steps of the routine."""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _

from samstyring.charter.registry import Founding, Item, Problem, Section, sections
from samstyring.charter.registry.shared import Key, Line, Note, no_source, twice

from .models import Case
from .registry import case_parts, matters
from .rules.routines import OWN_PARTS, STEPS

NOT_REGULATED = "not_regulated"


class CasePartItem(Item):
    """A part of a kind of case: must or should be there, with its source; what is not regulated is only shown."""

    part: Key
    level: Literal["must", "should"] | None = None
    source: Line


class CaseKind(Item):
    """[[case_kind]]: a kind of case, the forms that it takes, its parts, and the steps of its routine."""

    key: Key
    name: Line
    hint: Note = ""
    forms: list[Key]
    matters: list[Line] = []
    usual: bool = False
    parts: list[CasePartItem] = []
    steps: list[Key]


def problems(charter: Any) -> Sequence[Problem]:
    """Find kinds named twice, and forms, matters, parts and steps that do not exist."""
    return [*twice("case_kind", charter.case_kind, "key"), *_problems(charter)]


def _problems(charter: Any) -> Iterator[Problem]:
    parts = {*OWN_PARTS, *case_parts.names()}
    for kind in charter.case_kind:
        lists = (
            ("forms", kind.forms, set(Case.Kind.values)),
            ("matters", kind.matters, set(matters.names())),
            ("steps", kind.steps, set(STEPS)),
            ("parts", [part.part for part in kind.parts], parts),
        )
        for field, given, known in lists:
            for place, name in enumerate(given):
                if name not in known:
                    says = _("%(name)s is none of: %(known)s") % {"name": name, "known": ", ".join(sorted(known))}
                    yield Problem("case_kind", kind.index, f"{field}.{place}", says)
        if kind.steps != [step for step in STEPS if step in kind.steps]:
            says = _("the steps stand in this order: %(steps)s") % {"steps": ", ".join(STEPS)}
            yield Problem("case_kind", kind.index, "steps", says)
        for place, part in enumerate(kind.parts):
            if (part.level is None) != (part.source == NOT_REGULATED):
                says = _("a part has a level and a source that gives it, or no level and the source not_regulated")
                yield Problem("case_kind", kind.index, f"parts.{place}.level", says)
            yield from no_source(charter, "case_kind", kind, part.source)


def found(founding: Founding) -> None:
    """Write nothing: the kinds are read from the edition's own text, `charter.queries.said("case_kind", on)`."""
    del founding


def counts(charter: Any) -> list[tuple[Any, int]]:
    """Tell how many there are."""
    return [(_("kinds of cases"), len(charter.case_kind))]


sections.register(
    "case_kinds",
    Section(name="case_kinds", models={"case_kind": list[CaseKind]}, problems=problems, found=found, counts=counts),
)
