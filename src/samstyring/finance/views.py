"""The pages of a project's budget and funding plan: read, drafted, edited, withdrawn."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.naming import naming_decider
from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.portfolio.queries import awards
from samstyring.portfolio.reading import heading as version_heading
from samstyring.portfolio.views.base import ProjectActView, ProjectPageView
from samstyring.ui.row_views import RowsActView

from . import acts, forms, queries


class VersionView(ProjectPageView):
    """A version of a budget or a funding plan, against the one in force."""

    query: ClassVar[Any]
    word: ClassVar[Any]
    act_word: ClassVar[str]

    def page(self) -> Mapping[str, Any]:
        """Return the version, and what the reader may do with it."""
        found = type(self).query(self.kwargs["code"], self.kwargs["pk"], self.actor, clock.today())
        scope, is_draft = f"project:{found.project.pk}", found.version.is_draft
        return {
            "page": found,
            "version": found.version,
            "page_title": version_heading(found.version, self.word),
            "may_edit": is_draft and self.actor.may(f"finance.edit_{self.act_word}", scope),
            "may_draft": self.actor.may(f"finance.draft_{self.act_word}", scope),
            "may_withdraw": found.version.state in ("draft", "proposed")
            and not found.cases
            and self.actor.may(f"finance.withdraw_{self.act_word}", scope),
            "may_open_case": is_draft and not found.cases and self.actor.may("governance.open_case"),
        }


class BudgetView(VersionView):
    """A version of the budget."""

    template_name = "finance/budget.html"
    query = staticmethod(queries.budget_page)
    word = gettext_lazy("budget")
    act_word = "budget"


class FundingPlanView(VersionView):
    """A version of the funding plan."""

    template_name = "finance/funding_plan.html"
    query = staticmethod(queries.plan_page)
    word = gettext_lazy("funding plan")
    act_word = "funding_plan"


class RowsView(ProjectActView, RowsActView):
    """A form with rows of a version."""

    form_class = forms.NoteForm
    template_name = "finance/rows_form.html"
    version_name: ClassVar[str]

    @property
    def model(self) -> Any:
        """Return the version whose rows are shown at first, or None."""
        raise NotImplementedError  # a new draft shows the one in force, a draft itself

    def initial_rows(self) -> list[dict[str, Any]]:
        """Return the rows of the version that is shown."""
        return queries.shown_rows(self.model) if self.model else []

    def get_initial(self) -> dict[str, Any]:
        """Show the note."""
        return {"note": self.model.note} if self.model else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the rows are set against, and what was awarded."""
        return super().get_context_data(**kwargs) | {
            "awards": awards.awards_of(self.project),
            "kind": self.version_name,
            "against": queries.against(self.project, self.version_name, clock.today()),
        }


SAVED = gettext_lazy("The draft is saved. It comes into force when %(body)s adopts it.")


class DraftRowsView(RowsView):
    """Write a new version: it begins as a copy."""

    @property
    def success_message(self) -> Any:
        """Say which body adopts this kind of version."""
        return naming_decider(SAVED, f"finance.adopt_{self.version_name}")

    @cached_property
    def model(self) -> Any:
        """Return what the draft is copied from: the version named in the address, or the one in force."""
        named = self.request.GET.get("from")
        versions = queries.versions_of(self.project, self.version_name)
        if not named:
            return queries.in_force(versions, clock.today())
        found = next((row for row in versions if str(row.pk) == named), None)
        if found is None:
            raise NotThere
        return found

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the project."""
        return {"project": self.project, **super().arguments(form)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what it is a copy of."""
        return super().get_context_data(**kwargs) | {"copy_of": self.model}


class EditRowsView(RowsView):
    """Edit a draft."""

    success_message = gettext_lazy("The draft is saved.")
    takes_revision = True

    @cached_property
    def model(self) -> Any:
        """Return the version. Raises NotThere."""
        return queries.version_by_id(self.version_name, self.kwargs["pk"], self.kwargs["code"])

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        return super().get_initial() | {"revision": self.model.revision}

    def cancel(self) -> str:
        """Return to the version."""
        return str(self.model.get_absolute_url())

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {self.version_name: self.model, **super().arguments(form)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is stored now when it was changed meanwhile."""
        context = super().get_context_data(**kwargs)
        if kwargs.get("stale") is not None:
            context["stored_rows"] = queries.rows_as_read(kwargs["stale"])
            context["stale"] = None
        return context


class BudgetRows:
    """What rows of a budget need."""

    rows_class = forms.LineRows
    rows_name = "lines"
    version_name = "budget"


class SourceRows:
    """What rows of a funding plan need."""

    rows_class = forms.SourceRows
    rows_name = "sources"
    version_name = "funding_plan"

    def row_kwargs(self) -> dict[str, Any]:
        """Name the municipalities that money can come from."""
        return {"parties": forms.parties(clock.today())}


class DraftBudgetView(BudgetRows, DraftRowsView):
    """Draft a budget."""

    act = staticmethod(acts.draft_budget)
    heading = gettext_lazy("Draft a budget")


class EditBudgetView(BudgetRows, EditRowsView):
    """Edit a draft budget."""

    act = staticmethod(acts.edit_budget)
    heading = gettext_lazy("Edit the draft budget")


class DraftFundingPlanView(SourceRows, DraftRowsView):
    """Draft a funding plan."""

    act = staticmethod(acts.draft_funding_plan)
    heading = gettext_lazy("Draft a funding plan")


class EditFundingPlanView(SourceRows, EditRowsView):
    """Edit a draft funding plan."""

    act = staticmethod(acts.edit_funding_plan)
    heading = gettext_lazy("Edit the draft funding plan")


class WithdrawView(ProjectActView):
    """Withdraw a draft."""

    template_name = "portfolio/confirm.html"
    heading = gettext_lazy("Withdraw this draft?")
    button = gettext_lazy("Withdraw the draft")
    danger = True
    success_message = gettext_lazy("The draft is withdrawn. It can still be read.")
    takes_revision = True
    version_name: ClassVar[str]
    word: ClassVar[Any]

    @cached_property
    def version(self) -> Any:
        """Return the version. Raises NotThere."""
        return queries.version_by_id(self.version_name, self.kwargs["pk"], self.kwargs["code"])

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is looked at."""
        return {"revision": self.version.revision}

    def cancel(self) -> str:
        """Return to the version."""
        return str(self.version.get_absolute_url())

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {self.version_name: self.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        return super().get_context_data(**kwargs) | {
            "facts": [(_("Project"), self.project), (_("Version"), version_heading(self.version, self.word))],
            "warning": _("It can no longer be edited or proposed. A new draft can be made from it."),
        }


class WithdrawBudgetView(WithdrawView):
    """Withdraw a draft budget."""

    act = staticmethod(acts.withdraw_budget)
    version_name = "budget"
    word = gettext_lazy("budget")


class WithdrawFundingPlanView(WithdrawView):
    """Withdraw a draft funding plan."""

    act = staticmethod(acts.withdraw_funding_plan)
    version_name = "funding_plan"
    word = gettext_lazy("funding plan")
