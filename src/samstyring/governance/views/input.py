"""Input on a case: what those whom the seats speak for say, asking them, answering, registering."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records.asking_views import AnswerForParty
from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table
from samstyring.ui.tables.views import TableView

from .. import acts
from ..forms import input as forms
from ..queries import input as queries
from ..queries import input_reports as reports
from ..queries import visible
from ..rules import input as rules
from ..rules.cases import SETTLED
from ..rules.scopes import clause_of
from .cases import CaseAct

STATES = (
    ("answered", gettext_lazy("has answered")),
    ("silent", gettext_lazy("has not answered")),
    ("left", gettext_lazy("has left")),
    ("not_asked", gettext_lazy("not asked")),
)
MARKS = {"answered": "ok", "silent": "soon", "left": "na", "not_asked": "na"}


def _state(row: Any) -> tuple[str, Any]:
    words = capfirst(str(dict(STATES)[row.state]))
    if row.late:
        words = _("Answered after the deadline")
    elif row.state == "not_asked" and row.seats:
        return "due", words
    return MARKS[row.state], words


def _asked(row: Any) -> str:
    if row.ask is None:
        return ""
    if row.letter is not None and row.letter.trouble:
        return f"{row.ask.person.name}: {row.letter.trouble}"
    request = row.ask.request
    facts = {
        "who": row.ask.person.name,
        "asked": formats.short_day(request.asked_at),
        "day": formats.short_day(request.answer_by),
    }
    return _("%(who)s, asked %(asked)s, answer by %(day)s") % facts


def _leaning(row: Any) -> str:
    return capfirst(str(row.given.get_leaning_display())) if row.given else ""


def _text(row: Any) -> str:
    return row.given.text if row.given else ""


def _how(row: Any) -> str:
    if row.given is None:
        return ""
    says = [row.given.answered_as, str(row.given.get_way_display()), formats.short_day(row.given.answered_on)]
    if row.together:
        says.append(_("together with %(parties)s") % {"parties": formats.sentence(row.together)})
    return ", ".join(part for part in says if part)


def _evidence(row: Any) -> str:
    document = row.given.evidence if row.given else None
    return reverse("records:document", args=[document.pk]) if document else ""


class InputTable(Table):
    """The municipalities of a case, asked or not, with what they say."""

    caption = gettext_lazy("Input on the case")
    sort = "organisation"
    page_size = 400
    columns = (
        Column(
            "organisation",
            gettext_lazy("Municipality"),
            header=True,
            sort="sort_key",
            small=lambda row: formats.sentence(seat.name for seat in row.seats) or _("no seat represents it"),
        ),
        Column(
            "seats",
            gettext_lazy("Represented by"),
            value=lambda row: formats.sentence(seat.name for seat in row.seats),
            on_page=False,
        ),
        Column("state", gettext_lazy("State"), "mark", value=_state, small=_asked),
        Column("asked", gettext_lazy("Asked"), value=_asked, on_page=False),
        Column("leaning", gettext_lazy("What the municipality says"), value=_leaning, small=_text),
        Column("text", gettext_lazy("In words"), value=_text, on_page=False),
        Column(
            "by",
            gettext_lazy("By"),
            value=lambda row: row.given.answered_by if row.given else "",
            small=_how,
            link=_evidence,
        ),
        Column("how", gettext_lazy("How"), value=_how, on_page=False),
    )
    empty = Empty(
        gettext_lazy("Nobody to ask"),
        gettext_lazy("Every party to the agreement has someone in the body who speaks for it."),
    )

    def __init__(self, request: Any, found: Any) -> None:
        """Offer the seats of the case's body as a filter."""
        seats = {seat.key: seat.name for row in found.rows for seat in row.seats}
        self.filters = (  # type: ignore[misc]
            ChoiceFilter(
                "state",
                gettext_lazy("State"),
                lambda rows, value: [row for row in rows if row.state == value],
                choices=STATES,
                every=gettext_lazy("All"),
            ),
            ChoiceFilter(
                "seat",
                gettext_lazy("Seat"),
                lambda rows, value: [row for row in rows if any(seat.key == value for seat in row.seats)],
                choices=list(seats.items()),
                every=gettext_lazy("All"),
            ),
        )
        self.file_name = f"input-{found.case.reference}"  # type: ignore[misc]
        super().__init__(request, found.rows)


class CaseInputView(TableView):
    """Everyone who is asked about a case, and what they say: for the body's members and the secretariat."""

    template_name = "governance/input/page.html"

    @cached_property
    def found(self) -> Any:
        """Return the input. Raises NotThere for those who may not read the texts."""
        case = visible.case(self.kwargs["pk"], self.actor)
        found = queries.case_input(case, self.actor, clock.today())
        if not found.texts:
            raise NotThere
        return found

    def table(self) -> Table:
        """Return the municipalities."""
        return InputTable(self.request, self.found)

    def page(self) -> Mapping[str, Any]:
        """Return the input, and what the reader may do."""
        heading = _("Input on the case")
        return {
            "page_title": heading,
            "heading": heading,
            "input": self.found,
            "case": self.found.case,
            "reports": reports.reports_of(self.found.case),
            "may_report": self.found.case.state in SETTLED
            and bool(
                self.actor.may("governance.report_back") or reports.seats_to_report_for(self.found.case, self.actor)
            ),
            "source": clause_of(self.actor.powers, "ask_for_input", "member"),
        }


class OfCase(CaseAct):
    """A form about the input on a case; afterwards one sees it."""

    def cancel(self) -> str:
        """Go back to the input."""
        return reverse("governance:case_input", args=[self.case.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which case it is."""
        crumb = (self.case.title, reverse("governance:case", args=[self.case.pk]))
        return super().get_context_data(**kwargs) | {"lead": str(self.case), "crumb": crumb}


class AskInputView(OfCase):
    """Ask for input: a member for the own seat, the secretariat for one seat or for all."""

    act = staticmethod(acts.ask_for_input)
    form_class = forms.AskInputForm
    template_name = "governance/input/ask.html"
    heading = gettext_lazy("Ask for input")
    button = gettext_lazy("Send the question")

    @cached_property
    def speaking(self) -> Any:
        """Return whom the body's seats speak for."""
        return queries.speaking(self.case.body, clock.today())

    @cached_property
    def seats(self) -> Sequence[Any]:
        """Return the seats that the reader can ask for."""
        return queries.seats_to_ask_for(self.actor, self.speaking)

    @cached_property
    def seat(self) -> Any:
        """Return the seat that is asked for, None for all of them. Raises NotThere."""
        key = self.request.GET.get("seat", "")
        if key:
            found = next((seat for seat in self.seats if seat.key == key), None)
            if found is None:
                raise NotThere
            return found
        return None if self.actor.may("governance.ask_for_input") else next(iter(self.seats), None)

    def scopes(self) -> Iterable[str]:
        """Return the seat."""
        return [f"seat:{self.seat.pk}"] if self.seat else []

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whom one can ask, and through whom."""
        today = clock.today()
        return super().get_form_kwargs() | {
            "to_ask": queries.to_ask(self.case, self.seat, today, self.speaking),
            "on": today,
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the case and the seat."""
        return {**form.arguments(), "case": self.case, "seat": self.seat}

    def form_done(self, result: Any) -> HttpResponse:
        """Say how many are asked."""
        count = result.asks.count()
        says = ngettext(
            "The question is on its way to %(count)s municipality.",
            "The question is on its way to %(count)s municipalities.",
            count,
        )
        messages.success(self.request, says % {"count": count})
        return HttpResponseRedirect(self.done_url(result))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer the other seats."""
        return super().get_context_data(**kwargs) | {
            "seats": self.seats,
            "seat": self.seat,
            "every": self.actor.may("governance.ask_for_input"),
        }


class ReportBackView(OfCase):
    """Report back: a member to those whom the own seat speaks for, the secretariat to all who were asked."""

    act = staticmethod(acts.report_back)
    form_class = forms.ReportForm
    template_name = "governance/input/report.html"
    heading = gettext_lazy("Report back")
    button = gettext_lazy("Send the report")
    success_message = gettext_lazy("The report is on its way to those who were asked.")

    @cached_property
    def seat(self) -> Any:
        """Return the reader's own seat, None for all of them. Raises NotThere."""
        if self.actor.may("governance.report_back"):
            return None
        return next(iter(reports.seats_to_report_for(self.case, self.actor)), None)

    def scopes(self) -> Iterable[str]:
        """Return the seat."""
        return [f"seat:{self.seat.pk}"] if self.seat else []

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the case and the seat."""
        return {**form.arguments(), "case": self.case, "seat": self.seat}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say to whom it goes, and what of the decision goes along."""
        found = reports.to_report(self.case, self.seat, clock.today())
        return super().get_context_data(**kwargs) | {"to": found, "seat": self.seat}


class RegisterInputView(OfCase):
    """The secretariat registers input that came in writing."""

    act = staticmethod(acts.answer_input)
    form_class = forms.RegisterInputForm
    heading = gettext_lazy("Register input")
    button = gettext_lazy("Register the input")
    success_message = gettext_lazy("The input is registered, with what was received as evidence.")

    def scopes(self) -> Iterable[str]:
        """Ask whether the actor may do it for any municipality."""
        return []

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer everyone whom the seats speak for, and the day."""
        today = clock.today()
        found = queries.case_input(self.case, self.actor, today)
        asked = self.request.GET.get("party", "")
        return super().get_form_kwargs() | {
            "organisations": [row.organisation for row in found.rows],
            "on": today,
            "initial": {"organisations": [asked] if asked else []},
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the case."""
        return {**form.arguments(), "case": self.case}


class GiveInputView(AnswerForParty):
    """A municipality's own people read what they are asked, and answer, signed in."""

    act = staticmethod(acts.answer_input)
    form_class = forms.InputForm
    template_name = "governance/input/give.html"
    button = gettext_lazy("Send the input")
    success_message = gettext_lazy("Thank you. The input is registered.")

    @cached_property
    def question(self) -> Any:
        """Return the question to the reader's municipalities. Raises NotThere."""
        return queries.question_to(self.kwargs["pk"], self.actor)

    @property
    def parties(self) -> Any:
        """Return the municipalities that are asked."""
        return self.question.organisations

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the municipalities; those that have not answered are ticked."""
        asked = self.question
        return super().get_form_kwargs() | {"organisations": asked.organisations, "silent": asked.silent}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the case."""
        return {**form.arguments(), "case": self.question.case}

    def context(self) -> dict[str, Any]:
        """Return how the question reads, and what came of it."""
        question = self.question
        return {
            "heading": rules.heading(question),
            "lead": question.request.text,
            "question": question,
            "content": question.content,
            "facts": rules.facts(question),
            "already": rules.already(question),
            "is_open": question.is_open,
            "reports": reports.reports_to(question.case, [row.pk for row in question.organisations]),
            "decision": reports.decision_for(question.case, self.actor),
        }
