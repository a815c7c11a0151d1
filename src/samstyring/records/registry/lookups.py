"""What a workbook is checked against: the organisations here, and the decisions taken over before or in the same file."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.models import Basis
from samstyring.parties.models import Organisation
from samstyring.parties.names import search_key
from samstyring.ui import formats
from samstyring.ui.fields import parse_day

from ..models import TakenOverDecision

_WITH_DATE = re.compile(r"^(?P<number>.+?)[\s,(]+(?P<day>\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)\)?$")


class Wrong(Exception):
    """What a cell holds cannot be used: why, and what would be right if that is not what the column always wants."""

    def __init__(self, why: str, right: str = "") -> None:
        self.why, self.right = why, right
        super().__init__(why)


@dataclass(frozen=True)
class Problem:
    """Something in the workbook that cannot be taken over, and what would be right.

    `row` is the row's number in the sheet (the heading is row 1); 0 and an empty `column` mean the whole sheet.
    """

    sheet: str
    row: int
    column: str
    value: str
    why: str
    right: str = ""


@dataclass
class TakenOverRef:
    """A decision that later sheets rest on. `basis` is there from the start for one that was taken over before."""

    number: str
    dated: date
    body: str
    basis: Basis | None = None


class Organisations:
    """The organisations by name, by municipality number and by organisation number."""

    def __init__(self) -> None:
        self._by: dict[str, Organisation] = {}
        self._names: dict[str, str] = {}
        for organisation in Organisation.objects.all():
            for key in (organisation.name, organisation.municipality_number, organisation.number):
                if key:
                    self._by[search_key(key)] = organisation
            self._names[search_key(organisation.name)] = organisation.name

    def find(self, text: str) -> Organisation:
        """Return the organisation that a cell names. Raises Wrong with the nearest name."""
        key = search_key(text)
        for ending in ("", " kommune", " herad"):
            found = self._by.get(key.removesuffix(ending))
            if found is not None:
                return found
        near = get_close_matches(key, self._names, n=1)
        right = _("Do you mean %(name)s?") % {"name": self._names[near[0]]} if near else ""
        raise Wrong(_("There is no organisation with this name or number here."), right)


def reference_key(number: str) -> str:
    """Return a decision's number as it is compared: no case, single spaces."""
    return " ".join(number.casefold().split())


class Decisions:
    """The decisions that facts can rest on, by number."""

    def __init__(self) -> None:
        self._by: dict[str, list[TakenOverRef]] = defaultdict(list)
        self.existing: dict[tuple[str, str, date], TakenOverDecision] = {}
        for decision in TakenOverDecision.objects.select_related("basis"):
            self.existing[decision.body_name, decision.number, decision.dated] = decision
            self.add(TakenOverRef(decision.number, decision.dated, decision.body_name, decision.basis))

    def add(self, ref: TakenOverRef) -> TakenOverRef:
        """Add a decision that can be referred to."""
        self._by[reference_key(ref.number)].append(ref)
        return ref

    def find(self, text: str) -> TakenOverRef:
        """Return the decision that a cell names: its number, with its date where the number alone is not enough.

        Raises Wrong.
        """
        found = self._by.get(reference_key(text), [])
        if not found and (match := _WITH_DATE.match(text.strip())):
            day = day_in(match["day"])
            found = [ref for ref in self._by.get(reference_key(match["number"]), []) if ref.dated == day]
        if len(found) == 1:
            return found[0]
        if found:
            dated = formats.sentence(f"{ref.number}, {ref.dated:%d.%m.%Y}" for ref in found)
            raise Wrong(
                _("Several decisions have this number."), _("Write the date too: %(which)s.") % {"which": dated}
            )
        near = get_close_matches(reference_key(text), self._by, n=1)
        right = (
            _("Do you mean %(name)s?") % {"name": self._by[near[0]][0].number}
            if near
            else _("Add the decision to the sheet of decisions, or correct the number.")
        )
        raise Wrong(_("No decision with this number is in the file or was taken over before."), right)


def day_in(text: str) -> date | None:
    """Return the day that 22.11.2022 or 2022-11-22 names, or None."""
    try:
        return parse_day(text)
    except ValueError:
        return None


@dataclass
class Checking:
    """One check of one workbook: what was found wrong so far, and what one sheet offers the next in `shared`."""

    today: date
    problems: list[Problem] = field(default_factory=list)
    shared: dict[Any, Any] = field(default_factory=dict)
    organisations: Organisations = field(default_factory=Organisations)
    decisions: Decisions = field(default_factory=Decisions)
