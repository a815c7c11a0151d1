"""Adding, changing and removing what a case proposes."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.kernel import clock

from .. import acts
from ..forms import cases as forms
from ..queries import cases as queries
from ..queries import visible
from .cases import CaseAct


class ProposalAct(CaseAct):
    """A proposal's page: the matter's own form, and what every proposal has."""

    form_class = forms.ProposalForm
    template_name = "governance/proposal.html"

    @property
    def matter(self) -> Any:
        """Return the matter."""
        raise NotImplementedError  # a new proposal takes it from the address, one that stands from itself

    def payload_form(self) -> Any:
        """Return the matter's own form, or None where it needs none."""
        if self.matter.form_class is None:
            return None
        data = self.request.POST if self.request.method == "POST" else None
        return self.matter.form_class(data, case=self.case, initial=self.payload_initial())

    def payload_initial(self) -> dict[str, Any]:
        """Return what the matter's form begins with."""
        return {}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form who can confirm a condition."""
        return super().get_form_kwargs() | {
            "conditional": self.matter.conditional,
            "confirmers": queries.confirmers(clock.today()) if self.matter.conditional else [],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Take both forms, or show both again. The matter's own answer can ask for a wording to begin with."""
        self.payload = self.payload_form()
        form = self.get_form()
        payload_ok = self.payload is None or self.payload.is_valid()
        if "suggest" in request.POST and payload_ok:
            form = self.suggested(form)
            return self.render_to_response(self.get_context_data(form=form))
        if form.is_valid() and payload_ok:
            return self.form_valid(form)
        return self.form_invalid(form)

    def suggested(self, form: Any) -> Any:
        """Return the form with the matter's usual wording filled in."""
        data = self.request.POST.copy()
        data["wording"] = queries.usual_wording(self.matter, self.payload.payload() if self.payload else {})
        kwargs = {**self.get_form_kwargs(), "data": None, "files": None}
        kwargs["initial"] = {**kwargs["initial"], **{name: data.get(name, "") for name in form.fields}}
        return self.form_class(**kwargs)

    def payload_value(self) -> dict[str, Any]:
        """Return the payload that the matter's form gives."""
        return self.payload.payload() if self.payload is not None else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the matter's form too, and who decides it."""
        payload = getattr(self, "payload", None) or self.payload_form()
        decides = charter.authority(self.matter.name, self.case.body.key, clock.today())
        return super().get_context_data(**kwargs) | {
            "matter": self.matter,
            "payload_form": payload,
            "decides": decides,
            "procedure": queries.procedure_words(decides.procedure_kind),
            "term": charter.today_term(),
        }


class AddProposalView(ProposalAct):
    """Add a proposal of the matter that the address names."""

    act = staticmethod(acts.add_proposal)
    button = gettext_lazy("Add the proposal")
    success_message = gettext_lazy("The proposal is added.")

    @property
    def matter(self) -> Any:
        """Return the matter that the address names. Raises NotThere."""
        return queries.matter_for(self.case, self.request.GET.get("matter", ""))

    def get_initial(self) -> dict[str, Any]:
        """Begin with the usual wording where the matter's own form leaves nothing to choose."""
        payload = self.only_payload()
        return {} if payload is None else {"wording": queries.usual_wording(self.matter, payload)}

    def only_payload(self) -> dict[str, Any] | None:
        """Return the payload where just one can be: of a matter without a form, or of a form that begins answered."""
        form_class = self.matter.form_class
        if form_class is None:
            return {}
        begun = form_class(None, case=self.case)
        answers = {name: begun.get_initial_for_field(field, name) for name, field in begun.fields.items()}
        answered = form_class(answers, case=self.case)
        return dict(answered.payload()) if answered.is_valid() else None

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {
            **form.arguments(),
            "case": self.case,
            "matter": self.matter.name,
            "payload": self.payload_value(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the matter."""
        heading = str(self.matter.label)
        return super().get_context_data(**kwargs) | {"page_title": heading, "heading": heading}


class EditProposalView(ProposalAct):
    """Change a proposal."""

    act = staticmethod(acts.edit_proposal)
    takes_revision = True
    success_message = gettext_lazy("The proposal is changed.")

    @cached_property
    def proposal(self) -> Any:
        """Return the proposal. Raises NotThere."""
        return queries.proposal(self.kwargs["pk"], self.actor)

    @cached_property
    def case(self) -> Any:
        """Return the proposal's case."""
        return visible.case(self.proposal.case_id, self.actor)

    @property
    def matter(self) -> Any:
        """Return the proposal's matter. Raises NotThere."""
        return queries.matter_for(self.case, self.proposal.matter)

    def payload_initial(self) -> dict[str, Any]:
        """Begin with the payload."""
        return dict(self.proposal.payload)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is stored."""
        return {
            "wording": self.proposal.wording,
            "condition": self.proposal.condition,
            "condition_confirmed_by": self.proposal.condition_confirmed_by,
            "condition_latest": self.proposal.condition_latest,
            "revision": self.case.revision,
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments. Usual words that were left as they stood follow another choice of what they name."""
        given = {**form.arguments(), "proposal": self.proposal, "payload": self.payload_value()}
        if given["wording"] == queries.usual_wording(self.matter, self.proposal.payload):
            given["wording"] = queries.usual_wording(self.matter, given["payload"])
        return given

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the matter."""
        heading = str(self.matter.label)
        return super().get_context_data(**kwargs) | {"page_title": heading, "heading": heading}


class RemoveProposalView(CaseAct):
    """Take a proposal out of its case."""

    act = staticmethod(acts.remove_proposal)
    heading = gettext_lazy("Take the proposal out?")
    button = gettext_lazy("Take out")
    danger = True
    success_message = gettext_lazy("The proposal is taken out. What it would have adopted stays a draft.")

    @cached_property
    def proposal(self) -> Any:
        """Return the proposal. Raises NotThere."""
        return queries.proposal(self.kwargs["pk"], self.actor)

    @cached_property
    def case(self) -> Any:
        """Return the proposal's case."""
        return visible.case(self.proposal.case_id, self.actor)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the proposal."""
        return {"proposal": self.proposal}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read it once more."""
        return super().get_context_data(**kwargs) | {"note": self.proposal.wording}


# -- attachments -------------------------------------------------------------------------------------------------------
