"""A mandate in its versions: read, drafted, edited, withdrawn."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import View

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records.pdf.render import Language
from samstyring.ui.views import ActorMixin

from .. import acts, queries, reading
from ..documents import mandate as mandate_document
from ..forms import MandateForm
from ..queries import awards, mandate_comments
from .base import OfProject, ProjectActView, ProjectPageView


class MandateView(ProjectPageView):
    """A version of the mandate, against the one in force."""

    template_name = "portfolio/mandate.html"

    def page(self) -> Mapping[str, Any]:
        """Return the version."""
        found = queries.mandate_page(self.kwargs["code"], self.kwargs["pk"], self.actor, clock.today())
        scope = f"project:{found.project.pk}"
        is_draft = found.mandate.is_draft
        return {
            "page": found,
            "version": found.mandate,
            "page_title": reading.heading(found.mandate, _("mandate")),
            "comments": mandate_comments.comments_on(found.mandate, self.actor, found.versions),
            "may_edit": is_draft and self.actor.may("portfolio.edit_mandate", scope),
            "may_draft": self.actor.may("portfolio.draft_mandate", scope),
            "may_withdraw": found.mandate.state in ("draft", "proposed")
            and not found.cases
            and self.actor.may("portfolio.withdraw_mandate", scope),
            "may_open_case": is_draft and not found.cases and self.actor.may("governance.open_case"),
        }


class PdfView(OfProject, ActorMixin, View):
    """A version as PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it. Raises NotThere."""
        found = queries.mandate_page(self.kwargs["code"], self.kwargs["pk"], self.actor, clock.today())
        name = f"{found.project.code} {reading.heading(found.mandate, _('mandate'))}.pdf"
        content = mandate_document.document(found, cast(Language, get_language()))
        headers = {"Content-Disposition": content_disposition_header(False, name) or ""}
        return HttpResponse(content, content_type="application/pdf", headers=headers)


class DraftView(ProjectActView):
    """Write a new version: it begins as a copy."""

    act = staticmethod(acts.draft_mandate)
    form_class = MandateForm
    template_name = "portfolio/mandate_form.html"
    heading = gettext_lazy("Draft a mandate")
    button = gettext_lazy("Save the draft")
    success_message = naming_decider(
        gettext_lazy("The draft is saved. It comes into force when %(body)s adopts it."), "portfolio.adopt_mandate"
    )

    @cached_property
    def model(self) -> Any:
        """Return what the draft is copied from: the version named in the address, or the one in force."""
        named = self.request.GET.get("from")
        if not named:
            return queries.mandate_in_force(self.project, clock.today())
        versions = {str(row.pk): row for row in queries.mandates_of(self.project)}
        if named not in versions:
            raise NotThere
        return versions[named]

    def get_initial(self) -> dict[str, Any]:
        """Show the copy."""
        return {name: getattr(self.model, name) for name in self.model.content_columns} if self.model else {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which project, for the decision points of its model."""
        return super().get_form_kwargs() | {"project": self.project}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the project, and what it is a copy of."""
        return {"project": self.project, "copy_of": self.model, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what it is a copy of, and what was awarded since."""
        own = {"copy_of": self.model, "awards": awards.awards_of(self.project)}
        return super().get_context_data(**kwargs) | own


class OfMandate(ProjectActView):
    """A form about one version."""

    when_over = True  # a draft that is left is taken back

    @cached_property
    def mandate(self) -> Any:
        """Return the version. Raises NotThere."""
        return queries.mandate_by_id(self.kwargs["pk"], self.kwargs["code"])

    def cancel(self) -> str:
        """Return to the version."""
        return str(self.mandate.get_absolute_url())


class EditView(OfMandate):
    """Edit a draft."""

    act = staticmethod(acts.edit_mandate)
    form_class = MandateForm
    template_name = "portfolio/mandate_form.html"
    heading = gettext_lazy("Edit the draft mandate")
    button = gettext_lazy("Save the draft")
    success_message = gettext_lazy("The draft is saved.")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        mandate = self.mandate
        return {name: getattr(mandate, name) for name in mandate.content_columns} | {"revision": mandate.revision}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which project, for the decision points of its model."""
        return super().get_form_kwargs() | {"project": self.project}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {"mandate": self.mandate, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show beside the form what is said of the draft and not answered, and what was awarded."""
        comments = mandate_comments.comments_on(self.mandate, self.actor, [self.mandate])
        own = {"comments": comments, "version": self.mandate, "awards": awards.awards_of(self.project)}
        return super().get_context_data(**kwargs) | own


class WithdrawView(OfMandate):
    """Withdraw a draft."""

    act = staticmethod(acts.withdraw_mandate)
    template_name = "portfolio/confirm.html"
    heading = gettext_lazy("Withdraw this draft?")
    button = gettext_lazy("Withdraw the draft")
    danger = True
    success_message = gettext_lazy("The draft is withdrawn. It can still be read.")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.mandate.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {"mandate": self.mandate}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        return super().get_context_data(**kwargs) | {
            "facts": [(_("Project"), self.project), (_("Version"), reading.heading(self.mandate, _("mandate")))],
            "warning": _("It can no longer be edited or proposed. A new draft can be made from it."),
        }
