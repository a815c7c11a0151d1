"""Taking in an export of projects from another tool: upload, how its columns are read, what would change, confirm."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised, NotThere
from samstyring.records.registry.cells import as_text
from samstyring.records.takeover import waiting
from samstyring.records.takeover.problems import problems_file
from samstyring.records.takeover.reading import Listed, NotReadable, read_list
from samstyring.ui.views import ActorMixin, ActView

from .. import acts
from ..forms import ExportUploadForm, ImportProjectsForm
from ..queries import exports as queries
from ..sheets import exported
from .base import ProjectPageView

SHOWN = 500
SAMPLES = 3


class ToldView(ProjectPageView):
    """What another project tool says of a project, and how that changed."""

    template_name = "portfolio/export/told.html"

    def page(self) -> Mapping[str, Any]:
        """Return it. Raises NotThere where no export told of it."""
        return {"page": queries.told_page(self.project), "page_title": gettext_lazy("In another project tool")}


class Imports(ActorMixin):
    """A page for whoever may take in projects."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse others."""
        if not self.actor.is_anonymous and not self.actor.may("portfolio.import_projects"):
            raise PermissionDenied(str(NotAuthorised.message))
        return super().dispatch(request, *args, **kwargs)


class ImportView(Imports, FormView):
    """Upload an export to see what it would change."""

    template_name = "portfolio/export/upload.html"
    form_class = ExportUploadForm

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the file and show the preview; say beside the field what makes it unreadable."""
        upload = form.cleaned_data["file"]
        try:
            read_list(upload.content)
        except NotReadable as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        if self.actor.person_id is None:
            raise NotThere
        token = waiting.keep(self.actor.person_id, upload, form.cleaned_data["source"])
        return HttpResponseRedirect(reverse("portfolio:export_preview", args=[token]))

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say when it was done last."""
        return super().get_context_data(**kwargs) | {"last": queries.last_export()}


class PreviewView(Imports, ActView):
    """How an export is read, what it would change, every error in it, and the confirmation."""

    act = staticmethod(acts.import_projects)
    form_class = ImportProjectsForm
    template_name = "portfolio/export/preview.html"
    heading = gettext_lazy("Check what would change")
    button = gettext_lazy("Take it in")
    success_message = gettext_lazy("It is taken in. What the other tool says stands on each project.")

    @cached_property
    def waits(self) -> waiting.Waiting:
        """Return the file that waits. Raises NotThere."""
        if self.actor.person_id is None:
            raise NotThere
        return waiting.fetch(self.actor.person_id, self.kwargs["token"])

    @cached_property
    def listed(self) -> Listed:
        """Return the export as it stands."""
        return read_list(self.waits.upload.content)

    @cached_property
    def columns(self) -> list[str]:
        """Return what each column is read as: as the address says, else as the last time, else as it is known."""
        given = {name.removeprefix("c"): value for name, value in self.request.GET.items() if name[:1] == "c"}
        chosen = {int(place): str(value) for place, value in given.items() if place.isdecimal() and len(place) < 4}
        last = queries.last_export()
        return exported.columns_of(self.listed, chosen, last.columns if last else {})

    @cached_property
    def workbook(self) -> Any:
        """Return the export, read so."""
        upload = self.waits.upload
        return exported.as_workbook(self.listed, self.columns, upload.content, upload.name)

    @cached_property
    def compared(self) -> exported.Comparison:
        """Return what it would change."""
        return exported.compare(self.workbook, clock.today())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; or all errors as a file."""
        if request.GET.get("format") == "csv":
            return problems_file(self.compared.problems)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask of new projects only where there are any."""
        return super().get_form_kwargs() | {"on": clock.today(), "new": bool(self.compared.new)}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the act the export as it was read."""
        columns = dict(zip(self.listed.headings, self.columns, strict=True))
        return {"workbook": self.workbook, "columns": columns, "source": self.waits.source, **form.arguments()}

    def form_done(self, result: Any) -> HttpResponse:
        """Throw the waiting file away: it is kept with what it told now."""
        if self.actor.person_id is not None:
            waiting.forget(self.actor.person_id, self.kwargs["token"])
        return super().form_done(result)

    def done_url(self, result: Any) -> str:
        """Go to the projects."""
        return reverse("portfolio:projects")

    def cancel(self) -> str:
        """Return to the upload."""
        return reverse("portfolio:import_projects")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the columns with what stands in them, and the projects."""
        found = self.compared
        changed = [(row, queries.in_rows(row.before, row.said, row.changes)) for row in found.changed[:SHOWN]]
        query = self.request.GET.copy()
        query["format"] = "csv"
        return super().get_context_data(**kwargs) | {
            "waits": self.waits,
            "compared": found,
            "problems": found.problems[:SHOWN],
            "new": found.new[:SHOWN],
            "changed": changed,
            "columns": [self._column(place) for place in range(len(self.columns))],
            "fields": queries.labels().items(),
            "unread": sum(not key for key in self.columns),
            "csv": f"?{query.urlencode()}",
            "wide": True,
        }

    def _column(self, place: int) -> Mapping[str, Any]:
        """Return a column: its heading, the first that stands in it, and what it is read as."""
        cells = (values[place] for _number, values in self.listed.rows if place < len(values))
        filled = (as_text(value) for value in cells if value is not None)
        samples = [text for _turn, text in zip(range(SAMPLES), filter(None, filled), strict=False)]
        return {
            "name": f"c{place}",
            "heading": self.listed.headings[place],
            "samples": samples,
            "read_as": self.columns[place],
        }
