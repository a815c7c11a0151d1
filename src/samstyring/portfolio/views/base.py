"""What the pages of one project share."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar, cast

from django.http import HttpRequest
from django.utils.translation import get_language

from samstyring.kernel import clock
from samstyring.records.downloads import attachment_response
from samstyring.records.pdf.render import Language
from samstyring.ui.views import ActView, PageView

from .. import queries
from ..rules.projects import require_open


class AsDocument:
    """A page that is a PDF too: at the same address with `?format=pdf`, for whoever may read the page."""

    request: HttpRequest

    def document(self, language: Language) -> tuple[str, bytes] | None:
        """Return the file's name (without its ending) and the document; None where there is nothing to print yet."""
        raise NotImplementedError  # each page is a document of its own

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the page, or the document."""
        if request.GET.get("format") == "pdf" and (made := self.document(cast(Language, get_language()))):
            name, content = made
            return attachment_response(content, name=f"{name}.pdf", content_type="application/pdf", show=True)
        return super().get(request, *args, **kwargs)  # type: ignore[misc]


class OfProject:
    """A page under a project's address: the project by the code in it."""

    kwargs: dict[str, Any]

    @cached_property
    def project(self) -> Any:
        """Return the project. Raises NotThere."""
        return queries.project_by_code(self.kwargs["code"])

    def scopes(self) -> Iterable[str]:
        """Return the scope by which to ask whether the actor may do this at all."""
        return [f"project:{self.project.pk}"]

    def cancel(self) -> str:
        """Return to the project."""
        return str(self.project.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the project, for the way back."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"project": self.project, "today": clock.today(), "clauses": queries.clauses_on(clock.today())}


class ProjectPageView(OfProject, PageView):
    """A page about one project."""


class ProjectActView(OfProject, ActView):
    """A form page about one project."""

    template_name = "portfolio/act.html"
    lead: Any = ""
    when_over: ClassVar[bool] = False
    """Whether it can be done to a project that is closed or stopped: its benefits are followed up, for one."""

    def ready(self) -> None:
        """Raise ProjectOver for a project that takes no more of this."""
        if not self.when_over:
            require_open(self.project)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the lead."""
        return super().get_context_data(**kwargs) | {"lead": self.lead}


class OfRow(ProjectActView):
    """A form about one row of a project (a milestone, a risk, an entry of a register). `row_name`: the act's argument."""

    row_name = ""

    def find(self) -> Any:
        """Return the row by the address. Raises NotThere."""
        raise NotImplementedError  # each page finds its own kind of row

    @cached_property
    def row(self) -> Any:
        """Return the row."""
        return self.find()

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.row.revision} if self.takes_revision else {}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name it."""
        return {self.row_name: self.row, **form.arguments()}

    def cancel(self) -> str:
        """Return to it."""
        return str(self.row.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which one."""
        return super().get_context_data(**kwargs) | {"lead": str(self.row)}
