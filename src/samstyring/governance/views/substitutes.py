"""Substitutes: listed for a body, appointed and ended there, answered for on the meeting's page."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.parties.names import search_key
from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table, TableView
from samstyring.ui.views import ActView

from .. import acts
from ..forms import substitutes as forms
from ..forms.organisation import day_asked
from ..queries import bodies
from ..queries import substitutes as queries
from ..rules import readers
from .bodies import BodyAct
from .meetings import title_of

STATES: Mapping[str, Any] = {
    "now": gettext_lazy("Can be brought in"),
    "coming": gettext_lazy("To come"),
    "nobody": gettext_lazy("Nobody"),
    "over": gettext_lazy("Over"),
}
MARKS = {"now": "ok", "coming": "soon"}


def _mark(row: Any) -> tuple[str, Any]:
    return "due" if row.lacking else MARKS.get(row.state, "na"), STATES[row.state]


def _held_by(row: Any) -> str:
    return "" if row.holder is None or row.holder.name == row.seat.name else str(row.holder.name)


def _last_day(row: Any) -> Any:
    return row.until - timedelta(days=1) if row.until else None


class SubstitutesTable(Table):
    """Who may step in for which seat, in the order in which they are asked."""

    caption = gettext_lazy("Substitutes, by seat and in their order")
    columns = (
        Column("seat.name", gettext_lazy("Seat"), header=True, small=_held_by),
        Column("holder", gettext_lazy("Held by"), on_page=False, value=lambda row: str(row.holder or "")),
        Column("substitute.rank", gettext_lazy("No."), "number"),
        Column(
            "substitute.person.name",
            gettext_lazy("Substitute"),
            small=lambda row: row.substitute.organisation if row.substitute else "",
        ),
        Column("substitute.organisation.name", gettext_lazy("Comes from"), on_page=False),
        Column("from_date", gettext_lazy("From"), "day"),
        Column("until", gettext_lazy("Last day"), "day", value=_last_day),
        Column("state", gettext_lazy("State"), "mark", value=_mark),
        Column(
            "elsewhere",
            gettext_lazy("Also holds, or may step in for"),
            value=lambda row: formats.sentence(row.elsewhere),
        ),
        Column("substitute.begun_by", gettext_lazy("Rests on"), "basis"),
    )
    empty = Empty(
        gettext_lazy("No seats"),
        gettext_lazy("The agreement gives this body no fixed seats, so nobody steps in for anyone."),
    )

    def __init__(self, request: HttpRequest, rows: Sequence[Any], *, key: str) -> None:
        """Offer the seats and the states that there are."""
        seats = {str(row.seat.pk): row.seat.name for row in rows}
        self.file_name = f"varamedlemer-{key}"  # type: ignore[misc]
        self.filters = (  # type: ignore[misc]
            SearchFilter(
                "q",
                gettext_lazy("Name"),
                lambda rows, text: [row for row in rows if search_key(text) in search_key(str(row))],
            ),
            ChoiceFilter(
                "seat",
                gettext_lazy("Seat"),
                lambda rows, value: [row for row in rows if str(row.seat.pk) == value],
                choices=list(seats.items()),
            ),
            ChoiceFilter(
                "state",
                gettext_lazy("State"),
                lambda rows, value: [row for row in rows if row.state == value],
                choices=list(STATES.items()),
            ),
        )
        super().__init__(request, rows)


class SubstitutesView(TableView):
    """Every substitute of a body, by seat and period, and the seats that have none."""

    template_name = "governance/substitutes/list.html"

    @cached_property
    def body(self) -> Any:
        """Return the body. Raises NotThere."""
        return bodies.body(self.kwargs["key"])

    @cached_property
    def asked(self) -> Any:
        """Return the form of the day that is looked at, and the day."""
        return day_asked(self.request.GET, clock.today())

    def table(self) -> Table:
        """Return the list."""
        return SubstitutesTable(self.request, queries.every_line(self.body, self.asked[1]), key=self.body.key)

    def page(self) -> Mapping[str, Any]:
        """Say what the rules of the body say of substitutes."""
        form, on = self.asked
        scope = f"body:{self.body.pk}"
        return {
            "page_title": _("Substitutes, %(body)s") % {"body": self.body.name},
            "body": self.body,
            "rule": queries.rule_of(self.body, on),
            "may_appoint": self.actor.may("governance.appoint_substitute", scope),
            "day_form": form,
            "looked_at": on,
            "today": clock.today(),
        }


class AppointSubstituteView(BodyAct):
    """Put a person last in the order of a seat's substitutes."""

    act = staticmethod(acts.appoint_substitute)
    form_class = forms.SubstituteForm
    heading = gettext_lazy("Appoint a substitute")
    button = gettext_lazy("Appoint")
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The substitute is registered, last in the order.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the seat of the address."""
        return {"seat": self.request.GET.get("seat", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the seats, and everyone registered."""
        return super().get_form_kwargs() | {
            "seats": queries.seats_to_fill(self.body, clock.today()),
            "people": bodies.people(),
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.arguments()
        return {**data, "seat": bodies.seat(data["seat"]), "person": bodies.person(data["person"])}


class EndSubstituteView(BodyAct):
    """End a substitute's time."""

    act = staticmethod(acts.end_substitute)
    form_class = forms.EndSubstituteForm
    heading = gettext_lazy("End the time of a substitute")
    button = gettext_lazy("End")
    template_name = "governance/body_act.html"
    success_message = gettext_lazy("The end of the time as substitute is registered.")

    @cached_property
    def substitute(self) -> Any:
        """Return the substitute. Raises NotThere."""
        return queries.substitute(self.kwargs["pk"], self.body)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "substitute": self.substitute}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the substitute."""
        note = f"{self.substitute.seat.name}: {self.substitute.person.name}"
        return super().get_context_data(**kwargs) | {"note": note}


class AnswerView(ActView):
    """A substitute says whether they can meet, or the secretariat registers it."""

    act = staticmethod(acts.answer_as_substitute)
    template_name = "governance/meeting_act.html"
    heading = gettext_lazy("Can the substitute meet?")
    button = gettext_lazy("Send the answer")
    success_message = gettext_lazy("The answer is registered.")

    @cached_property
    def call(self) -> Any:
        """Return the call. Raises NotThere."""
        return queries.call_for(self.kwargs["pk"], self.actor)

    def get_form_class(self) -> Any:
        """Return the form of the substitute, or that of the secretariat."""
        return forms.RegisterAnswerForm if readers.reads_all(self.actor) else forms.AnswerForm

    def scopes(self) -> Iterable[str]:
        """Return the seat."""
        return [f"seat:{self.call.regrets.seat_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.arguments()
        return {
            "call": self.call,
            "comes": data["answer"] == "yes",
            **({"evidence": data["evidence"]} if data.get("evidence") else {}),
        }

    def cancel(self) -> str:
        """Go back to the meeting."""
        return reverse("governance:meeting", args=[self.call.regrets.meeting_id])

    def done_url(self, result: Any) -> str:
        """Go back to the meeting."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name whom it is about."""
        regrets = self.call.regrets
        return super().get_context_data(**kwargs) | {
            "crumb": (title_of(regrets.meeting), self.cancel()),
            "note": f"{regrets.seat.name}: {self.call.substitute.person.name}",
        }
