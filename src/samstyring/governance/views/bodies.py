"""Pages of bodies: who sits where, who leads, and the acts on it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui.views import ActView, PageView

from .. import acts
from ..forms import bodies as forms
from ..forms.organisation import day_asked
from ..queries import bodies as queries
from ..queries import substitutes


class BodiesView(PageView):
    """The bodies of the co-operation."""

    template_name = "governance/bodies.html"

    def page(self) -> Mapping[str, Any]:
        """Return every body."""
        return {"page_title": _("Bodies and meetings"), "rows": queries.overview(self.actor, clock.today())}


class BodyView(PageView):
    """A body: purpose, seats, leader, whom it speaks for, meetings."""

    template_name = "governance/body.html"

    def page(self) -> Mapping[str, Any]:
        """Return the body's page as of today."""
        form, on = day_asked(self.request.GET, clock.today())
        page = queries.page(self.kwargs["key"], self.actor, on)
        scope = f"body:{page.body.pk}"
        return {
            "page_title": page.body.name,
            "page": page,
            "body": page.body,
            "may": {
                name: self.actor.may(f"governance.{name}", scope)
                for name in (
                    "seat_holder",
                    "designate_leader",
                    "revoke_designation",
                    "give_standing_instruction",
                    "revoke_standing_instruction",
                    "plan_meeting",
                )
            }
            | {
                "appoint_substitute": not page.mandates.closed_by
                and self.actor.may("governance.appoint_substitute", scope),
                "end_substitute": self.actor.may("governance.end_substitute", scope),
                "appoint_member": page.is_group
                and not page.mandates.closed_by
                and self.actor.may("governance.appoint_member", scope),
            },
            "substitutes": substitutes.order_in(page.body, on, [row.seat for row in page.seats]),
            "day_form": form,
            "looked_at": on,
            "today": clock.today(),
        }


class BodyAct(ActView):
    """An act on a body, from its page."""

    @cached_property
    def body(self) -> Any:
        """Return the body. Raises NotThere."""
        return queries.body(self.kwargs["key"])

    def scopes(self) -> Iterable[str]:
        """Return the body."""
        return [f"body:{self.body.pk}"]

    def cancel(self) -> str:
        """Go back to the body."""
        return reverse("governance:body", args=[self.body.key])

    def done_url(self, result: Any) -> str:
        """Go back to the body."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it belongs."""
        return super().get_context_data(**kwargs) | {"crumb": (self.body.name, self.cancel())}


class SeatHolderView(BodyAct):
    """Register who holds a seat."""

    act = staticmethod(acts.seat_holder)
    form_class = forms.SeatForm
    template_name = "governance/seat_holder.html"
    button = gettext_lazy("Register")
    success_message = gettext_lazy("The seat is registered.")

    @cached_property
    def seat(self) -> Any:
        """Return the seat. Raises NotThere."""
        seat = queries.seat(self.kwargs["seat"])
        if seat.body.key != self.body.key:
            raise NotThere
        return seat

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form those who can hold the seat."""
        return super().get_form_kwargs() | {"candidates": queries.candidates(self.seat, clock.today())}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.arguments()
        return {**data, "seat": self.seat, "person": queries.person(data["person"])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the seat."""
        heading = _("Who holds the seat %(seat)s?") % {"seat": self.seat.name}
        return super().get_context_data(**kwargs) | {"page_title": heading, "heading": heading, "seat": self.seat}


class AppointView(BodyAct):
    """Appoint a member or an observer of a group."""

    act = staticmethod(acts.appoint_member)
    form_class = forms.AppointForm
    heading = gettext_lazy("Appoint a member")
    button = gettext_lazy("Appoint")
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The member is registered.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form everyone registered."""
        return super().get_form_kwargs() | {"people": queries.people()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.arguments()
        return {**data, "body": self.body, "person": queries.person(data["person"])}


class DesignateView(BodyAct):
    """Designate another as leader."""

    act = staticmethod(acts.designate_leader)
    form_class = forms.DesignateForm
    heading = gettext_lazy("Designate a leader")
    button = gettext_lazy("Designate")
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The designation is registered.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form everyone registered."""
        return super().get_form_kwargs() | {"people": queries.people()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.arguments()
        return {**data, "body": self.body, "designated": queries.person(data["designated"])}


class RevokeDesignationView(BodyAct):
    """Revoke the designation that holds now."""

    act = staticmethod(acts.revoke_designation)
    form_class = forms.RevokeForm
    heading = gettext_lazy("Revoke the designation")
    button = gettext_lazy("Revoke")
    danger = True
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The designation is revoked.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the designation that holds now. Raises NotThere."""
        designation = queries.leading(self.body, clock.today()).designation
        if designation is None:
            raise NotThere
        return {**form.arguments(), "designation": designation}


class InstructView(BodyAct):
    """Give the secretariat a standing instruction on summonses."""

    act = staticmethod(acts.give_standing_instruction)
    form_class = forms.InstructionForm
    heading = gettext_lazy("Standing instruction on summonses")
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The instruction is registered.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "body": self.body}


class RevokeInstructionView(BodyAct):
    """Revoke the instruction that holds now."""

    act = staticmethod(acts.revoke_standing_instruction)
    form_class = forms.RevokeInstructionForm
    heading = gettext_lazy("Revoke the standing instruction")
    button = gettext_lazy("Revoke")
    danger = True
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The instruction is revoked.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the instruction that holds now. Raises NotThere."""
        instruction = queries.leading(self.body, clock.today()).instruction
        if instruction is None:
            raise NotThere
        return {**form.arguments(), "instruction": instruction}
