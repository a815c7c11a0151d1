"""Forms of sign-in."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.views import ActForm

from .models import Notices


class PickForm(forms.Form):
    """Pick an account of the demo."""

    account = forms.UUIDField()


class CapacityForm(forms.Form):
    """Choose the capacity to act in."""

    capacity = forms.ChoiceField(label=_("Act as"))

    def __init__(self, *args: Any, capacities: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"].choices = [(capacity.key, capacity.label) for capacity in capacities]  # type: ignore[attr-defined]


class _Plain:
    """Takes the placeholders away: the label above says the same, and stays when something is typed."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(_Plain, allauth.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the page has its own link to a forgotten password


class ChangePasswordForm(_Plain, allauth.ChangePasswordForm):
    """The old password, and a new one twice."""


class SetPasswordForm(_Plain, allauth.SetPasswordForm):
    """A first password, twice."""


class ResetPasswordForm(_Plain, allauth.ResetPasswordForm):
    """The e-mail address to send a link to."""


class NewPasswordForm(_Plain, allauth.ResetPasswordKeyForm):
    """A new password by a link, twice."""


class NoticesForm(ActForm):
    """How often to be told by e-mail what waits."""

    notices = forms.ChoiceField(
        label=_("E-mail about what waits for you"), choices=Notices.choices, widget=forms.RadioSelect
    )


class ViewForm(ActForm):
    """The name of a view, and what the address of its list said."""

    name = forms.CharField(label=_("What is the view called?"), max_length=80)
    query = forms.CharField(widget=forms.HiddenInput, required=False)


class NewViewForm(ViewForm):
    """The same, for a new one."""

    list_name = forms.CharField(widget=forms.HiddenInput)
    opens = forms.BooleanField(label=_("My list opens with this view"), required=False)


class OpenWithForm(ActForm):
    """What a list opens with: a view, or none."""

    list_name = forms.CharField(widget=forms.HiddenInput)
    view = forms.UUIDField(widget=forms.HiddenInput, required=False)
