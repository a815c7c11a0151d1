"""What the agreement says of projects: the purposes they can serve, the project model, the term."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Phase:
    """A phase of the project model."""

    key: str
    name: str


@dataclass(frozen=True)
class Point:
    """A decision point (BP2): from which phase to which, and the documents it asks for. No `before`: the candidate."""

    key: str
    name: str
    before: str
    after: str
    documents: tuple[str, ...]


@dataclass(frozen=True)
class ProjectModel:
    """The project model that the agreement names, or one without phases where it names none."""

    name: str
    phases: tuple[Phase, ...]
    points: tuple[Point, ...]

    @property
    def first_phase(self) -> str:
        """Return the key of the phase that a candidate starts in."""
        for point in self.points:
            if not point.before:
                return point.after
        return self.phases[0].key if self.phases else ""

    def phase_name(self, key: str) -> str:
        """Return the name of a phase; one that the agreement no longer has keeps its key."""
        return next((phase.name for phase in self.phases if phase.key == key), key)

    def point_name(self, key: str) -> str:
        """Return "BP2 Starte planlegginga"."""
        return next((f"{point.key} {point.name}" for point in self.points if point.key == key), key)


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
    mandate: str = ""
    budget: str = ""
    funding: str = ""
    delegation: str = ""


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
