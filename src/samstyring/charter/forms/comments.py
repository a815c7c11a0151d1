"""The form by which one comments on a draft by link."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.parties.models import Organisation
from samstyring.records.asking_forms import ByLink
from samstyring.ui.views import ActForm


class LinkCommentForm(ActForm, ByLink):
    """A comment by link, which may have been passed on to a colleague."""

    gist = forms.CharField(label=_("What the comment says"), widget=forms.Textarea({"rows": 6}), max_length=5000)
    field_order = ("organisations", "gist", "answered_by", "answered_as")

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {str(row.pk): row for row in organisations}
        if len(self._parties) > 1:
            self.fields["organisations"] = forms.MultipleChoiceField(
                label=_("Which municipalities do you answer for?"),
                choices=[(key, row.name) for key, row in self._parties.items()],
                initial=list(self._parties),
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Say which municipality you answer for.")},
            )
            self.order_fields(self.field_order)

    def arguments(self) -> dict[str, Any]:
        """Return what is said, and for whom."""
        keys = self.cleaned_data.get("organisations", list(self._parties))
        return {**super().arguments(), "organisations": [self._parties[key] for key in keys]}
