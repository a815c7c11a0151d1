"""The co-operation and the agreement's own text: chapters, clauses, annexes, purposes."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from pydantic import Field

from ..effects.write_text import write_text
from ..registry import Founding, Item, Problem, Section
from ..registry.shared import Key, Line, Ref, Text, no_clause, twice, unknown


class Cooperation(Item):
    """[cooperation]: what it is called, in which languages it works, and how its numbers are written."""

    key: Key
    name: Line
    language: Literal["nn", "nb", "en"] = "nn"
    languages: list[Literal["nn", "nb", "en"]] = ["nn", "nb", "en"]
    legal_form: Literal[
        "own_agreement",
        "host_municipality",
        "kommunalt_oppgavefellesskap",
        "interkommunalt_politisk_rad",
        "other",
    ]
    number_format: str = "{body} {number}/{yy}"
    reference_format: str = "U-{yy}-{number:03d}"
    time_zone: Literal["Europe/Oslo"] = "Europe/Oslo"
    secretariat_mailbox: str = Field(default="", max_length=254)


class Agreement(Item):
    """[agreement]: which agreement it is, from when and until when. `until` is the first day it no longer holds."""

    key: Key
    title: Line
    dated: date
    term_from: date
    until: date | None = None
    summary: str = ""
    predecessor: str = ""


class Chapter(Item):
    """[[chapter]] of the agreement, in its order."""

    key: Key
    heading: Line


class Clause(Item):
    """[[clause]]: a provision by its stable id, in our own words."""

    id: Ref
    chapter: Key
    heading: Line
    text: Text


class Annex(Item):
    """[[annex]] of the agreement, or the fact that it is missing."""

    key: Key
    title: Line
    clause: Ref
    state: Literal["present", "missing"]
    text: str = ""


class Purpose(Item):
    """[[purpose]] that a measure can serve."""

    key: Key
    clause: Ref
    name: Line


class SizeGroup(Item):
    """[[size_group]]: municipalities with from (included) to below (not included) so many inhabitants."""

    key: Key
    name: Line
    from_: int = Field(default=0, alias="from", ge=0)
    below: int | None = Field(default=None, gt=0)


def problems(charter: Any) -> Sequence[Problem]:
    """Find what does not hang together in the text."""
    return [*_formats(charter), *_mailbox(charter), *_term(charter), *_text(charter)]


def _formats(charter: Any) -> Iterator[Problem]:
    if charter.cooperation is None:
        return
    for field, sample in (
        ("number_format", {"body": "SG", "number": 1, "yy": "22", "year": 2022}),
        ("reference_format", {"number": 1, "yy": "22", "year": 2022}),
    ):
        others = ({"number": 2}, {"yy": "23", "year": 2023})
        try:
            one, other, later = (getattr(charter.cooperation, field).format(**sample | more) for more in ({}, *others))
        except (KeyError, ValueError, IndexError, AttributeError):
            says = _("only these can stand in braces: %(names)s") % {"names": ", ".join(sample)}
            yield Problem("cooperation", None, field, says)
        else:
            if one == other:
                yield Problem("cooperation", None, field, _("{number} must be part of it: every number is its own"))
            if one == later:
                says = _("{yy} or {year} must be part of it: the numbers begin anew each year")
                yield Problem("cooperation", None, field, says)
    if charter.cooperation.language not in charter.cooperation.languages:
        yield Problem("cooperation", None, "language", _("this is not one of its languages"))


def _mailbox(charter: Any) -> Iterator[Problem]:
    if charter.cooperation is None or not charter.cooperation.secretariat_mailbox:
        return
    try:
        validate_email(charter.cooperation.secretariat_mailbox)
    except ValidationError:
        says = _("%(address)s is not an e-mail address") % {"address": charter.cooperation.secretariat_mailbox}
        yield Problem("cooperation", None, "secretariat_mailbox", says)


def _term(charter: Any) -> Iterator[Problem]:
    agreement = charter.agreement
    if agreement is not None and agreement.until is not None and agreement.until <= agreement.term_from:
        yield Problem("agreement", None, "until", _("the agreement ends before it begins"))


def _text(charter: Any) -> Iterator[Problem]:
    for section in ("chapter", "clause"):
        if not charter.known(section, "id" if section == "clause" else "key"):
            yield Problem(section, None, "", _("an agreement has at least one [[%(section)s]]") % {"section": section})
    yield from twice("chapter", charter.chapter, "key")
    yield from twice("clause", charter.clause, "id")
    yield from twice("annex", charter.annex, "key")
    yield from twice("purpose", charter.purpose, "key")
    yield from twice("size_group", charter.size_group, "key")
    chapters = charter.known("chapter")
    for clause in charter.clause:
        yield from unknown("clause", clause, "chapter", clause.chapter, chapters, _("chapter"))
    for group in charter.size_group:
        if group.below is not None and group.below <= group.from_:
            yield Problem("size_group", group.index, "below", _("it must be more than where the group begins"))
    yield from no_clause(charter, "annex", charter.annex)
    yield from no_clause(charter, "purpose", charter.purpose)


def found(founding: Founding) -> None:
    """Write the text into the edition."""
    write_text(charter=founding.charter, edition=founding.edition, basis=founding.basis)


def counts(charter: Any) -> list[tuple[Any, int]]:
    """Tell how much of it there is."""
    return [
        (_("chapters"), len(charter.chapter)),
        (_("clauses"), len(charter.clause)),
        (_("annexes"), len(charter.annex)),
        (_("purposes"), len(charter.purpose)),
        (_("size groups"), len(charter.size_group)),
    ]


SECTION = Section(
    name="text",
    models={
        "cooperation": Cooperation,
        "agreement": Agreement,
        "chapter": list[Chapter],
        "clause": list[Clause],
        "annex": list[Annex],
        "purpose": list[Purpose],
        "size_group": list[SizeGroup],
    },
    problems=problems,
    found=found,
    counts=counts,
    order=10,
)
