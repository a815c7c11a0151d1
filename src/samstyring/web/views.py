"""The start page, the journal, and the pages that belong to the whole house."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui.views import ActView, PageView

from . import acts, queries, start
from .forms import FeedbackForm


class Start(PageView):
    """What waits for the reader; for a stranger, what this is and what is public."""

    sign_in_first: ClassVar[bool] = False

    def get_template_names(self) -> list[str]:
        """Choose between the page of one who is signed in and the open front page."""
        if not start.is_founded():
            return ["web/not_founded.html"]
        return ["web/front.html" if self.actor.is_anonymous else "web/start.html"]

    def page(self) -> Mapping[str, Any]:
        """Gather the page."""
        if not start.is_founded():
            return {"page_title": _("No co-operation yet")}
        return start.front() if self.actor.is_anonymous else start.for_actor(self.actor)


class Journal(PageView):
    """The journal: who did what, in which capacity, on whose behalf, by which authority."""

    template_name = "web/journal.html"

    def page(self) -> Mapping[str, Any]:
        """Return a page of entries, of one thing if asked for."""
        about = self.request.GET.get("about")
        before = self.request.GET.get("before")
        try:
            entries = queries.journal(
                by=self.actor, thing=UUID(about) if about else None, before=int(before) if before else None
            )
        except ValueError as error:
            raise Http404 from error
        more = len(entries) > queries.PAGE
        entries = entries[: queries.PAGE]
        return {
            "page_title": _("Journal"),
            "entries": entries,
            "about": about,
            "before": entries[-1].position if more else None,
        }


class BasisPage(PageView):
    """From a basis to what it is: the decision, the edition, the answer, the letter."""

    template_name = "web/basis.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Go to the thing itself where it has a page, otherwise show the basis."""
        found = queries.basis(kwargs["pk"])
        address = start.address_of_basis(found)
        if address:
            return HttpResponseRedirect(address)
        return super().get(request, *args, **kwargs)

    def page(self) -> Mapping[str, Any]:
        """Show the basis with the act that made it."""
        found = queries.basis(self.kwargs["pk"])
        return {
            "page_title": found.label,
            "basis": found,
            "kind": queries.kind_words(found.kind),
            "entry": queries.basis_entry(found),
        }


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


class Outbox(PageView):
    """What was sent, where mail stays in a folder: a demo shows it in the product."""

    template_name = "web/outbox.html"

    def page(self) -> Mapping[str, Any]:
        """Return the newest messages. Raises NotThere for others than the secretariat."""
        return {"page_title": _("Sent e-mail")} | start.outbox(self.actor, self.request.GET.get("message"))
