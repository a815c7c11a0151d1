"""What a public copy leaves out, with its legal basis, and what stands there instead."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.errors import InvalidInput
from samstyring.records.rules import against_rule
from samstyring.ui import formats

from ..models import AgendaItem
from .exempt import suspicious


@dataclass(frozen=True)
class LeftOut:
    """What the public copy leaves out: whole items, and single passages by item ("account", "reasons", a position).

    `reason` says why it is public although the rules of the body do not make it so: the copy prints it.
    """

    items: Collection[UUID] = ()
    passages: Mapping[UUID, Collection[str]] = field(default_factory=dict)
    legal_basis: str = ""
    reason: str = ""

    def hides(self, item: UUID, passage: str) -> bool:
        """Tell whether a passage of an item is left out."""
        return passage in self.passages.get(item, ())

    @property
    def count(self) -> int:
        """Return how many passages are left out, a whole item counting as one."""
        return len(self.items) + sum(len(passages) for passages in self.passages.values())

    @property
    def words(self) -> str:
        """Say how much is left out, with its legal basis, and why it is public against the rule; "" for neither."""
        words = []
        if self.count:
            says = ngettext(
                "%(count)s passage is exempt from public access and left out (%(basis)s).",
                "%(count)s passages are exempt from public access and left out (%(basis)s).",
                self.count,
            )
            words.append(says % {"count": capfirst(formats.in_words(self.count)), "basis": self.legal_basis})
        if self.reason:
            words.append(against_rule(self.reason))
        return " ".join(words)


NOTHING = LeftOut()
EXEMPT = "exempt"


def exempt(legal_basis: str) -> Mapping[str, Any]:
    """Return the tree that stands where text is left out, with the legal basis for it."""
    return {"type": "doc", "content": [{"type": EXEMPT, "basis": legal_basis}]}


def to_leave_out(
    items: Iterable[AgendaItem],
    *,
    exempt_items: Collection[UUID],
    passages: Mapping[UUID, Collection[str]],
    legal_basis: str,
    reason: str,
) -> LeftOut:
    """Return what is left out of items that are released: what was ticked, and every case that is marked exempt.

    What is ticked needs its legal basis; a marked case has its own. Raises InvalidInput.
    """
    marked = [item for item in items if item.case.exempt]
    basis = legal_basis.strip() or "; ".join(sorted({item.case.legal_basis for item in marked}))
    hidden = LeftOut(
        items=frozenset(exempt_items) | {item.pk for item in marked},
        passages={item: frozenset(names) for item, names in passages.items() if names},
        legal_basis=basis,
        reason=reason,
    )
    if hidden.count and not basis:
        raise InvalidInput({"legal_basis": _("Write the legal basis for leaving something out.")})
    return hidden


@dataclass(frozen=True)
class Passage:
    """A passage that can be left out of the public copy; `warnings` say what in it looks exempt."""

    item: UUID
    key: str
    heading: str
    text: str

    @property
    def warnings(self) -> list[str]:
        """Return what in it looks exempt, in words."""
        return suspicious(self.text)


@dataclass(frozen=True)
class ItemPassages:
    """The passages of one item, as a named person reads them before they become public."""

    item: AgendaItem
    passages: Collection[Passage]

    @property
    def is_exempt(self) -> bool:
        """Tell whether the case is marked exempt already, so that the whole item is left out."""
        return self.item.case.exempt


def passages_in(item: AgendaItem, rows: Iterable[tuple[str, Any, str]]) -> ItemPassages:
    """Return the passages of an item from (key, heading, text), without those that hold nothing."""
    return ItemPassages(item, [Passage(item.pk, key, str(heading), text) for key, heading, text in rows if text])
