"""The part of a charter file about how projects go: the project model with its phases and decision points."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from pydantic import Field

from samstyring.charter.registry import Founding, Item, Problem, Section, sections
from samstyring.charter.registry.shared import Key, Line

from .project_models import from_plain, packaged
from .registry import conditions


class Phase(Item):
    """[[project_model.phase]]: a phase of a project, in its order."""

    key: Key
    name: Line


class Requires(Item):
    """What a decision point asks for: a condition by its name, or a document by what it is called."""

    what: Key
    name: Line = ""
    must: bool = True


class DecisionPoint(Item):
    """[[project_model.decision_point]]: what leads from one phase to the next, and the documents it takes."""

    key: Key
    name: Line
    from_: Key | None = Field(default=None, alias="from")
    to: Key
    documents: list[Line] = []
    requires: list[Requires] = []
    closes: bool = False
    baseline: bool = False


class ProjectModel(Item):
    """[project_model]: the model that projects follow: a packaged one by its key, or one of the agreement's own."""

    packaged: Key | None = None
    name: Line = ""
    phase: list[Phase] = []
    decision_point: list[DecisionPoint] = []


def problems(charter: Any) -> Sequence[Problem]:
    """Find names given twice and decision points that lead nowhere."""
    return list(_problems(charter.project_model)) if charter.project_model else []


def _problems(model: ProjectModel) -> Iterator[Problem]:
    yield from _whose(model)
    for section, rows in (("phase", model.phase), ("decision_point", model.decision_point)):
        keys = [row.key for row in rows]
        for place, key in enumerate(keys):
            if key in keys[:place]:
                yield Problem(f"project_model.{section}", place, "key", _("%(name)s is used twice") % {"name": key})
    phases = {phase.key for phase in model.phase}
    for place, point in enumerate(model.decision_point):
        for field, phase in (("from", point.from_), ("to", point.to)):
            if phase is not None and phase not in phases:
                says = _("there is no phase called %(name)s in this file") % {"name": phase}
                yield Problem("project_model.decision_point", place, field, says)
        yield from _asked(point, place)


def _whose(model: ProjectModel) -> Iterator[Problem]:
    if model.packaged is not None:
        if model.packaged not in packaged():
            names = ", ".join(packaged())
            yield Problem(
                "project_model", None, "packaged", _("the packaged project models are %(names)s") % {"names": names}
            )
        if model.phase or model.decision_point:
            yield Problem("project_model", None, "packaged", _("name a packaged model or write your own, not both"))
    elif not model.name or not model.phase:
        yield Problem("project_model", None, "phase", _("a model has a name and phases, or names a packaged one"))


def _asked(point: DecisionPoint, place: int) -> Iterator[Problem]:
    for ask in point.requires:
        if ask.what not in conditions:
            says = _("%(name)s is nothing that can be asked for: %(names)s")
            words = says % {"name": ask.what, "names": ", ".join(conditions.names())}
            yield Problem("project_model.decision_point", place, "requires", words)
        elif ask.what == "document" and not ask.name:
            yield Problem("project_model.decision_point", place, "requires", _("a document has a name"))


def found(founding: Founding) -> None:
    """Write nothing: the model is read from the edition's own text, `charter.queries.said("project_model", on)`."""
    del founding


def counts(charter: Any) -> list[tuple[Any, int]]:
    """Tell how many phases and decision points there are."""
    model = charter.project_model
    if model is None:
        return []
    read = from_plain(model.model_dump(by_alias=True))
    return [(_("phases of a project"), len(read.phases)), (_("decision points"), len(read.points))]


sections.register(
    "project_model",
    Section(
        name="project_model",
        models={"project_model": ProjectModel | None},
        problems=problems,
        found=found,
        counts=counts,
        order=60,
    ),
)
