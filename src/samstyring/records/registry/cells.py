"""What a column of the workbook can hold, and how each kind of cell is read, told and shown."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import override

from samstyring.parties.names import search_key
from samstyring.ui import formats
from samstyring.ui.fields import parse_money

from .lookups import Checking, Wrong, day_in

LANGUAGES = ("nn", "nb", "en")
SPREADSHEET_ERRORS = ("#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!")


class Cell:
    """A kind of cell: how it is read and what would be right in it."""

    width = 18
    number_format = ""

    def read(self, raw: Any, checking: Checking) -> Any:
        """Return the value of a filled cell. Raises Wrong."""
        raise NotImplementedError  # each kind of cell reads in its own way

    def right(self) -> str:
        """Return what would be right, as a sentence."""
        raise NotImplementedError  # each kind of cell says it of itself

    def show(self, value: Any) -> str:
        """Return the value as it reads in the preview."""
        return str(value)

    def choices(self) -> Sequence[str]:
        """Return the words to choose from, where there are such."""
        return ()


def as_text(raw: Any) -> str:
    """Return a cell as text: a whole number without decimals, a date as 22.11.2022."""
    if isinstance(raw, bool):
        return _("yes") if raw else _("no")
    if isinstance(raw, float) and raw.is_integer() and math.isfinite(raw):
        return str(int(raw))
    if isinstance(raw, datetime | date):
        return f"{raw:%d.%m.%Y}"
    return str(raw).strip()


@dataclass(frozen=True)
class Text(Cell):
    """A line of text."""

    longest: int = 200

    def read(self, raw: Any, checking: Checking) -> str:
        """Return the text with single spaces."""
        text = " ".join(as_text(raw).split())
        if text in SPREADSHEET_ERRORS:
            raise Wrong(_("The spreadsheet could not work out this formula."))
        if len(text) > self.longest:
            raise Wrong(
                _("The text has %(length)s characters.") % {"length": len(text)},
                _("Shorten it to %(longest)s characters.") % {"longest": self.longest},
            )
        return text

    def right(self) -> str:
        """Return what would be right."""
        return _("Write a text of at most %(longest)s characters.") % {"longest": self.longest}


@dataclass(frozen=True)
class LongText(Cell):
    """A text that may have several paragraphs."""

    longest: int = 30_000
    width = 60

    def read(self, raw: Any, checking: Checking) -> str:
        """Return the text with its paragraphs."""
        text = "\n".join(line.strip() for line in as_text(raw).replace("\r\n", "\n").split("\n")).strip()
        if text in SPREADSHEET_ERRORS:
            raise Wrong(_("The spreadsheet could not work out this formula."))
        if len(text) > self.longest:
            raise Wrong(_("The text has %(length)s characters.") % {"length": len(text)})
        return text

    def right(self) -> str:
        """Return what would be right."""
        return _("Write a text. It can have several paragraphs.")


@dataclass(frozen=True)
class Day(Cell):
    """A date, as a date cell or typed."""

    future: bool = True
    width = 14
    number_format = "dd.mm.yyyy"

    def read(self, raw: Any, checking: Checking) -> date:
        """Return the day."""
        if isinstance(raw, datetime):
            day: date | None = raw.date()
        else:
            day = raw if isinstance(raw, date) else day_in(as_text(raw))
        if day is None:
            raise Wrong(_("This is not a date."))
        if not date(1950, 1, 1) <= day <= date(2100, 1, 1):
            raise Wrong(_("The year cannot be right."))
        if not self.future and day > checking.today:
            raise Wrong(_("The date lies in the future."), _("Write the day on which it happened."))
        return day

    def right(self) -> str:
        """Return what would be right."""
        return _("Write a date, for example 22.11.2022.")

    def show(self, value: Any) -> str:
        """Return the day in words."""
        return str(formats.day(value))


def _ore_in(raw: Any) -> int | None:
    """Return an amount in kroner as whole øre; None for what is no amount. Raises Wrong for parts of an øre."""
    if isinstance(raw, bool):
        return None
    if not isinstance(raw, int | float | Decimal):
        try:
            return parse_money(str(raw))
        except ValueError:
            return None
    if not math.isfinite(raw):
        return None
    exact = Decimal(str(raw)) * 100
    ore = round(exact)
    # A sum that a spreadsheet worked out carries the noise of binary fractions.
    if abs(exact - ore) > Decimal("0.0001"):
        raise Wrong(_("The amount has more than two decimals."), _("Round it to whole øre."))
    return ore


@dataclass(frozen=True)
class Kroner(Cell):
    """An amount in kroner; øre as value."""

    negative: bool = False
    width = 16
    number_format = "#,##0.00"

    def read(self, raw: Any, checking: Checking) -> int:
        """Return whole øre."""
        ore = _ore_in(raw)
        if ore is None:
            raise Wrong(_("This is not an amount."))
        if ore < 0 and not self.negative:
            raise Wrong(_("The amount is less than zero."))
        if abs(ore) >= 2**53:
            raise Wrong(_("The amount is larger than the system can hold."))
        return ore

    def right(self) -> str:
        """Return what would be right."""
        return _("Write the amount in kroner, for example 1250000 or 1250000,50.")

    def show(self, value: Any) -> str:
        """Return the amount with its unit."""
        return str(formats.money(value))


@dataclass(frozen=True)
class Whole(Cell):
    """A whole number within limits (both included)."""

    least: int = 0
    most: int = 2**31 - 1
    width = 10

    def read(self, raw: Any, checking: Checking) -> int:
        """Return the number."""
        try:
            number = int(as_text(raw).replace("\u00a0", "").replace(" ", ""))
        except ValueError:
            raise Wrong(_("This is not a whole number.")) from None
        if not self.least <= number <= self.most:
            raise Wrong(_("The number is outside the limits."))
        return number

    def right(self) -> str:
        """Return what would be right."""
        return _("Write a whole number from %(least)s to %(most)s.") % {"least": self.least, "most": self.most}


Options = Mapping[str, Any] | Callable[[], Mapping[str, Any]]


def _options(options: Options) -> Mapping[str, Any]:
    return options() if callable(options) else options


def _accepted(options: Mapping[str, Any]) -> dict[str, str]:
    """Return every accepted spelling, folded: the key itself and its words in each language."""
    accepted = {search_key(key): key for key in options}
    for language in LANGUAGES:
        with override(language):
            accepted |= {search_key(str(words)): key for key, words in options.items()}
    return accepted


@dataclass(frozen=True, eq=False)
class OneOf(Cell):
    """One of some words. `options` maps what is stored to the words (or gives such a map when asked)."""

    options: Options
    width = 22

    def read(self, raw: Any, checking: Checking) -> str:
        """Return what is stored for the word."""
        accepted = checking.shared.get(self)
        if accepted is None:
            accepted = checking.shared[self] = _accepted(_options(self.options))
        found: str | None = accepted.get(search_key(as_text(raw)))
        if found is None:
            raise Wrong(_("This is not one of the choices."))
        return found

    def right(self) -> str:
        """Return what would be right."""
        return _("Write one of these: %(words)s.") % {"words": ", ".join(self.choices())}

    def show(self, value: Any) -> str:
        """Return the words for what is stored."""
        return str(_options(self.options).get(value, value))

    def choices(self) -> Sequence[str]:
        """Return the words to choose from."""
        return [str(words) for words in _options(self.options).values()]


@dataclass(frozen=True, eq=False)
class SomeOf(OneOf):
    """Several of some words, parted by semicolons or commas; a list as value."""

    width = 40

    def read(self, raw: Any, checking: Checking) -> Any:
        """Return a list of what is stored for the words."""
        read_one = super().read
        whole = as_text(raw)
        parts = [part for part in (whole.split(";") if ";" in whole else whole.split(",")) if part.strip()]
        return list(dict.fromkeys(read_one(part, checking) for part in parts))

    def right(self) -> str:
        """Return what would be right."""
        return _("Write one or more of these, with a comma between: %(words)s.") % {"words": "; ".join(self.choices())}

    def show(self, value: Any) -> str:
        """Return the words for what is stored."""
        return "; ".join(super(SomeOf, self).show(one) for one in value)


@dataclass(frozen=True)
class Municipality(Cell):
    """An organisation, by name, municipality number or organisation number."""

    width = 20

    def read(self, raw: Any, checking: Checking) -> Any:
        """Return the organisation."""
        return checking.organisations.find(as_text(raw))

    def right(self) -> str:
        """Return what would be right."""
        return _("Write the name, the municipality number or the organisation number.")


@dataclass(frozen=True)
class Municipalities(Cell):
    """Several organisations, parted by commas or semicolons."""

    width = 40

    def read(self, raw: Any, checking: Checking) -> Any:
        """Return the organisations, each once."""
        parts = [part for part in as_text(raw).replace(";", ",").split(",") if part.strip()]
        found = []
        for part in parts:
            try:
                found.append(checking.organisations.find(part))
            except Wrong as wrong:
                raise Wrong(f"«{part.strip()}»: {wrong.why}", wrong.right) from None
        return list({one.pk: one for one in found}.values())

    def right(self) -> str:
        """Return what would be right."""
        return _("Write names or municipality numbers with a comma between.")

    def show(self, value: Any) -> str:
        """Return the names."""
        return str(formats.sentence([str(one) for one in value]))


@dataclass(frozen=True)
class WebAddress(Cell):
    """An address on the web."""

    width = 36

    def read(self, raw: Any, checking: Checking) -> str:
        """Return the address."""
        text = as_text(raw)
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or " " in text or len(text) > 500:
            raise Wrong(_("This is not a web address."))
        return text

    def right(self) -> str:
        """Return what would be right."""
        return _("Write the whole address, beginning with https://.")


@dataclass(frozen=True)
class DecisionNumber(Cell):
    """The number of the decision that the row rests on."""

    width = 18

    def read(self, raw: Any, checking: Checking) -> Any:
        """Return the decision, from the same file or taken over before."""
        return checking.decisions.find(as_text(raw))

    def right(self) -> str:
        """Return what would be right."""
        return _("Write the number of the decision as it stands in the sheet of decisions.")

    def show(self, value: Any) -> str:
        """Return the decision's number."""
        return str(value.number)
