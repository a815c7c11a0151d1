"""Pages of what is public of a meeting: its papers and attachments, and the acts that release them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.records.acts import release as release_file
from samstyring.ui.views import ActView, PageView

from .. import acts
from ..forms.publicity import ReleaseFileForm, ReleaseForm
from ..queries import public_papers as queries
from ..queries import publicity
from ..queries.cases import document_scopes
from ..rules.scopes import of_meeting
from .meetings import title_of


class PublicPapersView(PageView):
    """What of a meeting's papers is public, what remains, and what the rule asks for."""

    template_name = "governance/public_papers.html"

    def page(self) -> Mapping[str, Any]:
        """Return the papers and attachments."""
        page = queries.public_papers(self.kwargs["pk"], self.actor)
        scopes = of_meeting(page.meeting)
        return {
            "page": page,
            "meeting": page.meeting,
            "publicity": page.publicity,
            "page_title": _("What is public of the papers"),
            "crumb": title_of(page.meeting),
            "may": {
                "release_papers": self.actor.may("governance.release_papers", *scopes),
                "release": self.actor.may("records.release", *scopes),
            },
        }


class ReleasePapersView(ActView):
    """Release a summons or late papers."""

    act = staticmethod(acts.release_papers)
    form_class = ReleaseForm
    template_name = "governance/papers_release.html"
    heading = gettext_lazy("Make the papers public")
    button = gettext_lazy("Release")
    success_message = gettext_lazy("The papers are public. Attachments are released one by one.")

    @cached_property
    def dispatch_sent(self) -> Any:
        """Return what was sent. Raises NotThere."""
        return queries.dispatch_for(self.kwargs["pk"], self.actor)

    @cached_property
    def publicity(self) -> Any:
        """Return what the rules make public."""
        return publicity.of_meeting(self.dispatch_sent.meeting, papers=True)

    def scopes(self) -> Iterable[str]:
        """Return the meeting's scopes."""
        return of_meeting(self.dispatch_sent.meeting)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is public already is shown instead."""
        if hasattr(self.dispatch_sent.document, "release"):
            return HttpResponseRedirect(self.cancel())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give what is to be read."""
        items = queries.passages_of(queries.sent_papers(self.dispatch_sent))
        return {**super().get_form_kwargs(), "items": items, "passed_over": self.publicity.passed_over}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and what was sent."""
        return {**form.arguments(), "dispatch": self.dispatch_sent}

    def cancel(self) -> str:
        """Return to what is public of the meeting."""
        return reverse("governance:public_papers", args=[self.dispatch_sent.meeting_id])

    def done_url(self, result: Any) -> str:
        """Return to what is public of the meeting."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was sent and the rule."""
        return super().get_context_data(**kwargs) | {"sent": self.dispatch_sent, "publicity": self.publicity}


class ReleaseFileView(ActView):
    """Release one attachment of a case on the agenda."""

    act = staticmethod(release_file)
    form_class = ReleaseFileForm
    template_name = "governance/file_release.html"
    heading = gettext_lazy("Make the attachment public")
    button = gettext_lazy("Release")
    success_message = gettext_lazy("The attachment is public.")

    @cached_property
    def attached(self) -> Any:
        """Return the attachment. Raises NotThere."""
        return queries.attachment_for(self.kwargs["pk"], self.kwargs["document"], self.actor)

    @cached_property
    def publicity(self) -> Any:
        """Return what the rules make public."""
        return publicity.of_papers(self.attached.item.case)

    def scopes(self) -> Iterable[str]:
        """Return the scopes of what the file is about."""
        return document_scopes(self.attached.item.case)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the reason where the rules are passed over."""
        return {**super().get_form_kwargs(), "passed_over": self.publicity.passed_over}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the file."""
        return {**form.arguments(), "document": self.attached.document}

    def cancel(self) -> str:
        """Return to what is public of the meeting."""
        return reverse("governance:public_papers", args=[self.kwargs["pk"]])

    def done_url(self, result: Any) -> str:
        """Return to what is public of the meeting."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the file and the rule."""
        return super().get_context_data(**kwargs) | {"attached": self.attached, "publicity": self.publicity}
