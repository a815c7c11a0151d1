"""Keeping what another project tool says of a project."""

from collections.abc import Mapping
from typing import Any

from samstyring.kernel import acts
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import ExportedProject, Project, ProjectExport


@effect
def tell_of(
    *, export: ProjectExport, project: Project, key: str, said: Mapping[str, Any], basis: Basis | None = None
) -> ExportedProject:
    """Keep what an export says of a project. Nothing that stands here is changed by it (BG-5); `basis` is not used."""
    del basis
    acts.record(project)
    return ExportedProject.objects.create(export=export, project=project, key=key, said=dict(said), at=export.at)
