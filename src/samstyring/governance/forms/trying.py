"""The form that takes a charter file to be tried."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui.fields import TextFileField

OWN = "file"


class TryForm(forms.Form):
    """Which charter file: one's own, the agreement that is being prepared, or one that comes with the product."""

    which = forms.ChoiceField(label=gettext_lazy("Which agreement?"), widget=forms.RadioSelect)
    file = TextFileField(
        megabytes=2,
        label=gettext_lazy("The charter file"),
        help_text=gettext_lazy("A TOML file. It is looked at, and thrown away after a day."),
        required=False,
    )

    def __init__(self, *args: Any, offered: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["which"]
        field.choices = [(OWN, _("A file of my own")), *offered.items()]

    def clean(self) -> dict[str, Any]:
        """Ask for the file where one's own is to be tried."""
        data = super().clean() or {}
        if data.get("which") == OWN and not data.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the charter file that is to be tried."))
        return data
