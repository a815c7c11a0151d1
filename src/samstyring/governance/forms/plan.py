"""Forms on a body's yearly plan."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from samstyring.kernel.clock import OSLO
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from ..models import Meeting, PlanEntry
from ..queries.plan import NextYear, Proposed


class EntryForm(ActForm):
    """A theme or a deadline."""

    title = forms.CharField(label=_("What"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=PlanEntry.Kind.choices)
    day = DayField(label=_("Day"))
    last_day = DayField(
        label=_("Last day"), help_text=_("Only for something that runs over several days."), required=False
    )
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everyone who signs in here can read it."),
    )  # fmt: skip


class NextYearForm(ActForm):
    """Next year, line by line: take it, and on which days. What is planned already is not chosen beforehand."""

    plain = True  # no field says that it is optional: the tick decides

    def __init__(self, *args: Any, proposed: NextYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        for line in proposed.rows:
            self.fields[f"take_{line.row}"] = forms.BooleanField(
                label=_("Plan this"), required=False, initial=not line.already
            )
            self.fields[f"day_{line.row}"] = DayField(
                label=_("Day") if line.last_day is None else _("First day"), required=False, initial=line.day
            )
            if line.last_day is not None:
                self.fields[f"last_day_{line.row}"] = DayField(
                    label=_("Last day"), required=False, initial=line.last_day
                )

    @property
    def lines(self) -> list[tuple[Proposed, list[BoundField]]]:
        """Return each line with its fields."""
        names = ("take", "day", "last_day")
        return [
            (line, [self[key] for name in names if (key := f"{name}_{line.row}") in self.fields])
            for line in self.proposed.rows
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a day on each line that is taken."""
        data = super().clean() or {}
        for line in self.proposed.rows:
            day = f"day_{line.row}"
            if data.get(f"take_{line.row}") and not data.get(day) and day not in self.errors:
                self.add_error(day, self.fields[day].error_messages["required"])
        return data

    def taken(self) -> list[tuple[Proposed, Any, Any]]:
        """Return the lines that are taken, each with its first and its last day."""
        data = self.cleaned_data
        return [
            (line, data[f"day_{line.row}"], data.get(f"last_day_{line.row}"))
            for line in self.proposed.rows
            if data.get(f"take_{line.row}")
        ]


def times_on(meeting: Meeting, day: Any) -> tuple[datetime, datetime]:
    """Return the times of a meeting on another day: the same time of day in Norway, and the same length."""
    starts = datetime.combine(day, meeting.starts_at.astimezone(OSLO).time(), tzinfo=OSLO)
    length: timedelta = meeting.ends_at - meeting.starts_at
    return starts, starts + length
