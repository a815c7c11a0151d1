"""Pages of the evaluation: the figures of a period, and the same as a document."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.http import FileResponse, HttpRequest
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View

from samstyring.kernel import clock, reading
from samstyring.records.downloads import attachment_response
from samstyring.records.pdf.render import Language, render
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActorMixin, PageView

from . import queries
from .figures import Span
from .printed import facts, printed


class SpanForm(forms.Form):
    """The period: both days included."""

    plain = True  # A day left empty is the term's own.

    start = DayField(label=gettext_lazy("From"), required=False)
    last = DayField(label=gettext_lazy("To"), required=False)

    def clean(self) -> dict[str, Any]:
        """The period ends after it begins."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        start, last = cleaned.get("start"), cleaned.get("last")
        if start and last and last < start:
            self.add_error("last", _("The last day cannot be before the first."))
        return cleaned


class _Asked(ActorMixin):
    """Reads the period from the address; what cannot be read gives the term so far."""

    def asked(self) -> tuple[SpanForm, Span]:
        """Return the form as it was asked, and the period."""
        found = queries.default_span(clock.today())
        shown = {"start": found.start, "last": found.last_day}
        if not {"start", "last"} & set(self.request.GET):
            return SpanForm(initial=shown), found
        form = SpanForm(self.request.GET)
        if not form.is_valid():
            return form, found
        start: date = form.cleaned_data["start"] or found.start
        last: date = form.cleaned_data["last"] or found.last_day
        return form, Span(start, max(start, last) + timedelta(days=1))


class EvaluationView(_Asked, PageView):
    """What the evaluation is to rest on."""

    template_name = "web/evaluation.html"

    def page(self) -> Mapping[str, Any]:
        """Return the figures. Raises NotThere."""
        form, span = self.asked()
        found = queries.evaluation_page(by=self.actor, span=span)
        return {"page_title": _("Evaluation"), "found": found, "facts": facts(found), "span_form": form}


class EvaluationFile(_Asked, View):
    """The same as a tagged PDF."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> FileResponse:
        """Return the document. Raises NotThere."""
        with reading.once():
            _form, span = self.asked()
            found = queries.evaluation_page(by=self.actor, span=span)
            content = render("simple", printed(found), language=cast(Language, get_language()), at=clock.now())
        name = _("evaluation-figures-%(start)s-%(last)s.pdf") % {"start": span.start, "last": span.last_day}
        return attachment_response(content, name=name, content_type="application/pdf", show="show" in request.GET)
