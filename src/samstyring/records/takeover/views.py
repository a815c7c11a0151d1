"""Taking over in the product: upload, preview with every error, confirm; and the pages of what was taken over."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.ui.tables import Table, TableView
from samstyring.ui.views import ActorMixin, PageView

from .. import acts, uploads
from . import checking, forms, queries, reading, writing
from .pages import PreviewsWorkbook, UploadsWorkbook, Waits
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


class Upload(TakesOver, UploadsWorkbook):
    """Upload a workbook to see what it would give."""

    template_name = "records/takeover/upload.html"
    form_class = forms.UploadForm
    preview = "records:takeover_preview"

    def read(self, upload: uploads.Upload) -> Any:
        """Read it. Raises NotReadable."""
        return reading.read(upload.content, upload.name)

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


class Preview(TakesOver, PreviewsWorkbook):
    """What a workbook would give, every error in it, and the confirmation."""

    act = staticmethod(acts.take_over)
    form_class = forms.ConfirmForm
    template_name = "records/takeover/preview.html"
    heading = gettext_lazy("Check before you take over")
    button = gettext_lazy("Take over")
    success_message = gettext_lazy("Everything was taken over. It is marked as taken over, with its source.")

    @cached_property
    def workbook(self) -> reading.Workbook:
        """Return the workbook as it was uploaded."""
        return reading.read(self.waits.upload.content, self.waits.upload.name)

    @cached_property
    def compared(self) -> checking.Checked:
        """Return what it would give."""
        return checking.check(self.workbook, clock.today())

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the act the workbook as it was uploaded."""
        return {"workbook": self.workbook, "source": self.waits.source}

    def done_url(self, result: Any) -> str:
        """Go to what was taken over."""
        return reverse("records:taken_over_decisions")

    def cancel(self) -> str:
        """Go back to the upload."""
        return reverse("records:takeover")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Check the workbook and show the result."""
        return super().get_context_data(**kwargs) | {
            "page_title": self.heading,
            "waits": self.waits,
            "checked": self.compared,
            "problems": self.compared.problems[:SHOWN_PROBLEMS],
            "wide": True,
        }


class Discard(TakesOver, Waits, PageView):
    """Throw a waiting workbook away."""

    http_method_names = ("post",)

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
