"""Taking in an export of projects from another tool: upload, how its columns are read, what would change, confirm."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.records.registry.cells import as_text
from samstyring.records.takeover.pages import PreviewsWorkbook, UploadsWorkbook
from samstyring.records.takeover.reading import Listed, read_list
from samstyring.records.uploads import Upload
from samstyring.ui.views import ActorMixin

from .. import acts
from ..forms import ExportUploadForm, ImportProjectsForm
from ..queries import exports as queries
from ..sheets import export_words, exported
from ..sheets.comparison import Comparison
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


class ImportView(Imports, UploadsWorkbook):
    """Upload an export to see what it would change."""

    template_name = "portfolio/export/upload.html"
    form_class = ExportUploadForm
    preview = "portfolio:export_preview"

    def read(self, upload: Upload) -> Any:
        """Read it. Raises NotReadable."""
        return read_list(upload.content)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say when it was done last."""
        return super().get_context_data(**kwargs) | {"last": queries.last_export()}


class PreviewView(Imports, PreviewsWorkbook):
    """How an export is read, what it would change, every error in it, and the confirmation."""

    act = staticmethod(acts.import_projects)
    form_class = ImportProjectsForm
    template_name = "portfolio/export/preview.html"
    heading = gettext_lazy("Check what would change")
    button = gettext_lazy("Take it in")
    success_message = gettext_lazy("It is taken in. What the other tool says stands on each project.")

    @cached_property
    def listed(self) -> Listed:
        """Return the export as it stands."""
        return read_list(self.waits.upload.content)

    @cached_property
    def columns(self) -> list[str]:
        """Return what each column is read as: as the address says, else as the last time, else as it is known."""
        given = self._given("c")
        chosen = {int(place): value for place, value in given.items() if place.isdecimal() and len(place) < 4}
        return exported.columns_of(self.listed, chosen, self.last.columns if self.last else {})

    @cached_property
    def last(self) -> Any:
        """Return the last export that was taken in: this one is read as it was."""
        return queries.last_export()

    def _given(self, letter: str) -> dict[str, str]:
        """Return what the address says of columns ("c") or words ("w"), by what follows the letter."""
        return {name[1:]: str(value) for name, value in self.request.GET.items() if name[:1] == letter}

    @cached_property
    def meant(self) -> Mapping[str, Mapping[str, str]]:
        """Return what words were read as the last time."""
        return self.last.words if self.last else {}

    @cached_property
    def words(self) -> list[export_words.Word]:
        """Return the words of owners and phases: as the address says, else as the last time, else as it is known."""
        chosen = {f"w{name}": value for name, value in self._given("w").items()}
        return export_words.words_of(self._as_read, self.columns, clock.today(), chosen, self.meant)

    @cached_property
    def _as_read(self) -> Any:
        upload = self.waits.upload
        return exported.as_workbook(self.listed, self.columns, upload.content, upload.name)

    @cached_property
    def workbook(self) -> Any:
        """Return the export, its columns and words read so."""
        export_words.mean(self._as_read, self.words)
        return self._as_read

    @cached_property
    def compared(self) -> Comparison[exported.Compared]:
        """Return what it would change."""
        headings = {key: heading for heading, key in zip(self.listed.headings, self.columns, strict=True) if key}
        return exported.compare(self.workbook, clock.today(), headings)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask of new projects only where there are any."""
        return super().get_form_kwargs() | {"on": clock.today(), "new": bool(self.compared.new)}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the act the export as it was read."""
        columns = dict(zip(self.listed.headings, self.columns, strict=True))
        return {
            "workbook": self.workbook,
            "columns": columns,
            "source": self.waits.source,
            "words": export_words.kept(self.words, self.meant),
            **form.arguments(),
        }

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
            "words": self.words,
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
