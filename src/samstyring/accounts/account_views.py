"""The pages of one's own account."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from samstyring.ui.views import ActView

from . import acts, queries
from .forms import NoticesForm


class NoticesView(ActView):
    """Choose how often to be told by e-mail what waits, and see the letters of late."""

    act = staticmethod(acts.choose_notices)
    form_class = NoticesForm
    template_name = "accounts/notices.html"
    heading = gettext_lazy("Notices")
    button = gettext_lazy("Save the choice")
    success_message = gettext_lazy("The choice is saved.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the choice that holds."""
        return {**super().get_initial(), "notices": queries.account_of(self.actor).notices}

    def done_url(self, result: Any) -> str:
        """Stay here."""
        return reverse("accounts:notices")

    def cancel(self) -> str:
        """Go to the start page."""
        return "/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show where letters go, and the newest."""
        account = queries.account_of(self.actor)
        return super().get_context_data(**kwargs) | {
            "account": account,
            "letters": queries.notices_to(account.person_id),
        }
