"""A municipality's answer to whether it accepts: the answer itself, and the people and hours that it promises with it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from samstyring.records.asking_forms import ByLink, Received
from samstyring.ui.fields import Choice, DayField, WholeNumberField, needed
from samstyring.ui.forms import rows
from samstyring.ui.views import ActForm

from ..models import Answer, PromisedEffort
from ..rules.promises import MOST_HOURS, MOST_PEOPLE, MOST_ROWS, MOST_YEARS

ALL, MONTH = "all", "month"
ROWS = "promised"
"""What the rows are called in the form that is sent."""


class DeliveredForm(ActForm):
    """Hours that were worked in a role, from a day until and with another."""

    def __init__(self, *args: Any, roles: Sequence[str], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role, role) for role in roles]
        self.fields["role"] = forms.ChoiceField(
            label=_("Role"), choices=choices if len(choices) == 1 else [("", ""), *choices]
        )
        self.fields["hours"] = WholeNumberField(
            label=_("Hours together"),
            suffix=_("h"),
            min_value=-MOST_HOURS,
            max_value=MOST_HOURS,
            help_text=_("Less than zero takes back what was registered too much."),
        )
        self.fields["starts_on"] = DayField(label=_("First day"), latest=on)
        self.fields["ends_on"] = DayField(label=_("Last day"), latest=on, initial=on)
        note = forms.CharField(label=_("About"), max_length=300, required=False)
        note.needed = _("needed where hours are taken back")  # type: ignore[attr-defined]
        self.fields["note"] = note


class PromiseForm(forms.Form):
    """People in one role, and their hours for a time."""

    role = forms.CharField(
        label=_("Role"), max_length=120, help_text=_("For example: super user, local leader of the introduction")
    )
    people = WholeNumberField(label=_("How many people"), initial=1, min_value=1, max_value=MOST_PEOPLE)
    hours = WholeNumberField(label=_("Hours together"), suffix=_("h"), min_value=1, max_value=MOST_HOURS)
    per = forms.ChoiceField(
        label=_("The hours are"), choices=[(ALL, _("in all")), (MONTH, _("each month"))], initial=ALL
    )
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, time: tuple[date | None, date | None] = (None, None), **kwargs: Any) -> None:
        """`time`: the first and last day of the mandate, which a new row stands with."""
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial, self.fields["ends_on"].initial = time

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first, and not a lifetime later."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day cannot be before the first."))
        elif first and last and (last - first).days > MOST_YEARS * 365:
            says = _("At most %(count)s years from the first day.") % {"count": MOST_YEARS}
            self.add_error("ends_on", says)
        return cleaned


PromiseRows = rows(PromiseForm, legend=_("People and hours"), add_words=_("Add a role"), extra=1, maximum=MOST_ROWS)


def as_rows(promised: Sequence[PromisedEffort]) -> list[dict[str, Any]]:
    """Return promises as the rows of the form, so that a new answer begins with what the last one said."""
    return [
        {
            "role": row.role,
            "people": row.people,
            "hours": row.hours,
            "per": MONTH if row.each_month else ALL,
            "starts_on": row.starts_on,
            "ends_on": row.ends_on,
        }
        for row in promised
    ]


class AnswerForm(ActForm):
    """A party's answer. `promised` are the people and hours that it has promised before, `time` that of the mandate.

    `comments`: the mandate is a draft, of which something can be said with the answer.
    """

    template_name = "portfolio/answer_form.html"

    kind = forms.ChoiceField(
        label=_("What do you answer?"),
        widget=forms.RadioSelect,
        choices=[
            (Answer.Kind.ACCEPT, _("We accept")),
            (
                Answer.Kind.RESERVE,
                Choice(_("We accept with a reservation"), _("Write the reservation in the field below.")),
            ),
            (Answer.Kind.DECLINE, _("We decline")),
        ],
        error_messages={"required": _("Choose an answer.")},
    )
    reservation = needed(
        forms.CharField(
            label=_("Reservation"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
        ),
        _("needed with a reservation"),
    )

    def __init__(
        self,
        data: Any = None,
        *args: Any,
        promised: Sequence[PromisedEffort] = (),
        time: tuple[date | None, date | None] = (None, None),
        comments: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, *args, **kwargs)
        if comments:
            self.fields["mandate_comment"] = forms.CharField(
                label=_("Comment on the draft mandate"),
                required=False,
                max_length=5000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("The others on the project see it, and what comes of it stands beside it."),
            )
            self.order_fields(["kind", "reservation", "mandate_comment"])
        self._before = as_rows(promised)
        sent = data is not None and f"{ROWS}-TOTAL_FORMS" in data
        self.rows = PromiseRows(
            data if sent else None,
            prefix=ROWS,
            initial=None if sent else self._before,
            form_kwargs={"time": time},
            auto_id=kwargs.get("auto_id", "id_%s"),
        )

    @property
    def opens_rows(self) -> bool:
        """Tell whether the rows stand open: when something is written there."""
        return bool(self._before) or self.rows.wants_row() or self._is_written

    @property
    def _is_written(self) -> bool:
        return self.rows.is_bound and any(row.has_changed() for row in self.rows.forms)

    def full_clean(self) -> None:
        """Find nothing wrong when all that was asked for is another row."""
        if self.rows.wants_row():
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def is_valid(self) -> bool:
        """Tell whether the answer can be sent: not when another row is asked for, nor when a row is wrong."""
        if self.rows.wants_row():
            return False
        if not super().is_valid():
            return False
        if self.declines or not self.rows.is_bound or self.rows.is_valid():
            return True
        self.add_error(None, _("Put right what is marked under people and hours."))
        return False

    @property
    def declines(self) -> bool:
        """Tell whether the answer is no: then nothing is promised, whatever stands in the rows."""
        return self.cleaned_data.get("kind") == Answer.Kind.DECLINE

    def arguments(self) -> dict[str, Any]:
        """Return the answer with what it promises: as before, where the rows were not sent."""
        filled = [] if self.declines else self.rows.filled if self.rows.is_bound else self._before
        promised = [{**row, "each_month": row["per"] == MONTH} for row in filled]
        return {**super().arguments(), "promised": promised}

    def clean(self) -> dict[str, Any]:
        """A reservation is one in words only."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Answer.Kind.RESERVE and not (cleaned.get("reservation") or "").strip():
            self.add_error("reservation", _("Write what the reservation is."))
        return cleaned


class LinkAnswerForm(AnswerForm, ByLink):
    """The answer by link, which may have been passed on to a colleague."""

    field_order = ("kind", "reservation")


class RegisterAnswerForm(AnswerForm, Received):
    """The secretariat registers an answer that came in writing."""

    field_order = ("kind", "reservation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("What did the municipality answer?")
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (Answer.Kind.ACCEPT, _("It accepts")),
            (
                Answer.Kind.RESERVE,
                Choice(_("It accepts with a reservation"), _("Write the reservation in the field below.")),
            ),
            (Answer.Kind.DECLINE, _("It declines")),
        ]
