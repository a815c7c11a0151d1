"""Forms of minutes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.records.uploads import upload_of
from samstyring.ui.fields import DayField, FileField
from samstyring.ui.views import ActForm

from ..models import Seat


class SendMinutesForm(ActForm):
    """Sending minutes for comment."""

    comment_until = DayField(label=gettext_lazy("Deadline for remarks"))
    text = forms.CharField(
        label=gettext_lazy("A few words of your own, before the usual letter"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, today: date, days: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["comment_until"]
        field.initial = today + timedelta(days=days or 14)
        if days is not None:
            field.help_text = _("At least %(days)s days: whoever has not answered by then, has approved.") % {
                "days": days
            }


class RemarkForm(ActForm):
    """A remark on minutes, from a seat."""

    seat = forms.ModelChoiceField(label=gettext_lazy("Seat"), queryset=Seat.objects.none(), empty_label="")
    text = forms.CharField(label=gettext_lazy("Remark"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, body_id: UUID, own: Sequence[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.filter(body_id=body_id).order_by("position")
        if own is not None:
            seats = seats.filter(pk__in=list(own))
        field: Any = self.fields["seat"]
        field.queryset = seats
        if own is not None and len(own) == 1:
            field.initial, field.widget = next(iter(own)), forms.HiddenInput()


class CorrectForm(ActForm):
    """A correction of approved minutes."""

    text = forms.CharField(
        label=gettext_lazy("Correction"),
        help_text=gettext_lazy(
            "The minutes stay as they are; the correction is added with a number. It stands in public where the minutes "
            "are public, so write nothing in it that is exempt."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class SignForm(ActForm):
    """Signing minutes: by whoever chaired, or by the secretariat with the signed page."""

    evidence = FileField(label=gettext_lazy("The page that the chair signed, or the e-mail"), required=False)

    def __init__(self, *args: Any, for_chair: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_chair:
            del self.fields["evidence"]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        return {"evidence": upload_of(self.cleaned_data.get("evidence"))}
