"""The project model of the agreement: its phases, and the decision points between them."""

from dataclasses import dataclass


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
