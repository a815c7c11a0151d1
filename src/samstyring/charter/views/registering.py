"""What the secretariat registers about the co-operation: the end of a connection to a scheme, its own mailbox."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.records.uploads import upload_of
from samstyring.ui.views import ActView

from .. import acts, queries
from ..forms import EndConnectionForm, MailboxForm


class EndConnection(ActView):
    """Register that a municipality is connected to a financing scheme no longer."""

    act = staticmethod(acts.end_scheme_connection)
    form_class = EndConnectionForm
    template_name = "charter/end_connection.html"
    button = gettext_lazy("Register that it has ended")
    success_message = gettext_lazy("The end of the connection is registered.")

    def connection(self) -> Any:
        """Return the connection in the address. Raises NotThere."""
        return queries.scheme_connection(self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"until": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the connection, and the letter as an upload."""
        return {
            **form.arguments(),
            "connection": self.connection(),
            "evidence": upload_of(form.cleaned_data["evidence"]),
        }

    def done_url(self, result: Any) -> str:
        """Go to the municipality."""
        return str(result.organisation.get_absolute_url())

    def cancel(self) -> str:
        """Go to the municipality."""
        return str(self.connection().organisation.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose connection to what ends."""
        connection = self.connection()
        says = _("%(party)s is connected to %(scheme)s no longer")
        return super().get_context_data(**kwargs) | {
            "heading": says % {"party": connection.organisation.name, "scheme": connection.scheme.name},
            "connection": connection,
        }


class SecretariatMailbox(ActView):
    """Where answers to the co-operation's letters go."""

    act = staticmethod(acts.set_secretariat_mailbox)
    form_class = MailboxForm
    template_name = "charter/mailbox.html"
    heading = gettext_lazy("The secretariat's mailbox")
    success_message = gettext_lazy("The mailbox is set. Answers to letters sent from now on go there.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the one that stands."""
        return {"mailbox": queries.cooperation().secretariat_mailbox}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the co-operation."""
        return {**form.arguments(), "cooperation": queries.cooperation()}

    def done_url(self, result: Any) -> str:
        """Stay: the page shows what stands now."""
        return reverse("charter:secretariat_mailbox")

    def cancel(self) -> str:
        """Go to the overview."""
        return "/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what stands now."""
        return super().get_context_data(**kwargs) | {"now": queries.cooperation().secretariat_mailbox}
