"""The national radar: the list, one entry, and bringing it up to date by hand or from a workbook."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.records.takeover.pages import PreviewsWorkbook, UploadsWorkbook
from samstyring.records.takeover.writing import workbook
from samstyring.records.uploads import Upload
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts
from ..forms import RadarConfirmForm, RadarEntryForm, RadarUploadForm, TieForm
from ..queries import dependencies
from ..queries import radar as queries
from ..sheets import radar as sheet
from ..sheets.comparison import Comparison
from ..tables.radar import RadarTable

SHOWN = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class RadarView(TableView):
    """What is national, and what it asks of a municipality."""

    template_name = "portfolio/radar/list.html"
    heading = gettext_lazy("National radar")
    lead = gettext_lazy("National initiatives, common solutions and standards: what each asks of a municipality, by when, and what serves it here.")  # fmt: skip

    def table(self) -> Table:
        """Return the table of entries."""
        may = self.actor.may("portfolio.register_radar_entry")
        empty = Empty(
            _("Nothing is on the radar yet"),
            _("Here stand national initiatives, solutions and standards. They can be imported from a workbook."),
            reverse("portfolio:import_radar") if may else "",
            _("Import from a workbook"),
        )
        return RadarTable(self.request, queries.entries(self.actor), on=clock.today(), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Add what stands above the table."""
        return {
            **super().page(),
            "may_register": self.actor.may("portfolio.register_radar_entry"),
            "may_import": self.actor.may("portfolio.import_radar"),
            "last": queries.last_import(),
        }


class EntryView(PageView):
    """An entry: what it is and asks, what serves it, how it changed."""

    template_name = "portfolio/radar/entry.html"

    def page(self) -> Mapping[str, Any]:
        """Return the entry's page."""
        found = queries.entry_page(self.kwargs["code"], self.actor)
        today = clock.today()
        return {
            "page": found,
            "entry": found.entry,
            "today": today,
            "serving": dependencies.waiting_for_entry(found.entry, found.tied, today),
            "page_title": found.entry.name,
        }


class RegisterView(ActView):
    """Put something on the radar."""

    act = staticmethod(acts.register_radar_entry)
    form_class = RadarEntryForm
    template_name = "portfolio/radar/act.html"
    heading = gettext_lazy("Put something on the radar")
    button = gettext_lazy("Put it on the radar")
    success_message = gettext_lazy("It is on the radar.")

    def cancel(self) -> str:
        """Return to the radar."""
        return reverse("portfolio:radar")


class OfEntry(ActView):
    """An act on one entry."""

    template_name = "portfolio/radar/act.html"

    @cached_property
    def entry(self) -> Any:
        """Return the entry. Raises NotThere."""
        return queries.entry_by_code(self.kwargs["code"], self.actor)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the entry."""
        return {"entry": self.entry, **form.arguments()}

    def cancel(self) -> str:
        """Return to the entry."""
        return str(self.entry.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the entry."""
        return super().get_context_data(**kwargs) | {"entry": self.entry}


class EditView(OfEntry):
    """Say what is new of an entry."""

    act = staticmethod(acts.edit_radar_entry)
    form_class = RadarEntryForm
    heading = gettext_lazy("Bring it up to date")
    success_message = gettext_lazy("Saved. What it said before stands under changes.")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        return queries.content_to_edit(self.entry)


class TieView(OfEntry):
    """Say what serves an entry, found by words: looking for more keeps what is ticked."""

    act = staticmethod(acts.tie_radar_entry)
    form_class = TieForm
    template_name = "portfolio/radar/tie.html"
    heading = gettext_lazy("What serves it here?")
    success_message = gettext_lazy("Saved.")

    @property
    def looks(self) -> bool:
        """Tell whether the reader looks for more, and saves nothing yet."""
        return "look" in self.request.POST

    @cached_property
    def ticked(self) -> list[str] | None:
        """Return what is ticked on the page that was sent; None where none was."""
        sent = self.request.POST
        return [*sent.getlist("projects"), *sent.getlist("needs")] if self.request.method == "POST" else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Look for more, or save."""
        if self.looks:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give what can serve it."""
        kwargs = super().get_form_kwargs()
        if self.looks:
            kwargs = {name: value for name, value in kwargs.items() if name not in ("data", "files")}
        words = str((self.request.POST or self.request.GET).get("words", ""))[:200]
        return kwargs | queries.to_tie(self.entry, words, self.ticked)

    def get_initial(self) -> dict[str, Any]:
        """Tick what serves it now, or what was ticked before the reader looked for more."""
        there = [str(row.pk) for row in queries.tied([self.entry.pk]).get(self.entry.pk, [])]
        ticked = there if self.ticked is None else self.ticked
        words = (self.request.POST or self.request.GET).get("words", "")
        return {"projects": ticked, "needs": ticked, "words": words}


class WorkbookView(PageView):
    """The radar as a workbook to fill in and import again."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it."""
        rows = sheet.rows_of(list(queries.entries(self.actor).order_by("sort_key")))
        content = workbook({sheet.SHEET.name: rows}, of=[sheet.SHEET])
        headers = {"Content-Disposition": content_disposition_header(True, "radar.xlsx") or ""}
        return HttpResponse(content, content_type=XLSX, headers=headers)


class Imports(ActorMixin):
    """A page for whoever may import."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse others."""
        if not self.actor.is_anonymous and not self.actor.may("portfolio.import_radar"):
            raise PermissionDenied(str(NotAuthorised.message))
        return super().dispatch(request, *args, **kwargs)


class ImportView(Imports, UploadsWorkbook):
    """Upload a workbook to see what it would change."""

    template_name = "portfolio/radar/upload.html"
    form_class = RadarUploadForm
    preview = "portfolio:radar_preview"

    def read(self, upload: Upload) -> Any:
        """Read it. Raises NotReadable."""
        return sheet.read_radar(upload.content, upload.name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say when it was done last."""
        return super().get_context_data(**kwargs) | {"last": queries.last_import()}


class PreviewView(Imports, PreviewsWorkbook):
    """What a workbook would change, row by row, every error in it, and the confirmation."""

    act = staticmethod(acts.import_radar)
    form_class = RadarConfirmForm
    template_name = "portfolio/radar/preview.html"
    heading = gettext_lazy("Check what would change")
    button = gettext_lazy("Bring the radar up to date")
    success_message = gettext_lazy("The radar is up to date. What changed stands on each entry.")

    @cached_property
    def compared(self) -> Comparison[sheet.Compared]:
        """Return what it would change."""
        return sheet.compare(self._read(), clock.today())

    def _read(self) -> Any:
        return sheet.read_radar(self.waits.upload.content, self.waits.upload.name)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the act the workbook as it was uploaded."""
        return {"workbook": self._read(), "source": self.waits.source}

    def done_url(self, result: Any) -> str:
        """Go to what changed."""
        return f"{reverse('portfolio:radar')}?since={clock.today().isoformat()}"

    def cancel(self) -> str:
        """Return to the upload."""
        return reverse("portfolio:import_radar")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Compare the workbook with the radar."""
        compared = self.compared
        return super().get_context_data(**kwargs) | {
            "waits": self.waits,
            "compared": compared,
            "problems": compared.problems[:SHOWN],
            "changed": [(row, queries.in_rows(row.before, row.after)) for row in compared.changed],
        }
