"""Needs and ideas: the list, one of them, and what is done about them."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui.tables import Empty, Table, TableView
from samstyring.ui.views import ActView, PageView

from .. import acts
from ..forms import AnswerNeedForm, SendNeedForm, SupportForm, WithdrawNeedForm
from ..queries import history, initiatives, studies, to_choose
from ..queries import needs as queries
from ..rules.initiatives import offered
from ..tables.needs import NeedTable


class NeedsView(TableView):
    """What the municipalities have sent in."""

    template_name = "portfolio/needs/list.html"
    heading = gettext_lazy("Needs and ideas")
    lead = gettext_lazy("What the municipalities see a use in doing together. Each is answered, and its sender sees where it stands.")  # fmt: skip

    def table(self) -> Table:
        """Return the table of needs."""
        may = queries.may_send(self.actor)
        empty = Empty(
            _("Nothing is sent in yet"),
            _("Here stand needs and ideas from any municipality, with who supports them and what they were answered."),
            reverse("portfolio:send_need") if may else "",
            _("Send in a need or an idea"),
        )
        rows = queries.with_behind(queries.needs(self.actor))
        return NeedTable(self.request, rows, on=clock.today(), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Add whether the reader can send one."""
        return {**super().page(), "may_send": queries.may_send(self.actor)}


class NeedView(PageView):
    """A need: what it is, who stands behind it, what it was answered."""

    template_name = "portfolio/needs/need.html"

    def page(self) -> Mapping[str, Any]:
        """Return the need's page."""
        found = queries.need_page(self.kwargs["code"], self.actor, clock.today())
        invitation = initiatives.invitation_panel(found.need, self.actor)
        return {
            "page": found,
            "need": found.need,
            "invitation": invitation,
            "study": studies.of_need(found.need, self.actor),
            "history": history.of_need(found.need, self.actor),
            "offered": offered(invitation.initiative) if invitation and invitation.initiative else (),
            "today": clock.today(),
            "page_title": found.need.name,
        }


class SimilarView(PageView):
    """What is like what someone is writing: a part of the form's page."""

    template_name = "portfolio/needs/similar.html"

    def page(self) -> Mapping[str, Any]:
        """Return the few that are most alike."""
        name, text = (self.request.GET.get(each, "")[:4000] for each in ("name", "text"))
        return {"alike": queries.alike(name, text, self.actor), "asked": True}


class SendView(ActView):
    """Send in a need, an idea or an initiative."""

    act = staticmethod(acts.send_need)
    form_class = SendNeedForm
    template_name = "portfolio/needs/send.html"
    heading = gettext_lazy("Send in a need or an idea")
    button = gettext_lazy("Send")
    success_message = gettext_lazy("It is sent. Here you see where it stands.")

    def done_url(self, result: Any) -> str:
        """Go on to inviting others, where it is something that the municipality does itself."""
        if result.kind == "initiative" and self.actor.may(
            "portfolio.invite_to_initiative", f"party:{result.organisation_id}"
        ):
            return reverse("portfolio:invite", args=[result.code])
        return super().done_url(result)

    def scopes(self) -> Iterable[str]:
        """Return the municipalities that the reader speaks for."""
        return [f"party:{key}" for key in self.actor.scoped_ids("party")]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whom the reader speaks for."""
        act = self.act_name()
        return super().get_form_kwargs() | {
            "parties": queries.parties_spoken_for(self.actor, act, clock.today()),
            "for_others": queries.speaks_for_others(self.actor, act),
            "similar_at": reverse("portfolio:similar_needs"),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say by when an answer comes."""
        rule = queries.answer_rule(clock.today())
        return super().get_context_data(**kwargs) | {
            "rule": rule,
            "clause": queries.clause_of(self.actor),
            "days": queries.answer_days(rule),
        }

    def cancel(self) -> str:
        """Return to the list."""
        return reverse("portfolio:needs")


class OfNeed(ActView):
    """An act on one need."""

    template_name = "portfolio/needs/act.html"

    @cached_property
    def need(self) -> Any:
        """Return the need. Raises NotThere."""
        return queries.need_by_code(self.kwargs["code"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the municipalities that the reader speaks for."""
        return [f"party:{key}" for key in self.actor.scoped_ids("party")]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the need."""
        return {"need": self.need, **form.arguments()}

    def cancel(self) -> str:
        """Return to the need."""
        return str(self.need.get_absolute_url())

    def done_url(self, result: Any) -> str:
        """Return to the need."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the need."""
        return super().get_context_data(**kwargs) | {"need": self.need}


class SupportView(OfNeed):
    """Support a need."""

    act = staticmethod(acts.support_need)
    form_class = SupportForm
    heading = gettext_lazy("Support this")
    button = gettext_lazy("Support")
    success_message = gettext_lazy("Your support is recorded. It binds nobody, and can be changed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say whom the reader speaks for."""
        parties = queries.parties_spoken_for(self.actor, self.act_name(), clock.today(), but=self.need.organisation_id)
        return super().get_form_kwargs() | {"parties": parties}


class EndSupportView(OfNeed):
    """Take support back, at once: it can be given again."""

    act = staticmethod(acts.end_support)
    http_method_names = ("post",)
    success_message = gettext_lazy("The support is taken back.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the need and the municipality."""
        chosen = self.request.POST.get("organisation", "")
        parties = queries.parties_spoken_for(self.actor, self.act_name(), clock.today())
        party = next((row for row in parties if str(row.pk) == chosen), None)
        if party is None:
            raise NotThere
        return {"need": self.need, "organisation": party}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Return to the need, where what holds now stands."""
        return HttpResponseRedirect(self.cancel())


def goes_on(need: Any, by: Actor) -> dict[str, Any]:
    """Return what a need can go on as: the other needs that live, and the projects that are not over."""
    others = [row for row in to_choose.living_needs(by) if row.key != str(need.pk)]
    return {"needs": others, "projects": to_choose.living_projects()}


class AnswerView(OfNeed):
    """Answer a need."""

    act = staticmethod(acts.answer_need)
    form_class = AnswerNeedForm
    template_name = "portfolio/needs/answer.html"
    heading = gettext_lazy("Answer")
    button = gettext_lazy("Give the answer")
    success_message = gettext_lazy("The answer is given.")

    def scopes(self) -> Iterable[str]:
        """Answers are for those who answer all."""
        return ()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give what an answer can point to."""
        return super().get_form_kwargs() | goes_on(self.need, self.actor)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the one that the reader found alike, if any."""
        asked = self.request.GET
        if into := asked.get("into"):
            return {"kind": "merged", "into": into}
        return {"kind": "candidate", "project": project} if (project := asked.get("project")) else {}


class WithdrawView(OfNeed):
    """Take a need back."""

    act = staticmethod(acts.withdraw_need)
    form_class = WithdrawNeedForm
    heading = gettext_lazy("Withdraw the need")
    button = gettext_lazy("Withdraw")
    danger = True
    success_message = gettext_lazy("It is withdrawn.")

    def scopes(self) -> Iterable[str]:
        """Only the sender, and whoever registers for it."""
        return [f"party:{self.need.organisation_id}"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What is settled is not withdrawn."""
        if self.need.state not in ("new", "studied"):
            return HttpResponseRedirect(self.cancel())
        return super().get(request, *args, **kwargs)
