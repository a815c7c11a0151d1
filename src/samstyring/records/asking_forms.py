"""The fields of an answer that say who gave it, and for whom: by its own people, by a link, or registered from a letter."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.parties.models import Organisation
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from .uploads import UploadField, upload_of


class ForWhom(ActForm):
    """An answer for one party or several, each named. `silent` are those that have not answered, and are ticked."""

    def __init__(
        self, *args: Any, organisations: Sequence[Organisation], silent: Sequence[Organisation] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {str(row.pk): row for row in organisations}
        names = [(key, row.name) for key, row in self._parties.items()]
        field = self.whom(names, [str(row.pk) for row in silent or organisations])
        if field is not None:
            self.fields["organisations"] = field
            self.order_fields(["organisations", *(self.field_order or ())])

    def whom(self, names: Sequence[tuple[str, str]], ticked: Sequence[str]) -> forms.MultipleChoiceField | None:
        """Return the field that asks whom it is for, where there are several."""
        if len(names) < 2:
            return None
        return forms.MultipleChoiceField(
            label=_("Which municipalities do you answer for?"),
            help_text=_("Each is named. Take out those that see it otherwise, and answer for them by themselves."),
            choices=names,
            initial=ticked,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Say which municipality you answer for.")},
        )

    def arguments(self) -> dict[str, Any]:
        """Return what is said, and for whom."""
        keys = self.cleaned_data.get("organisations", list(self._parties))
        return {**super().arguments(), "organisations": [self._parties[key] for key in keys]}


class ByLink(forms.Form):
    """Who answers by a link, which may have been passed on to a colleague."""

    answered_by = forms.CharField(label=_("Your name"), max_length=200)
    answered_as = forms.CharField(label=_("Your position"), max_length=200)


class Received(forms.Form):
    """What the secretariat registers of an answer that came in writing."""

    answered_by = forms.CharField(label=_("Who answered?"), max_length=200)
    answered_as = forms.CharField(label=_("As what?"), max_length=200, help_text=_("For example: municipal director"))
    answered_on = DayField(label=_("The answer is dated"))
    evidence = UploadField(label=_("The letter or e-mail"), help_text=_("It is kept as evidence of the answer."))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["answered_on"]
        assert isinstance(day, DayField)
        day.latest = day.initial = on

    def clean_evidence(self) -> Any:
        """Return the file's name and bytes."""
        return upload_of(self.cleaned_data["evidence"])


class FromWhom(ForWhom, Received):
    """An answer that came in writing, from one party or from a joint body for several."""

    def whom(self, names: Sequence[tuple[str, str]], ticked: Sequence[str]) -> forms.MultipleChoiceField:
        """Return the field that asks whom it is from. Nobody is ticked: that is read in the letter."""
        del ticked
        return forms.MultipleChoiceField(
            label=_("Which municipalities is it from?"),
            help_text=_("A shared IT operator or a regional council may answer for several: name each."),
            choices=names,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-many"}),
            error_messages={"required": _("Say which municipality it is from.")},
        )
