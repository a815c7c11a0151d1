"""The sheets of the workbook: what columns each has, how its rows are checked, and what taking them over does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from samstyring.kernel.models import Basis
from samstyring.kernel.registry import Registry

from ..models import TakeOver
from .cells import Cell, as_text
from .lookups import Checking, Problem, TakenOverRef


@dataclass(frozen=True)
class Column:
    """A column: its heading (lazy text; read in any language), what it holds, and words of help for who fills it in."""

    key: str
    heading: Any
    cell: Cell
    required: bool = True
    help: Any = ""
    example: Any = ""
    # What is only shown, or tells which thing a row is about: it is locked in the workbook that is fetched.
    locked: bool = False


@dataclass
class Row:
    """A row of a sheet: `raw` as it stood, `values` as they were read (None for an empty or unusable cell)."""

    number: int
    raw: Mapping[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    # Whether the row is left out because the same was taken over before.
    already: bool = False

    def __getitem__(self, key: str) -> Any:
        return self.values.get(key)

    def has(self, *keys: str) -> bool:
        """Tell whether all of these columns were filled with something usable."""
        return all(self.values.get(key) is not None for key in keys)

    @property
    def basis(self) -> Basis:
        """Return the basis of the decision that the row names. There once the decisions are taken over."""
        ref: TakenOverRef = self.values["decision"]
        if ref.basis is None:
            raise LookupError(ref.number)
        return ref.basis


@dataclass(frozen=True)
class Taking:
    """A takeover that is being written: the file it is from, the instant, and whether it is an example."""

    take_over: TakeOver
    at: datetime


class Sheet:
    """A sheet of the workbook. A subclass is registered once, under its name ("portfolio.projects").

    Sheets are checked and written in the order of `order`: decisions first, since all else rests on them.
    """

    name: ClassVar[str]
    order: ClassVar[int]
    title: ClassVar[Any]
    help: ClassVar[Any]
    columns: ClassVar[Sequence[Column]]
    # Whether rows can be added to it, in a workbook where columns are locked.
    takes_new: ClassVar[bool] = False

    def check(self, rows: Sequence[Row], checking: Checking) -> None:
        """Check what one cell cannot tell: doubles, references, sums. Report by `problem`; offer by `checking.shared`."""

    def write(self, rows: Sequence[Row], taking: Taking) -> Sequence[models.Model]:
        """Write the rows, by effects only and in bulk. Return the things that the journal is to name.

        Every sheet of the takeover has its own; a sheet that an act of its own takes in is never asked.
        """
        raise NotImplementedError

    def summary(self, rows: Sequence[Row]) -> Sequence[str]:
        """Return what would be made, in words, for the preview."""
        return ()

    def resting_on(self, basis: Basis) -> Sequence[tuple[str, str]]:
        """Return what rests on a decision that was taken over, as label and address. A fixed number of statements."""
        return ()

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(column for column in self.columns if column.key == key)

    def problem(self, checking: Checking, row: Row, key: str, why: str, right: str = "") -> None:
        """Report a row. `key` is the column, or "" for the row as a whole."""
        heading = str(self.column(key).heading) if key else ""
        value = as_text(row.raw[key]) if key and row.raw.get(key) is not None else ""
        checking.problems.append(Problem(str(self.title), row.number, heading, value, why, right))


class Follower:
    """What another floor checks and does with the decisions themselves."""

    def check(self, sheet: Sheet, rows: Sequence[Row], checking: Checking) -> None:
        """Check decisions that are about to be taken over; report by `sheet.problem`."""

    def write(self, rows: Sequence[Row], taking: Taking) -> None:
        """Do what follows from the decisions, by effects only."""


_sheets: Registry[Sheet] = Registry("sheets")
_followers: list[Follower] = []
_body_sources: list[Callable[[], Mapping[str, str]]] = []
_language_sources: list[Callable[[], str]] = []


def register(sheet: type[Sheet]) -> type[Sheet]:
    """Register a sheet, as a class decorator."""
    _sheets.register(sheet.name, sheet())
    return sheet


def sheets() -> list[Sheet]:
    """Return all sheets in the order in which they are checked and written."""
    return sorted(_sheets, key=lambda sheet: sheet.order)


def register_follower(follower: type[Follower]) -> type[Follower]:
    """Register a follower, as a class decorator."""
    _followers.append(follower())
    return follower


def followers() -> list[Follower]:
    """Return who follows the decisions."""
    return list(_followers)


def register_body_source(source: Callable[[], Mapping[str, str]]) -> Callable[[], Mapping[str, str]]:
    """Add a source of the bodies here: () -> name or key as written -> the body's key."""
    if source not in _body_sources:
        _body_sources.append(source)
    return source


def bodies() -> dict[str, str]:
    """Return every spelling of a body's name -> its key, from every source."""
    return {spelling: key for source in _body_sources for spelling, key in source().items()}


def register_language_source(source: Callable[[], str]) -> Callable[[], str]:
    """Add the source of the co-operation's language, in which labels of what is taken over are kept."""
    if source not in _language_sources:
        _language_sources.append(source)
    return source


def house_language() -> str:
    """Return the co-operation's language ("nn")."""
    return next((source() for source in _language_sources), settings.LANGUAGE_CODE)
