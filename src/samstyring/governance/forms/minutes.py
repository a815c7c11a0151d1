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
from ..queries.minutes import ItemPassages
from .publicity import reason_field


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


class ReleaseForm(ActForm):
    """What of the minutes becomes public: whole items, single passages, the legal basis, and that someone has read it."""

    legal_basis = forms.CharField(
        label=gettext_lazy("Legal basis for what is left out"),
        help_text=gettext_lazy("Such as offl. § 13, cf. fvl. § 13. Needed only if something is left out."),
        max_length=200,
        required=False,
    )
    checked = forms.BooleanField(
        label=gettext_lazy("I have read the minutes and looked for what is exempt from public access"), required=False
    )

    def __init__(self, *args: Any, items: Sequence[ItemPassages], passed_over: bool, **kwargs: Any) -> None:
        self.items = list(items)
        super().__init__(*args, **kwargs)
        if passed_over:
            self.fields["reason"] = reason_field()
        for each in self.items:
            item = each.record.item
            self.fields[f"item_{item.pk}"] = forms.BooleanField(
                label=_("Leave out the whole item"),
                required=False,
                initial=each.is_exempt,
                disabled=each.is_exempt,
            )
            for index, passage in enumerate(each.passages):
                if passage.key != "decision":
                    self.fields[f"passage_{item.pk}_{index}"] = forms.BooleanField(
                        label=_("Leave out this passage"), required=False
                    )
        self.order_fields([*(name for name in self.fields if name not in ("legal_basis", "checked")), "legal_basis"])

    def groups(self) -> list[dict[str, Any]]:
        """Return the items with their passages and ticks, for the template."""
        return [
            {
                "each": each,
                "whole": self[f"item_{each.record.item.pk}"],
                "passages": [
                    (passage, self[name] if (name := f"passage_{each.record.item.pk}_{index}") in self.fields else None)
                    for index, passage in enumerate(each.passages)
                ],
            }
            for each in self.items
        ]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments."""
        data = self.cleaned_data
        left_out: dict[UUID, list[str]] = {}
        for each in self.items:
            item = each.record.item
            for index, passage in enumerate(each.passages):
                if data.get(f"passage_{item.pk}_{index}"):
                    left_out.setdefault(item.pk, []).append(passage.key)
        return {
            "checked": data["checked"],
            "legal_basis": data["legal_basis"],
            "reason": data.get("reason", ""),
            "exempt_items": [each.record.item.pk for each in self.items if data.get(f"item_{each.record.item.pk}")],
            "left_out": left_out,
        }
