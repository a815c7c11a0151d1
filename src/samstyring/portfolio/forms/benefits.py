"""The forms of benefits: what is promised, and what is measured."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.parties.models import Organisation
from samstyring.records.asking_forms import ByLink, Received
from samstyring.records.uploads import UploadField, upload_of
from samstyring.ui.fields import DayField, NumberField
from samstyring.ui.views import ActForm

from ..models import BenefitPromise
from ..rules.benefits import EVERY

MOST = Decimal(999_999_999_999)


def _figure(label: Any, help_text: Any = "", suffix: Any = "") -> NumberField:
    return NumberField(
        label=label,
        help_text=help_text,
        suffix=suffix,
        max_digits=14,
        decimal_places=2,
        max_value=MOST,
        min_value=-MOST,
    )


class BenefitForm(ActForm):
    """What a benefit is, who answers for it, and how it is measured."""

    title = forms.CharField(
        label=_("What is the benefit?"), help_text=_("One benefit, for example: fewer drives at night."), max_length=200
    )
    kind = forms.ChoiceField(label=_("What kind of benefit is it?"), choices=[("", "–"), *BenefitPromise.Kind.choices])
    owner = forms.ChoiceField(label=_("Which municipality answers for it?"))
    responsible = forms.CharField(
        label=_("Who there?"), help_text=_("A role, for example: the head of home care."), max_length=200
    )
    measure = forms.CharField(
        label=_("How is it measured?"),
        help_text=_("So that somebody else could measure the same: which figures, from where, over how long."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit = forms.CharField(label=_("In which unit?"), help_text=_("For example: drives a week, kr a year, per cent."), max_length=40)  # fmt: skip
    baseline = _figure(_("What is it today?"), _("The baseline: what it was before the project changed anything."))
    baseline_on = DayField(label=_("When was that measured?"))
    target = _figure(_("What shall it become?"))
    due_on = DayField(label=_("By when?"))
    first_on = DayField(label=_("When is it measured the first time?"))
    every_months = forms.TypedChoiceField(label=_("And after that?"), choices=EVERY, coerce=int)

    def __init__(
        self, *args: Any, owners: Sequence[Organisation], on: date, again: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._owners = {str(row.pk): row for row in owners}
        self.fields["owner"].choices = [("", "–"), *((key, str(row)) for key, row in self._owners.items())]  # type: ignore[attr-defined]
        self.fields["baseline_on"].latest = on  # type: ignore[attr-defined]
        if again:
            self.fields["reason"] = forms.CharField(
                label=_("Why is it changed?"),
                help_text=_("What was promised before stays in the history."),
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean_owner(self) -> Organisation:
        """Return the organisation."""
        return self._owners[self.cleaned_data["owner"]]

    def arguments(self) -> dict[str, Any]:
        """Return the values as one argument."""
        own = super().arguments()
        revision = {"revision": own.pop("revision")} if "revision" in own else {}
        return {"values": own, **revision}


class MeasureForm(ActForm):
    """A measurement."""

    def __init__(self, *args: Any, on: date, unit: str, **kwargs: Any) -> None:
        if isinstance(self, Received):
            kwargs["on"] = on
        super().__init__(*args, **kwargs)
        day = DayField(label=_("Which day is the figure from?"))
        day.latest = day.initial = on
        self.fields["value"] = _figure(_("What is it?"), suffix=unit)
        self.fields["measured_on"] = day
        self.fields["source"] = forms.CharField(
            label=_("Where is the figure from?"),
            help_text=_("For example: the log of the response centre, KOSTRA 2023, the survey of users."),
            max_length=300,
        )
        self.fields["note"] = forms.CharField(
            label=_("What explains it?"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.fields["file"] = UploadField(
            label=_("What can the figure be read from?"),
            help_text=_("A report, a spreadsheet, a picture of a screen. Leave out what names people."),
            required=False,
        )

    def clean_file(self) -> Any:
        """Return the file's name and bytes, or nothing."""
        return upload_of(self.cleaned_data["file"])


class RegisterMeasureForm(MeasureForm, Received):
    """A measurement that the owner sent in writing, registered by the secretariat."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_by"].label = _("Who sent it?")
        self.fields["answered_on"].label = _("The letter or e-mail is dated")
        last = ("answered_by", "answered_as", "answered_on", "evidence")
        self.order_fields([*(name for name in self.fields if name not in last), *last])


class LinkMeasureForm(MeasureForm, ByLink):
    """A measurement by a link, which may have been passed on to a colleague: who gives it is said last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = ("answered_by", "answered_as")
        self.order_fields([*(name for name in self.fields if name not in last), *last])
