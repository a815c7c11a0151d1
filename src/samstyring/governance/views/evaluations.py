"""Asking the parties in an evaluation: the questions, who has answered, answering, registering."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.records.asking_views import AnswerForParty
from samstyring.ui import formats
from samstyring.ui.row_views import RowsActView
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table
from samstyring.ui.tables.views import TableView
from samstyring.ui.views import ActView

from .. import acts
from ..forms import evaluations as forms
from ..queries import evaluations as queries
from ..rules import evaluations as rules

STATES = (
    ("answered", gettext_lazy("has answered")),
    ("silent", gettext_lazy("has not answered")),
    ("left", gettext_lazy("has left")),
)


def _state(row: Any) -> tuple[str, Any]:
    if row.late:
        return "ok", _("Answered after the deadline")
    return {"answered": "ok", "silent": "soon", "left": "na"}[row.state], capfirst(str(dict(STATES)[row.state]))


def _asked(row: Any) -> str:
    if row.ask.person is None:
        return _("Nobody with an e-mail address is registered")
    if row.letter is not None and row.letter.trouble:
        return f"{row.ask.person.name}: {row.letter.trouble}"
    return str(row.ask.person.name)


def _how(row: Any) -> str:
    if row.given is None:
        return ""
    says = [row.given.answered_as, str(row.given.get_way_display()), formats.short_day(row.given.answered_on)]
    if row.together:
        says.append(_("together with %(parties)s") % {"parties": formats.sentence(row.together)})
    if row.earlier:
        says.append(_("has answered before, and the last answer counts"))
    return ", ".join(part for part in says if part)


class PartiesTable(Table):
    """The parties that are asked, and who has answered."""

    caption = gettext_lazy("The parties")
    sort = "organisation"
    page_size = 400
    columns = (
        Column("organisation", gettext_lazy("Municipality"), header=True, sort="sort_key"),
        Column("state", gettext_lazy("State"), "mark", value=_state),
        Column("asked", gettext_lazy("Asked through"), value=_asked),
        Column("by", gettext_lazy("By"), value=lambda row: row.given.answered_by if row.given else "", small=_how),
        Column("how", gettext_lazy("How"), value=_how, on_page=False),
    )
    filters = (
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            lambda rows, value: [row for row in rows if row.state == value],
            choices=STATES,
            every=gettext_lazy("All"),
        ),
    )
    empty = Empty(
        gettext_lazy("Nobody is asked yet"),
        gettext_lazy("The secretariat writes the questions, and then puts them to every party at once."),
    )


class AskingView(TableView):
    """What the parties are asked, and who has answered."""

    template_name = "governance/evaluation/page.html"

    @cached_property
    def found(self) -> Any:
        """Return how far it has come. Raises NotThere."""
        return queries.asking_page(self.actor)

    def table(self) -> Table:
        """Return the parties."""
        return PartiesTable(self.request, self.found.rows)

    def page(self) -> Mapping[str, Any]:
        """Return what can be done now."""
        found, may = self.found, self.actor.may
        return {
            "page_title": _("What the parties are asked"),
            "heading": _("What the parties are asked"),
            "found": found,
            "period": rules.period(found.latest) if found.latest else "",
            "may_write": not found.is_open and may("governance.write_evaluation_questions"),
            "may_open": found.draft is not None and not found.is_open and may("governance.open_evaluation"),
            "may_register": found.is_open and may("governance.answer_evaluation"),
        }


class OfEvaluation(ActView):
    """A form about the evaluation; afterwards one sees how far it has come."""

    template_name = "governance/evaluation/act.html"

    def cancel(self) -> str:
        """Go back to it."""
        return reverse("governance:evaluation")

    def done_url(self, result: Any) -> str:
        """Go back to it."""
        return self.cancel()


class WriteQuestionsView(OfEvaluation, RowsActView):
    """Write the next version of the questions."""

    act = staticmethod(acts.write_evaluation_questions)
    form_class = forms.QuestionsForm
    rows_class = forms.QuestionRows
    rows_name = "questions"
    template_name = "governance/evaluation/questions.html"
    heading = gettext_lazy("Questions to the parties")
    button = gettext_lazy("Save the questions")
    success_message = gettext_lazy("The questions are saved as a new version. They are not sent yet.")
    takes_revision = True

    @cached_property
    def proposed(self) -> Mapping[str, Any]:
        """Return what to begin with."""
        return queries.proposed(clock.today())

    def initial_rows(self) -> list[dict[str, Any]]:
        """Return the questions of the last version, or the charter's."""
        return [{name: each[name] for name in ("kind", "text")} for each in self.proposed["questions"]]

    def get_initial(self) -> dict[str, Any]:
        """Show the last version, or the charter's."""
        shown = {name: self.proposed[name] for name in ("from_date", "last_day", "text")}
        return shown | {"revision": self.proposed["number"]}


class OpenView(OfEvaluation):
    """Put the questions to every party."""

    act = staticmethod(acts.open_evaluation)
    form_class = forms.OpenForm
    heading = gettext_lazy("Put the questions to every party")
    button = gettext_lazy("Send the questions")
    success_message = gettext_lazy("The questions are on their way to the parties.")

    @cached_property
    def draft(self) -> Any:
        """Return the version that is to be sent. Raises NotThere."""
        found = queries.asking()
        if found.draft is None or found.is_open:
            raise NotThere
        return found.draft

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which day it is, and whether the time for it has begun."""
        today = clock.today()
        return super().get_form_kwargs() | {"on": today, "opens": queries.opens_early(today)}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the version."""
        return {**form.arguments(), "questions": self.draft}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what goes out."""
        return super().get_context_data(**kwargs) | {"draft": self.draft, "period": rules.period(self.draft)}


class AnswerView(AnswerForParty):
    """A party's own people answer, signed in."""

    act = staticmethod(acts.answer_evaluation)
    form_class = forms.AnswerForm
    template_name = "governance/evaluation/answer.html"

    @cached_property
    def asked(self) -> Any:
        """Return the question to the reader's parties. Raises NotThere."""
        return queries.question_to(self.kwargs["pk"], self.actor)

    @property
    def parties(self) -> Any:
        """Return the parties that are asked."""
        return self.asked.organisations

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the questions."""
        return super().get_form_kwargs() | {"asked": self.asked}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the round."""
        return {**form.arguments(), "round_": self.asked.round}

    def context(self) -> dict[str, Any]:
        """Return how the question reads."""
        return {
            "heading": rules.heading(self.asked),
            "lead": self.asked.round.questions.text,
            "facts": rules.facts(self.asked),
            "already": rules.already(self.asked),
            "is_open": self.asked.is_open,
        }


class RegisterView(OfEvaluation):
    """The secretariat registers an answer that came in writing."""

    act = staticmethod(acts.answer_evaluation)
    form_class = forms.RegisterAnswerForm
    heading = gettext_lazy("Register an answer to the evaluation")
    button = gettext_lazy("Register the answer")
    success_message = gettext_lazy("The answer is registered, with what was received as evidence.")

    @cached_property
    def round(self) -> Any:
        """Return the round. Raises NotThere."""
        return queries.round_by_id(self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer everyone who was asked."""
        asked = rules.ToAnswer(self.round, queries.asked_in(self.round), is_open=True)
        return super().get_form_kwargs() | {"asked": asked, "on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the round."""
        return {**form.arguments(), "round_": self.round}
