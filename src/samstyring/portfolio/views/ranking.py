"""Ranked lists: all of them, one with its order, its versions, and what became of each candidate."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records.pdf.render import Language
from samstyring.ui.row_views import RowsActView
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActView, PageView

from .. import acts, queries, ranking_words
from ..documents import ranked_list as ranked_list_document
from ..forms import ReasonForm
from ..forms.ranking import NOTHING_NEW, VALUES, CandidateRows, OutcomeForm, OutcomesForm, form_of
from ..forms.scoring import OrderNoteForm
from ..queries import ranking, scoring
from ..rules.ranking import suggested
from ..tables.ranking import PlaceTable, RankedListTable
from .base import AsDocument
from .scoring import BringVersion, WithdrawDraft


class RankedListsView(TableView):
    """The ranked lists."""

    template_name = "portfolio/ranking/lists.html"
    heading = gettext_lazy("Ranked lists")
    lead = gettext_lazy("Candidates in the order that the body has decided: for a year, or for one call for grants.")

    def table(self) -> Table:
        """Return the table."""
        may = self.actor.may("portfolio.open_ranked_list")
        empty = Empty(
            _("No ranked lists yet"),
            _("A list holds the candidates for a year or a call in order. It is decided as one decision."),
            reverse("portfolio:open_ranked_list") if may else "",
            _("Open a ranked list") if may else "",
        )
        return RankedListTable(self.request, ranking.ranked_lists(self.actor), by=self.actor, empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Tell whether a list can be opened."""
        return {
            **super().page(),
            "may_open": self.actor.may("portfolio.open_ranked_list"),
            "sees_scores": scoring.sees_scores(self.actor),
        }


class ListView(AsDocument, PageView):
    """A ranked list, in the version in force or the one that the address names; as files too."""

    template_name = "portfolio/ranking/list.html"

    @cached_property
    def found(self) -> ranking.ListPage:
        """Return the list. Raises NotThere."""
        return ranking.list_page(self.kwargs["code"], self.kwargs.get("pk"), self.actor, clock.today())

    @cached_property
    def table(self) -> PlaceTable:
        """Return the order as a table."""
        return PlaceTable(self.request, self.found, scores=scoring.sees_scores(self.actor))

    def document(self, language: Language) -> tuple[str, bytes]:
        """Return the version that is looked at."""
        told = self.found.ranked_list
        return f"{told.code} {told}", ranked_list_document.document(self.found, language)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Return the page, or one of the files."""
        file = None if request.GET.get("format") == "pdf" else self.table.file()
        return file or super().get(request, *args, **kwargs)

    def page(self) -> Mapping[str, Any]:
        """Return what the page shows."""
        found, today = self.found, clock.today()
        return {
            "page": found,
            "ranked_list": found.ranked_list,
            "version": found.version,
            "table": self.table,
            "facts": ranking_words.call_facts(found.ranked_list),
            "changed": ranking_words.changed_words(found.changed) if found.changed else "",
            "clause": queries.clauses_on(today).ranking,
            "today": today,
            "may": found.may,
            "page_title": found.ranked_list.name,
        }


class OpenView(ActView):
    """Open a ranked list: for a call, or for a year where the address says so. Each asks for what it needs."""

    act = staticmethod(acts.open_ranked_list)
    template_name = "portfolio/ranking/open.html"
    heading = gettext_lazy("Open a ranked list")
    button = gettext_lazy("Open the list")
    success_message = gettext_lazy("The list is opened. Next: put the candidates in order.")

    @property
    def kind(self) -> str:
        """Return what the list is for."""
        return "year" if self.request.GET.get("kind") == "year" else "call"

    def get_form_class(self) -> Any:
        """Ask for what a list of the kind needs."""
        return form_of(self.kind)

    def get_initial(self) -> dict[str, Any]:
        """Propose the next year."""
        return {"year": clock.today().year + 1}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Say of which kind it is."""
        return {"kind": self.kind, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which kind is asked for."""
        return super().get_context_data(**kwargs) | {"kind": self.kind}

    def cancel(self) -> str:
        """Return to the lists."""
        return reverse("portfolio:ranked_lists")


class OfList(ActView):
    """A form about one list."""

    template_name = "portfolio/ranking/act.html"

    @cached_property
    def ranked_list(self) -> Any:
        """Return the list. Raises NotThere."""
        return ranking.list_by_code(self.kwargs["code"], self.actor)

    def cancel(self) -> str:
        """Return to the list."""
        return str(self.ranked_list.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list."""
        return super().get_context_data(**kwargs) | {
            "ranked_list": self.ranked_list,
            "lead": str(self.ranked_list),
            "back": (self.ranked_list.get_absolute_url(), self.ranked_list),
        }


class EditListView(OfList):
    """Say anew what a list is for."""

    act = staticmethod(acts.edit_ranked_list)
    heading = gettext_lazy("What the list is for")
    takes_revision = True
    success_message = gettext_lazy("Saved.")

    def get_form_class(self) -> Any:
        """Ask for what a list of its kind needs."""
        return form_of(self.ranked_list.kind)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Keep what a list of its kind is not asked for."""
        return super().get_form_kwargs() | {"kept": {name: getattr(self.ranked_list, name) for name in VALUES}}

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        told = self.ranked_list
        return {name: getattr(told, name) for name in VALUES} | {"revision": told.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the list."""
        return {"ranked_list": self.ranked_list, **form.arguments()}


class OrderView(OfList, RowsActView):
    """Put candidates in order. The scores suggest one; which it is, is for those who write."""

    form_class = OrderNoteForm
    template_name = "portfolio/ranking/rows_form.html"
    rows_class = CandidateRows
    rows_name = "candidates"
    heading = gettext_lazy("Put the candidates in order")

    @cached_property
    def scored(self) -> dict[Any, scoring.Candidate]:
        """Return the projects that can be ranked, by name, each with how it is scored."""
        rows = ranking.can_be_ranked()
        found = scoring.scored_projects(rows, clock.today())
        return {row: found[row.pk] for row in rows}

    @staticmethod
    def _told(scored: scoring.Candidate) -> str:
        return ranking_words.scored_words(scored) if scored.shown else _("not scored")

    def row_kwargs(self) -> dict[str, Any]:
        """Give each row the candidates to choose from."""
        return {"projects": [(row, self._told(found)) for row, found in self.scored.items()]}

    @property
    def model(self) -> Any:
        """Return the version that is shown at first, or None."""
        raise NotImplementedError  # a new draft shows the one in force, a draft itself

    def initial_rows(self) -> list[dict[str, Any]]:
        """Show the order; before there is one, the candidates that have a sum on the criteria in force, by it."""
        if self.model is None:
            return [
                {"was": place, "place": place, "project": str(row.pk), "asked": None, "reason": ""}
                for place, row in enumerate(self.by_sum, 1)
            ]
        return [
            {"was": row.place, "place": row.place, "project": str(row.project_id), "asked": row.asked, "reason": row.reason}
            for row in self.model.candidates.all()
        ]  # fmt: skip

    @cached_property
    def by_sum(self) -> list[Any]:
        """Return the candidates that are not begun and have a sum on the criteria in force, the highest first."""
        sums = {
            row: found.total
            for row, found in self.scored.items()
            if found.current and found.total is not None and not row.started_on
        }
        return sorted(sums, key=lambda row: -sums[row])

    def get_initial(self) -> dict[str, Any]:
        """Show the note."""
        return {"note": self.model.note} if self.model else {}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the rows by their scores when that is all that is asked; nothing is saved by it."""
        if "by_score" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        if not (form.is_valid() and self.rows.is_valid()):
            return self.form_invalid(form)
        rows = suggested(self.rows.filled, {row: found.total for row, found in self.scored.items() if found.current})
        shown = [
            {**row, "was": place, "place": place, "project": str(row["project"].pk)}
            for place, row in enumerate(rows, 1)
        ]
        self.rows = self.rows_class(None, prefix="rows", initial=shown, form_kwargs=self.row_kwargs())
        return self.render_to_response(self.get_context_data(form=form, reordered=True))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how one orders."""
        lead = _("Write the place of each in its field: one that is moved up goes before whoever stands there. The sum of the scores suggests; the order is yours.")  # fmt: skip
        begins = self.model is None and self.request.method == "GET" and bool(self.by_sum)
        return super().get_context_data(**kwargs) | {"lead": lead, "by_score": True, "begins_by_score": begins}


class DraftOrderView(OrderView):
    """Write a new version: it begins as a copy."""

    act = staticmethod(acts.draft_ranking)
    success_message = naming_decider(
        gettext_lazy("The draft is saved. It comes into force when %(body)s adopts it."), "portfolio.adopt_ranking"
    )

    @cached_property
    def model(self) -> Any:
        """Return what the draft is copied from: the version that the address names, or the one in force."""
        found = ranking.list_page(self.kwargs["code"], None, self.actor, clock.today())
        named = self.request.GET.get("from")
        if not named:
            return found.in_force
        version = next((row for row in found.versions if str(row.pk) == named), None)
        if version is None:
            raise NotThere
        return version

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the list."""
        return {"ranked_list": self.ranked_list, **super().arguments(form)}


class OfRanking(OfList):
    """A form about one version."""

    @cached_property
    def version(self) -> Any:
        """Return the version. Raises NotThere for one of another list."""
        found = ranking.ranking_by_id(self.kwargs["pk"])
        if found.ranked_list_id != self.ranked_list.pk:
            raise NotThere
        return found

    def cancel(self) -> str:
        """Return to the version."""
        return str(self.version.get_absolute_url())


class EditOrderView(OfRanking, OrderView):
    """Edit a draft."""

    act = staticmethod(acts.edit_ranking)
    takes_revision = True
    success_message = gettext_lazy("The draft is saved.")

    @property
    def model(self) -> Any:
        """Return the version."""
        return self.version

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        return super().get_initial() | {"revision": self.version.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {"ranking": self.version, **super().arguments(form)}


class WithdrawOrderView(OfRanking, WithdrawDraft):
    """Withdraw a draft."""


class BringOrderView(OfRanking, BringVersion):
    """Bring a draft to the body that decides it."""

    heading = gettext_lazy("Bring the list to the body that decides")


class OutcomeView(OfList):
    """Record what became of a candidate."""

    act = staticmethod(acts.record_outcome)
    form_class: Any = OutcomeForm
    button = gettext_lazy("Record it")
    success_message = gettext_lazy("It is recorded. What was recorded before stays readable.")

    @cached_property
    def place(self) -> Any:
        """Return where the candidate stands. Raises NotThere for who stands on no decided version."""
        found = ranking.decided_place(self.ranked_list, queries.project_by_code(self.kwargs["project"]))
        if found is None:
            raise NotThere
        return found

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"happened_on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the candidate."""
        return {"ranked_list": self.ranked_list, "project": self.place.project, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to the list."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say of whom, and what was asked for."""
        words = ranking_words.candidate_words(self.place)
        return super().get_context_data(**kwargs) | {
            "heading": _("What became of %(project)s?") % {"project": self.place.project},
            "lead": words,
        }


class KeepScopeView(OutcomeView):
    """Say that nothing needs to be smaller after an award in part."""

    act = staticmethod(acts.keep_scope)
    form_class = ReasonForm
    button = gettext_lazy("Nothing needs to be smaller")
    success_message = gettext_lazy("It is said, with the reason. The work list asks for it no more.")
    question: Any = gettext_lazy("Does nothing of %(project)s need to be smaller?")
    what: Any = gettext_lazy(
        "Write why, for example that the rest is funded otherwise. Mandate, budget and funding plan stand as they were decided."
    )

    def scopes(self) -> Iterable[str]:
        """Return the project."""
        return [f"project:{self.place.project_id}"]

    def get_initial(self) -> dict[str, Any]:
        """Begin with nothing."""
        return {}

    def cancel(self) -> str:
        """Return to the candidate, on the list."""
        return f"{super().cancel()}#c-{self.place.project.code}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask it of this project."""
        heading = self.question % {"project": self.place.project}
        return super().get_context_data(**kwargs) | {"heading": heading, "lead": self.what}


class CutScopeView(KeepScopeView):
    """Say that something must be smaller after all."""

    act = staticmethod(acts.cut_scope)
    button = gettext_lazy("It must be made smaller")
    success_message = gettext_lazy("It is said, with the reason. The work list asks for it again.")
    question = gettext_lazy("Must %(project)s be made smaller after all?")
    what = gettext_lazy("Write why. What was said before stays readable.")


class OutcomesView(OfList):
    """Record what became of several candidates at once."""

    act = staticmethod(acts.record_outcomes)
    form_class = OutcomesForm
    template_name = "portfolio/ranking/outcomes_form.html"
    heading = gettext_lazy("What became of the candidates?")
    button = gettext_lazy("Record it")
    success_message = gettext_lazy("It is recorded. What was recorded before stays readable.")

    @cached_property
    def places(self) -> Sequence[ranking.Place]:
        """Return the candidates of the version in force. Raises NotThere where none was decided."""
        found = ranking.list_page(self.kwargs["code"], None, self.actor, clock.today())
        if found.version is None or not (found.is_in_force or found.closed):
            raise NotThere
        return found.places

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the candidates. The address may propose that all of whom nothing is said have applied."""
        propose = "applied" if self.request.GET.get("state") == "applied" else NOTHING_NEW
        return super().get_form_kwargs() | {"places": self.places, "propose": propose}

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"happened_on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the list."""
        return {"ranked_list": self.ranked_list, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to the list."""
        return f"{self.cancel()}#outcomes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show each candidate with what is recorded of it."""
        context = super().get_context_data(**kwargs)
        lead = _("Write once when it happened and where it stands, and choose what has happened to each. Leave the others as they are.")  # fmt: skip
        return context | {
            "lead": lead,
            "wide": True,
            "candidates": [(place, context["form"].parts(place.project.code)) for place in self.places],
        }
