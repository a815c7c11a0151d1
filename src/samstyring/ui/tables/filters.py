"""Filters: each is one parameter of the address, a field in the form above the table, and a chip while it is on."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from .. import formats
from ..fields import DayField, DayInput, Pairs
from ..forms import PlainSelect


class Filter:
    """A filter. `apply(rows, value)` returns the rows that pass; `folded` puts the field away under «More filters»."""

    def __init__(self, name: str, label: Any, apply: Callable[[Any, Any], Any], *, folded: bool = False) -> None:
        self.name, self.label, self.apply, self.folded = name, label, apply, folded

    def field(self) -> forms.Field:
        """Return the form field."""
        raise NotImplementedError

    def words(self, value: Any) -> str:
        """Say the value on the chip."""
        return f"{self.label}: {value}"


def as_given(rows: Any, value: Any) -> Any:
    """Return the rows as they are: `apply` of a filter whose value the table itself reads."""
    del value
    return rows


class SearchFilter(Filter):
    """Words to look for."""

    def field(self) -> forms.Field:
        """Return a search field."""
        return forms.CharField(
            label=self.label, required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
        )

    def words(self, value: Any) -> str:
        """Quote what is looked for."""
        return f"«{value}»"


class ChoiceFilter(Filter):
    """One of some choices; `choices` may be a function, called once a page."""

    def __init__(
        self,
        name: str,
        label: Any,
        apply: Callable[[Any, str], Any],
        *,
        choices: Sequence[tuple[str, Any]] | Callable[[], Sequence[tuple[str, Any]]],
        every: Any = "",
        folded: bool = False,
    ) -> None:
        super().__init__(name, label, apply, folded=folded)
        self._choices, self.every = choices, every

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """Return the choices."""
        return list(self._choices() if callable(self._choices) else self._choices)

    def field(self) -> forms.Field:
        """Return a select."""
        choices = Pairs([("", self.every or formats.EN_DASH), *self.choices])
        return forms.ChoiceField(label=self.label, required=False, choices=choices, widget=PlainSelect)

    def words(self, value: Any) -> str:
        """Say the choice."""
        return f"{self.label}: {dict(self.choices).get(value, value)}"


class FlagFilter(Filter):
    """On or off."""

    def field(self) -> forms.Field:
        """Return a tick."""
        return forms.BooleanField(label=self.label, required=False)

    def words(self, value: Any) -> str:
        """Say the label alone."""
        return str(self.label)


class DayFilter(Filter):
    """A date."""

    def field(self) -> forms.Field:
        """Return a date field."""
        return DayField(label=self.label, required=False, widget=DayInput())

    def words(self, value: Any) -> str:
        """Say the date."""
        return f"{self.label} {formats.day(value)}"
