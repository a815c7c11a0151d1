"""Adopting rules of procedure: the body says by decision what the agreement leaves open (SG-2, SG-5)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import queries as charter
from samstyring.charter.effects.adopt_rules import adopt_rules
from samstyring.charter.registry import RuleKind, rule_kinds
from samstyring.charter.rules import Ruled
from samstyring.kernel import clock
from samstyring.kernel.models import Basis
from samstyring.ui import formats
from samstyring.ui.fields import DayField

from ..models import Case
from ..queries.rules_of_procedure import changes_against, name_of
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register


def _value_field(kind: RuleKind) -> forms.Field:
    """Return the field for a rule's value: empty is not regulated."""
    if kind.takes in ("yes_no", "choice"):
        says = {"yes": kind.says(True), "no": kind.says(False)} if kind.takes == "yes_no" else kind.choices
        choices = [("", _("Not regulated")), *says.items()]
        return forms.ChoiceField(label=kind.label, help_text=kind.help, choices=choices, required=False)
    unit = gettext_lazy("Number of days") if kind.takes == "days" else gettext_lazy("Number of seats")
    return forms.IntegerField(
        label=f"{kind.label}: {str(unit).lower()}",
        help_text=kind.help,
        min_value=1,
        max_value=365,
        required=False,
        widget=forms.NumberInput(attrs={"class": "wide-8"}),
    )


class RulesForm(forms.Form):
    """Every rule that the body can give itself, beginning with those in force; the day from which they hold."""

    def __init__(self, *args: Any, case: Case, initial: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        today = clock.today()
        self.body_key = self.whose(case)
        in_force = charter.rules_on(today, self.body_key)
        self.kinds = [kind for kind in rule_kinds if not _is_fixed(in_force.get(kind.key))]
        begun = initial or {}
        kwargs["initial"] = self._begun(in_force, begun)
        super().__init__(*args, **kwargs)
        for kind in self.kinds:
            self.fields[kind.key] = _value_field(kind)
            self.fields[f"{kind.key}_text"] = forms.CharField(
                label=_("%(rule)s: the words of the rule") % {"rule": kind.label},
                required=False,
                max_length=1000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["in_force_from"] = DayField(
            label=_("In force from"),
            help_text=_("Empty: from the day after the decision. A meeting is treated under the rules of its own day."),
            required=False,
            earliest=today + timedelta(days=1),
        )

    def whose(self, case: Case) -> str:
        """Return the body whose rules the form begins with: the case's own."""
        return case.body.key

    def _begun(self, in_force: Mapping[str, Ruled], begun: Mapping[str, Any]) -> dict[str, Any]:
        written = {row["key"]: row for row in begun.get("rules", ())}
        initial: dict[str, Any] = {}
        for kind in self.kinds:
            ruled = in_force.get(kind.key)
            row = written.get(kind.key) or (
                {"value": ruled.value, "text": ruled.text if ruled.regulated else ""} if ruled else {}
            )
            value = row.get("value")
            initial[kind.key] = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
            initial[f"{kind.key}_text"] = row.get("text", "")
        day = begun.get("in_force_from")
        return {**initial, "in_force_from": date.fromisoformat(day) if day else None}

    def payload(self) -> dict[str, Any]:
        """Return the payload: the whole set of rules that is adopted."""
        day = self.cleaned_data["in_force_from"]
        return {
            "body": self.cleaned_data.get("body", self.body_key),
            "in_force_from": day.isoformat() if day else None,
            "rules": [
                {
                    "key": kind.key,
                    "value": self._value(kind),
                    "text": self.cleaned_data[f"{kind.key}_text"].strip(),
                }
                for kind in self.kinds
            ],
        }

    def _value(self, kind: RuleKind) -> Any:
        value = self.cleaned_data[kind.key]
        if kind.takes == "yes_no":
            return {"yes": True, "no": False}.get(value)
        return value or None


def _is_fixed(ruled: Ruled | None) -> bool:
    return ruled is not None and ruled.fixed


def _read(rules: Iterable[Mapping[str, Any]]) -> list[tuple[RuleKind, Any]]:
    return [(kind, row["value"]) for row in rules if (kind := rule_kinds.get(row["key"])) is not None]


@register
class AdoptRules(Matter):
    """A body adopts its rules of procedure: a new version, beside what the agreement itself says."""

    name = "governance.adopt_rules"
    label = gettext_lazy("Adopt rules of procedure")
    form_class = RulesForm
    case_kinds = ("free_text",)
    commits = False

    from_day = gettext_lazy("%(body)s adopts rules of procedure, in force from %(day)s.")
    from_next = gettext_lazy("%(body)s adopts rules of procedure, in force from the day after the decision.")

    def wording(self, payload: Payload) -> str:
        """Return which rules the body gets, and from when."""
        with house_language():
            said = [
                f"{kind.label}: {kind.says(value)}." for kind, value in _read(payload["rules"]) if value is not None
            ]
            day, body = payload["in_force_from"], name_of(payload["body"])
            since = (
                str(self.from_day) % {"body": body, "day": formats.day(date.fromisoformat(day))}
                if day
                else str(self.from_next) % {"body": body}
            )
        return " ".join([since, *said])

    def read(self, asked: Asked) -> Reading:
        """Return the difference from the rules in force."""
        day = asked.payload["in_force_from"]
        since = formats.day(date.fromisoformat(day)) if day else _("the day after the decision")
        return Reading(
            heading=_("Adopt rules of procedure for %(body)s") % {"body": name_of(asked.payload["body"])},
            lines=[(_("In force from"), since)],
            changes=changes_against(asked.payload, asked.on),
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that they begin after the decision, and touch nothing that the agreement itself says."""
        day = asked.payload["in_force_from"]
        in_force = charter.charter_rules(asked.on, asked.payload["body"])
        needed = [
            Requirement(
                key=f"governance.rules_begin_later:{day}",
                must=True,
                holds=not day or date.fromisoformat(day) > asked.on,
                text=_("The rules come into force after the day of the decision"),
                source="not_regulated",
            )
        ]
        for kind, value in _read(asked.payload["rules"]):
            ruled = in_force.get(kind.key)
            if ruled is not None and ruled.fixed and ruled.value != value:
                needed.append(
                    Requirement(
                        key=f"governance.rule_is_free:{kind.key}",
                        must=True,
                        holds=False,
                        text=_("%(rule)s is left to the body: the agreement itself says otherwise")
                        % {"rule": kind.label},
                        source=ruled.clause,
                    )
                )
        return needed

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Adopt the version: it holds for meetings from its day on."""
        day = payload["in_force_from"]
        adopt_rules(
            body_key=payload["body"],
            rules=payload["rules"],
            in_force_from=date.fromisoformat(day) if day else on + timedelta(days=1),
            basis=basis,
        )
