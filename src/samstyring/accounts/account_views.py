"""The pages of one's own account."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from samstyring.governance.queries import bodies
from samstyring.kernel.errors import NotThere
from samstyring.ui.views import ActView

from . import acts, calendars, queries
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


class CalendarView(ActView):
    """The secret address of one's own calendar: made, made anew, or revoked."""

    act = staticmethod(acts.renew_calendar)
    template_name = "accounts/calendar.html"
    heading = gettext_lazy("My calendar")
    success_message = gettext_lazy("The new address works. An earlier one no longer does.")

    def done_url(self, result: Any) -> str:
        """Stay here, where the address is."""
        return self.request.get_full_path()

    def cancel(self) -> str:
        """Go to the start page."""
        return "/"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the address that works, of all that is mine or of one body's plan."""
        key = self.request.GET.get("body", "")
        body = bodies.body(key) if key else None
        address = calendars.address_for(self.actor, body.key if body else "")
        button = _("Make a new address, and end this one") if address else _("Make an address")
        return super().get_context_data(**kwargs) | {"address": address, "button": button, "body": body}


class RevokeCalendarView(ActView):
    """End the address."""

    act = staticmethod(acts.revoke_calendar)
    template_name = "ui/confirm.html"
    heading = gettext_lazy("End the address of your calendar?")
    button = gettext_lazy("End it")
    danger: ClassVar[bool] = True
    success_message = gettext_lazy("The address works no more.")

    def done_url(self, result: Any) -> str:
        """Go back to where one makes a new one."""
        return reverse("accounts:calendar")

    def cancel(self) -> str:
        """Go back."""
        return reverse("accounts:calendar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what happens."""
        return super().get_context_data(**kwargs) | {"warning": _("Calendars that read it will find nothing there.")}


@never_cache
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return the calendar behind a secret address, for programs that cannot sign in."""
    try:
        content = calendars.calendar_by(token, request.GET.get("body", ""))
    except NotThere as error:
        raise Http404 from error
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Content-Disposition"] = 'inline; filename="samstyring.ics"'
    return response
