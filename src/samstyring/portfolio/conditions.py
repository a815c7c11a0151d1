"""What a decision point can ask for that the portfolio itself knows: mandate, owner, participants, documents."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.governance.registry import Asked
from samstyring.ui import formats

from . import queries
from .models import Milestone, Project
from .queries import benefits, closing, decision_points
from .queries import plan as plans
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
    """Tell whether a document of this name is attached to the project, or written here: its closing report, its benefits."""
    del asked
    if closing.takes_the_place_of(project, name):
        url = f"{project.get_absolute_url()}#closing"
        return Held(f"portfolio.document.{slugify(name)}"[:80], True, _("The closing report is written"), url)
    if benefits.takes_the_place_of(project, name):
        url = f"{project.get_absolute_url()}#benefits"
        words = _("The benefits are written down, each with an owner, a target and a day")
        return Held(f"portfolio.document.{slugify(name)}"[:80], True, words, url)
    holds = name in decision_points.documents_of(project)
    text = (_("%(document)s is attached") if holds else _("%(document)s is not attached")) % {"document": name}
    url = f"{reverse('portfolio:attach_document', args=[project.code])}?{urlencode({'name': name})}"
    return Held(f"portfolio.document.{slugify(name)}"[:80], holds, text, url)


def plan(project: Project, asked: Asked, name: str) -> Held:
    """Tell whether the plan has milestones."""
    del asked, name
    count = len(plans.planned(project))
    words = ngettext("The plan has %(count)s milestone", "The plan has %(count)s milestones", count)
    text = words % {"count": formats.number(count)} if count else _("The plan has no milestones")
    return Held("portfolio.plan", count > 0, text, reverse("portfolio:plan", args=[project.code]))


def deliverables(project: Project, asked: Asked, name: str) -> Held:
    """Tell whether every deliverable of the plan is accepted."""
    del asked, name
    left = [row for row in plans.planned(project) if row.kind == Milestone.Kind.DELIVERABLE and not row.done_on]
    names = formats.sentence(row.name for row in left)
    text = (
        _("Not accepted yet: %(names)s") % {"names": names} if left else _("The deliverables of the plan are accepted")
    )
    return Held("portfolio.deliverables", not left, text, reverse("portfolio:plan", args=[project.code]))


for each in (
    Condition("mandate", gettext_lazy("a mandate in force"), mandate),
    Condition("owner", gettext_lazy("an owner who has accepted"), owner),
    Condition("participants", gettext_lazy("participants who have accepted"), participants),
    Condition("plan", gettext_lazy("a plan with milestones"), plan),
    Condition("deliverables", gettext_lazy("deliverables that are accepted"), deliverables),
    Condition("document", gettext_lazy("a document"), document),
):
    conditions.register(each.name, each)
