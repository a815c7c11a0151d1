"""Reminding those whose duty it is, by hand: the worker does the same each morning."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.views import ActView

from .. import acts, queries


class SendReminders(ActView):
    """Say who would be reminded of what, and send it."""

    act = staticmethod(acts.send_reminders)
    template_name = "charter/send_reminders.html"
    heading = gettext_lazy("Remind of the deadlines ahead?")
    button = gettext_lazy("Send the reminders")
    success_message = gettext_lazy("The reminders are on their way.")

    @cached_property
    def nudges(self) -> list[queries.Nudge]:
        """Return whom to remind of what."""
        return queries.nudges(clock.today())

    def arguments(self, form: Any) -> dict[str, Any]:
        """Remind those that are due now."""
        return {**form.arguments(), "nudges": self.nudges}

    def done_url(self, result: Any) -> str:
        """Go to the board."""
        return reverse("charter:conformance")

    def cancel(self) -> str:
        """Go to the board."""
        return reverse("charter:conformance")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List them by duty."""
        rows: dict[str, tuple[Any, Any, list[str]]] = {}
        for nudge in sorted(self.nudges, key=lambda each: each.due):
            rows.setdefault(nudge.duty.key, (nudge.duty, nudge.due, []))[2].append(nudge.person.name)
        return super().get_context_data(**kwargs) | {"rows": list(rows.values())}
