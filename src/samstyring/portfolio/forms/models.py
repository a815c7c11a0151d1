"""How a project model reads as a choice."""

from samstyring.ui.fields import Choice

from ..project_models import ProjectModel


def model_choice(model: ProjectModel) -> Choice:
    """Return a project model as a choice: its name and edition, with its phases under it."""
    return Choice(f"{model.name} {model.edition}".strip(), " → ".join(phase.name for phase in model.phases))
