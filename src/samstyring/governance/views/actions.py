"""Pages of follow-up actions: the list, one action, reporting and closing."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui import formats
from samstyring.ui.addresses import address_of
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table, TableView
from samstyring.ui.views import ActView, PageView

from .. import acts
from ..forms import decisions as forms
from ..queries import actions as queries
from ..queries.decisions import address_of_decision
from ..rules.actions import mark_of
from ..rules.scopes import clause_of


def _decided_deadline(row: Any) -> str:
    """Return the deadline that was decided, where more time has been given."""
    return _("first %(day)s") % {"day": formats.day(row.deadline)} if row.due != row.deadline else ""


class ActionTable(Table):
    """Follow-up actions."""

    caption = gettext_lazy("Follow-up")
    columns = (
        Column(
            "text",
            gettext_lazy("What is to be done"),
            header=True,
            link=lambda row: address_of("governance:action", row.pk),
            small=lambda row: f"{row.decision.label} {row.decision.title}",
        ),
        Column("organisation.name", gettext_lazy("Who"), sort="organisation__sort_key"),
        Column("due", gettext_lazy("Deadline"), "day", sort="due", small=_decided_deadline),
        Column("deadline", gettext_lazy("Deadline that was decided"), "day", on_page=False),
        Column("state", gettext_lazy("State"), "mark", value=lambda row: mark_of(row, clock.today())),
    )
    sort = "due"
    file_name = "follow-up"
    empty = Empty(
        gettext_lazy("Nothing to follow up"),
        gettext_lazy(
            "A decision can ask a municipality to do something by a day. It then stands here until it is done."
        ),
    )


class ActionsView(TableView):
    """The list of follow-up actions: open ones first of all."""

    def table(self) -> Table:
        """Return the list with its filters; what is finished is left out until it is asked for."""
        state = ChoiceFilter(
            "state",
            _("State"),
            queries.in_state,
            choices=[("open", _("To be done")), ("overdue", _("Overdue")), ("all", _("All"))],
            every=_("Not finished"),
        )
        party = ChoiceFilter(
            "party",
            _("Who"),
            lambda rows, pk: rows.filter(organisation_id=pk),
            choices=lambda: queries.parties(self.actor),
        )
        rows = queries.listed(queries.visible_to(self.actor))
        if not self.request.GET.get("state"):
            rows = rows.filter(state__in=queries.UNFINISHED)
        made: type[ActionTable] = type("Actions", (ActionTable,), {"filters": (state, party)})
        return made(self.request, rows)

    def page(self) -> Mapping[str, Any]:
        """Return heading and lead."""
        return {
            "page_title": _("Follow-up"),
            "lead": _("What decisions ask the municipalities to do, by whom and by when."),
        }


class ActionView(PageView):
    """One action with what was reported."""

    template_name = "governance/action.html"

    def page(self) -> Mapping[str, Any]:
        """Return the action."""
        page = queries.action_page(self.kwargs["pk"], self.actor, clock.today())
        action = page.action
        return {
            "page": page,
            "action": action,
            "page_title": _("Follow-up for %(who)s") % {"who": action.organisation.name},
            "decision_url": address_of_decision(action.decision),
            "mark": mark_of(action, clock.today()),
            "may_report": self.actor.may("governance.report_action", *ReportView.asked(action)),
            "may_ask": self.actor.may("governance.ask_for_more_time", *ReportView.asked(action)),
            "may_answer": self.actor.may("governance.grant_extension", f"body:{action.decision.body_id}"),
            "answer_clause": clause_of(self.actor.powers, "grant_extension"),
            "may_close": self.actor.may("governance.close_action", f"body:{action.decision.body_id}"),
        }


class OfAction(ActView):
    """An act on an action."""

    template_name = "governance/action_act.html"

    @cached_property
    def action(self) -> Any:
        """Return the action. Raises NotThere."""
        return queries.action_for(self.kwargs["pk"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return what the act itself asks."""
        return self.asked(self.action)

    @classmethod
    def asked(cls, action: Any) -> list[str]:
        """Return the scopes by which the act is permitted."""
        return list(cls.act.spec.scope(action=action))

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the action."""
        return {**form.arguments(), "action": self.action}

    def cancel(self) -> str:
        """Return to the action."""
        return reverse("governance:action", args=[self.action.pk])

    def done_url(self, result: Any) -> str:
        """Return to the action."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the action."""
        return super().get_context_data(**kwargs) | {"action": self.action}


class ReportView(OfAction):
    """Report how an action stands."""

    act = staticmethod(acts.report_action)
    form_class = forms.ReportForm
    heading = gettext_lazy("Report on the follow-up")
    button = gettext_lazy("Send the report")
    success_message = gettext_lazy("The report is recorded.")


class CloseView(OfAction):
    """Close an action."""

    act = staticmethod(acts.close_action)
    form_class = forms.CloseActionForm
    heading = gettext_lazy("Close the follow-up")
    button = gettext_lazy("Close the follow-up")
    success_message = gettext_lazy("The follow-up is closed.")
