"""The portfolio as a workbook: fetch it, upload it changed, look at what would change, confirm."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.records.takeover import waiting
from samstyring.records.takeover.pages import PreviewsWorkbook, UploadsWorkbook
from samstyring.records.takeover.reading import Workbook
from samstyring.records.uploads import Upload
from samstyring.ui.views import ActorMixin, PageView

from .. import acts
from ..forms.workbooks import WorkbookConfirmForm, WorkbookUploadForm
from ..queries import workbooks as queries
from ..sheets import round_trip
from ..sheets.round_trip.comparing import MILESTONE, NEW, NEW_RISK, PROJECT, REPORT, RISK

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 500
"""How many errors, and how many changes of a kind, the page shows; the number of all stands above them."""


class Changes(ActorMixin):
    """A page for whoever may change some project by a workbook."""

    @cached_property
    def projects(self) -> list[Any]:
        """Return the projects that the reader may change."""
        return queries.projects_to_change(self.actor)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse those who lead no project. Where all they lead are over, the workbook has no rows."""
        self.request = request
        if not self.actor.is_anonymous and not queries.may_take_any(self.actor):
            raise PermissionDenied(str(NotAuthorised.message))
        return super().dispatch(request, *args, **kwargs)


class FetchView(Changes, PageView):
    """The workbook, with what the reader may change."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it."""
        name = _("portfolio-%(day)s.xlsx") % {"day": clock.today().isoformat()}
        headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
        return HttpResponse(round_trip.as_workbook(self.actor), content_type=XLSX, headers=headers)


class UploadView(Changes, UploadsWorkbook):
    """Upload a workbook to see what it would change."""

    template_name = "portfolio/workbook/upload.html"
    form_class = WorkbookUploadForm
    preview = "portfolio:workbook_preview"

    def read(self, upload: Upload) -> Any:
        """Read it. Raises NotReadable."""
        return round_trip.read_workbook(upload.content, upload.name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many projects it is about, and what was taken before."""
        told = {"count": queries.count_to_change(self.actor), "taken": queries.taken(self.actor)[:10]}
        return super().get_context_data(**kwargs) | told


class PreviewView(Changes, PreviewsWorkbook):
    """What a workbook would change, project by project, every error in it, and the confirmation."""

    act = staticmethod(acts.take_workbook)
    form_class = WorkbookConfirmForm
    template_name = "portfolio/workbook/preview.html"
    heading = gettext_lazy("Check what would change")
    button = gettext_lazy("Take in the changes")
    success_message = gettext_lazy("The changes are taken in.")

    def scopes(self) -> Iterable[str]:
        """Return the scopes of what the reader may change."""
        return [f"project:{row.pk}" for row in self.projects]

    @cached_property
    def workbook(self) -> Workbook:
        """Return the workbook as it was uploaded."""
        return round_trip.read_workbook(self.waits.upload.content, self.waits.upload.name)

    @cached_property
    def compared(self) -> round_trip.Comparison:
        """Return what it would change."""
        return round_trip.compare(self.workbook, self.actor, clock.today())

    def get_initial(self) -> dict[str, Any]:
        """Remember what is shown: what is confirmed is that."""
        return {"shown": self.compared.digest}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the act the workbook, and what was shown of it."""
        return {"workbook": self.workbook, **form.arguments()}

    def cancel(self) -> str:
        """Return to the upload."""
        return reverse("portfolio:workbook")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show each kind of change, and what is left out."""
        found = self.compared
        groups = [
            (_("Projects"), found.of(PROJECT)),
            (_("Milestones"), found.of(MILESTONE)),
            (_("New milestones"), found.of(NEW)),
            (_("Risks"), found.of(RISK)),
            (_("New risks"), found.of(NEW_RISK)),
            (_("Status reports"), found.of(REPORT)),
            (_("Left out: changed here since the file was fetched"), found.conflicts),
        ]
        return super().get_context_data(**kwargs) | {
            "waits": self.waits,
            "compared": found,
            "problems": found.problems[:SHOWN],
            "groups": [(title, rows[:SHOWN], len(rows)) for title, rows in groups if rows],
            "registers": queries.registers_all(self.actor) and bool(found.of(REPORT)),
            "wide": True,
        }


class TakenView(PageView):
    """What a workbook changed."""

    template_name = "portfolio/workbook/taken.html"

    def page(self) -> Mapping[str, Any]:
        """Return it. Raises NotThere for what is not the reader's."""
        found = queries.taken_by_id(self.kwargs["pk"], self.actor)
        return {
            "taken": found,
            "rows": found.changes[:SHOWN],
            "can_be_put_back": round_trip.can_be_put_back(found) and queries.may_take_any(self.actor),
            "page_title": _("Workbook taken in"),
        }


class PutBackView(Changes, PageView):
    """Make the workbook that puts back what another one changed, and show what it would change, to be confirmed."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep it as one that was uploaded, and go to its preview; say so where nothing is left to put back."""
        taken = queries.taken_by_id(self.kwargs["pk"], self.actor)
        made = round_trip.put_back(taken, self.actor)
        if not made.fields or self.actor.person_id is None:
            messages.info(request, _("Nothing is left to put back: all of it was changed once more, or is over."))
            return HttpResponseRedirect(taken.get_absolute_url())
        if made.stay:
            told = ngettext(
                "%(count)s field stays: it was changed once more since.",
                "%(count)s fields stay: they were changed once more since.",
                made.stay,
            )
            messages.info(request, told % {"count": made.stay})
        name = _("put-back-%(file)s") % {"file": taken.file_name}
        token = waiting.keep(self.actor.person_id, Upload(name, made.content), "")
        return HttpResponseRedirect(reverse("portfolio:workbook_preview", args=[token]))
