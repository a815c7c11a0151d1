"""The rules of procedure that the engine reads: registered by the floors that check them, adopted by a body."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.registry import Registry


@dataclass(frozen=True)
class RuleKind:
    """A rule of procedure: what it is called, and which values it takes.

    `stated` says, of a rule that no act checks, what is done about it instead; the page of the rules shows it.
    `takes` is "days" or "seats" (a whole number above nought), "yes_no", or "choice" of `choices` (value -> words).
    """

    key: str
    label: Any
    takes: Literal["days", "seats", "yes_no", "choice"]
    choices: Mapping[str, Any] = field(default_factory=dict)
    help: Any = ""
    stated: Any = ""

    def fits(self, value: Any) -> bool:
        """Tell whether a value is one that the rule takes."""
        if self.takes == "yes_no":
            return isinstance(value, bool)
        if self.takes == "choice":
            return value in self.choices
        return isinstance(value, int) and not isinstance(value, bool) and value > 0

    def says(self, value: Any) -> str:
        """Return a value in words."""
        if value is None:
            return _("Not regulated")
        if not self.fits(value):
            return str(value)
        if self.takes == "yes_no":
            return _("Yes") if value else _("No")
        if self.takes == "choice":
            return str(self.choices[value])
        if self.takes == "days":
            return ngettext("%(count)s day", "%(count)s days", value) % {"count": value}
        return ngettext("%(count)s seat", "%(count)s seats", value) % {"count": value}


rule_kinds: Registry[RuleKind] = Registry("rules of procedure")


def register_rule(kind: RuleKind) -> RuleKind:
    """Register a rule of procedure that the engine reads."""
    return rule_kinds.register(kind.key, kind)
