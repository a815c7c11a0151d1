"""Pages of what still holds: the list, a day for review, and bringing decisions before their body."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table, TableView
from samstyring.ui.views import ActView

from .. import acts
from ..forms import reviews as forms
from ..queries import decisions as decision_queries
from ..queries import from_before
from ..queries import reviews as queries
from ..rules.reviews import mark_of_review

STATES = [
    ("past", gettext_lazy("Past its review")),
    ("soon", gettext_lazy("Review soon")),
    ("none", gettext_lazy("No day for review")),
    ("repealed", gettext_lazy("Repealed")),
]


def _address(decision: Any) -> str:
    return str(decision_queries.address_of_decision(decision))


class HoldsTable(Table):
    """What still holds: those to be looked at anew first, the earliest day first."""

    caption = gettext_lazy("What still holds")
    columns = (
        Column("label", gettext_lazy("Number"), sort="number", css="nowrap figures"),
        Column("title", gettext_lazy("Decision"), link=_address, header=True, sort="title"),
        Column("body.name", gettext_lazy("Body"), sort="body__name"),
        Column("decided_on", gettext_lazy("Decided"), "day", sort="decided_on"),
        Column("review_on", gettext_lazy("Review by"), "day", sort="review_on"),
        Column("state", gettext_lazy("State"), "mark", value=lambda row: mark_of_review(row, clock.today())),
        Column("confirmed_on", gettext_lazy("Confirmed"), "day", on_page=False),
        Column("repealed_from", gettext_lazy("No longer in force from"), "day", on_page=False),
    )
    sort = "review_on"
    file_name = "what-still-holds"
    empty = Empty(
        gettext_lazy("No decisions yet"),
        gettext_lazy(
            "A decision stands here until the body repeals it. Those that are done with when the meeting is, such as "
            "approvals of minutes, do not."
        ),
    )


class HoldsView(TableView):
    """The list of what still holds, by body and age."""

    template_name = "governance/holds.html"

    def table(self) -> Table:
        """Return the list with its filters; what is repealed is left out until it is asked for."""
        today = clock.today()
        state = ChoiceFilter(
            "state",
            _("State"),
            lambda rows, state: queries.in_state(rows, state, today),
            choices=STATES,
            every=_("In force"),
        )
        body = ChoiceFilter(
            "body",
            _("Body"),
            lambda rows, key: rows.filter(body_key=key),
            choices=lambda: decision_queries.bodies(self.actor),
        )
        age = ChoiceFilter(
            "age",
            _("Decided"),
            lambda rows, years: queries.older_than(rows, int(years), today),
            choices=[(str(years), _("more than %(years)s years ago") % {"years": years}) for years in (1, 2, 4, 8)],
            every=_("At any time"),
        )
        words = SearchFilter("q", _("Words in the decision"), decision_queries.find)
        rows = decision_queries.listed(queries.standing(self.actor))
        if not self.request.GET.get("state"):
            rows = queries.in_force(rows, today)
        made: type[HoldsTable] = type("Holds", (HoldsTable,), {"filters": (words, body, state, age)})
        return made(self.request, rows)

    def page(self) -> Mapping[str, Any]:
        """Return heading, lead, and the bodies whose decisions the reader may bring up."""
        return {
            "page_title": _("What still holds"),
            "lead": _(
                "Decisions in force, those to be looked at anew first. The body confirms or repeals them itself."
            ),
            "bodies": queries.bodies_to_bring(self.actor),
            "before": self.before(),
        }

    def before(self) -> Any:
        """Return what was taken over from before, narrowed as the list is."""
        asked = self.request.GET
        names = {"words": "q", "body": "body", "state": "state", "years": "age"}
        given = {name: asked.get(key, "") for name, key in names.items()}
        today = clock.today()
        found = from_before.taken_over(self.actor, today, **given)
        return {
            "count": found.count,
            "more": found.more,
            "rows": [(each, mark_of_review(each, today)) for each in found.first],
        }


class EarlierTable(Table):
    """Decisions taken over, with how they stand: those to be looked at anew first."""

    caption = gettext_lazy("Taken over from before")
    columns = (
        Column("label", gettext_lazy("Number"), sort="number", css="figures"),
        Column("title", gettext_lazy("Decision"), link=lambda row: row.get_absolute_url(), header=True, sort="title"),
        Column("body_name", gettext_lazy("Body"), sort="body_name"),
        Column("dated", gettext_lazy("Decided"), "day", sort="dated"),
        Column("review_on", gettext_lazy("Review by"), "day", sort="review_on"),
        Column("state", gettext_lazy("State"), "mark", value=lambda row: mark_of_review(row, clock.today())),
        Column("take_over.source", gettext_lazy("Source"), on_page=False),
        Column("confirmed_on", gettext_lazy("Confirmed"), "day", on_page=False),
        Column("repealed_from", gettext_lazy("No longer in force from"), "day", on_page=False),
    )
    sort = "review_on"
    file_name = "taken-over-still-holds"
    empty = Empty(gettext_lazy("No decisions"), gettext_lazy("Nothing that was taken over stands like this."))


class EarlierView(TableView):
    """All decisions taken over, with whether they still hold."""

    template_name = "governance/holds_before.html"
    heading = gettext_lazy("Taken over from before")
    lead = gettext_lazy(
        "Decisions made before this system was in use. They hold until a body here repeals them; none was made here."
    )

    def table(self) -> Table:
        """Return the table with its filters; what is repealed is left out until it is asked for."""
        today = clock.today()
        words = SearchFilter("q", _("Words in the decision"), from_before.with_words)
        state = ChoiceFilter(
            "state",
            _("State"),
            lambda rows, state: queries.in_state(rows, state, today),
            choices=STATES,
            every=_("In force"),
        )
        rows = from_before.standing(self.actor)
        if not self.request.GET.get("state"):
            rows = queries.in_force(rows, today)
        made: type[EarlierTable] = type("Earlier", (EarlierTable,), {"filters": (words, state)})
        return made(self.request, rows)


class ReviewDateView(ActView):
    """Set by when a decision is looked at anew."""

    act = staticmethod(acts.set_review_date)
    form_class = forms.ReviewDateForm
    template_name = "governance/review_date.html"
    heading = gettext_lazy("Day for review")
    success_message = gettext_lazy("The day for review is noted.")

    @cached_property
    def decision(self) -> Any:
        """Return the decision. Raises NotThere."""
        number = self.kwargs["body"], self.kwargs["year"], self.kwargs["number"]
        return decision_queries.decision_for(*number, self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the body."""
        return [f"body:{self.decision.body_id}"]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the day that is set."""
        return {**super().get_form_kwargs(), "current": queries.holding(self.decision).review_on}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the decision."""
        return {**form.arguments(), "decision": self.decision}

    def cancel(self) -> str:
        """Return to the decision."""
        return _address(self.decision)

    def done_url(self, result: Any) -> str:
        """Return to the decision."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the decision."""
        return super().get_context_data(**kwargs) | {"decision": self.decision}


class EarlierDateView(ReviewDateView):
    """Set by when a decision that was taken over is looked at anew."""

    @cached_property
    def decision(self) -> Any:
        """Return the decision. Raises NotThere."""
        return from_before.earlier_decision(self.kwargs["pk"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the bodies that it is for."""
        return from_before.scopes_of(self.decision)

    def cancel(self) -> str:
        """Return to the decision."""
        return str(self.decision.get_absolute_url())


class BringView(ActView):
    """Open a case on which of a body's decisions still hold."""

    act = staticmethod(acts.bring_up_decisions)
    form_class = forms.BringForm
    template_name = "governance/bring_up.html"
    heading = gettext_lazy("Bring decisions before the body")
    button = gettext_lazy("Open the case")
    success_message = gettext_lazy("The case is open. Put it on an agenda when it is ready.")

    @cached_property
    def body(self) -> Any:
        """Return the body."""
        found = queries.body_for(self.kwargs["body"], self.actor)
        if found is None:
            raise Http404
        return found

    def scopes(self) -> Iterable[str]:
        """Return the body."""
        return [f"body:{self.body.pk}"]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the decisions, those due for review first."""
        today = clock.today()
        decisions = [
            *queries.to_bring(self.body, self.actor, today),
            *from_before.to_bring(self.body, self.actor, today),
        ]
        return {**super().get_form_kwargs(), "decisions": decisions, "today": today}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the body."""
        return {**form.arguments(), "body": self.body}

    def cancel(self) -> str:
        """Return to the list."""
        return reverse("governance:holds")

    def done_url(self, result: Any) -> str:
        """Go on to the case."""
        return reverse("governance:case", args=[result.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the body, and how each decision stands."""
        context = super().get_context_data(**kwargs)
        today = clock.today()
        rows = [(decision, field, mark_of_review(decision, today)) for decision, field in context["form"].rows()]
        return context | {"body": self.body, "rows": rows}
