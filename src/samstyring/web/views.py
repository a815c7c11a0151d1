"""The start page, the journal, and the pages that belong to the whole house."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from samstyring.ui.views import ActorMixin, ActView, PageView

from . import acts, queries
from .forms import FeedbackForm, JournalForm


class Start(PageView):
    """What waits for the reader; for a stranger, what this is and what is public."""

    sign_in_first: ClassVar[bool] = False

    def page(self) -> Mapping[str, Any]:
        """Choose between the page of one who is signed in, the open front page, and the one before founding."""
        if not self.actor.is_anonymous:
            self.template_name = "web/start.html"
            return {"start": queries.start_page(self.actor, show_all="all" in self.request.GET)}
        found = queries.front()
        if found is None:
            self.template_name = "web/not_founded.html"
            return {"page_title": _("No co-operation yet")}
        self.template_name = "web/front.html"
        return {"front": found}


class Journal(PageView):
    """The journal: who did what, in which capacity, on whose behalf, by which authority."""

    template_name = "web/journal.html"

    def page(self) -> Mapping[str, Any]:
        """Return a page of entries, as the address asks for."""
        form = JournalForm(self.request.GET)
        if not form.is_valid():
            raise Http404
        return {
            "page_title": _("Journal"),
            "journal": queries.journal(by=self.actor, **form.asked()),
            "asked": form.cleaned_data,
        }


class BasisPage(PageView):
    """From a basis to what it is: the decision, the edition, the answer, the letter."""

    template_name = "web/basis.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the thing itself where it has a page, otherwise show the basis."""
        address = queries.address_of_basis(kwargs["pk"], self.actor)
        return HttpResponseRedirect(address) if address else super().get(request, *args, **kwargs)

    def page(self) -> Mapping[str, Any]:
        """Show the basis with the act that made it."""
        return {"found": queries.basis_page(self.kwargs["pk"], self.actor)}


class Accessibility(PageView):
    """The accessibility statement that the law asks for."""

    template_name = "web/accessibility.html"
    sign_in_first: ClassVar[bool] = False

    def page(self) -> Mapping[str, Any]:
        """Return the heading."""
        return {"page_title": _("Accessibility statement")}


class About(PageView):
    """What this is, and how it is run."""

    template_name = "web/about.html"
    sign_in_first: ClassVar[bool] = False

    def page(self) -> Mapping[str, Any]:
        """Return the heading and the co-operation."""
        return {"page_title": _("About these pages")}


class GiveFeedback(ActView):
    """Tell us what does not work: open to anyone."""

    act = staticmethod(acts.give_feedback)
    form_class = FeedbackForm
    template_name = "web/feedback.html"
    sign_in_first: ClassVar[bool] = False
    heading = gettext_lazy("Tell us what does not work")
    button = gettext_lazy("Send")

    def get_initial(self) -> dict[str, Any]:
        """Name the page that the reader came from."""
        return {"page": self.request.GET.get("page", "")}

    def form_done(self, result: Any) -> HttpResponse:
        """Thank and go back to the statement."""
        messages.success(self.request, _("Thank you. The secretariat reads what you sent."))
        return HttpResponseRedirect(reverse("web:accessibility"))


class FeedbackReceived(PageView):
    """What readers said does not work."""

    template_name = "web/feedback_received.html"

    def page(self) -> Mapping[str, Any]:
        """Return the newest. Raises NotThere for others than the secretariat."""
        return {"page_title": _("What does not work"), "received": queries.feedback(self.actor)}


class Outbox(PageView):
    """What was sent, where mail stays in a folder: a demo shows it in the product."""

    template_name = "web/outbox.html"

    def page(self) -> Mapping[str, Any]:
        """Return a page of messages, or the one asked for. Raises NotThere for others than the secretariat."""
        asked = {"chosen": self.request.GET.get("message", ""), "before": self.request.GET.get("before", "")}
        return {"page_title": _("Sent e-mail"), "outbox": queries.outbox(self.actor, **asked)}


class Attachment(ActorMixin, View):
    """A file that went with a message."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand the file out, to be saved and not opened here. Raises NotThere."""
        sent, content = queries.attachment(self.actor, kwargs["key"], kwargs["number"])
        name = sent.name or _("attachment")
        headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment"}
        return HttpResponse(content, content_type=sent.content_type, headers=headers)
