"""Who is asked to own and take part, and what they answer."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.kernel import clock, reading
from samstyring.kernel.errors import InvalidInput, Refusal
from samstyring.parties import queries as parties
from samstyring.records.asking_views import AnswerForParty
from samstyring.ui.views import PageView, refusal_text

from .. import acts, queries, questions
from ..forms import AddPartyForm, AnswerForm, AskForm, RegisterAnswerForm
from .base import ProjectActView


class PartiesActView(ProjectActView):
    """A form about the parties of a project; afterwards one sees them."""

    def done_url(self, result: Any) -> str:
        """Return to the parties on the project's page."""
        return f"{self.project.get_absolute_url()}#parties"

    def cancel(self) -> str:
        """Return to the parties on the project's page."""
        return f"{self.project.get_absolute_url()}#parties"


class AddView(PartiesActView):
    """Put a municipality on the project."""

    act = staticmethod(acts.add_participant)
    form_class = AddPartyForm
    heading = gettext_lazy("Add a municipality")
    button = gettext_lazy("Add the municipality")
    lead = gettext_lazy("It is on the project as one that shall be asked. It takes part when it has accepted.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say who is on the project already."""
        places = queries.places_of(self.project)
        return super().get_form_kwargs() | {
            "on": clock.today(),
            "taken": [place.organisation_id for place in places],
            "owner_asked": any(place.role == "owner" for place in places),
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the project."""
        return {"project": self.project, **form.arguments()}


class OfParticipation(PartiesActView):
    """A form about one party on the project."""

    @cached_property
    def participation(self) -> Any:
        """Return the party's place. Raises NotThere."""
        return queries.participation_by_id(self.kwargs["pk"], self.kwargs["code"])


class RemoveView(OfParticipation):
    """Take a municipality off the project."""

    act = staticmethod(acts.remove_participant)
    template_name = "portfolio/confirm.html"
    button = gettext_lazy("Take it off the project")
    danger = True
    success_message = gettext_lazy("The municipality is off the project. What it answered stays in the history.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the party."""
        return {"participation": self.participation}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        place = self.participation
        return super().get_context_data(**kwargs) | {
            "heading": _("Take %(party)s off the project?") % {"party": place.organisation},
            "facts": [
                (_("Project"), place.project),
                (_("Municipality"), place.organisation),
                (_("Role"), place.get_role_display()),
            ],
            "warning": _("A link that was sent can no longer be answered."),
        }


class AskView(PartiesActView):
    """Ask those who have not answered."""

    act = staticmethod(acts.ask_for_acceptance)
    form_class = AskForm
    template_name = "portfolio/ask.html"
    heading = gettext_lazy("Ask for answers")
    button = gettext_lazy("Send the question")
    lead = gettext_lazy("Each gets an e-mail with a link to one page, with the mandate and one question.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say who has not answered, and whom it would be sent to."""
        places = queries.silent_places(self.project)
        people = parties.people_to_ask([place.organisation_id for place in places], clock.today())
        return super().get_form_kwargs() | {"places": places, "people": people, "on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the project."""
        return {"project": self.project, **form.arguments()}

    def form_valid(self, form: Any) -> HttpResponse:
        """Say how many are asked, when it went well."""
        response = super().form_valid(form)
        if isinstance(response, HttpResponseRedirect):
            count = len(form.cleaned_data["participations"])
            says = ngettext(
                "The question is on its way to %(count)s municipality.",
                "The question is on its way to %(count)s municipalities.",
                count,
            )
            messages.success(self.request, says % {"count": count})
        return response


class RegisterAnswerView(OfParticipation):
    """The secretariat registers an answer that came in writing."""

    act = staticmethod(acts.answer_acceptance)
    form_class = RegisterAnswerForm
    button = gettext_lazy("Register the answer")
    success_message = gettext_lazy("The answer is registered, with what was received as evidence.")
    template_name = "portfolio/register_answer.html"

    def scopes(self) -> Iterable[str]:
        """Ask whether the reader may do it for any municipality: its own people answer in their own name."""
        return []

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day, and what was promised before."""
        begins = queries.answer_begins_with(self.participation)
        return super().get_form_kwargs() | {"on": clock.today()} | begins

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the party."""
        return {"participation": self.participation, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the question as the party reads it."""
        asked = queries.question_to(self.participation, clock.today())
        return super().get_context_data(**kwargs) | {
            "heading": _("Register the answer from %(party)s") % {"party": self.participation.organisation},
            "asked": asked,
            "already": questions.already(asked.answer),
        }


class AnswerAgainView(AnswerForParty):
    """The own people of a municipality that has answered read the question again, and answer anew: the last one counts."""

    act = staticmethod(acts.answer_acceptance)
    form_class = AnswerForm
    template_name = "portfolio/answer_again.html"

    @cached_property
    def participation(self) -> Any:
        """Return the party's place. Raises NotThere."""
        return queries.participation_by_id(self.kwargs["pk"], self.kwargs["code"])

    @property
    def parties(self) -> Any:
        """Return the municipality."""
        return [self.participation.organisation]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what was promised before."""
        return super().get_form_kwargs() | queries.answer_begins_with(self.participation)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the answer that counts."""
        answer = queries.question_to(self.participation, clock.today()).answer
        return {"kind": answer.kind, "reservation": answer.reservation} if answer else {}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the party."""
        return {"participation": self.participation, **form.arguments()}

    def context(self) -> dict[str, Any]:
        """Return how the question reads."""
        asked = queries.question_to(self.participation, clock.today())
        return {
            "heading": questions.heading(asked),
            "lead": asked.project.summary,
            "facts": questions.facts(asked),
            "already": questions.already(asked.answer),
            "asked": asked,
        }


class AnswersView(PageView):
    """Everything that the reader's municipality is asked, answered on one page."""

    template_name = "portfolio/answers.html"

    def _shown(self, data: Any = None) -> list[dict[str, Any]]:
        places = queries.open_questions(self.actor, clock.today())
        with reading.once(), reading.together(place.project_id for place in places):
            return [self._one(place, data) for place in places]

    def _one(self, place: Any, data: Any) -> dict[str, Any]:
        """Return one question with its form, filled with what was sent about it."""
        asked = queries.question_to(place, clock.today())
        mine = data if data is not None and data.get("answer") == str(place.pk) else None
        return {
            "asked": asked,
            "key": place.pk,
            "anchor": f"{place.project.code}-{place.organisation_id}",
            "heading": questions.heading(asked),
            "facts": questions.facts(asked),
            "form": AnswerForm(mine, auto_id=f"id_{place.pk}_%s", **queries.answer_begins_with(place)),
        }

    def page(self) -> Mapping[str, Any]:
        """Return the open questions, and what was answered lately."""
        return {
            "page_title": _("Answers from your municipality"),
            "shown": self._shown(),
            "answered": queries.answered_by(self.actor),
            "clauses": queries.clauses_on(clock.today()),
        }

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take one answer; what is wrong with it is shown where it was written."""
        shown = self._shown(request.POST)
        one = next((row for row in shown if str(row["key"]) == request.POST.get("answer")), None)
        if one is None:
            messages.info(request, _("This question is answered already, or is no longer asked."))
            return HttpResponseRedirect(reverse("portfolio:answers"))
        if one["form"].is_valid() and self._answered(one):
            messages.success(request, _("Thank you. The answer is registered."))
            return HttpResponseRedirect(reverse("portfolio:answers"))
        context = self.get_context_data(**kwargs) | {"shown": shown}
        response = self.render_to_response(context)
        response.status_code = 422 if one["form"].errors else 200
        return response

    def _answered(self, one: dict[str, Any]) -> bool:
        form, place = one["form"], one["asked"].participation
        try:
            acts.answer_acceptance(
                participation=place,
                **form.arguments(),
                by=parties.for_the_party(self.actor, "portfolio.answer_acceptance", place.organisation_id),
                at=clock.now(),
                intent=form.cleaned_data.get("intent"),
            )
        except InvalidInput as refusal:
            for field, text in refusal.errors.items():
                form.add_error(field if field in form.fields else None, text)
        except Refusal as refusal:
            form.add_error(None, refusal_text(refusal))
        else:
            return True
        return False
