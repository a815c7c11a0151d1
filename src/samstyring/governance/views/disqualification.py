"""Pages on disqualification in the meeting room."""

from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy

from .. import acts
from ..forms import disqualification as forms
from ..queries import bodies
from ..queries import disqualification as queries
from ..queries.room import seats_to_ask_about
from ..queries.ruled import rule_of
from .room import OfItem


class RaiseDisqualificationView(OfItem):
    """Declare oneself disqualified, or raise the question about another."""

    act = staticmethod(acts.raise_disqualification)
    form_class = forms.RaiseForm
    template_name = "governance/room/disqualification_raise.html"
    heading = gettext_lazy("Raise a question of disqualification")
    button = gettext_lazy("Raise it")
    success_message = gettext_lazy("The question is raised. The meeting rules on it.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the seats, one's own first chosen."""
        seats = seats_to_ask_about(self.item)
        own = self.actor.scoped_ids("seat", "member")
        mine = next((key for key, _label in seats if key in own), "")
        return {
            **super().get_form_kwargs(),
            "seats": seats,
            "for_others": self.actor.has_role("secretariat", "secretariat_leader"),
            "initial": {"seat": mine},
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments with the seat."""
        arguments = super().arguments(form)
        return {**arguments, "seat": bodies.seat(arguments["seat"])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rule that holds."""
        return super().get_context_data(**kwargs) | {"rule": rule_of(self.meeting, "disqualification")}


class RuleOnDisqualificationView(OfItem):
    """Record how the meeting ruled."""

    act = staticmethod(acts.rule_on_disqualification)
    form_class = forms.RuleForm
    template_name = "governance/room/disqualification_rule.html"
    heading = gettext_lazy("The ruling on disqualification")
    button = gettext_lazy("Record the ruling")
    success_message = gettext_lazy("The ruling is recorded.")

    @cached_property
    def asked(self) -> Any:
        """Return the question with the ruling that counts. Raises NotThere."""
        found = queries.question_for(self.item, self.kwargs["question"], self.actor)
        found.question.item = self.item
        return found

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell whether the rules know substitutes."""
        return {**super().get_form_kwargs(), "substitutes": bool(rule_of(self.meeting, "substitutes").value)}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments with the question."""
        return {**form.arguments(), "question": self.asked.question}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the question and the rule that holds."""
        rule = rule_of(self.meeting, "disqualification")
        return super().get_context_data(**kwargs) | {"asked": self.asked, "rule": rule}
