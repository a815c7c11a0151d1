"""The forms of taking in an export of projects."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import FileField
from samstyring.ui.views import ActForm

from .projects import ORIGINS, PurposesField
from .radar import RadarUploadForm


class ExportUploadForm(RadarUploadForm):
    """An export of projects, and where it is from."""

    file = FileField(
        label=_("Workbook"),
        help_text=_("The Excel file (.xlsx) that the other tool exports, as it is."),
        endings=[".xlsx"],
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("For example: Prosjektportalen in Alver, exported 21 November."),
    )


class ImportProjectsForm(ActForm):
    """What the file does not say of projects that are new here."""

    def __init__(self, *args: Any, on: date, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if new:
            self.fields["origin"] = forms.ChoiceField(
                label=_("Where do the new ones come from?"),
                choices=ORIGINS,
                widget=forms.RadioSelect,
                initial="regional",
            )
            self.fields["purposes"] = PurposesField(on=on)
