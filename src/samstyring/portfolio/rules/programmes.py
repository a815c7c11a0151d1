"""What is said of a programme. Pure functions."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput

from ..errors import ProgrammeEnded, ProgrammeRuns
from ..models import Programme, Project


def require_going_on(programme: Programme) -> None:
    """Refuse to change one that is ended, or to put a project in it. Raises ProgrammeEnded."""
    if programme.ended_on is not None:
        raise ProgrammeEnded


def require_can_end(running: Sequence[Project]) -> None:
    """Refuse to end it over projects that are not over. Raises ProgrammeRuns, which names them."""
    if running:
        raise ProgrammeRuns([row.name for row in running])


def said(name: str, purpose: str) -> dict[str, Any]:
    """Return its name and purpose as they are stored. Raises InvalidInput."""
    told = {"name": name.strip()[:200], "purpose": purpose.strip()[:2000]}
    errors = {column: _("Write this.") for column, text in told.items() if not text}
    if errors:
        raise InvalidInput(errors)
    return told
