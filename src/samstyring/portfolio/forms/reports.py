"""The forms of status reports."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock
from samstyring.records.asking_forms import ByLink, Received
from samstyring.ui.fields import Choice, DayField, MoneyField, TicksField
from samstyring.ui.views import ActForm

from ..models import AREAS, REPORT_CONTENT, Light
from ..queries.asking_reports import ToAsk, projects_of_keys
from ..queries.forecasting import Forecasting
from ..queries.reports import Plan
from ..queries.steering import BOARD_DECIDES
from ..reporting.beside import cost_beside, end_beside, light_beside, risks_beside
from ..reporting.reading import LABELS, LIGHTS, area_label
from ..rules.kept_risks import KeptRisks
from ..rules.tolerances import held_by


class WindowForm(ActForm):
    """Open a window: which period, by when, and which projects."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("For example: Status October 2022."))
    from_date = DayField(label=_("The period begins"))
    until = DayField(label=_("Last day of the period"))
    due_on = DayField(label=_("Report by"), help_text=_("A late report is taken until the window is closed."))
    closes_on = DayField(
        label=_("Closes by itself"),
        required=False,
        help_text=_("Early in the morning of this day. Leave it empty to close the window yourself."),
    )
    note = forms.CharField(
        label=_("Message to those who report"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, projects: Sequence[ToAsk], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["projects"] = _of_projects(projects, [row.key for row in projects])
        begins = (on.replace(day=1) - timedelta(days=1)).replace(day=1)
        self.fields["from_date"].initial, self.fields["until"].initial = begins, on.replace(day=1) - timedelta(days=1)
        self.fields["from_date"].latest = on  # type: ignore[attr-defined]
        self.fields["due_on"].earliest = on  # type: ignore[attr-defined]
        self.fields["closes_on"].earliest = on + timedelta(days=1)  # type: ignore[attr-defined]
        self.fields["due_on"].initial = on + timedelta(days=10)

    def clean_projects(self) -> Any:
        """Return the projects."""
        return projects_of_keys(self.cleaned_data["projects"])

    def clean_until(self) -> Any:
        """Return the day after: periods are half-open."""
        return self.cleaned_data["until"] + timedelta(days=1)


class AskReportsForm(ActForm):
    """Ask those who are silent, and others that should have been asked."""

    def __init__(self, *args: Any, projects: Sequence[ToAsk], asked: set[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        silent = {str(key) for key in asked}
        self.fields["projects"] = _of_projects(projects, [row.key for row in projects if row.key in silent])

    def clean_projects(self) -> Any:
        """Return the projects."""
        return projects_of_keys(self.cleaned_data["projects"])


def _of_projects(projects: Sequence[ToAsk], initial: Sequence[str]) -> Any:
    nobody = _("Nobody to ask: name a project manager, or a contact of the owner, with an e-mail address")
    return TicksField(
        label=_("Which projects are asked?"),
        choices=[(row.key, Choice(row.name, f"{row.code}, {row.who}" if row.who else nobody)) for row in projects],
        initial=initial,
        error_messages={"required": _("Choose at least one project to ask.")},
    )


class ReportForm(ActForm):
    """A status report. Whole or not: what is lacking is said before it is published.

    Beside the forecast stands what is in force, how far the tolerances go, and whether what is written is outside them.
    """

    publishes = False
    """Whether what is sent is published at once: then what a report must have is asked for here."""

    def __init__(
        self,
        *args: Any,
        before: Any = None,
        plan: Plan | None = None,
        forecasting: Forecasting | None = None,
        risks: KeptRisks | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for area in AREAS:
            last = getattr(before, f"{area}_light", "")
            words = getattr(before, f"{area}_words", "")
            # Help is written out as it is, and what a project wrote is text.
            said = (
                escape(_("Last time: %(light)s. %(words)s") % {"light": Light(last).label, "words": words})
                if last
                else ""
            )
            self.fields[f"{area}_light"] = forms.ChoiceField(
                label=area_label(area),
                choices=LIGHTS,
                widget=forms.RadioSelect(attrs={"class": "choices-row"}),
                required=self.publishes,
                help_text=risks_beside(risks, said) if area == "risk" and risks else said,
                error_messages={"required": _("Choose how it goes.")},
            )
            self.fields[f"{area}_words"] = forms.CharField(
                label=_("%(area)s, in one sentence") % {"area": area_label(area)},
                max_length=300,
                required=self.publishes and area == "overall",
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Say why in a sentence.")},
            )
            if not self.publishes:
                self.fields[f"{area}_light"].needed = _("needed before it is published")  # type: ignore[attr-defined]
                self.fields["overall_words"].needed = _("needed before it is published")  # type: ignore[attr-defined]
            if area != "overall":
                self.fields[f"{area}_words"].needed = _("needed where it is not green")  # type: ignore[attr-defined]
        self._before, self._stands = before, forecasting or Forecasting()
        self._forecast(plan or Plan(), self._stands)
        self.fields["progress"] = forms.CharField(
            label=LABELS["progress"], required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
        )
        self.fields["to_decide"] = forms.CharField(
            label=LABELS["to_decide"],
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=naming_decider(_("What you need from %(body)s, the owner or the secretariat."), BOARD_DECIDES),
        )

    def _forecast(self, plan: Plan, forecasting: Forecasting) -> None:
        """Add the figures, with what they are held against, and the question that a red light inside the tolerances asks."""
        self.fields["ends_on"] = DayField(label=LABELS["ends_on"], required=False)
        self.fields["cost"] = MoneyField(label=LABELS["cost"], required=False)
        content = {name: self._written(name) for name in ("time_light", "cost_light", "ends_on", "cost")}
        outs = forecasting.outside(content)
        for area in held_by(outs):
            light, words = self.fields[f"{area}_light"], self.fields[f"{area}_words"]
            light.help_text = light_beside(light.help_text)
            words.needed = _("needed before it is published")  # type: ignore[attr-defined]
        for name, help_text in (
            ("ends_on", end_beside(plan, forecasting, outside="time" in outs)),
            ("cost", cost_beside(plan, forecasting, outside="cost" in outs)),
        ):
            self.fields[name].help_text = help_text
        if forecasting.asks_why(content):
            self.fields["red_reason"] = forms.CharField(
                label=LABELS["red_reason"],
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("Time or cost is red, but the forecast is inside the tolerance."),
            )
            self.fields["red_reason"].needed = _("needed before it is published")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Say at once all that the report lacks, where what is sent is published; what cannot be read is said already."""
        cleaned = super().clean() or self.cleaned_data
        if self.publishes:
            content = {name: cleaned.get(name) for name in REPORT_CONTENT}
            content |= {f"{area}_words": (content[f"{area}_words"] or "").strip() for area in AREAS}
            for name, why in self._stands.lacking(content, self._before).items():
                if name in self.fields and name not in self.errors:
                    self.add_error(name, why)
        return cleaned

    def _written(self, name: str) -> Any:
        """Return what is written in a field so far, or what it begins with; None for what cannot be read."""
        if not self.is_bound:
            return self.get_initial_for_field(self.fields[name], name)
        # Not by `self[name]`: a bound field keeps the help that its field has when it is first asked for.
        data = self.fields[name].widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        try:
            return self.fields[name].clean(data)
        except forms.ValidationError:
            return None

    def arguments(self) -> dict[str, Any]:
        """Return what the report says as one argument, and the rest by name."""
        given = super().arguments()
        own = {name for area in AREAS for name in (f"{area}_light", f"{area}_words")}
        own |= {"ends_on", "cost", "red_reason", "progress", "to_decide"}
        content = {name: value for name, value in given.items() if name in own}
        return {"content": content} | {name: value for name, value in given.items() if name not in own}


class PublishForm(ActForm):
    """Publish what the draft says; a correction says why."""

    def __init__(self, *args: Any, corrects: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if corrects:
            self.fields["reason"] = _reason(required=True)


def _reason(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("Why is it corrected?"),
        max_length=500,
        required=required,
        help_text=_("Both versions stay, and the reason is shown."),
    )


class LinkReportForm(ReportForm, ByLink):
    """The report by link, which may have been passed on to a colleague."""

    publishes = True

    def __init__(self, *args: Any, corrects: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if corrects:
            self.fields["reason"] = _reason(required=True)
        self.order_fields([*(name for name in self.fields if name not in ("answered_by", "answered_as"))])


class RegisterReportForm(ReportForm, Received):
    """The secretariat registers a report that came in writing."""

    publishes = True

    def __init__(self, *args: Any, corrects: bool = False, on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, on=on or clock.today(), **kwargs)
        if corrects:
            self.fields["reason"] = _reason(required=True)
        last = ("answered_by", "answered_as", "answered_on", "evidence")
        self.order_fields([*(name for name in self.fields if name not in last)])
