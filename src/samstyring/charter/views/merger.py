"""The pages by which municipalities are merged, and by which one is split."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.parties.queries import municipalities_on
from samstyring.records.uploads import upload_of
from samstyring.ui.views import ActView

from .. import acts, queries
from ..forms import MergerForm, SplitForm


class RegisterMerger(ActView):
    """Register that municipalities are merged, into a new one or into one that is there."""

    act = staticmethod(acts.register_merger)
    form_class = MergerForm
    template_name = "charter/merger.html"
    heading = gettext_lazy("Municipalities are merged")
    button = gettext_lazy("Register the merger")
    success_message = gettext_lazy("The merger is registered.")
    danger = True

    def get_form(self, form_class: Any = None) -> Any:
        """Offer the municipalities that there are."""
        form = super().get_form(form_class)
        for name in ("predecessors", "into"):
            form.fields[name].queryset = municipalities_on(clock.today()).order_by("sort_key")
        return form

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the agreement."""
        return {
            **form.arguments(),
            "agreement": queries.agreement_on(clock.today()),
            "predecessors": list(form.cleaned_data["predecessors"]),
            "evidence": upload_of(form.cleaned_data["evidence"]),
        }

    def done_url(self, result: Any) -> str:
        """Go to the new municipality."""
        return str(result.get_absolute_url())

    def cancel(self) -> str:
        """Go back to the list."""
        return reverse("charter:who_is_where")


class RegisterSplit(ActView):
    """Register that a part of a municipality becomes one of its own."""

    act = staticmethod(acts.register_split)
    form_class = SplitForm
    template_name = "charter/split.html"
    heading = gettext_lazy("A municipality is split")
    button = gettext_lazy("Register the split")
    success_message = gettext_lazy("The split is registered.")
    danger = True

    def get_form(self, form_class: Any = None) -> Any:
        """Offer the municipalities that there are."""
        form = super().get_form(form_class)
        form.fields["origin"].queryset = municipalities_on(clock.today()).order_by("sort_key")
        return form

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the agreement."""
        return {
            **form.arguments(),
            "agreement": queries.agreement_on(clock.today()),
            "evidence": upload_of(form.cleaned_data["evidence"]),
        }

    def done_url(self, result: Any) -> str:
        """Go to the new municipality."""
        return str(result.get_absolute_url())

    def cancel(self) -> str:
        """Go back to the list."""
        return reverse("charter:who_is_where")
