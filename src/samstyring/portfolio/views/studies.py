"""Studies: the list, one with its concept note, and what is done about it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import View

from samstyring.kernel import clock
from samstyring.records.pdf.render import Language
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts
from ..documents import concept_note
from ..forms import ConceptNoteForm, StudyForm
from ..forms.studies import HOME
from ..queries import studies as queries
from ..tables.studies import StudyTable


class StudiesView(TableView):
    """What is studied, by whom, and what is ready."""

    template_name = "portfolio/studies/list.html"
    heading = gettext_lazy("Studies")
    lead = gettext_lazy("Needs and candidates that are looked into before anything is decided, each with its concept note.")  # fmt: skip

    def table(self) -> Table:
        """Return the table of studies."""
        empty = Empty(
            _("Nothing is studied yet"),
            _("A study begins from a need that is answered with it, or from a project candidate: open it, and begin there."),
            reverse("portfolio:needs"),
            _("Needs and ideas"),
        )  # fmt: skip
        return StudyTable(self.request, queries.studies(self.actor), by=self.actor, empty=empty)


class StudyView(PageView):
    """A study: who does it, and the concept note as it stands."""

    template_name = "portfolio/studies/study.html"

    def page(self) -> Mapping[str, Any]:
        """Return the study's page."""
        found = queries.study_page(self.kwargs["code"], self.actor)
        return {"page": found, "study": found.study, "today": clock.today(), "page_title": found.study.name}


class NotePdfView(ActorMixin, View):
    """A version of the concept note as PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it. Raises NotThere."""
        study, note = queries.note_of(self.kwargs["code"], self.kwargs["number"], self.actor)
        name = f"{study.code} {_('Concept note, version %(number)s') % {'number': note.number}}.pdf"
        content = concept_note.document(study, note, cast(Language, get_language()))
        headers = {"Content-Disposition": content_disposition_header(False, name) or ""}
        return HttpResponse(content, content_type="application/pdf", headers=headers)


class OfStudy(ActView):
    """A form about one study."""

    template_name = "portfolio/studies/act.html"
    takes_revision = True

    @cached_property
    def study(self) -> Any:
        """Return the study. Raises NotThere."""
        return queries.study_by_code(self.kwargs["code"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the municipality that studies, and the candidate."""
        return [f"party:{self.study.organisation_id}", f"project:{self.study.project_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the study."""
        return {"study": self.study, **form.arguments()}

    def cancel(self) -> str:
        """Return to the study."""
        return str(self.study.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the study."""
        return super().get_context_data(**kwargs) | {"study": self.study, "page": None}


class BeginView(ActView):
    """Begin a study of a need or of a candidate, by its code in the address."""

    act = staticmethod(acts.begin_study)
    form_class = StudyForm
    template_name = "portfolio/studies/begin.html"
    heading = gettext_lazy("Begin a study")
    button = gettext_lazy("Begin the study")
    success_message = gettext_lazy("The study has begun. Next: the concept note.")

    @cached_property
    def subject(self) -> Any:
        """Return the need and the project, one of them. Raises NotThere."""
        return queries.to_study(self.request.GET.get("need"), self.request.GET.get("project"), self.actor)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name what is studied."""
        need, project = self.subject
        return {"need": need, "project": project, **form.arguments()}

    def cancel(self) -> str:
        """Return to what is to be studied."""
        need, project = self.subject
        return str((need or project).get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is to be studied."""
        need, project = self.subject
        return super().get_context_data(**kwargs) | {"subject": need or project}


class EditView(OfStudy):
    """Say anew who studies it, and by when."""

    act = staticmethod(acts.edit_study)
    form_class = StudyForm
    heading = gettext_lazy("Who studies it, and by when")
    success_message = gettext_lazy("Saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        study = self.study
        chosen = str(study.organisation_id or HOME)
        return {"author": study.author, "organisation": chosen, "due_on": study.due_on, "revision": study.revision}


class WriteView(OfStudy):
    """Write the concept note, or a new version of it."""

    act = staticmethod(acts.write_concept_note)
    form_class = ConceptNoteForm
    heading = gettext_lazy("Write the concept note")
    button = gettext_lazy("Save the concept note")
    success_message = gettext_lazy("The concept note is saved. Every version is kept.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the last version."""
        last = queries.last_note(self.study)
        if last is None:
            return {"revision": self.study.revision}
        parts = {f"part_{row['key']}": row["text"] for row in last.parts}
        own = {name: getattr(last, name) for name in ("cost", "platform", "platform_reason", "ready")}
        return parts | own | {"revision": self.study.revision}
