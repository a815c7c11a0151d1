"""Scoring: the criteria in their versions, the candidates with what they have, and one candidate's sheets."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar

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

from .. import acts, ranking_words, reading
from ..documents import criteria
from ..forms.scoring import NOT_JUDGED, BringForm, CriterionRows, NoteForm, ScoreForm, criterion_rows
from ..queries import clauses_on
from ..queries import scoring as queries
from ..scoring import packaged
from ..tables.scoring import CandidateTable
from .base import AsDocument


class CandidatesView(TableView):
    """Candidates and concept notes, each with how it is scored."""

    template_name = "portfolio/ranking/candidates.html"
    heading = gettext_lazy("Candidates and scores")
    lead = gettext_lazy("What waits to be chosen among, with the weighted sum of what each scores on the adopted criteria.")  # fmt: skip

    def table(self) -> Table:
        """Return the table."""
        rows = queries.candidates(self.actor, clock.today())
        empty = Empty(
            _("No candidates yet"),
            _("Project candidates and studies of needs stand here, and can be scored when criteria are in force."),
            reverse("portfolio:needs"),
            _("Needs and ideas"),
        )
        return CandidateTable(self.request, rows, empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Say on which criteria, and whether a list of them can be opened."""
        return {
            **super().page(),
            "criteria": queries.criteria_in_force(clock.today()),
            "may_open": self.actor.may("portfolio.open_ranked_list"),
        }


class CriteriaView(AsDocument, PageView):
    """The criteria: a version against the one before, or the one in force. As PDF too."""

    template_name = "portfolio/ranking/criteria.html"

    @cached_property
    def found(self) -> Any:
        """Return the version and what stands beside it. Raises NotThere."""
        return queries.criteria_page(self.kwargs.get("pk"), self.actor, clock.today())

    def document(self, language: Language) -> tuple[str, bytes] | None:
        """Return the version, where there is one."""
        version = self.found.version
        if version is None:
            return None
        return reading.heading(version, _("Scoring criteria")), criteria.document(self.found, version, language)

    def page(self) -> Mapping[str, Any]:
        """Return the version."""
        today, found = clock.today(), self.found
        version, other = found.version, found.before
        draft = version is not None and version.is_draft
        waits = version is not None and version.state in ("draft", "proposed") and not found.cases
        rows = ranking_words.criteria_rows(version.criteria, other.criteria if other else None) if version else []
        return {
            "page": found,
            "version": version,
            "rows": [(row, found.shares[row["key"]]) for row in version.criteria] if version else [],
            "changes": rows if other else [],
            "clause": clauses_on(today).criteria,
            "today": today,
            "page_title": _("Scoring criteria"),
            "sees_scores": queries.sees_scores(self.actor),
            "may": {
                "draft": self.actor.may("portfolio.draft_criteria"),
                "edit": draft and self.actor.may("portfolio.edit_criteria"),
                "withdraw": waits and self.actor.may("portfolio.withdraw_draft"),
                "bring": draft and not found.cases and self.actor.may("portfolio.bring_to_board"),
            },
        }


class CriteriaRows(RowsActView):
    """A form of criteria, row by row."""

    form_class = NoteForm
    template_name = "portfolio/ranking/rows_form.html"
    rows_class = CriterionRows
    rows_name = "criteria"
    heading = gettext_lazy("Scoring criteria")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where it belongs."""
        lead = _("Weights are whole points: a criterion with 20 weighs twice as much as one with 10. Every criterion has as many steps. The draft comes into force when the body adopts it.")  # fmt: skip
        back = (reverse("portfolio:criteria_in_force"), _("Scoring criteria"))
        return super().get_context_data(**kwargs) | {"lead": lead, "back": back}


class DraftCriteriaView(CriteriaRows):
    """Write a new version: it begins as a copy, or as the criteria that come with the software."""

    act = staticmethod(acts.draft_criteria)
    success_message = naming_decider(
        gettext_lazy("The draft is saved. It comes into force when %(body)s adopts it."), "portfolio.adopt_criteria"
    )

    @cached_property
    def model(self) -> Any:
        """Return what the draft is copied from: the version that the address names, or the one in force."""
        named = self.request.GET.get("from")
        if not named:
            return queries.criteria_in_force(clock.today())
        readable = queries.criteria_page(None, self.actor, clock.today()).versions
        found = next((row for row in readable if str(row.pk) == named), None)
        if found is None:
            raise NotThere
        return found

    def initial_rows(self) -> list[dict[str, Any]]:
        """Show the copy."""
        return criterion_rows(self.model.criteria if self.model else packaged())

    def cancel(self) -> str:
        """Return to the criteria."""
        return reverse("portfolio:criteria_in_force")


class OfCriteria:
    """A page about one version of the criteria."""

    kwargs: dict[str, Any]

    @cached_property
    def version(self) -> Any:
        """Return the version. Raises NotThere."""
        return queries.criteria_by_id(self.kwargs["pk"])

    def cancel(self) -> str:
        """Return to it."""
        return str(self.version.get_absolute_url())


class EditCriteriaView(OfCriteria, CriteriaRows):
    """Edit a draft."""

    act = staticmethod(acts.edit_criteria)
    takes_revision = True
    success_message = gettext_lazy("The draft is saved.")

    def initial_rows(self) -> list[dict[str, Any]]:
        """Show what is stored."""
        return criterion_rows(self.version.criteria)

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        return {"note": self.version.note, "revision": self.version.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {"version": self.version, **super().arguments(form)}


class WithdrawDraft(ActView):
    """Withdraw a version that is not decided on. A subclass finds it."""

    act = staticmethod(acts.withdraw_draft)
    template_name = "portfolio/ranking/confirm.html"
    heading = gettext_lazy("Withdraw this draft?")
    button = gettext_lazy("Withdraw the draft")
    danger = True
    takes_revision = True
    success_message = gettext_lazy("The draft is withdrawn. It can still be read.")
    version: Any

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.version.revision}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {"version": self.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        lead = _("It can no longer be edited or proposed. A new draft can be made from it.")
        return super().get_context_data(**kwargs) | {"lead": lead}


class BringVersion(ActView):
    """Bring a draft to the body that decides it. A subclass finds it."""

    act = staticmethod(acts.bring_to_board)
    form_class = BringForm
    template_name = "portfolio/ranking/confirm.html"
    button = gettext_lazy("Open the case")
    success_message = gettext_lazy("The case is opened. Put it on an agenda.")
    version: Any

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {"version": self.version, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Go to the case."""
        return reverse("governance:case", args=[result.pk])


class WithdrawCriteriaView(OfCriteria, WithdrawDraft):
    """Withdraw a draft of the criteria."""


class BringCriteriaView(OfCriteria, BringVersion):
    """Bring a draft of the criteria."""

    heading = gettext_lazy("Bring the criteria to the body that decides")


class ScoresView(PageView):
    """A candidate's sheets, with the working."""

    template_name = "portfolio/ranking/scores.html"
    kind: ClassVar[str] = ""

    def page(self) -> Mapping[str, Any]:
        """Return the sheets."""
        found = queries.scores_page(self.kind, self.kwargs["code"], self.actor, clock.today())
        return {
            "page": found,
            "candidate": found.candidate,
            "kind": self.kind,
            "page_title": _("Scores of %(candidate)s") % {"candidate": found.candidate.name},
        }


class ScoreView(ActView):
    """Score a candidate on the criteria in force."""

    act = staticmethod(acts.score_candidate)
    form_class = ScoreForm
    template_name = "portfolio/ranking/score.html"
    button = gettext_lazy("Save the scores")
    success_message = gettext_lazy("The scores are saved. Earlier ones stay readable.")
    kind: ClassVar[str] = ""

    @cached_property
    def found(self) -> queries.ScoresPage:
        """Return the candidate. Raises NotThere, also where no criteria are in force."""
        found = queries.scores_page(self.kind, self.kwargs["code"], self.actor, clock.today())
        if found.candidate.in_force is None:
            raise NotThere
        return found

    @property
    def criteria(self) -> Any:
        """Return the criteria in force."""
        return self.found.candidate.in_force

    def scopes(self) -> Iterable[str]:
        """Return the body whose criteria they are."""
        return [f"body:{self.criteria.body_id}"]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the criteria."""
        return super().get_form_kwargs() | {"criteria": self.criteria}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the reader's own last sheet."""
        mine = self.found.mine
        if mine is None:
            return {}
        levels = {f"level_{row['key']}": str(row["level"] or NOT_JUDGED) for row in mine.levels}
        return levels | {f"why_{row['key']}": row["why"] for row in mine.levels} | {"note": mine.note}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the candidate and the criteria."""
        return {self.kind: self.found.candidate.thing, "criteria": self.criteria, **form.arguments()}

    def cancel(self) -> str:
        """Return to the candidate's sheets."""
        return self.found.candidate.url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is scored, on what."""
        found = self.found.candidate
        keys = [row["key"] for row in self.criteria.criteria]
        context = super().get_context_data(**kwargs)
        form = context["form"]
        return context | {
            "candidate": found,
            "criteria": self.criteria,
            "heading": _("Score %(candidate)s") % {"candidate": found.name},
            "pairs": [(form[f"level_{key}"], form[f"why_{key}"]) for key in keys],
        }
