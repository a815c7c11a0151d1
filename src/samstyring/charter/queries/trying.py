"""What another charter file would mean here: how it differs from the one in force, and how its duties would stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from samstyring.kernel import clock, reading

from ..errors import CharterHasErrors
from ..founding import plain, read
from ..models import Obligation
from ..registry import Finding
from ..rules import BROKEN, NOT_MEASURED, duty_words
from .conformance import Duty, conformance, duty, find
from .editions import edition_on, names_of


@dataclass(frozen=True)
class DutyTried:
    """A duty as it stands today, and as it would stand under the other file; None where it has none of that name."""

    key: str
    here: Duty | None
    there: Duty | None

    @property
    def shown(self) -> Duty:
        """Return it as it would stand, or as it stands where it would be gone."""
        found = self.there or self.here
        assert found is not None
        return found

    @property
    def what(self) -> str:
        """Return what would become of it: gone, broken, kept, new, or the same."""
        if self.there is None:
            return "gone"
        if self.there.state == BROKEN and (self.here is None or self.here.state != BROKEN):
            return "broken"
        if self.here is None:
            return "new"
        if self.here.state == BROKEN and self.there.state != BROKEN:
            return "mended"
        return "same"


def charter_data(text: str) -> dict[str, Any]:
    """Return what a charter file says, as plain data. Raises CharterHasErrors with every error and its line."""
    found = read(text)
    if found.problems or found.charter is None:
        raise CharterHasErrors(found.problems)
    return plain(text)


def duties_tried(there: Mapping[str, Any]) -> Sequence[DutyTried]:
    """Return every duty of today and of another file, as each stands by what is registered today.

    A check asks the record of today, under the rules of procedure in force: only the duty itself is another.
    """
    today = clock.today()
    here = {each.key: each for each in conformance(today).duties}
    names, agreement = names_of(there), edition_on(today).agreement_id
    with reading.once():
        tried = {
            row["id"]: _tried(row, agreement, duty_words(row["duty_of"], names), today)
            for row in there.get("obligation", [])
        }
    return [DutyTried(key, here.get(key), tried.get(key)) for key in dict.fromkeys([*tried, *here])]


def _tried(row: Mapping[str, Any], agreement: UUID, responsible: str, today: date) -> Duty:
    obligation = Obligation(
        key=row["id"],
        clause=row["clause"],
        heading=row["heading"],
        kind=row["kind"],
        check_name=row["check"],
        parameters=row.get("params", {}),
        duty_of=row["duty_of"],
        window_from=row.get("from"),
        window_until=row.get("until"),
    )
    try:
        finding = find(obligation, agreement, today, today)
    except ObjectDoesNotExist:
        finding = Finding(NOT_MEASURED, _("What it speaks of is not here yet."))
    return duty(obligation, finding, responsible)
