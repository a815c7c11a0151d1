"""Giving a group its rules of procedure: whoever it prepares cases for says by decision how it works (RG-2, RG-4)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock

from ..models import Case
from ..queries.groups import groups_of
from ..registry import register
from .rules_of_procedure import AdoptRules, RulesForm


class GroupRulesForm(RulesForm):
    """Whose rules, and then every rule that a group can be given. What is left empty is not regulated."""

    def __init__(self, *args: Any, case: Case, initial: Any = None, **kwargs: Any) -> None:
        self._begun_with = (initial or {}).get("body", "")
        self._groups = groups_of(case.body, clock.today())
        super().__init__(*args, case=case, initial=initial, **kwargs)
        self.fields["body"] = forms.ChoiceField(
            label=_("Whose rules?"),
            choices=[(body.key, body.name) for body in self._groups],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose the group.")},
            initial=self._begun_with,
        )
        self.order_fields(["body"])

    def whose(self, case: Case) -> str:
        """Return the group that a proposal is about, or the first there is: which rules are free is alike for all."""
        del case
        return self._begun_with or next((body.key for body in self._groups), "")


@register
class AdoptGroupRules(AdoptRules):
    """The body that a group prepares cases for gives it its rules of procedure: how it advises, and whether in writing."""

    name = "governance.adopt_group_rules"
    label = gettext_lazy("Give a group its rules of procedure")
    form_class = GroupRulesForm
    from_day = gettext_lazy("%(body)s gets rules of procedure, in force from %(day)s.")
    from_next = gettext_lazy("%(body)s gets rules of procedure, in force from the day after the decision.")
