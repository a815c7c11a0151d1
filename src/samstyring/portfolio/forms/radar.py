"""The forms of the national radar."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import upload_of
from samstyring.ui import formats
from samstyring.ui.fields import DayField, FileField
from samstyring.ui.views import ActForm

from ..models import RADAR_CONTENT, RadarEntry
from ..queries.radar import ToTie


def _capitalised(choices: Any) -> list[tuple[str, str]]:
    return [(value, capfirst(str(label))) for value, label in choices]


class RadarEntryForm(ActForm):
    """What is said of something national."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    provider = forms.CharField(
        label=_("Provider"), help_text=_("Who is behind it, for example KS or Digdir."), max_length=200
    )
    contact = forms.CharField(
        label=_("Contact"), help_text=_("An office, a role or a shared mailbox."), max_length=200, required=False
    )
    link = forms.URLField(label=_("Address"), max_length=500, required=False, assume_scheme="https")
    summary = forms.CharField(
        label=_("About"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False
    )
    asks = forms.CharField(
        label=_("What it asks of a municipality"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
    )
    asks_by = DayField(label=_("By when"), required=False)
    platform = forms.ChoiceField(label=_("Platform"), required=False)
    platform_reason = forms.CharField(
        label=_("Why not Fiks"),
        max_length=500,
        required=False,
    )
    state = forms.ChoiceField(label=_("State"))
    network_role = forms.CharField(label=_("Our part in it"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["platform_reason"].needed = _("needed for another platform")  # type: ignore[attr-defined]
        for name, choices in (
            ("kind", RadarEntry.Kind.choices),
            ("platform", RadarEntry.Platform.choices),
            ("state", RadarEntry.State.choices),
        ):
            self.fields[name].choices = _capitalised(choices)  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return the fields as one argument."""
        return {"values": {name: self.cleaned_data[name] for name in RADAR_CONTENT}}


class TieForm(ActForm):
    """Which projects and needs serve an entry: those ticked, and the few that some words find."""

    words = forms.CharField(
        label=_("Words or code"), widget=forms.TextInput(attrs={"type": "search"}), max_length=200, required=False
    )

    def __init__(self, *args: Any, projects: ToTie, needs: ToTie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows: dict[str, Mapping[str, Any]] = {"projects": projects.rows, "needs": needs.rows}
        for name, label, told in (("projects", _("Projects"), projects), ("needs", _("Needs and ideas"), needs)):
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                help_text=self._shown(told),
                required=False,
                choices=[(key, f"{row.code} {row.name}") for key, row in told.rows.items()],
                widget=forms.CheckboxSelectMultiple,
            )

    @staticmethod
    def _shown(told: ToTie) -> str:
        facts = {"shown": formats.number(told.shown), "found": formats.number(told.found)}
        if told.shown < told.found:
            return (
                gettext("The first %(shown)s of %(found)s are shown. Search for the others: what is ticked stays.")
                % facts
            )
        return "" if told.rows else gettext("None is found.")

    def arguments(self) -> dict[str, Any]:
        """Return the things."""
        return {name: [rows[key] for key in self.cleaned_data[name]] for name, rows in self._rows.items()}


class RadarUploadForm(forms.Form):
    """A workbook of the radar, and where it is from."""

    file = FileField(
        label=_("Workbook"), help_text=_("An Excel file (.xlsx) as the one that you fetch here."), endings=[".xlsx"]
    )
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("For example: KS's list, received 21 November.")
    )

    def clean_file(self) -> Any:
        """Return the file as an upload."""
        return upload_of(self.cleaned_data["file"])


class RadarConfirmForm(ActForm):
    """Nothing but the confirmation."""
