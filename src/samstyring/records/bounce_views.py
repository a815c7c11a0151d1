"""E-mail that came back: the list of whom letters do not reach, and registering one by the file."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui.fields import FileField
from samstyring.ui.views import ActForm, ActView

from . import acts, queries
from .uploads import upload_of


class BounceForm(ActForm):
    """The message that came back."""

    file = FileField(
        label=gettext_lazy("The message that came back"),
        help_text=gettext_lazy("Drag it from the mail program to a folder, and choose the file (.eml) here."),
        endings=[".eml"],
    )

    def clean_file(self) -> Any:
        """Return the file as an upload."""
        return upload_of(self.cleaned_data["file"])


class Bounces(ActView):
    """Whom letters do not reach, and the form that registers one more."""

    act = staticmethod(acts.register_bounce)
    form_class = BounceForm
    template_name = "records/bounces.html"
    heading = gettext_lazy("E-mail that came back")
    button = gettext_lazy("Register it")
    success_message = gettext_lazy("It is registered, and stands on the work list until the address is corrected.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Take the file."""
        return {"upload": form.cleaned_data["file"]}

    def done_url(self, result: Any) -> str:
        """Stay here, where it now stands."""
        return reverse("records:bounces")

    def cancel(self) -> str:
        """Go to the start page."""
        return "/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List those that are open."""
        may = {"correct": self.actor.may("parties.edit_person"), "settle": self.actor.may("records.settle_bounce")}
        return super().get_context_data(**kwargs) | {"rows": queries.open_bounces(), "may": may}


class SettleBounce(ActView):
    """Take one off the list, the address being the same."""

    act = staticmethod(acts.settle_bounce)
    template_name = "ui/confirm.html"
    heading = gettext_lazy("Does e-mail arrive again?")
    button = gettext_lazy("It arrives again")
    success_message = gettext_lazy("It is taken off the list.")

    @cached_property
    def bounce(self) -> Any:
        """Return the one in the address. Raises NotThere."""
        return queries.bounce(UUID(str(self.kwargs["pk"])))

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name it."""
        return {"bounce": self.bounce}

    def done_url(self, result: Any) -> str:
        """Go back to the list."""
        return reverse("records:bounces")

    def cancel(self) -> str:
        """Go back to the list."""
        return reverse("records:bounces")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose address it is."""
        return super().get_context_data(**kwargs) | {
            "facts": [(_("Person"), self.bounce.person.name), (_("Address"), self.bounce.address)],
            "warning": _("If the address is wrong, correct it instead: then this settles itself."),
        }
