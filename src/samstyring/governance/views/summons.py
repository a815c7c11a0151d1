"""The summons: a look beforehand, the leader's approval, sending, late papers, and what was sent."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui.views import ActorMixin, PageView

from .. import acts
from ..forms.bodies import EvidenceForm, evidence_field
from ..forms.meetings import LatePapersForm
from ..queries import meetings as queries
from ..queries import summons, visible
from ..rules import readers
from .meetings import MeetingAct, title_of


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Return a PDF to be read in the browser."""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


class PreviewView(ActorMixin, View):
    """The summons as it would be sent now: the same data, the same template."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the PDF."""
        meeting = visible.meeting(self.kwargs["pk"], self.actor)
        if not readers.prepares(self.actor, meeting.body_id):
            raise NotThere
        return pdf_response(summons.preview(meeting, self.actor, clock.now()), "summons.pdf")


class LatePreviewView(ActorMixin, View):
    """The late papers as they would be sent now."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the PDF."""
        meeting = visible.meeting(self.kwargs["pk"], self.actor)
        if not readers.prepares(self.actor, meeting.body_id) or meeting.called_at is None:
            raise NotThere
        return pdf_response(summons.late_preview(meeting, clock.now()), "late-papers.pdf")


class ApproveForm(EvidenceForm):
    """The leader's approval: signed in, or in a letter."""

    evidence = evidence_field(label=gettext_lazy("The leader's written approval"), required=True)

    def __init__(self, *args: Any, is_leader: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_leader:
            del self.fields["evidence"]


class ApproveView(MeetingAct):
    """Approve the summons as leader, or register the leader's written approval."""

    act = staticmethod(acts.approve_summons)
    form_class = ApproveForm
    template_name = "governance/summons_approve.html"
    button = gettext_lazy("Approve the summons")
    success_message = gettext_lazy("The summons is approved: the secretariat can send it.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for evidence from anyone but the leader."""
        leader = self.actor.has_role("leader", scope=f"body:{self.meeting.body_id}")
        return super().get_form_kwargs() | {"is_leader": leader}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is approved."""
        heading = _("Approve the summons")
        return super().get_context_data(**kwargs) | {
            "page": queries.meeting_page(self.meeting.pk, self.actor, clock.today()),
            "heading": heading,
            "page_title": heading,
        }


class CallView(MeetingAct):
    """Send the summons, after a look at what goes to whom on whose authority."""

    act = staticmethod(acts.call_meeting)
    template_name = "governance/call_meeting.html"
    heading = gettext_lazy("Send the summons?")
    button = gettext_lazy("Call the meeting")
    success_message = gettext_lazy("The summons is on its way.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show who gets it, on whose authority, and what would stop it."""
        return super().get_context_data(**kwargs) | {
            "page": queries.meeting_page(self.meeting.pk, self.actor, clock.today()),
            "check": summons.check(self.meeting, self.actor, clock.now()),
        }


class LatePapersView(MeetingAct):
    """Send what is new or changed, after a look at it."""

    act = staticmethod(acts.send_late_papers)
    form_class = LatePapersForm
    template_name = "governance/late_papers.html"
    heading = gettext_lazy("Send late papers")
    button = gettext_lazy("Send the late papers")
    success_message = gettext_lazy("The late papers are on their way.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is new or changed."""
        return super().get_context_data(**kwargs) | {"changes": summons.late(self.meeting, clock.today())}


class DispatchView(PageView):
    """Something that was sent: the letter as it stood, the PDF, and how it reached each recipient."""

    template_name = "governance/dispatch.html"

    def page(self) -> Mapping[str, Any]:
        """Return what was sent."""
        page = queries.dispatch_page(self.kwargs["pk"], self.actor)
        return {
            "page": page,
            "dispatch": page.dispatch,
            "page_title": page.dispatch.subject,
            "crumb": title_of(page.dispatch.meeting),
        }
