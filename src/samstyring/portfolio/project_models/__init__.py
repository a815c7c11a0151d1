"""Project models as data: the phases of a project, the decision points between them, and what each of them asks for.

A model is plain data: a packaged file of this folder, what the agreement itself says, or what was kept of either when a
project began to follow it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Phase:
    """A phase of the project model."""

    key: str
    name: str


@dataclass(frozen=True)
class Ask:
    """One thing that a decision point asks for: a registered condition, or a document by its name.

    What *must* be there blocks; what *should* be there can be passed over with a reason that is printed.
    """

    what: str
    must: bool
    name: str = ""


@dataclass(frozen=True)
class Point:
    """A decision point (BP2): from which phase to which, and what it asks for. No `before`: the candidate.

    `closes`: the project is closed by it; `baseline`: the plan is frozen as the one to be measured against.
    """

    key: str
    name: str
    before: str
    after: str
    asks: tuple[Ask, ...] = ()
    closes: bool = False
    baseline: bool = False

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


@dataclass(frozen=True)
class ProjectModel:
    """A project model, or one without phases where the agreement names none."""

    name: str = ""
    phases: tuple[Phase, ...] = ()
    points: tuple[Point, ...] = ()
    key: str = ""
    edition: str = ""
    publisher: str = ""

    @property
    def first_point(self) -> Point | None:
        """Return the decision point by which a candidate starts."""
        return next((point for point in self.points if not point.before), None)

    @property
    def first_phase(self) -> str:
        """Return the key of the phase that a candidate starts in."""
        if self.first_point:
            return self.first_point.after
        return self.phases[0].key if self.phases else ""

    def point_after(self, phase: str) -> Point | None:
        """Return the decision point that leads on from a phase; none from the last."""
        return next((point for point in self.points if point.before == phase and phase), None)

    def phase_name(self, key: str) -> str:
        """Return the name of a phase; one that the model does not have keeps its key."""
        return next((phase.name for phase in self.phases if phase.key == key), key)

    def point_name(self, key: str) -> str:
        """Return "BP2 Starte planlegginga"."""
        return next((str(point) for point in self.points if point.key == key), key)


def from_plain(said: Mapping[str, Any]) -> ProjectModel:
    """Return a model from plain data. One that names a packaged model is that one."""
    if said.get("packaged"):
        return packaged()[said["packaged"]]
    return ProjectModel(
        key=said.get("key", ""),
        name=said.get("name", ""),
        edition=said.get("edition", ""),
        publisher=said.get("publisher", ""),
        phases=tuple(Phase(row["key"], row["name"]) for row in said.get("phase", ())),
        points=tuple(_point(row) for row in said.get("decision_point", ())),
    )


def _point(row: Mapping[str, Any]) -> Point:
    documents = tuple(Ask("document", True, name) for name in row.get("documents", ()))
    asks = tuple(Ask(ask["what"], ask.get("must", True), ask.get("name", "")) for ask in row.get("requires", ()))
    return Point(
        row["key"],
        row["name"],
        row.get("from") or "",
        row["to"],
        documents + asks,
        row.get("closes", False),
        row.get("baseline", False),
    )


def plain(model: ProjectModel) -> dict[str, Any]:
    """Return a model as plain data, as `from_plain` reads it."""
    return {
        "key": model.key,
        "name": model.name,
        "edition": model.edition,
        "publisher": model.publisher,
        "phase": [{"key": phase.key, "name": phase.name} for phase in model.phases],
        "decision_point": [
            {
                "key": point.key,
                "name": point.name,
                "from": point.before,
                "to": point.after,
                "closes": point.closes,
                "baseline": point.baseline,
                "requires": [{"what": ask.what, "must": ask.must, "name": ask.name} for ask in point.asks],
            }
            for point in model.points
        ],
    }


@cache
def packaged() -> Mapping[str, ProjectModel]:
    """Return the models that come with the software, by their keys."""
    found = sorted(path for path in files(__name__).iterdir() if path.name.endswith(".toml"))  # type: ignore[type-var]
    models = [from_plain(tomllib.loads(path.read_text(encoding="utf-8"))) for path in found]
    return {model.key: model for model in models}
