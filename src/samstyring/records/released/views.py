"""Pages of released documents: the list, one file, and whether a file is the released one."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView

from samstyring.ui import formats
from samstyring.ui.fields import FileField
from samstyring.ui.tables import Column, Empty, SearchFilter, Table, TableView
from samstyring.ui.views import ActorMixin

from ..downloads import attachment_response
from ..queries import address_of_subject, stored_path
from ..rules import against_rule
from . import queries
from .digests import DigestHandler

DIGEST = re.compile(r"(?i)[0-9a-f]{64}")


class ReleasedTable(Table):
    """What anyone may read."""

    caption = gettext_lazy("Published documents")
    columns = (
        Column(
            "document.title",
            gettext_lazy("Document"),
            header=True,
            link=lambda row: reverse("records:released_file", args=[row.pk]),
            sort="document__title",
            small=lambda row: against_rule(row.reason),
        ),
        Column("document.dated", gettext_lazy("Dated"), "day", sort="document__dated"),
        Column("released_at", gettext_lazy("Published"), "day", sort="released_at"),
        Column("notes", gettext_lazy("Corrected since"), value=lambda row: "\n".join(row.notes)),
        Column("reason", gettext_lazy("Released against the rule, because"), on_page=False),
        Column("public_file.sha256", gettext_lazy("Digest (SHA-256)"), css="octets"),
    )
    filters = (SearchFilter("q", gettext_lazy("Words in the title"), queries.with_words),)
    sort = "-document__dated"
    file_name = "published-documents"
    empty = Empty(
        gettext_lazy("No documents are published yet"),
        gettext_lazy("A document stands here when someone has read it through and released it."),
    )

    @staticmethod
    def _with_notes(rows: list[Any]) -> list[Any]:
        notes = queries.notes_on(rows)
        for row in rows:
            row.notes = notes.get(row.pk, [])
        return rows

    @cached_property
    def page(self) -> tuple[list[Any], str]:
        """Return the rows of this page with what was added since, and the key of the next."""
        shown, after = super().page
        return self._with_notes(shown), after

    def file(self) -> HttpResponseBase | None:
        """Return all rows as a file, each with what was added since."""
        if self._asked("format") in self.file_urls:
            self.__dict__["rows"] = self._with_notes(list(self.rows))
        return super().file()


class ReleasedView(TableView):
    """The released documents, each with its digest."""

    sign_in_first = False
    template_name = "records/released/list.html"

    def table(self) -> Table:
        """Return the list."""
        return ReleasedTable(self.request, queries.released())

    def page(self) -> Mapping[str, Any]:
        """Return heading and lead."""
        return {
            "page_title": _("Published documents"),
            "lead": _("Each with the digest by which anyone can see that a copy is the same, octet by octet."),
        }


class ReleasedFileView(ActorMixin, View):
    """A released document's file: the public copy."""

    sign_in_first = False

    def get(self, request: HttpRequest, pk: UUID, *args: Any, **kwargs: Any) -> FileResponse:
        """Return the file."""
        release = queries.release_for(pk)
        try:
            return attachment_response(
                stored_path(release.public_file),
                name=release.document.file_name,
                content_type=release.public_file.content_type,
                show="show" in request.GET,
                cache="public, max-age=300",
            )
        except FileNotFoundError as error:
            raise Http404 from error


class CheckForm(forms.Form):
    """A file, or its digest."""

    plain = True  # Either will do, so neither is marked as optional.

    file = FileField(
        label=gettext_lazy("The PDF"),
        required=False,
        megabytes=settings.MAX_UPLOAD_BYTES // 1_000_000,
        help_text=gettext_lazy("It is compared while it arrives, and not kept."),
    )
    sha256 = forms.CharField(
        label=gettext_lazy("Or its digest (SHA-256)"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "class": "octets"}),
    )

    def clean_file(self) -> Any:
        """Take only a PDF, told by its first octets."""
        file = self.cleaned_data["file"]
        if file and not file.is_pdf:
            raise ValidationError(_("This is not a PDF. Choose the file as you received it."))
        return file

    def clean_sha256(self) -> str:
        """Take a digest as people copy it, with spaces or with the file's name after it."""
        text: str = self.cleaned_data["sha256"]
        if not text.strip():
            return ""
        found = DIGEST.search(text) or DIGEST.fullmatch("".join(text.split()))
        if found is None:
            raise ValidationError(_("A digest is 64 letters and figures: 0 to 9 and a to f."))
        return found[0].lower()

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("file") and not cleaned.get("sha256"):
            self.add_error("file", _("Choose a file, or write its digest."))
        return cleaned


@method_decorator(csrf_exempt, name="dispatch")
class CheckView(ActorMixin, FormView):
    """Tell whether a file is the released document. Nothing is kept and nothing changes, so there is no token to check.

    That also lets the file be digested as it arrives, before anything has read the form.
    """

    sign_in_first = False
    form_class = CheckForm
    template_name = "records/released/check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Digest the file on its way in."""
        request.upload_handlers = [DigestHandler(settings.MAX_UPLOAD_BYTES)]
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Take a digest from the address."""
        return {"sha256": self.request.GET.get("sha256", "")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, with the answer where the address holds a digest."""
        given = request.GET.get("sha256", "")
        if not given:
            return super().get(request, *args, **kwargs)
        form = CheckForm({"sha256": given})
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        """Say what the file is."""
        file = form.cleaned_data.get("file")
        found = queries.found_by_digest(file.sha256 if file else form.cleaned_data["sha256"], self.actor)
        return self.render_to_response(
            self.get_context_data(
                form=CheckForm(),
                found=found,
                against=against_rule(found.release.reason) if found.release else "",
                notes=queries.notes_on([found.release]).get(found.release.pk) if found.release else None,
                name=file.name if file else "",
                size=formats.file_size(file.size) if file else "",
                address=address_of_subject(found.document) if found.document and not self.actor.is_anonymous else "",
            )
        )

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what is wrong with what was sent."""
        response = self.render_to_response(self.get_context_data(form=form))
        response.status_code = 422
        return response
