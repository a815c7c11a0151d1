"""Forms of releasing: what is left out of a public copy, and why it is released where the rules are passed over."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui.fields import needed
from samstyring.ui.views import ActForm

from ..errors import NotMadePublic
from ..rules.left_out import ItemPassages


def reason_field() -> forms.CharField:
    """Return the field for why something is released that the rules do not make public."""
    return forms.CharField(
        label=gettext_lazy("Why it is released all the same"),
        help_text=gettext_lazy("Anyone can read it: write nothing in it that is exempt."),
        max_length=500,
        error_messages={"required": NotMadePublic.message},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReleaseFileForm(ActForm):
    """Releasing one attachment as it is."""

    checked = forms.BooleanField(
        label=gettext_lazy("I have read the file and looked for what is exempt from public access"), required=False
    )

    def __init__(self, *args: Any, passed_over: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if passed_over:
            self.fields["reason"] = reason_field()
            self.order_fields(["reason"])


class ReleaseForm(ActForm):
    """What becomes public of minutes or papers: whole items, single passages, the legal basis, and that someone has read it."""

    legal_basis = needed(
        forms.CharField(
            label=gettext_lazy("Legal basis for what is left out"),
            help_text=gettext_lazy("Such as offl. § 13, cf. fvl. § 13."),
            max_length=200,
            required=False,
        ),
        gettext_lazy("needed where something is left out"),
    )
    checked = forms.BooleanField(
        label=gettext_lazy("I have read the text and looked for what is exempt from public access"), required=False
    )

    def __init__(self, *args: Any, items: Sequence[ItemPassages], passed_over: bool, **kwargs: Any) -> None:
        self.items = list(items)
        super().__init__(*args, **kwargs)
        if passed_over:
            self.fields["reason"] = reason_field()
        for each in self.items:
            item = each.item
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
                "whole": self[f"item_{each.item.pk}"],
                "passages": [
                    (passage, self[name] if (name := f"passage_{each.item.pk}_{index}") in self.fields else None)
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
            item = each.item
            for index, passage in enumerate(each.passages):
                if data.get(f"passage_{item.pk}_{index}"):
                    left_out.setdefault(item.pk, []).append(passage.key)
        return {
            "checked": data["checked"],
            "legal_basis": data["legal_basis"],
            "reason": data.get("reason", ""),
            "exempt_items": [each.item.pk for each in self.items if data.get(f"item_{each.item.pk}")],
            "left_out": left_out,
        }
