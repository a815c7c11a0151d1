"""What holds of a study, and of the concept note that is written in it. Pure functions."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.errors import InvalidInput, Stale

from ..concept_notes import Template
from ..errors import NotToStudy
from ..models import Need, Project, RadarEntry, Study
from ..templated import kept, untold

STUDIED_NEEDS = (Need.State.STUDIED, Need.State.CANDIDATE)
STUDIED_PROJECTS = (Project.State.CANDIDATE, Project.State.ENTERED)


def can_be_studied(need: Need | None, project: Project | None) -> bool:
    """Tell whether it is studied now: a need answered with that it is studied or a candidate, a project not started."""
    if need is not None:
        return need.state in STUDIED_NEEDS
    return project is not None and project.state in STUDIED_PROJECTS


def require_studied(need: Need | None, project: Project | None) -> None:
    """Refuse what is not studied now: an answer decides that for a need, the start for a project. Raises NotToStudy."""
    if not can_be_studied(need, project):
        raise NotToStudy


def is_open(study: Study) -> bool:
    """Tell whether its note can be written: what it is about is still studied."""
    return can_be_studied(study.need, study.project)


def require_author(author: str) -> str:
    """Return who writes, by role. Raises InvalidInput for nobody."""
    if not author.strip():
        raise InvalidInput({"author": _("Write who writes the concept note, by role.")})
    return author.strip()[:200]


def require_latest(study: Study, revision: int | None) -> None:
    """Refuse to write on from an older version than the last. Raises Stale."""
    if revision is not None and revision != study.revision:
        raise Stale(study)


def require_note(
    template: Template, told: Mapping[str, str], cost: int | None, platform: str, reason: str, *, ready: bool
) -> list[dict[str, Any]]:
    """Return the parts as they are kept. One that is `ready` tells what the template must have, and its platform (FO-8).

    Raises InvalidInput.
    """
    wrong: dict[str, Any] = {}
    if not any(text.strip() for text in told.values()):
        wrong[f"part_{template.parts[0].key}"] = _("Write something: there is nothing to save.")
    if cost is not None and cost < 0:
        wrong["cost"] = _("A cost is not less than nothing.")
    if platform not in RadarEntry.Platform.values:
        wrong["platform"] = _("Choose one.")
    if ready:
        wrong |= {
            f"part_{part.key}": _("Write this before the note is ready.") for part in untold(template.parts, told)
        }
        if not platform:
            wrong["platform"] = _("Say which platform before the note is ready.")
    if platform == RadarEntry.Platform.OTHER and not reason.strip():
        wrong["platform_reason"] = _("Write why it is not on the Fiks platform.")
    if wrong:
        raise InvalidInput(wrong)
    return kept(template.parts, told)
