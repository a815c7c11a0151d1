"""Pages of minutes: made from the record, sent, remarked on, approved, corrected, released."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock
from samstyring.records.downloads import attachment_response
from samstyring.records.queries import stored_path
from samstyring.ui import formats
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts
from ..forms import minutes as forms
from ..forms.publicity import ReleaseForm
from ..forms.room import ButtonForm
from ..queries import minutes as queries
from ..queries import publicity
from ..queries import room as room_queries
from ..rules.scopes import clause_of


class MinutesView(PageView):
    """The minutes of a meeting."""

    template_name = "governance/minutes.html"

    def page(self) -> Mapping[str, Any]:
        """Return the minutes."""
        page = queries.minutes_page(self.kwargs["pk"], self.actor, clock.today())
        scopes = [f"body:{page.meeting.body_id}", f"meeting:{page.meeting.pk}"]
        seats = self.actor.scoped_ids("seat", "member", "observer")
        may: dict[str, Any] = {
            name: self.actor.may(f"governance.{name}", *scopes)
            for name in ("send_minutes", "approve_minutes_by_silence", "correct_minutes", "release_minutes")
        }
        may["sign_clause"] = clause_of(self.actor.powers, "sign_minutes")
        may["sign_minutes"] = queries.may_sign(self.actor, page)
        may["remark_on_minutes"] = self.actor.may(
            "governance.remark_on_minutes", *(f"seat:{seat}" for seat in seats), *scopes
        )
        return {
            "page": page,
            "meeting": page.meeting,
            "may": may,
            "page_title": _("Minutes: %(meeting)s") % {"meeting": room_queries.heading(page.meeting)},
        }


class MinutesFileView(ActorMixin, View):
    """The document of the minutes: as it was sent or approved; a draft is made as it stands."""

    def get(self, request: HttpRequest, pk: Any) -> FileResponse:
        """Return the file."""
        minutes = queries.minutes_for(pk, self.actor)
        name, content = queries.document_of(minutes)
        try:
            return attachment_response(
                stored_path(minutes.document.file) if content is None and minutes.document else content or b"",
                name=name,
                content_type="application/pdf",
                show="show" in request.GET,
            )
        except FileNotFoundError as error:
            raise Http404 from error


class OfMeetingMinutes(ActView):
    """An act on the minutes of a meeting."""

    template_name = "governance/minutes_act.html"

    @cached_property
    def minutes(self) -> Any:
        """Return the minutes. Raises NotThere."""
        return queries.minutes_for(self.kwargs["pk"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the meeting's scopes."""
        return [f"body:{self.minutes.meeting.body_id}", f"meeting:{self.minutes.meeting_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the minutes."""
        return {**form.arguments(), "minutes": self.minutes}

    def cancel(self) -> str:
        """Return to the minutes."""
        return reverse("governance:minutes", args=[self.kwargs["pk"]])

    def done_url(self, result: Any) -> str:
        """Return to the minutes."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the meeting."""
        meeting = room_queries.meeting_for(self.kwargs["pk"], self.actor)
        return super().get_context_data(**kwargs) | {
            "meeting": meeting,
            "heading_of_meeting": room_queries.heading(meeting),
        }


class DraftView(OfMeetingMinutes):
    """Begin the minutes."""

    act = staticmethod(acts.draft_minutes)
    form_class = ButtonForm
    heading = gettext_lazy("Draft the minutes")
    button = gettext_lazy("Draft the minutes")

    def scopes(self) -> Iterable[str]:
        """Return the meeting's scopes."""
        meeting = room_queries.meeting_for(self.kwargs["pk"], self.actor)
        return [f"body:{meeting.body_id}", f"meeting:{meeting.pk}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the meeting."""
        return {"meeting": room_queries.meeting_for(self.kwargs["pk"], self.actor)}

    def cancel(self) -> str:
        """Return to the room."""
        return reverse("governance:room", args=[self.kwargs["pk"]])

    def done_url(self, result: Any) -> str:
        """Go on to the minutes."""
        return reverse("governance:minutes", args=[self.kwargs["pk"]])


class SendView(OfMeetingMinutes):
    """Send the minutes for comment."""

    act = staticmethod(acts.send_minutes)
    form_class = forms.SendMinutesForm
    heading = gettext_lazy("Send the minutes for comment")
    button = gettext_lazy("Send")
    success_message = gettext_lazy("The minutes are sent to everyone who was called.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the day and the rule on silence."""
        today = clock.today()
        days = queries.minutes_page(self.kwargs["pk"], self.actor, today).days_for_comment
        return {**super().get_form_kwargs(), "today": today, "days": days}


class RemarkView(OfMeetingMinutes):
    """Remark on the minutes."""

    act = staticmethod(acts.remark_on_minutes)
    form_class = forms.RemarkForm
    heading = gettext_lazy("Remark on the minutes")
    button = gettext_lazy("Send the remark")
    success_message = gettext_lazy("The remark is recorded.")

    def scopes(self) -> Iterable[str]:
        """Return the seats that the reader may speak for."""
        seats = self.actor.scoped_ids("seat", "member", "observer")
        return [*(f"seat:{seat}" for seat in seats), *super().scopes()]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the seats: all for the secretariat, the own for others."""
        rights = room_queries.rights_of(self.actor, self.minutes.meeting)
        own = None if rights.records else sorted(self.actor.scoped_ids("seat", "member", "observer"))
        return {**super().get_form_kwargs(), "body_id": self.minutes.meeting.body_id, "own": own}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what a remark leads to, and until when the minutes are out."""
        says = _("The remark stands with the minutes for all who read them, and the next meeting approves the minutes.")
        if until := self.minutes.comment_until:
            says = _("The minutes are out for remarks until %(day)s.") % {"day": formats.day(until)} + " " + says
        return super().get_context_data(**kwargs) | {"note": says}


class ApproveView(OfMeetingMinutes):
    """Approve the minutes because nobody remarked."""

    act = staticmethod(acts.approve_minutes_by_silence)
    form_class = ButtonForm
    heading = gettext_lazy("Approve the minutes: nobody remarked")
    button = gettext_lazy("Approve")
    success_message = gettext_lazy("The minutes are approved.")


class CorrectView(OfMeetingMinutes):
    """Correct approved minutes."""

    act = staticmethod(acts.correct_minutes)
    form_class = forms.CorrectForm
    heading = gettext_lazy("Correct the minutes")
    button = gettext_lazy("Add the correction")
    success_message = gettext_lazy("The correction is added.")


class SignView(OfMeetingMinutes):
    """Sign the minutes."""

    act = staticmethod(acts.sign_minutes)
    form_class = forms.SignForm
    template_name = "governance/minutes_sign.html"
    heading = gettext_lazy("Sign the minutes")
    button = gettext_lazy("Sign")
    success_message = gettext_lazy("The minutes are signed.")

    @cached_property
    def signer(self) -> Any:
        """Return who chaired the meeting."""
        return queries.signer_of(self.minutes)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the signed page where someone else records it."""
        for_chair = self.signer is None or self.signer.pk != self.actor.person_id
        return {**super().get_form_kwargs(), "for_chair": for_chair}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only approved minutes are signed."""
        if self.minutes.state != "approved":
            return HttpResponseRedirect(self.cancel())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is signed, and by whom."""
        return super().get_context_data(**kwargs) | {"minutes": self.minutes, "signer": self.signer}


class ReleaseView(OfMeetingMinutes):
    """Release minutes and decisions."""

    act = staticmethod(acts.release_minutes)
    form_class = ReleaseForm
    template_name = "governance/minutes_release.html"
    heading = gettext_lazy("Make the minutes and their decisions public")
    button = gettext_lazy("Release")
    success_message = gettext_lazy("The minutes and their decisions are public.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give what is to be read."""
        items = queries.passages_of(self.minutes)
        passed_over = publicity.of_meeting(self.minutes.meeting).passed_over
        return {**super().get_form_kwargs(), "items": items, "passed_over": passed_over}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the rules say is made public, and the corrections."""
        return super().get_context_data(**kwargs) | queries.release_context(self.minutes)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only approved minutes are released."""
        if self.minutes.state != "approved":
            return HttpResponseRedirect(self.cancel())
        return super().get(request, *args, **kwargs)
