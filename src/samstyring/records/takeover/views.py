"""Taking over in the product: upload, preview with every error, confirm; and the pages of what was taken over."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised, NotThere
from samstyring.ui.tables import Table, TableView
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts
from . import checking, forms, queries, reading, waiting, writing
from .problems import problems_file
from .tables import DecisionTable

ACT = "records.take_over"
SHOWN_PROBLEMS = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class TakesOver(ActorMixin):
    """A page for whoever may take over."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse others."""
        if not self.actor.is_anonymous and not self.actor.may(ACT):
            raise PermissionDenied(str(NotAuthorised.message))
        return super().dispatch(request, *args, **kwargs)


class Upload(TakesOver, FormView):
    """Upload a workbook to see what it would give."""

    template_name = "records/takeover/upload.html"
    form_class = forms.UploadForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the workbook and show the preview; say beside the field what makes it unreadable."""
        upload = form.cleaned_data["file"]
        try:
            reading.read(upload.content, upload.name)
        except reading.NotReadable as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        person = self.actor.person_id
        if person is None:
            raise NotThere
        token = waiting.keep(person, upload, form.cleaned_data["source"])
        return HttpResponseRedirect(reverse("records:takeover_preview", args=[token]))

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what was taken over before."""
        return super().get_context_data(**kwargs) | {
            "page_title": _("Take over what was decided before"),
            "takeovers": queries.takeovers(self.actor),
        }


class Template(TakesOver, PageView):
    """The workbook to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it."""
        headers = {"Content-Disposition": content_disposition_header(True, _("takeover.xlsx")) or ""}
        return HttpResponse(writing.workbook(), content_type=XLSX, headers=headers)


class Waits(TakesOver):
    """A page about one's own waiting workbook."""

    kwargs: dict[str, Any]

    def waits(self) -> waiting.Waiting:
        """Return the workbook that waits. Raises NotThere."""
        if self.actor.person_id is None:
            raise NotThere
        return waiting.fetch(self.actor.person_id, self.kwargs["token"])

    def forget(self) -> None:
        """Throw it away."""
        if self.actor.person_id is not None:
            waiting.forget(self.actor.person_id, self.kwargs["token"])


class Preview(Waits, ActView):
    """What a workbook would give, every error in it, and the confirmation."""

    act = staticmethod(acts.take_over)
    form_class = forms.ConfirmForm
    template_name = "records/takeover/preview.html"
    heading = gettext_lazy("Check before you take over")
    button = gettext_lazy("Take over")
    success_message = gettext_lazy("Everything was taken over. It is marked as taken over, with its source.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the act the workbook as it was uploaded."""
        waits = self.waits()
        return {"workbook": reading.read(waits.upload.content, waits.upload.name), "source": waits.source}

    def form_done(self, result: Any) -> HttpResponse:
        """Throw the waiting file away: it is kept with the takeover now."""
        self.forget()
        return super().form_done(result)

    def done_url(self, result: Any) -> str:
        """Go to what was taken over."""
        return reverse("records:taken_over_decisions")

    def cancel(self) -> str:
        """Go back to the upload."""
        return reverse("records:takeover")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Check the workbook and show the result."""
        waits = self.waits()
        checked = checking.check(reading.read(waits.upload.content, waits.upload.name), clock.today())
        return super().get_context_data(**kwargs) | {
            "page_title": self.heading,
            "waits": waits,
            "checked": checked,
            "problems": checked.problems[:SHOWN_PROBLEMS],
            "wide": True,
        }


class Problems(Waits, PageView):
    """Every error of a waiting workbook as a table for a spreadsheet."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it as CSV."""
        waits = self.waits()
        checked = checking.check(reading.read(waits.upload.content, waits.upload.name), clock.today())
        return problems_file(checked.problems)


class Discard(Waits, PageView):
    """Throw a waiting workbook away."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Forget it and go back."""
        self.forget()
        return HttpResponseRedirect(reverse("records:takeover"))


class TakenOver(PageView):
    """A decision that was taken over: never passing for a decision made here."""

    template_name = "records/takeover/decision.html"

    def page(self) -> Mapping[str, Any]:
        """Return the decision, its source, and what rests on it."""
        page = queries.decision_page(self.kwargs["pk"], self.actor)
        return {
            "page_title": page.decision.title,
            "decision": page.decision,
            "resting": page.resting,
            "afterwards": page.afterwards,
        }


class TakenOverDecisions(TableView):
    """The decisions that were taken over."""

    heading = gettext_lazy("Decisions taken over")
    lead = gettext_lazy("Decisions from before this system was in use. None of them was made here.")

    def table(self) -> Table:
        """Return the table."""
        return DecisionTable(self.request, queries.decisions(self.actor))
