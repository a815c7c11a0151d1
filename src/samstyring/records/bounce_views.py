"""E-mail that came back: the list of whom letters do not reach, and registering one by the file."""

from typing import Any
from uuid import UUID

from django import forms
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
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
        may = {"again": self.actor.may("records.send_again"), "settle": self.actor.may("records.settle_bounce")}
        return super().get_context_data(**kwargs) | {"rows": queries.came_back(), "may": may}


class SendAgainForm(ActForm):
    """The address as it should be, and which letters go to it."""

    email = forms.EmailField(label=gettext_lazy("E-mail address"))

    def __init__(self, *args: Any, found: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = found.bounce.person.email
        if found.letters:
            self.fields["letters"] = forms.TypedMultipleChoiceField(
                label=gettext_lazy("Send again"),
                help_text=gettext_lazy("Each goes as it reads today. What is no longer asked is not sent."),
                choices=[(str(each.key), _sent(each)) for each in found.letters],
                initial=[str(each.key) for each in found.letters],
                coerce=UUID,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )


def _sent(letter: Any) -> str:
    """Return a letter's name, with the day that it was sent."""
    if letter.sent_at is None:
        return str(letter.what)
    return _("%(letter)s, sent %(day)s") % {"letter": letter.what, "day": formats.day(letter.sent_at)}


class SendAgain(ActView):
    """Correct the address, and send what came back from it again, in one step."""

    act = staticmethod(acts.send_again)
    form_class = SendAgainForm
    template_name = "records/send_again.html"
    button = gettext_lazy("Correct and send")
    success_message = gettext_lazy("The address is corrected, and the letters are on their way.")

    @cached_property
    def found(self) -> Any:
        """Return what came back. Raises NotThere."""
        return queries.returned(UUID(str(self.kwargs["pk"])))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the letters."""
        return super().get_form_kwargs() | {"found": self.found}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name what came back."""
        return {**form.arguments(), "bounce": self.found.bounce}

    def done_url(self, result: Any) -> str:
        """Go back to the list."""
        return reverse("records:bounces")

    def cancel(self) -> str:
        """Go back to the list."""
        return reverse("records:bounces")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who does not get what, and why."""
        bounce = self.found.bounce
        return super().get_context_data(**kwargs) | {
            "heading": _("Letters to %(person)s come back") % {"person": bounce.person.name},
            "found": self.found,
            "row": bounce,
        }


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
