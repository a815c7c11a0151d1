"""What a body's rules of procedure make public: what that asks for, and what is released only with a reason (SE-4d)."""

from dataclasses import dataclass

from samstyring.charter.registry import rule_kinds
from samstyring.charter.rules import Ruled

from ..errors import NotMadePublic

RULE = "publicity"
CLOSED = "closed"
DECISIONS = "decisions"
PAPERS = "decisions_and_papers"


@dataclass(frozen=True)
class Publicity:
    """The rule as it holds for decisions and minutes, or (`papers`) for the summons with its papers.

    Nothing becomes public by it: a named person reads and releases each thing. What is not regulated is not checked.
    """

    ruled: Ruled
    papers: bool = False

    @property
    def demanded(self) -> bool:
        """Tell whether the rule makes it public, so that somebody must release it."""
        return self.ruled.value == PAPERS or (self.ruled.value == DECISIONS and not self.papers)

    @property
    def passed_over(self) -> bool:
        """Tell whether releasing it passes the rule over: that takes a reason."""
        return self.ruled.regulated and not self.demanded

    @property
    def says(self) -> str:
        """Return what is made public, in words."""
        return rule_kinds[RULE].says(self.ruled.value)

    def reason_to_keep(self, reason: str) -> str:
        """Return the reason that a release keeps: none where nothing is passed over. Raises NotMadePublic."""
        if not self.passed_over:
            return ""
        if not reason.strip():
            raise NotMadePublic(clause=self.ruled.clause, field="reason")
        return reason.strip()
