"""Substitutes: appointed and ended on the body's page, answered for on the meeting's."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.views import ActView

from .. import acts
from ..forms import substitutes as forms
from ..queries import bodies
from ..queries import substitutes as queries
from ..rules import readers
from .bodies import BodyAct
from .meetings import title_of


class AppointSubstituteView(BodyAct):
    """Put a person last in the order of a seat's substitutes."""

    act = staticmethod(acts.appoint_substitute)
    form_class = forms.SubstituteForm
    heading = gettext_lazy("Appoint a substitute")
    button = gettext_lazy("Appoint")
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The substitute is registered, last in the order.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the seat of the address."""
        return {"seat": self.request.GET.get("seat", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the seats, and everyone registered."""
        return super().get_form_kwargs() | {
            "seats": queries.seats_to_fill(self.body, clock.today()),
            "people": bodies.people(),
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.arguments()
        return {**data, "seat": bodies.seat(data["seat"]), "person": bodies.person(data["person"])}


class EndSubstituteView(BodyAct):
    """End a substitute's time."""

    act = staticmethod(acts.end_substitute)
    form_class = forms.EndSubstituteForm
    heading = gettext_lazy("End the time of a substitute")
    button = gettext_lazy("End")
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The end of the time as substitute is registered.")

    @cached_property
    def substitute(self) -> Any:
        """Return the substitute. Raises NotThere."""
        return queries.substitute(self.kwargs["pk"], self.body)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "substitute": self.substitute}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the substitute."""
        note = f"{self.substitute.seat.name}: {self.substitute.person.name}"
        return super().get_context_data(**kwargs) | {"note": note}


class AnswerView(ActView):
    """A substitute says whether they can meet, or the secretariat registers it."""

    act = staticmethod(acts.answer_as_substitute)
    template_name = "governance/meeting_act.html"
    heading = gettext_lazy("Can the substitute meet?")
    button = gettext_lazy("Send the answer")
    success_message = gettext_lazy("The answer is registered.")

    @cached_property
    def call(self) -> Any:
        """Return the call. Raises NotThere."""
        return queries.call_for(self.kwargs["pk"], self.actor)

    def get_form_class(self) -> Any:
        """Return the form of the substitute, or that of the secretariat."""
        return forms.RegisterAnswerForm if readers.reads_all(self.actor) else forms.AnswerForm

    def scopes(self) -> Iterable[str]:
        """Return the seat."""
        return [f"seat:{self.call.regrets.seat_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.arguments()
        return {
            "call": self.call,
            "comes": data["answer"] == "yes",
            **({"evidence": data["evidence"]} if data.get("evidence") else {}),
        }

    def cancel(self) -> str:
        """Go back to the meeting."""
        return reverse("governance:meeting", args=[self.call.regrets.meeting_id])

    def done_url(self, result: Any) -> str:
        """Go back to the meeting."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name whom it is about."""
        regrets = self.call.regrets
        return super().get_context_data(**kwargs) | {
            "crumb": (title_of(regrets.meeting), self.cancel()),
            "note": f"{regrets.seat.name}: {self.call.substitute.person.name}",
        }
