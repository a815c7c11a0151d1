"""Form fields that take what Norwegians write: dates, times, money, numbers."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.choices import BaseChoiceIterator
from django.utils.translation import gettext_lazy as _

from samstyring.kernel.clock import OSLO

from . import formats
from .richtext.forms import RichTextField as RichTextField

_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9,
    "okt": 10, "oct": 10, "nov": 11, "des": 12, "dec": 12,
}  # fmt: skip


class Choice:
    """The label of a choice with a line of help under it: `("open", Choice(_("Open"), _("Everyone can read it")))`."""

    def __init__(self, label: Any, text: Any = "") -> None:
        self.label, self.help = label, text

    def __str__(self) -> str:
        return str(self.label)


class Pairs(BaseChoiceIterator):
    """Choices that are pairs of a value and a label already: Django takes them as they are, and goes through none."""

    def __init__(self, pairs: Sequence[tuple[str, Any]]) -> None:
        self._pairs = pairs

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return iter(self._pairs)


class TicksField(forms.MultipleChoiceField):
    """Ticks, of which there can be thousands: what is ticked is looked up, where Django goes through all for each."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(choices=Pairs(choices), **kwargs)
        self._keys = frozenset(key for key, _label in choices)

    def valid_value(self, value: str) -> bool:
        """Tell whether it is one of the choices."""
        return value in self._keys


# -- dates and times ---------------------------------------------------------------------------------------------------


# Beyond these a date is a slip of the finger, and there is no day before the first or after the last that there is.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def parse_day(text: str) -> date:
    """Read a date as people write it: 22.11.2022, 22/11-22, 221122, 22. november 2022, 2022-11-22. Raises ValueError."""
    text = _BLANKS.sub(" ", text.strip().lower())
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text):
        year, month, day = (int(part) for part in found.groups())
    elif found := re.fullmatch(
        r"([0-9]{1,2}) ?[./-] ?([0-9]{1,2}) ?[./-] ?([0-9]{4}|[0-9]{2})|([0-9]{2})([0-9]{2})([0-9]{4}|[0-9]{2})", text
    ):
        day, month, year = (int(part) for part in found.groups() if part)
    elif found := re.fullmatch(r"([0-9]{1,2})\.? ?([a-z]{3})[a-z]*\.? ([0-9]{4})", text):
        day, year = int(found[1]), int(found[3])
        month = _MONTHS.get(found[2], 0)
    else:
        raise ValueError(text)
    year = year + 2000 if year < 100 else year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(text)
    return date(year, month, day)


def parse_clock(text: str) -> time:
    """Read a time of day: 09.00, 9:30, kl. 9, 0930. Raises ValueError."""
    text = text.strip().lower().removeprefix("kl.").removeprefix("kl").strip()
    found = re.fullmatch(r"([0-9]{1,2})(?:[.:]([0-9]{2})(?:[.:][0-9]{2})?)?", text) or re.fullmatch(
        r"([0-9]{2})([0-9]{2})", text
    )
    if not found:
        raise ValueError(text)
    return time(int(found[1]), int(found[2] or 0))


class DayInput(forms.DateInput):
    """A text field for Norwegian dates; a script adds a button that opens the browser's own calendar.

    Not the browser's date input, since that writes the date by the browser's language and not by the page's.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {
            "class": "wide-12",
            "inputmode": "numeric",
            "autocomplete": "off",
            "data-day": True,
        }
        super().__init__({**own, "placeholder": _("dd.mm.yyyy"), **(attrs or {})}, format="%d.%m.%Y")


class DayField(forms.DateField):
    """A date, typed as 22.11.2022. `earliest` and `latest` are inclusive."""

    widget = DayInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write the date as day, month and year, for example 22.11.2022."),
        "early": _("The date cannot be before %(day)s."),
        "late": _("The date cannot be after %(day)s."),
    }

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """Read the date as typed or as the browser sends it."""
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return formats.as_date(value)
        if isinstance(value, date):
            return value
        try:
            return parse_day(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def validate(self, value: Any) -> None:
        """Hold the limits."""
        super().validate(value)
        if value and self.earliest and value < self.earliest:
            raise ValidationError(
                self.error_messages["early"],
                "early",
                {"day": formats.day(self.earliest)},
            )
        if value and self.latest and value > self.latest:
            raise ValidationError(self.error_messages["late"], "late", {"day": formats.day(self.latest)})


class ClockInput(forms.TimeInput):
    """A text field for a time of day."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        own = {"class": "wide-8", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__({**own, "placeholder": _("hh.mm"), **(attrs or {})}, format="%H.%M")


class ClockField(forms.TimeField):
    """A time of day, to the minute."""

    widget = ClockInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write the time as hours and minutes, for example 09.00.")
    }

    def to_python(self, value: Any) -> time | None:
        """Read the time as typed or as the browser sends it."""
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        try:
            return parse_clock(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None


class MomentInput(forms.MultiWidget):
    """A date and a time side by side."""

    drawn_as = "pair"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__((DayInput(), ClockInput()), attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each part its own width beside Designsystemet's class."""
        context = super().get_context(name, value, attrs)
        for part, widget in zip(context["widget"]["subwidgets"], self.widgets, strict=True):
            part["attrs"]["class"] = f"ds-input {widget.attrs.get('class', '')}"
        return context

    def decompress(self, value: datetime | None) -> list[Any]:
        """Show an instant by the clock of Norway."""
        if not value:
            return [None, None]
        local = value.astimezone(OSLO)
        return [local.date(), local.time().replace(second=0, microsecond=0)]


class MomentField(forms.MultiValueField):
    """An instant, typed as a date and a time in Norway; returns an aware datetime."""

    widget = MomentInput
    default_error_messages: ClassVar[dict[str, Any]] = {"incomplete": _("Fill in both the date and the time.")}

    def __init__(self, **kwargs: Any) -> None:
        fields = (DayField(label=_("Date")), ClockField(label=_("Time of day")))
        super().__init__(fields, require_all_fields=True, **kwargs)

    def compress(self, data_list: Sequence[Any]) -> datetime | None:
        """Join date and time."""
        if not data_list or None in data_list:
            return None
        return datetime.combine(data_list[0], data_list[1], tzinfo=OSLO)


# -- money and numbers -------------------------------------------------------------------------------------------------


def parse_number(text: str) -> Decimal:
    """Read a number as Norwegians write it: 1 250 000,50 or 1.250.000 or 1250000.50. Raises ValueError."""
    text = _BLANKS.sub("", text.strip()).replace("\u2212", "-").replace("\u2013", "-")
    if "," in text:
        whole, _comma, fraction = text.partition(",")
        text = f"{_grouped(whole)}.{fraction}"
    elif re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+", text):
        text = text.replace(".", "")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]*)?", text):
        raise ValueError(text)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None


def _grouped(whole: str) -> str:
    if "." in whole and not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})+", whole):
        raise ValueError(whole)
    return whole.replace(".", "")


def parse_money(text: str) -> int:
    """Read kroner as people write them and return øre: «1 250 000 kr», «1250000,50», «kr 500,-». Raises ValueError."""
    plain = re.sub(r"(?i)\b(kr|nok)\b\.?", "", text).strip()
    plain = re.sub(r",[-\u2013\u2212]$", "", plain)
    ore = parse_number(plain) * 100
    if ore != ore.to_integral_value():
        raise ValueError("more than two decimals")
    return int(ore)


class MoneyInput(forms.TextInput):
    """Kroner with the unit after it."""

    suffix = "kr"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {
                "class": "wide-12 num",
                "inputmode": "decimal",
                "autocomplete": "off",
                **(attrs or {}),
            }
        )


class MoneyField(forms.Field):
    """An amount in kroner as typed; whole øre (int) as value. Negative only where `negative` is true."""

    widget = MoneyInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": _("Write the amount in kroner, for example 1 250 000 or 1 250 000,50."),
        "negative": _("The amount cannot be less than zero."),
        "large": _("The amount is larger than the system can hold."),
        "low": _("The amount must be at least %(amount)s."),
        "high": _("The amount can be at most %(amount)s."),
    }

    def __init__(
        self,
        *,
        negative: bool = False,
        minimum: int | None = None,
        maximum: int | None = None,
        **kwargs: Any,
    ) -> None:
        self.negative, self.minimum, self.maximum = negative, minimum, maximum
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        """Read kroner, return øre."""
        if value in self.empty_values:
            return None
        if isinstance(value, int):
            return value
        try:
            return parse_money(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def validate(self, value: Any) -> None:
        """Hold the limits."""
        super().validate(value)
        if value is None:
            return
        if value < 0 and not self.negative:
            raise ValidationError(self.error_messages["negative"], code="negative")
        if abs(value) >= 2**53:
            raise ValidationError(self.error_messages["large"], code="large")
        if self.minimum is not None and value < self.minimum:
            raise ValidationError(
                self.error_messages["low"],
                "low",
                {"amount": formats.money(self.minimum)},
            )
        if self.maximum is not None and value > self.maximum:
            raise ValidationError(
                self.error_messages["high"],
                "high",
                {"amount": formats.money(self.maximum)},
            )

    def prepare_value(self, value: Any) -> Any:
        """Show øre as kroner; what was typed stays as typed."""
        return formats.money(value, False).replace(formats.MINUS, "-") if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare amounts, not spellings."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class NumberInput(forms.TextInput):
    """A plain text field with the number's unit after it."""

    suffix: Any = ""


class NumberField(forms.DecimalField):
    """A number as Norwegians write it (1 250,5), typed in a plain text field. Whole where `decimal_places=0`."""

    widget = NumberInput
    default_error_messages: ClassVar[dict[str, Any]] = {"invalid": _("Write a number, for example 1 250 or 8,1.")}

    def __init__(self, *, suffix: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.suffix = suffix

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for the number keys."""
        whole = self.decimal_places == 0
        return {
            "class": "wide-8 num",
            "inputmode": "numeric" if whole else "decimal",
            "autocomplete": "off",
        }

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Read the number as typed."""
        if value in self.empty_values:
            return None
        if isinstance(value, int | Decimal):
            return Decimal(value)
        try:
            return parse_number(str(value))
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        """Show a number in the reader's language; what was typed stays as typed."""
        if isinstance(value, int | Decimal):
            return formats.number(value, self.decimal_places).replace(formats.MINUS, "-")
        return value


class WholeNumberField(NumberField):
    """A whole number; returns int."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimal_places=0, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return an int, or None where nothing was typed."""
        cleaned = super().clean(value)
        return None if cleaned is None else int(cleaned)


F = TypeVar("F", bound=forms.Field)


def needed(field: F, when: Any) -> F:
    """Say beside a field that can be left empty when it cannot: "needed where it is exempt", instead of "optional"."""
    field.needed = when  # type: ignore[attr-defined]
    return field


class FileField(forms.FileField):
    """A file, at most `megabytes` large, of one of the `endings` (".pdf", ".docx") where they are given."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "size": _("The file is %(size)s. It can be at most %(limit)s."),
        "ending": _("The file must be of one of these kinds: %(endings)s."),
    }

    def __init__(self, *, megabytes: int = 50, endings: Sequence[str] = (), **kwargs: Any) -> None:
        self.limit, self.endings = megabytes * 1_000_000, tuple(endings)
        super().__init__(**kwargs)
        if self.endings:
            self.widget.attrs.setdefault("accept", ",".join(self.endings))

    def to_python(self, data: Any) -> Any:
        """Hold the limits."""
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > self.limit:
            sizes = {
                "size": formats.file_size(file.size),
                "limit": formats.file_size(self.limit),
            }
            raise ValidationError(self.error_messages["size"], "size", sizes)
        if self.endings and not str(file.name).lower().endswith(self.endings):
            raise ValidationError(
                self.error_messages["ending"],
                "ending",
                {"endings": ", ".join(self.endings)},
            )
        return file


class TextFileField(FileField):
    """A file of text in UTF-8, at most `megabytes` large; its value is the text."""

    default_error_messages: ClassVar[dict[str, Any]] = {"text": _("This is not a text file in UTF-8.")}

    def to_python(self, data: Any) -> Any:
        """Return the text."""
        file = super().to_python(data)
        if file is None:
            return None
        try:
            return file.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise ValidationError(self.error_messages["text"], "text") from error
