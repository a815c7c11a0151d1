"""Addresses of allauth's pages that are in use, under the names that it asks for."""

from allauth.account import views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, re_path

from . import forms


def closed(request: HttpRequest) -> HttpResponse:
    """Answer "nothing here": accounts are opened by the secretariat."""
    raise Http404


urlpatterns = [
    path("login/", views.LoginView.as_view(form_class=forms.SignInForm), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", closed, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path(
        "password/change/",
        views.PasswordChangeView.as_view(form_class=forms.ChangePasswordForm),
        name="account_change_password",
    ),
    path(
        "password/set/",
        views.PasswordSetView.as_view(form_class=forms.SetPasswordForm),
        name="account_set_password",
    ),
    path(
        "password/reset/",
        views.PasswordResetView.as_view(form_class=forms.ResetPasswordForm),
        name="account_reset_password",
    ),
    path(
        "password/reset/sent/",
        views.password_reset_done,
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordResetFromKeyView.as_view(form_class=forms.NewPasswordForm),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
