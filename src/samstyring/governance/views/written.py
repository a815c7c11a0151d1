"""Pages of written procedure: the list, one procedure with its answers, and the acts on it."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table
from samstyring.ui.tables.views import TableView
from samstyring.ui.views import ActForm, ActView, PageView

from .. import acts
from ..forms import written as forms
from ..forms.advice import AdviceForm
from ..queries import bodies
from ..queries import written as queries
from ..queries.advice import rule_on_advice
from ..queries.cases import bodies_with_cases
from ..queries.room import for_new_text
from .cases import CaseAct

MARKS = {"prepared": "soon", "open": "due", "decided": "ok", "advised": "ok", "to_meeting": "na", "withdrawn": "na"}
STATES = (
    ("prepared", gettext_lazy("waits for the leader")),
    ("open", gettext_lazy("out for answers")),
    ("decided", gettext_lazy("decided")),
    ("advised", gettext_lazy("advice given")),
    ("to_meeting", gettext_lazy("sent to a meeting")),
    ("withdrawn", gettext_lazy("taken back")),
)


class WrittenTable(Table):
    """Written procedures."""

    caption = gettext_lazy("Written procedures")
    columns = (
        Column(
            "case.title",
            gettext_lazy("Case"),
            header=True,
            link=lambda row: row.get_absolute_url(),
            small=lambda row: row.reason,
        ),
        Column("number", gettext_lazy("No."), value=lambda row: row.number or "", css="nowrap"),
        Column("body.name", gettext_lazy("Body")),
        Column(
            "state",
            gettext_lazy("State"),
            "mark",
            value=lambda row: (MARKS[row.state], capfirst(row.get_state_display())),
            sort="state",
        ),
        Column("answer_by", gettext_lazy("Last day for answers"), "day", sort="answer_by", css="nowrap"),
        Column("ended_at", gettext_lazy("Closed"), "day", sort="ended_at", css="nowrap"),
    )
    filters = (
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            lambda rows, value: rows.filter(state=value),
            choices=STATES,
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "body",
            gettext_lazy("Body"),
            lambda rows, value: rows.filter(body__key=value),
            choices=bodies_with_cases,
            every=gettext_lazy("All"),
        ),
    )
    sort = "-answer_by"
    file_name = "written"
    empty = Empty(
        gettext_lazy("No written procedures"),
        gettext_lazy(
            "Where the rules of procedure open for it, a case that cannot wait is put to the body in writing from the"
            " page of the case."
        ),
    )


class WrittenListView(TableView):
    """The list of written procedures, with what each body's rules say of them."""

    template_name = "governance/written/list.html"
    heading = gettext_lazy("Written procedures")

    def table(self) -> Table:
        """Return the table."""
        return WrittenTable(self.request, queries.with_answers(queries.visible_to(self.actor)))

    def page(self) -> Mapping[str, Any]:
        """Add the rules of the bodies that meet."""
        return {**super().page(), "bodies": queries.open_bodies(self.actor, clock.today())}


class PrepareView(CaseAct):
    """Prepare to put a case to its body in writing; where the rules do not open for it, say how they can."""

    act = staticmethod(acts.prepare_written_procedure)
    form_class = forms.PrepareForm
    template_name = "governance/written/prepare.html"
    heading = gettext_lazy("Put the case to the body in writing")
    button = gettext_lazy("Go on")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with a week."""
        return super().get_form_kwargs() | {"on": clock.today()}

    def done_url(self, result: Any) -> str:
        """Go on to what is to be sent."""
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rules."""
        rules = queries.body_rules(self.case, clock.today())
        return super().get_context_data(**kwargs) | {
            "rules": rules,
            "refusal": queries.why_not(rules),
            "labels": queries.rule_labels(rules),
        }


class PrepareAdviceView(CaseAct):
    """Prepare to ask an advising body in writing; where no body's rules open for it, say so."""

    act = staticmethod(acts.prepare_written_procedure)
    form_class = forms.PrepareAdviceForm
    template_name = "governance/written/prepare_advice.html"
    heading = gettext_lazy("Ask for advice in writing")
    button = gettext_lazy("Go on")

    @cached_property
    def advisers(self) -> Any:
        """Return the bodies that can be asked for their advice, with their rules. Raises NotThere where there is none."""
        found = queries.advisers_of(self.case, clock.today())
        if not found:
            raise NotThere
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the bodies whose rules open for it, and begin with a week."""
        open_ones = [(each.body.key, each.body.name) for each in self.advisers if each.refusal is None]
        return super().get_form_kwargs() | {"on": clock.today(), "bodies": open_ones}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Turn the key into the body."""
        found = super().arguments(form)
        return {**found, "body": bodies.body(found["body"])}

    def done_url(self, result: Any) -> str:
        """Go on to what is to be sent."""
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what each body's rules say."""
        some = any(each.refusal is None for each in self.advisers)
        return super().get_context_data(**kwargs) | {"advisers": self.advisers, "some": some}


class WrittenView(PageView):
    """One written procedure."""

    template_name = "governance/written/page.html"

    def page(self) -> Mapping[str, Any]:
        """Return the procedure, and the form of those who answer for a seat."""
        return context_of(self.kwargs["pk"], self.actor)


def context_of(pk: Any, actor: Any, form: Any = None) -> dict[str, Any]:
    """Return what the page of a written procedure shows; `form` is one to show again with what was typed."""
    page = queries.written_page(pk, actor, clock.today())
    seats = queries.own_seats(page)
    if form is None and seats:
        form = forms.OwnAnswerForm(seats=seats)
    item = page.item
    return {
        "page": page,
        "procedure": page.procedure,
        "item": item,
        "case": page.procedure.case,
        "answer_form": form if seats else None,
        "own_answers": queries.own_answers(page),
        "objection_counts": queries.objection_counts(page.procedure),
        "labels": queries.rule_labels(page.rules, advisory=page.procedure.advisory),
        "page_title": f"{item.label if item else page.procedure.case.reference} {page.procedure.case.title}",
    }


class OfWritten(ActView):
    """A form page that does one act on a written procedure."""

    template_name = "governance/written/act.html"

    @cached_property
    def procedure(self) -> Any:
        """Return the procedure. Raises NotThere."""
        return queries.procedure_for(self.kwargs["pk"], self.actor)

    @cached_property
    def round(self) -> Any:
        """Return the round that the reader saw: the last, where the form does not say which."""
        return queries.round_of(self.procedure, self.request.POST.get("round", ""))

    def scopes(self) -> Iterable[str]:
        """Return the body."""
        return [f"body:{self.procedure.body_id}"]

    def cancel(self) -> str:
        """Return to the procedure."""
        return str(self.procedure.get_absolute_url())

    def done_url(self, result: Any) -> str:
        """Return to the procedure."""
        return self.cancel()

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the procedure."""
        return {**form.arguments(), "procedure": self.procedure}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the procedure."""
        page = queries.written_page(self.kwargs["pk"], self.actor, clock.today())
        return super().get_context_data(**kwargs) | {"procedure": self.procedure, "page": page}


class SendView(OfWritten):
    """Send it out, after a look at what goes to whom."""

    act = staticmethod(acts.open_written_procedure)
    form_class = forms.SendForm
    template_name = "governance/written/send.html"
    heading = gettext_lazy("Send it to the members?")
    button = gettext_lazy("Send it out")
    success_message = gettext_lazy("The members are asked.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the leader's word from anyone but the leader."""
        leader = self.actor.has_role("leader", scope=f"body:{self.procedure.body_id}")
        return super().get_form_kwargs() | {"is_leader": leader, "seen": queries.text_seen(self.procedure.case)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whom it goes to."""
        asked = queries.to_be_asked(self.procedure.body, clock.today())
        return super().get_context_data(**kwargs) | {"asked": asked}


class OnRound(OfWritten):
    """An act on the round that counts."""

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the round."""
        return {**form.arguments(), "round_": self.round}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the number of the round that was seen."""
        return super().get_context_data(**kwargs) | {"round": self.round}


class AnswerView(OnRound):
    """A member answers for the own seat."""

    act = staticmethod(acts.answer_in_writing)
    form_class: Any = forms.OwnAnswerForm
    heading = gettext_lazy("Answer for your seat")
    button = gettext_lazy("Send the answer")
    success_message = gettext_lazy("The answer is recorded.")

    @cached_property
    def seats(self) -> list[tuple[str, str]]:
        """Return the seats that the reader answers for. Raises NotThere where there is none."""
        found = queries.own_seats(queries.written_page(self.kwargs["pk"], self.actor, clock.today()))
        if not found:
            raise NotThere
        return found

    def scopes(self) -> Iterable[str]:
        """Return the seats."""
        return [f"seat:{seat}" for seat, _name in self.seats]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the seats."""
        return super().get_form_kwargs() | {"seats": self.seats}

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer in the capacity of the seat, whatever was chosen in the menu."""
        by = queries.for_the_seat(self.actor, self.act_name(), form.cleaned_data["seat"])
        if by.chosen:
            self.request.actor = by  # type: ignore[attr-defined]
        return super().form_valid(form)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Turn the seat's key into the seat."""
        found = super().arguments(form)
        return {**found, "seat": bodies.seat(found["seat"])}


class RegisterView(AnswerView):
    """The secretariat registers an answer that came in writing."""

    form_class = forms.RegisterForm
    heading = gettext_lazy("Register an answer")
    button = gettext_lazy("Register the answer")
    success_message = gettext_lazy("The answer is registered.")

    @cached_property
    def seats(self) -> list[tuple[str, str]]:
        """Return every seat that was asked. Raises NotThere for those who register nothing."""
        page = queries.written_page(self.kwargs["pk"], self.actor, clock.today())
        if not page.rights.registers or not page.open or page.last is None:
            raise NotThere
        return [(str(stand.seat_id), stand.name) for stand in page.last.tally.present]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the day, and the seat that was clicked."""
        wanted = self.request.GET.get("seat", "")
        kwargs = super().get_form_kwargs() | {"on": clock.today()}
        return kwargs | ({"initial": {"seat": wanted}} if wanted else {})

    def form_valid(self, form: Any) -> HttpResponse:
        """Register it as the secretariat."""
        return super(AnswerView, self).form_valid(form)


class TextView(OnRound):
    """Change the text, which asks everyone anew."""

    act = staticmethod(acts.change_written_text)
    form_class = forms.NewTextForm
    template_name = "governance/written/new_text.html"
    heading = gettext_lazy("Change the text")
    button = gettext_lazy("Save, and ask everyone anew")
    success_message = gettext_lazy("The members are asked about the new text.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the proposals, who can confirm a condition, and the days."""
        if not queries.is_open(self.procedure):
            raise NotThere
        return super().get_form_kwargs() | {
            **for_new_text(self.round.item),
            "on": clock.today(),
            "until": self.procedure.answer_by,
        }


class RemindView(OnRound):
    """Remind those who have not answered."""

    act = staticmethod(acts.remind_in_writing)
    form_class = ActForm
    heading = gettext_lazy("Remind those who have not answered?")
    button = gettext_lazy("Send the reminder")
    success_message = gettext_lazy("Those who have not answered are reminded.")


class ConcludeView(OnRound):
    """Close it, after a look at what the answers make."""

    act = staticmethod(acts.conclude_written_procedure)
    form_class = ActForm
    template_name = "governance/written/conclude.html"
    heading = gettext_lazy("Close the written procedure?")
    button = gettext_lazy("Close it")
    success_message = gettext_lazy("The written procedure is closed.")


class GiveAdviceView(OnRound):
    """Record what an advising body answered in writing, with the positions in sight."""

    act = staticmethod(acts.give_advice)
    form_class = AdviceForm
    template_name = "governance/written/advice.html"
    heading = gettext_lazy("The advice of the body")
    button = gettext_lazy("Record the advice")
    success_message = gettext_lazy("The advice is recorded, and follows the case.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the body arrives at its advice. Raises NotThere where it decides itself."""
        rule = rule_on_advice(self.round.item)
        if rule is None:
            raise NotThere
        return super().get_context_data(**kwargs) | {"advice_rule": rule}


class TakeBackView(OfWritten):
    """Take it back."""

    act = staticmethod(acts.withdraw_written_procedure)
    form_class = forms.TakeBackForm
    heading = gettext_lazy("Take the written procedure back")
    button = gettext_lazy("Take it back")
    danger = True
    success_message = gettext_lazy("It is taken back, and the case is in preparation again.")

    def done_url(self, result: Any) -> str:
        """Return to the case."""
        return reverse("governance:case", args=[result.case_id])


class RoundView(PageView):
    """An earlier round as it stood."""

    template_name = "governance/written/round.html"

    def page(self) -> Mapping[str, Any]:
        """Return the round."""
        page = queries.written_page(self.kwargs["pk"], self.actor, clock.today())
        record = next((each for each in page.rounds if each.round.number == self.kwargs["number"]), None)
        if record is None or page.item is None:
            raise NotThere
        words = {"number": record.round.number, "label": page.item.label}
        return {
            "record": record,
            "procedure": page.procedure,
            "item": page.item,
            "page_title": _("Round %(number)s of %(label)s") % words,
        }
