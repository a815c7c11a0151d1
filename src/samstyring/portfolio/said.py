"""What the agreement says of projects: the purposes they can serve, the project model, the term."""

from dataclasses import dataclass
from datetime import date

from .project_models import ProjectModel


@dataclass(frozen=True)
class Purpose:
    """A purpose of the agreement that a measure can serve (GP-1)."""

    key: str
    clause: str
    name: str


@dataclass(frozen=True)
class Clauses:
    """Which clause says what of projects, each "" where the agreement does not speak of it: then it is not asked for.

    Found by what the charter itself names: the check that an obligation is answered by, the matter that a body has
    the authority over, the rule of procedure, the delegated procedure. The code knows no clause by its id.
    """

    purposes: str = ""
    owner: str = ""
    led: str = ""
    anchoring: str = ""
    signature: str = ""
    term: str = ""
    enter: str = ""
    start: str = ""
    stop: str = ""
    hand_over: str = ""
    mandate: str = ""
    budget: str = ""
    funding: str = ""
    delegation: str = ""
    point: str = ""
    baseline: str = ""
    risk: str = ""
    ranking: str = ""
    criteria: str = ""
    tolerances: str = ""


@dataclass(frozen=True)
class Said:
    """All that the agreement says of projects on a day. `until` is the first day on which it no longer holds."""

    model: ProjectModel
    purposes: tuple[Purpose, ...]
    clauses: Clauses
    on: date
    term_from: date
    until: date | None

    @property
    def in_term(self) -> bool:
        """Tell whether the agreement is in force on the day (VA-1)."""
        return self.term_from <= self.on and (self.until is None or self.on < self.until)
