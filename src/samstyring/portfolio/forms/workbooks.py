"""The forms of the portfolio's workbook."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import upload_of
from samstyring.ui.fields import FileField
from samstyring.ui.views import ActForm


class WorkbookUploadForm(forms.Form):
    """The workbook that was fetched here, changed."""

    file = FileField(
        label=_("Workbook"), help_text=_("An Excel file (.xlsx) as the one that you fetch here."), endings=[".xlsx"]
    )

    def clean_file(self) -> Any:
        """Return the file as an upload."""
        return upload_of(self.cleaned_data["file"])


class WorkbookConfirmForm(ActForm):
    """The confirmation of what was shown."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
