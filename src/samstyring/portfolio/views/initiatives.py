"""An initiative that others are invited to: who is invited, inviting, answering, reminding, closing."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.kernel import clock
from samstyring.records.asking_views import AnswerForParty
from samstyring.ui.tables import Table, TableView

from .. import acts
from ..forms import initiatives as forms
from ..queries import initiatives as queries
from ..queries import needs, to_choose
from ..rules import initiatives as rules
from ..tables.initiatives import InvitedTable
from .needs import OfNeed, goes_on


class InvitedView(TableView):
    """Everyone who is invited, and what they answered: for the announcer and the secretariat."""

    template_name = "portfolio/initiatives/invited.html"

    @cached_property
    def initiative(self) -> Any:
        """Return the initiative. Raises NotThere."""
        return queries.initiative_by_code(self.kwargs["code"], self.actor)

    @cached_property
    def rows(self) -> Any:
        """Return those who are invited."""
        return queries.invited(self.initiative)

    def table(self) -> Table:
        """Return them as a table."""
        return InvitedTable(self.request, self.rows, self.kwargs["code"])

    def page(self) -> Mapping[str, Any]:
        """Return what is offered, how many answered what, and what the reader may do."""
        need = self.initiative.need
        return {
            "page_title": _("Who is invited"),
            "heading": _("Who is invited"),
            "lead": f"{need.code} {need.name}",
            "need": need,
            "offered": rules.offered(self.initiative),
            "counts": rules.counted(row.state for row in self.rows),
            "earlier": [row for row in self.rows if row.earlier],
            "may": queries.may_do(need, self.actor, self.rows),
        }


class OfInitiative(OfNeed):
    """An act of the municipality that announced the initiative, or of the secretariat for it."""

    def scopes(self) -> Iterable[str]:
        """Only the announcer, and whoever does it on its behalf."""
        return [f"party:{self.need.organisation_id}"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is closed, or no initiative, has no such form."""
        if not rules.is_open(self.need):
            return HttpResponseRedirect(str(self.need.get_absolute_url()))
        return super().get(request, *args, **kwargs)


class InviteView(OfInitiative):
    """Invite others."""

    act = staticmethod(acts.invite_to_initiative)
    form_class = forms.InviteForm
    template_name = "portfolio/initiatives/invite.html"
    heading = gettext_lazy("Invite others")
    button = gettext_lazy("Send the invitation")

    @cached_property
    def initiative(self) -> Any:
        """Return what is offered already, or None the first time."""
        return queries.initiative_of(self.need)

    @cached_property
    def to_invite(self) -> Any:
        """Return whom one can invite."""
        return queries.to_invite(self.need, clock.today())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whom one can invite, and whether what is offered is said already."""
        return super().get_form_kwargs() | {
            "to_invite": self.to_invite,
            "on": clock.today(),
            "first": self.initiative is None,
            "for_others": needs.speaks_for_others(self.actor, self.act_name()),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is offered, and who cannot be asked."""
        return super().get_context_data(**kwargs) | {
            "offered": rules.offered(self.initiative) if self.initiative else (),
            "to_invite": self.to_invite,
        }

    def form_done(self, result: Any) -> HttpResponse:
        """Say how many are invited by now."""
        count = result.asks.count()
        says = ngettext("%(count)s municipality is invited.", "%(count)s municipalities are invited.", count)
        messages.success(self.request, says % {"count": count})
        return HttpResponseRedirect(self.done_url(result))


class RemindView(OfInitiative):
    """Remind those who are silent."""

    act = staticmethod(acts.remind_of_initiative)
    form_class = forms.RemindForm
    template_name = "portfolio/initiatives/remind.html"
    heading = gettext_lazy("Remind those who are silent")
    button = gettext_lazy("Send the reminder")
    success_message = gettext_lazy("The reminder is on its way.")

    @cached_property
    def initiative(self) -> Any:
        """Return the initiative. Raises NotThere."""
        return queries.initiative_by_code(self.kwargs["code"], self.actor)

    @cached_property
    def silent(self) -> Any:
        """Return those who have not answered."""
        return queries.silent(self.initiative)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say by when they were to answer."""
        today = clock.today()
        latest = max((row.answer_by for row in self.silent), default=today)
        return super().get_form_kwargs() | {"on": today, "latest": latest}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the initiative and the day."""
        return {"initiative": self.initiative, **form.arguments()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name those who are silent."""
        return super().get_context_data(**kwargs) | {"silent": [row.organisation for row in self.silent]}


class CloseView(OfInitiative):
    """Close it with what came of it."""

    act = staticmethod(acts.close_initiative)
    form_class = forms.CloseInitiativeForm
    template_name = "portfolio/initiatives/close.html"
    heading = gettext_lazy("Close the initiative")
    button = gettext_lazy("Close it")
    danger = True
    success_message = gettext_lazy("It is closed, with what came of it.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give what it can go on as."""
        return super().get_form_kwargs() | goes_on(self.need, self.actor)

    def done_url(self, result: Any) -> str:
        """Return to the initiative, where it now stands."""
        return self.cancel()


class PutOnProjectView(OfNeed):
    """Put those who want to take part on a project that is there already."""

    act = staticmethod(acts.put_willing_on_project)
    form_class = forms.PutWillingForm
    heading = gettext_lazy("Put those who want to take part on a project")
    button = gettext_lazy("Put them on the project")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer those who want to, and the projects that are not over."""
        return super().get_form_kwargs() | {
            "organisations": needs.willing(self.need),
            "projects": to_choose.living_projects(),
            "goes_on": needs.waits_for_project(self.need),
        }

    def form_done(self, result: Any) -> HttpResponse:
        """Say how many are put on it, and go there to ask them."""
        count = len(result)
        says = ngettext(
            "%(count)s municipality is put on the project. Ask them when you are ready.",
            "%(count)s municipalities are put on the project. Ask them when you are ready.",
            count,
        )
        messages.success(self.request, says % {"count": count})
        return HttpResponseRedirect(result[0].get_absolute_url())


class RegisterView(OfInitiative):
    """The secretariat registers an answer that came in writing."""

    act = staticmethod(acts.answer_initiative)
    form_class = forms.RegisterInitiativeAnswerForm
    heading = gettext_lazy("Register an answer")
    button = gettext_lazy("Register the answer")
    success_message = gettext_lazy("The answer is registered, with what was received as evidence.")

    @cached_property
    def initiative(self) -> Any:
        """Return the initiative. Raises NotThere."""
        return queries.initiative_by_code(self.kwargs["code"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Ask whether the reader may do it for any municipality."""
        return []

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer everyone who is invited, and the day."""
        organisations = [row.organisation for row in queries.invited(self.initiative)]
        return super().get_form_kwargs() | {"organisations": organisations, "on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the initiative and the answer."""
        return {"initiative": self.initiative, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to those who are invited."""
        return str(self.initiative.get_absolute_url())


class AnswerView(AnswerForParty):
    """A municipality's own people read what they are invited to, and answer, signed in."""

    act = staticmethod(acts.answer_initiative)
    form_class = forms.AnswerInitiativeForm
    template_name = "portfolio/initiatives/answer.html"

    @cached_property
    def question(self) -> Any:
        """Return the question to the reader's municipalities. Raises NotThere."""
        return queries.question_to(self.kwargs["code"], self.actor)

    @property
    def parties(self) -> Any:
        """Return the municipalities that are invited."""
        return self.question.organisations

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the municipalities; those that have not answered are ticked."""
        asked = self.question
        return super().get_form_kwargs() | {"organisations": asked.organisations, "silent": asked.silent}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Give the initiative and the answer."""
        return {**form.arguments(), "initiative": self.question.initiative}

    def context(self) -> dict[str, Any]:
        """Return how the question reads, and what came of it."""
        question = self.question
        return {
            "heading": rules.heading(question),
            "need": question.need,
            "facts": rules.facts(question),
            "already": rules.already(question),
            "is_open": question.is_open,
            "ended": None if question.is_open else needs.last_answer(question.need),
        }
