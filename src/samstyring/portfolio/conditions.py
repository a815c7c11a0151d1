"""What a decision point can ask for that the portfolio itself knows: mandate, owner, participants, documents."""

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked

from . import queries
from .models import Project
from .queries import decision_points
from .registry import Condition, Held, conditions


def mandate(project: Project, asked: Asked, name: str) -> Held:
    """Tell whether the project has a mandate in force, or the same case adopts one."""
    del name
    found = queries.mandate_there(project, asked, "")
    return Held(found.key, found.holds, found.text, found.url)


def owner(project: Project, asked: Asked, name: str) -> Held:
    """Tell whether a municipality has accepted to own it."""
    del name
    found = queries.owner_there(project, asked.on)
    return Held(found.key, found.holds, found.text, found.url)


def participants(project: Project, asked: Asked, name: str) -> Held:
    """Tell whether all who are asked to take part have accepted."""
    del asked, name
    _owner, found = queries.anchoring_of(project)
    url = f"{project.get_absolute_url()}#parties"
    words = queries.participants_words(found) if found.asked else _("No others are asked to take part")
    return Held("portfolio.participants_accepted", found.whole, words, url)


def document(project: Project, asked: Asked, name: str) -> Held:
    """Tell whether a document of this name is attached to the project."""
    del asked
    holds = name in decision_points.documents_of(project)
    text = (_("%(document)s is attached") if holds else _("%(document)s is not attached")) % {"document": name}
    return Held(f"portfolio.document.{slugify(name)}"[:80], holds, text, f"{project.get_absolute_url()}#phases")


for each in (
    Condition("mandate", gettext_lazy("a mandate in force"), mandate),
    Condition("owner", gettext_lazy("an owner who has accepted"), owner),
    Condition("participants", gettext_lazy("participants who have accepted"), participants),
    Condition("document", gettext_lazy("a document"), document),
):
    conditions.register(each.name, each)
