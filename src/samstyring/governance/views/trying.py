"""Pages on which another charter file is tried on what is recorded here. Nothing is written."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from samstyring.kernel.errors import NotAuthorised, NotThere
from samstyring.records.takeover import waiting
from samstyring.records.uploads import Upload
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table, TableView
from samstyring.ui.views import ActorMixin, KeepsFiles, PageView

from ..forms.trying import OWN, TryForm
from ..queries import decisions as decision_queries
from ..queries import trying as queries

MARKS = {"same": "ok", "procedure": "soon", "otherwise": "broken", "untold": "na"}


class Tries(ActorMixin):
    """A page for whoever may prepare the agreement that takes over."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse others."""
        if not self.actor.is_anonymous and not queries.may_try(self.actor):
            raise PermissionDenied(str(NotAuthorised.message))
        return super().dispatch(request, *args, **kwargs)


class TryCharterView(Tries, KeepsFiles, FormView):
    """Choose a charter file, or upload one, to see what it would mean here."""

    template_name = "governance/try_charter.html"
    form_class = TryForm

    def get_initial(self) -> dict[str, Any]:
        """Begin with what the link asks for."""
        return {"which": self.request.GET.get("which", OWN)}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what is here already."""
        return {**super().get_form_kwargs(), "offered": queries.offered(self.actor)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the file for a day, for whoever tries it, and show what it would mean."""
        person, which = self.actor.person_id, form.cleaned_data["which"]
        if person is None:
            raise NotThere
        if which == OWN:
            sent: Any = form.files["file"]
            name, text = sent.name or "", form.cleaned_data["file"]
        else:
            name, text = queries.text_offered(which, self.actor)
        token = waiting.keep(person, Upload(name, text.encode()), "")
        return HttpResponseRedirect(reverse("governance:trial", args=[token]))

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again, with the file that was chosen."""
        self.keep_files(form)
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class OfTrial(Tries):
    """A page about one's own file."""

    kwargs: dict[str, Any]

    @cached_property
    def upload(self) -> Upload:
        """Return it as it was uploaded. Raises NotThere."""
        if self.actor.person_id is None:
            raise NotThere
        return waiting.fetch(self.actor.person_id, self.kwargs["token"]).upload

    @cached_property
    def found(self) -> Any:
        """Return the trial, or the errors of the file. Raises NotThere for what is no text."""
        try:
            return queries.attempt(self.upload.content.decode("utf-8"), self.actor)
        except UnicodeDecodeError as error:
            raise NotThere from error


class TriedTable(Table):
    """What was decided, and what would have come of it."""

    caption = gettext_lazy("What would have come of what was decided")
    file_name = "utprovd-avtale"
    sort = "-decided_on"
    columns = (
        Column("decision.label", gettext_lazy("Number"), css="nowrap figures"),
        Column(
            "decision.title",
            gettext_lazy("Decision"),
            header=True,
            link=lambda row: str(decision_queries.address_of_decision(row.decision)),
        ),
        Column("decided_on", gettext_lazy("Decided"), "day", sort="decided_on"),
        Column("way", gettext_lazy("How it was decided"), value=lambda row: row.decision.get_way_display()),
        Column(
            "outcome",
            gettext_lazy("What would have come of it"),
            "mark",
            value=lambda row: (MARKS[row.outcome], queries.OUTCOME_WORDS[row.outcome]),
        ),
        Column("tried.why", gettext_lazy("Why")),
        Column("tried.clause", gettext_lazy("Clause"), "text"),
    )
    filters = (
        SearchFilter(
            "q",
            gettext_lazy("Number or title"),
            lambda rows, text: [row for row in rows if text.casefold() in f"{row.decision.label} {row}".casefold()],
        ),
        ChoiceFilter(
            "outcome",
            gettext_lazy("What would have come of it"),
            lambda rows, value: [row for row in rows if row.outcome == value],
            choices=list(queries.OUTCOME_WORDS.items()),
        ),
    )
    empty = Empty(gettext_lazy("No decisions yet"), gettext_lazy("There is nothing to try the agreement on."))


class TrialView(OfTrial, TableView):
    """What a charter file would mean here, or every error in it."""

    template_name = "governance/trial.html"

    def table(self) -> Table:
        """Return the decisions."""
        return TriedTable(self.request, [] if isinstance(self.found, list) else list(self.found.decisions))

    def page(self) -> Mapping[str, Any]:
        """Return what differs, and what would become of the duties."""
        told: dict[str, Any] = {"file_name": self.upload.name, "token": self.kwargs["token"]}
        if isinstance(self.found, list):
            return {**told, "page_title": _("Errors in the charter file"), "problems": self.found}
        duties = [(what, words, self.found.with_duty(what)) for what, words in queries.DUTY_WORDS.items()]
        outcomes = [
            (MARKS[name], words, len(self.found.with_outcome(name)), name)
            for name, words in queries.OUTCOME_WORDS.items()
        ]
        return {
            **told,
            "page_title": _("Tried: %(title)s") % {"title": self.found.title},
            "trial": self.found,
            "duties": [each for each in duties if each[2]],
            "outcomes": outcomes,
        }


class TrialData(OfTrial, PageView):
    """The trial as data."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return it. Raises NotThere for a file with errors."""
        if isinstance(self.found, list):
            raise NotThere
        return JsonResponse(queries.as_data(self.found), json_dumps_params={"ensure_ascii": False, "indent": 2})
