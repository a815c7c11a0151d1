"""The acts on an agenda, from the page of its meeting or of a case."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.errors import NotThere
from samstyring.ui.views import ActForm, ActView, uuid_or_404

from .. import acts
from ..forms.cases import WhyForm
from ..queries import comments, visible
from ..queries import meetings as queries
from ..rules.agenda import moved
from .meetings import MeetingAct, title_of


class PickCaseForm(ActForm):
    """Which case goes on the agenda."""

    case = forms.CharField(label=gettext_lazy("Case"))


class PutOnAgendaView(MeetingAct):
    """Put a case on the agenda. A refusal is shown with what is missing and where to put it right."""

    act = staticmethod(acts.put_on_agenda)
    form_class = PickCaseForm
    template_name = "governance/agenda_add.html"
    heading = gettext_lazy("Put a case on the agenda")
    button = gettext_lazy("Put on the agenda")
    success_message = gettext_lazy("The case is on the agenda.")

    @cached_property
    def case(self) -> Any:
        """Return the case, if the actor may read it. Raises NotThere."""
        return visible.case(uuid_or_404(self.request.POST.get("case") or self.request.GET.get("case", "")), self.actor)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the case of the address."""
        return {"case": self.request.GET.get("case", "")}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return meeting and case."""
        return {"meeting": self.meeting, "case": self.case}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the case."""
        return super().get_context_data(**kwargs) | {"case": self.case}


class CaseOnAgendaView(PutOnAgendaView):
    """The same from the page of the case, which says which meeting."""

    @cached_property
    def case(self) -> Any:
        """Return the case, if the actor may read it. Raises NotThere."""
        return visible.case(self.kwargs["pk"], self.actor)

    @cached_property
    def meeting(self) -> Any:
        """Return the meeting that was chosen. Raises NotThere."""
        chosen = self.request.POST.get("meeting") or self.request.GET.get("meeting", "")
        return visible.meeting(uuid_or_404(chosen), self.actor)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the case."""
        return {"case": str(self.case.pk)}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Take the case from the address."""
        kwargs = super().get_form_kwargs()
        if "data" in kwargs:
            kwargs["data"] = kwargs["data"].copy()
            kwargs["data"]["case"] = str(self.case.pk)
        return kwargs

    def cancel(self) -> str:
        """Go back to the case."""
        return reverse("governance:case", args=[self.case.pk])


class OrderForm(ActForm):
    """One item, one step."""

    item = forms.UUIDField()
    steps = forms.IntegerField(min_value=-500, max_value=500)


class OrderView(MeetingAct):
    """Move an item up or down. The buttons stand on the meeting's page; this page itself has nothing to show."""

    act = staticmethod(acts.order_agenda)
    form_class = OrderForm

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the meeting."""
        return HttpResponseRedirect(self.cancel())

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the new order."""
        order = [row.pk for row in self.meeting.items.all()]
        item: UUID = form.cleaned_data["item"]
        if item not in order:
            raise NotThere
        return {"meeting": self.meeting, "order": moved(order, item, form.cleaned_data["steps"])}

    def done_url(self, result: Any) -> str:
        """Go back to the item on the meeting's page."""
        return f"{self.cancel()}#agenda"


class FreezeView(MeetingAct):
    """Freeze the agenda, after a look at what the numbers will be given to."""

    act = staticmethod(acts.freeze_agenda)
    template_name = "governance/agenda_freeze.html"
    heading = gettext_lazy("Freeze the agenda?")
    button = gettext_lazy("Freeze the agenda")
    success_message = gettext_lazy("The agenda is frozen, and each item has its number.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the items in the order that they will stand."""
        items = list(queries.items_to_freeze(self.meeting))
        commented = comments.open_counts(items, self.actor)
        return super().get_context_data(**kwargs) | {"items": items, "commented": commented}


class ItemAct(ActView):
    """An act on an item, from the meeting's page."""

    template_name = "governance/meeting_act.html"

    @cached_property
    def item(self) -> Any:
        """Return the item. Raises NotThere."""
        return queries.item(self.kwargs["pk"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the body and the meeting."""
        return [f"body:{self.item.meeting.body_id}", f"meeting:{self.item.meeting_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the item."""
        return {**form.arguments(), "item": self.item}

    def cancel(self) -> str:
        """Go back to the meeting."""
        return reverse("governance:meeting", args=[self.item.meeting_id])

    def done_url(self, result: Any) -> str:
        """Go back to the meeting."""
        return f"{self.cancel()}#agenda"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the item."""
        return super().get_context_data(**kwargs) | {
            "crumb": (title_of(self.item.meeting), self.cancel()),
            "note": f"{self.item.label} {self.item.case.title}",
        }


class TakeOffView(ItemAct):
    """Take a case off an agenda that is not frozen. The item is no more afterwards: the way back is found first."""

    act = staticmethod(acts.take_off_agenda)
    heading = gettext_lazy("Take the case off the agenda?")
    button = gettext_lazy("Take off")

    def form_valid(self, form: Any) -> HttpResponse:
        """Take the case off and go back to the meeting."""
        self.success_url = self.cancel()
        return super().form_valid(form)

    def form_done(self, result: Any) -> HttpResponse:
        """Say what was done."""
        messages.success(self.request, _("%(case)s is off the agenda.") % {"case": result.reference})
        return super().form_done(result)

    def done_url(self, result: Any) -> str:
        """Go back to the meeting."""
        return str(self.success_url)


class WithdrawItemView(ItemAct):
    """Withdraw an item from a frozen agenda."""

    act = staticmethod(acts.withdraw_item)
    form_class = WhyForm
    heading = gettext_lazy("Withdraw the item")
    button = gettext_lazy("Withdraw")
    danger = True
    success_message = gettext_lazy("The item is withdrawn. It keeps its number.")
