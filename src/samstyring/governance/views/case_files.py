"""Files in the papers of a case: adding, removing, and who may read them."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.kernel.errors import NotThere
from samstyring.records import acts as record_acts
from samstyring.records import queries as records

from ..forms import cases as forms
from ..queries import cases as queries
from ..queries import visible
from .cases import CaseAct


class AttachView(CaseAct):
    """Attach a file to a case."""

    act = staticmethod(record_acts.attach_file)
    form_class = forms.AttachForm
    heading = gettext_lazy("Attach a file")
    button = gettext_lazy("Attach")
    success_message = gettext_lazy("The file is attached.")

    def scopes(self) -> Iterable[str]:
        """Return the body, and the project that the case is about."""
        return queries.document_scopes(self.case)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "about": self.case}


class DocumentAct(CaseAct):
    """An act on a document of a case."""

    @cached_property
    def document(self) -> Any:
        """Return the document, if the actor may read it. Raises NotThere."""
        return records.document(self.kwargs["document"], self.actor)

    @cached_property
    def case(self) -> Any:
        """Return the case that the document is about. Raises NotThere."""
        case = visible.case(self.kwargs["pk"], self.actor)
        if self.document.about_id != case.pk:
            raise NotThere
        return case

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the document."""
        return {**form.arguments(), "document": self.document}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the file."""
        return super().get_context_data(**kwargs) | {"note": self.document.file_name}


class RemoveFileView(DocumentAct):
    """Take an attachment out of the papers."""

    act = staticmethod(record_acts.remove_file)
    heading = gettext_lazy("Take the file out of the papers?")
    button = gettext_lazy("Take out")
    danger = True
    success_message = gettext_lazy("The file is taken out.")


class AccessView(DocumentAct):
    """Say whether a document is exempt from public access."""

    act = staticmethod(record_acts.set_access)
    form_class = forms.AccessForm
    heading = gettext_lazy("Public access")
    success_message = gettext_lazy("The access is set.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what holds now."""
        return {"exempt": self.document.exempt, "legal_basis": self.document.legal_basis}
