"""How allauth fits in: accounts are opened by the secretariat, and its mail is a letter like any other of the house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from samstyring.charter import queries as charter
from samstyring.records import mail

from .languages import remember


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed; letters are in the language of whoever gets them."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an account is opened by the act `open_account`."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Do nothing: accounts have no user name."""

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse:
        """Go on as allauth does, in the language that the person has chosen."""
        return remember(super().post_login(request, user, **more), user.person.language)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return the start page, where the message stands that the password is changed."""
        return "/"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a letter of `<prefix>_subject.txt` and `<prefix>_message.txt`."""
        user = context.get("user")
        language = user.person.language if user else get_language()
        cooperation = charter.cooperation()
        with override(language):
            subject = render_to_string(f"{template_prefix}_subject.txt", context).strip()
            text = render_to_string(f"{template_prefix}_message.txt", context).strip()
        mail.send(
            mail.Letter(
                to=(user.person.name if user else "", email),
                subject=subject,
                text=text,
                language=language,
                sender_name=cooperation.name,
                reply_to=cooperation.secretariat_mailbox,
                automatic=True,
            )
        )
