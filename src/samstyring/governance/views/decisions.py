"""Pages of decisions: the register, one decision with why it stands, conditions, and late registration.

The public, and an account without any part here, reads what is released, at the same addresses.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table, TableView
from samstyring.ui.views import ActView, PageView

from .. import acts
from ..forms import decisions as forms
from ..queries import decisions as queries
from ..queries import public, reviews
from ..queries.conditions import waiting_with
from ..queries.minutes_document import how_words
from ..queries.publicity import of_decision
from ..queries.texts import condition_of, condition_words, proposals_of
from ..rules.reviews import mark_of_decision


def _address(decision: Any) -> str:
    return str(queries.address_of_decision(decision))


def _way(row: Any) -> str:
    way = str(row.get_way_display())
    return _("%(way)s, in writing") % {"way": way} if row.in_writing else way


class DecisionTable(Table):
    """The register of decisions."""

    caption = gettext_lazy("Decisions")
    columns = (
        Column("label", gettext_lazy("Number"), sort="number", css="nowrap figures"),
        Column("title", gettext_lazy("Decision"), link=_address, header=True, sort="title"),
        Column("body.name", gettext_lazy("Body")),
        Column("decided_on", gettext_lazy("Decided"), "day", sort="decided_on"),
        Column("standing", gettext_lazy("Since then"), "mark", value=lambda row: mark_of_decision(row, clock.today())),
        Column("way", gettext_lazy("How"), value=_way),
        Column("clause_of_authority", gettext_lazy("Authority to decide"), "clause"),
        Column("registered_on", gettext_lazy("Registered"), "day", on_page=False),
        Column("text", gettext_lazy("Text"), on_page=False),
    )
    sort = "-decided_on"
    file_name = "decisions"
    empty = Empty(
        gettext_lazy("No decisions yet"),
        gettext_lazy("A decision stands here as soon as it is made in the meeting room."),
    )


class PublicTable(DecisionTable):
    """The public register: as Excel and CSV. A PDF takes long to set, and anyone at all could ask for it."""

    prints = False
    empty = Empty(
        gettext_lazy("No decisions are public yet"),
        gettext_lazy("A decision stands here when someone has read it through and released it."),
    )


class DecisionsView(TableView):
    """The register of decisions: all for those who take part, the released ones for the public."""

    sign_in_first = False

    def table(self) -> Table:
        """Return the register, with filters for what the reader may see."""
        kind = DecisionTable if self.actor.takes_part else PublicTable
        filters = (
            SearchFilter("q", _("Words in the decision"), queries.find),
            ChoiceFilter(
                "body",
                _("Body"),
                lambda rows, key: rows.filter(body_key=key),
                choices=lambda: queries.bodies(self.actor),
            ),
            ChoiceFilter(
                "year",
                _("Year"),
                lambda rows, year: rows.filter(year=int(year)),
                choices=lambda: queries.years(self.actor),
            ),
            ChoiceFilter("way", _("How"), lambda rows, way: rows.filter(way=way), choices=queries.WAYS),
        )
        made: type[DecisionTable] = type("Decisions", (kind,), {"filters": filters})
        return made(self.request, reviews.with_holding(queries.listed(queries.visible_to(self.actor))))

    def page(self) -> Mapping[str, Any]:
        """Return heading, lead and the feed."""
        words = _("What the bodies of the co-operation have decided, and why.")
        return {"page_title": _("Decisions"), "lead": words, "feed_url": reverse("governance:decisions_feed")}

    def get_template_names(self) -> list[str]:
        """Return the page with the feed in its head."""
        return ["governance/decisions.html"]


class DecisionView(PageView):
    """One decision: with why, for those who take part; what is released, for the public."""

    sign_in_first = False

    closed: queries.ClosedDecision | None = None
    """The little that this reader may know of it, where it is exempt from public access and not theirs."""

    def get_template_names(self) -> list[str]:
        """Return the public's page or the whole."""
        if self.closed:
            return ["governance/decision_closed.html"]
        return ["governance/decision.html" if self.actor.takes_part else "governance/decision_public.html"]

    def page(self) -> Mapping[str, Any]:
        """Return the decision."""
        number = self.kwargs["body"], self.kwargs["year"], self.kwargs["number"]
        found: Any
        if not self.actor.takes_part:
            found = public.public_decision(*number)
        else:
            try:
                found = queries.decision_page(*number, self.actor, clock.today())
            except NotThere:
                self.closed = queries.closed_decision(*number, self.actor)
                return {"decision": self.closed, "page_title": self.closed.label}
        decision = found.decision
        body = f"body:{decision.body_id}"
        return {
            "page": found,
            "decision": decision,
            "page_title": f"{decision.label} {decision.title}",
            "standing": reviews.holding_page(decision, self.actor, clock.today()),
            "how": how_words(decision, getattr(found, "record", None)) if decision else "",
            "may": {
                name: self.actor.may(f"governance.{name}", body)
                for name in (
                    "confirm_condition",
                    "return_to_agenda",
                    "release_decision",
                    "close_action",
                    "set_review_date",
                )
            },
        }


class OfDecision(ActView):
    """An act that returns to the decision."""

    @cached_property
    def decision(self) -> Any:
        """Return the decision. Raises NotThere."""
        return queries.decision_for(self.kwargs["body"], self.kwargs["year"], self.kwargs["number"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the body."""
        return [f"body:{self.decision.body_id}"]

    def cancel(self) -> str:
        """Return to the decision."""
        return _address(self.decision)

    def done_url(self, result: Any) -> str:
        """Return to the decision."""
        return _address(self.decision)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it belongs."""
        crumb = (f"{self.decision.label} {self.decision.title}", _address(self.decision))
        return super().get_context_data(**kwargs) | {"decision": self.decision, "crumb": crumb}


class ReleaseView(OfDecision):
    """Release one decision."""

    act = staticmethod(acts.release_decision)
    form_class = forms.ReleaseDecisionForm
    template_name = "governance/release_decision.html"
    heading = gettext_lazy("Make the decision public")
    button = gettext_lazy("Release")
    success_message = gettext_lazy("The decision is public.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the passages that can be left out, and whether the rules are passed over."""
        asked = {"passages": queries.passages(self.decision), "passed_over": self.publicity.passed_over}
        return super().get_form_kwargs() | asked

    @cached_property
    def publicity(self) -> Any:
        """Return what the rules make public."""
        return of_decision(self.decision)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the rules make public."""
        return super().get_context_data(**kwargs) | {"publicity": self.publicity}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the decision."""
        return {**form.arguments(), "decision": self.decision}


class OfProposal(OfDecision):
    """An act on a proposal that waits for its condition."""

    @cached_property
    def proposal(self) -> Any:
        """Return the proposal. Raises NotThere."""
        return queries.proposal_for(self.kwargs["pk"], self.actor)

    @cached_property
    def decision(self) -> Any:
        """Return the decision that it belongs to."""
        return self.proposal.case.decision

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the proposal."""
        return {**form.arguments(), "proposal": self.proposal}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the proposal, and its condition in words."""
        condition = condition_words(condition_of(self.proposal))
        return super().get_context_data(**kwargs) | {"proposal": self.proposal, "condition": condition}


class ConfirmView(OfProposal):
    """Confirm that the condition is met."""

    act = staticmethod(acts.confirm_condition)
    form_class = forms.ConfirmForm
    template_name = "governance/condition.html"
    heading = gettext_lazy("Confirm that the condition is met")
    button = gettext_lazy("Confirm")
    success_message = gettext_lazy("The condition is confirmed, and what waited has taken effect.")

    @cached_property
    def others(self) -> dict[str, Any]:
        """Return what waits for the same condition, by its id."""
        return {str(row.pk): row for row in waiting_with(self.proposal)}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what waits for the same condition."""
        return super().get_form_kwargs() | {"also": [(key, row.wording) for key, row in self.others.items()]}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments, with the proposals themselves."""
        given = super().arguments(form)
        return given | {"also": [self.others[key] for key in given["also"]]}


class ReturnView(OfProposal):
    """Bring a matter back to the agenda."""

    act = staticmethod(acts.return_to_agenda)
    form_class = forms.ButtonForm
    template_name = "governance/condition.html"
    heading = gettext_lazy("Bring the matter back to the agenda")
    button = gettext_lazy("Make a new case of it")
    success_message = gettext_lazy("The matter is a case again, ready to be prepared.")

    def done_url(self, result: Any) -> str:
        """Go on to the new case."""
        return reverse("governance:case", args=[result.pk])


class LateDecisionView(ActView):
    """Register what was decided before."""

    act = staticmethod(acts.register_late_decision)
    form_class = forms.LateDecisionForm
    template_name = "governance/late_decision.html"
    heading = gettext_lazy("Register a decision that was made before")
    button = gettext_lazy("Register the decision")

    @cached_property
    def case(self) -> Any:
        """Return the case. Raises NotThere."""
        return queries.case_for(self.kwargs["pk"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the body."""
        return [f"body:{self.case.body_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the case."""
        return {**form.arguments(), "case": self.case}

    def cancel(self) -> str:
        """Return to the case."""
        return reverse("governance:case", args=[self.case.pk])

    def done_url(self, result: Any) -> str:
        """Go on to the decision."""
        return _address(result)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the case with its proposals."""
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "proposals": proposals_of(self.case.pk),
            "crumb": (f"{self.case.reference} {self.case.title}", self.cancel()),
        }
