"""The meeting's word on late items, at its first item."""

from typing import Any

from django.urls import reverse

from .. import acts
from ..forms import room as forms
from ..queries import room as queries
from .room import Button, OfItem


class LateView(Button, OfItem):
    """Say whether the meeting agrees to a late item: from its page, or from that of the first item (`at`)."""

    act = staticmethod(acts.accept_late_item)
    form_class = forms.LateForm

    def here(self) -> str:
        """Return the page that the button stood on."""
        at = forms.AtForm(self.request.POST)
        if not at.is_valid() or at.cleaned_data["at"] is None:
            return super().here()
        item = queries.item_for(self.kwargs["pk"], at.cleaned_data["at"], self.actor)
        return reverse("governance:room_item", args=[self.kwargs["pk"], item.pk])

    def done_url(self, result: Any) -> str:
        """Go back there."""
        return self.here()
