"""A project that goes to another owner: proposing it, and taking the proposal back."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock
from samstyring.ui import formats

from .. import acts
from ..forms.owners import HandOverForm
from ..queries import owners
from ..rules.owners import require_can_go
from .base import ProjectActView


class ProposeView(ProjectActView):
    """Propose another owner."""

    act = staticmethod(acts.propose_hand_over)
    form_class = HandOverForm
    heading = gettext_lazy("Propose another project owner")
    button = gettext_lazy("Propose the new owner")
    success_message = gettext_lazy("The new owner is proposed. Next: ask the municipality, then bring a case.")
    lead = naming_decider(gettext_lazy("The municipality is asked, and must accept. %(body)s decides. Until the day comes the owner is who it is now; then its rights in the project end."), "portfolio.hand_over_project")  # fmt: skip

    def ready(self) -> None:
        """Raise what stands in the way of another owner."""
        require_can_go(self.project, owners.open_one(self.project))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the project and the day."""
        return super().get_form_kwargs() | {"project": self.project, "on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project."""
        return {"project": self.project, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to where the project's page tells of it."""
        return str(result.get_absolute_url())


class WithdrawView(ProjectActView):
    """Take the proposal back."""

    act = staticmethod(acts.withdraw_hand_over)
    template_name = "portfolio/confirm.html"
    button = gettext_lazy("Take the proposal back")
    danger = True
    success_message = gettext_lazy("The proposal is taken back. What was asked and answered stays in the history.")

    @cached_property
    def hand_over(self) -> Any:
        """Return the hand-over. Raises NotThere."""
        return owners.hand_over_by_id(self.kwargs["pk"], self.project)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the hand-over."""
        return {"hand_over": self.hand_over}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is taken back."""
        row = self.hand_over
        return super().get_context_data(**kwargs) | {
            "heading": _("Take back the proposal of %(party)s as project owner?") % {"party": row.place.organisation},
            "facts": [
                (_("Project"), self.project),
                (_("New project owner"), row.place.organisation),
                (_("From"), formats.day(row.proposed_from)),
                (_("Why"), row.reason),
            ],
            "warning": _("A link that was sent can no longer be answered."),
        }
