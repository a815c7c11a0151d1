"""What a closing report must tell. Pure functions."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation

from ..closing_reports import Template
from ..errors import NotStarted
from ..models import Project
from ..templated import kept, untold
from .projects import require_open


def require_closing(project: Project) -> None:
    """Refuse a closing report of a project that is over, or that has not begun. Raises ProjectOver, NotStarted."""
    require_open(project)
    if project.state != Project.State.STARTED:
        raise NotStarted


def require_told(template: Template, told: Mapping[str, str], cost: int) -> list[dict[str, Any]]:
    """Return the parts with their questions, as they are kept. Raises InvalidInput for one that is empty."""
    errors: dict[str, Any] = {f"part_{part.key}": _("Write this.") for part in untold(template.parts, told)}
    if cost < 0:
        errors["cost"] = _("A cost is not less than nothing.")
    if errors:
        raise InvalidInput(errors)
    return kept(template.parts, told)


def require_receiver(receiver: Organisation | None, name: str, parties: Collection[UUID]) -> None:
    """Refuse no receiver, two of them, or an organisation that is not among the municipalities. Raises InvalidInput."""
    if receiver is not None and name:
        raise InvalidInput({"receiver_name": _("Choose a municipality, or write the name of another: not both.")})
    if receiver is None and not name:
        words = _("Choose one of the municipalities, or write below who else takes over.")
        raise InvalidInput({"receiver": words})
    if receiver is not None and receiver.pk not in parties:
        raise InvalidInput({"receiver": _("Choose one of the municipalities.")})


def require_hand_over(handed_over_on: date | None, accepted_by: str, *, has_evidence: bool, today: date) -> None:
    """Refuse half of a hand-over: it has a day, someone who accepted, and evidence, or it has not happened.

    Raises InvalidInput.
    """
    given = {"handed_over_on": handed_over_on is not None, "accepted_by": bool(accepted_by), "evidence": has_evidence}
    errors = {}
    if any(given.values()):
        words = _("A hand-over has a day, someone who has accepted it, and the letter or minutes that say so.")
        errors = {name: words for name, there in given.items() if not there}
    if handed_over_on is not None and handed_over_on > today:
        errors["handed_over_on"] = _("It cannot have been handed over on a day that has not come.")
    if errors:
        raise InvalidInput(errors)
