"""The forms of taking over."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import FileField
from samstyring.ui.views import ActForm

from ..uploads import upload_of


class UploadForm(forms.Form):
    """A workbook, and where what it says was kept before."""

    file = FileField(
        label=_("Workbook"), help_text=_("An Excel file (.xlsx) made from the template."), endings=[".xlsx"]
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_(
            "Where this was kept before, such as “minutes in the case system, 2020–2022”. Shown with everything."
        ),
    )

    def clean_file(self) -> Any:
        """Return the file as an upload."""
        return upload_of(self.cleaned_data["file"])


class ConfirmForm(ActForm):
    """Nothing but the confirmation."""
