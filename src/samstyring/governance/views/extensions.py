"""Pages of more time for a follow-up action: asking, granting, refusing."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.views import ActView

from .. import acts
from ..forms import extensions as forms
from ..queries import actions as action_queries
from ..queries import extensions as queries
from ..rules.actions import earliest_extension
from .actions import OfAction


class AskView(OfAction):
    """Ask for more time."""

    act = staticmethod(acts.ask_for_more_time)
    form_class = forms.AskForm
    heading = gettext_lazy("Ask for more time")
    button = gettext_lazy("Ask for more time")
    success_message = gettext_lazy("The request is sent. The deadline stands until more time is granted.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the first day that is more time."""
        return {**super().get_form_kwargs(), "earliest": earliest_extension(self.action.due, clock.today())}


class Answer(ActView):
    """An answer to a request for more time."""

    template_name = "governance/extension_act.html"

    @cached_property
    def asked(self) -> Any:
        """Return the request. Raises NotThere."""
        return queries.request_for(self.kwargs["pk"], self.actor)

    @cached_property
    def action(self) -> Any:
        """Return the action, with its deadline in force. Raises NotThere."""
        return action_queries.action_for(self.asked.action_id, self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the body that decided."""
        return [f"body:{self.action.decision.body_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the request."""
        return {**form.arguments(), "request": self.asked}

    def cancel(self) -> str:
        """Return to the action."""
        return reverse("governance:action", args=[self.action.pk])

    def done_url(self, result: Any) -> str:
        """Return to the action."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the action and what was asked."""
        return super().get_context_data(**kwargs) | {"action": self.action, "asked": self.asked}


class GrantView(Answer):
    """Grant more time."""

    act = staticmethod(acts.grant_extension)
    form_class = forms.GrantForm
    heading = gettext_lazy("Give more time")
    button = gettext_lazy("Give more time")
    success_message = gettext_lazy("The new deadline is in force.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the day asked for, and the first that is more time."""
        earliest = earliest_extension(self.action.due, clock.today())
        return {**super().get_form_kwargs(), "asked": self.asked.until, "earliest": earliest}


class RefuseView(Answer):
    """Refuse more time."""

    act = staticmethod(acts.refuse_extension)
    form_class = forms.RefuseForm
    heading = gettext_lazy("Refuse more time")
    button = gettext_lazy("Refuse more time")
    success_message = gettext_lazy("The request is refused. The deadline stands.")
