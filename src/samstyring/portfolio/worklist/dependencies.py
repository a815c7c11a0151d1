"""Registers what a project waits for that slips, is paused, or is stopped."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.ui.worklist import Waiting, register_source, tells_all

from .. import dependency_words
from ..queries import dependencies


@register_source
def waits_in_danger(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell whoever leads a project that what it waits for will not be there in time. One SQL statement."""
    if not (actor.has_role("project_manager", "project_owner") or actor.may("portfolio.edit_dependency")):
        return []
    return [
        Waiting(
            heading=_("%(project)s waits for something that is in danger: %(what)s")
            % {"project": wait.dependency.project, "what": wait.dependency.what},
            url=wait.dependency.get_absolute_url(),
            deadline=wait.dependency.needed_on,
            text=f"{dependency_words.from_words(wait.dependency)}: {dependency_words.stand_words(wait.stand)}",
            key=f"portfolio.dependency:{wait.dependency.pk}:{wait.stand.kind}",
        )
        for wait in dependencies.in_danger(today)
        if actor.may("portfolio.edit_dependency", f"project:{wait.dependency.project_id}")
    ]


tells_all("projects", waits_in_danger)
