"""Pages of the evaluation: the figures of a period, and the same as a document."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.http import FileResponse, HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View

from samstyring.governance import acts
from samstyring.governance.queries import evaluations as asking
from samstyring.governance.queries.texts import house_language
from samstyring.kernel import clock, reading
from samstyring.kernel.errors import NotThere
from samstyring.records.downloads import attachment_response
from samstyring.records.pdf.render import Language, render
from samstyring.records.uploads import Upload
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActorMixin, ActView, PageView

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
        bodies = queries.who_concludes(self.actor) if found.asking.is_open else []
        return {
            "page_title": _("Evaluation"),
            "found": found,
            "facts": facts(found),
            "span_form": form,
            "bodies": bodies,
        }


class BringEvaluation(ActView):
    """Bring the evaluation to a case, with the report attached."""

    act = staticmethod(acts.bring_evaluation)
    template_name = "web/bring_evaluation.html"
    heading = gettext_lazy("Bring the evaluation to a case")
    button = gettext_lazy("Open the case")
    success_message = gettext_lazy("The case is opened, with the report and the proposal.")

    @cached_property
    def found(self) -> Any:
        """Return the evaluation of the period that the parties were asked about. Raises NotThere."""
        asked = asking.open_round()
        if asked is None:
            raise NotThere
        span = Span(asked.questions.from_date, asked.questions.until)
        return queries.evaluation_page(by=self.actor, span=span)

    @cached_property
    def body(self) -> Any:
        """Return the body that it is brought to. Raises NotThere."""
        bodies = queries.who_concludes(self.actor)
        found = next((row for row in bodies if row.key == self.request.GET.get("body", row.key)), None)
        if found is None:
            raise NotThere
        return found

    def scopes(self) -> Iterable[str]:
        """Return the body."""
        return [f"body:{self.body.pk}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Print the report as of now, in the language of the house."""
        with house_language():
            content = render("simple", printed(self.found), language=cast(Language, get_language()), at=clock.now())
            name = _("evaluation-report-%(day)s.pdf") % {"day": clock.today().isoformat()}
        return {"round_": self.found.asking.round, "body": self.body, "report": Upload(name, content)}

    def cancel(self) -> str:
        """Go back to the evaluation."""
        return reverse("web:evaluation")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what goes along, and who is silent."""
        return super().get_context_data(**kwargs) | {"found": self.found, "body": self.body}


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
