"""What a body can decide about what a plan is measured against: a new baseline (OR-3)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, Matter, Payload, Reading, Requirement, register
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from .. import effects, queries
from ..errors import BaselineStands
from ..models import Project
from ..payload_forms import BaselineForm
from ..queries import plan as plans
from ..rules.plan import as_proposed
from ..saying import in_cooperation_language, key_in


@register
class AdoptBaseline(Matter):
    """A project gets a new baseline: the days that the case shows. The earlier ones are kept beside it."""

    name = "portfolio.adopt_baseline"
    label = gettext_lazy("Adopt a new baseline")
    case_kinds = ("project",)
    conditional = True
    form_class = BaselineForm

    def project(self, payload: Payload) -> Project:
        """Return the project. Raises NotThere."""
        return queries.project_by_id(key_in(payload, "project"))

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with."""
        with in_cooperation_language():
            return _("%(project)s gets a new baseline, as the case shows. The earlier baseline is kept.") % {
                "project": self.project(payload)
            }

    def read(self, asked: Asked) -> Reading:
        """Return how it reads: each milestone, its day by the baseline that stands, and by the new one."""
        project = self.project(asked.payload)
        stands = {row.milestone.sequence: row.due_on for row in plans.baseline_dates(project)}
        lines = [(_("Why"), asked.payload["reason"])]
        for row in asked.payload["dates"]:
            was, new = stands.get(row["sequence"]), date.fromisoformat(row["due_on"])
            told = formats.day(new) if was == new else _("%(new)s, was %(was)s") % {"new": formats.day(new), "was": formats.day(was) if was else _("not in the baseline")}  # fmt: skip
            lines.append((row["name"], told))
        heading = _("New baseline for %(project)s") % {"project": project}
        return Reading(heading=heading, lines=lines, url=reverse("portfolio:plan", args=[project.code]))

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask that there is a baseline to follow, and that the plan still is as it was proposed."""
        project = self.project(asked.payload)
        url, source = reverse("portfolio:plan", args=[project.code]), queries.clauses_on(asked.on).baseline
        stands = plans.baseline_of(project) is not None
        same = as_proposed(plans.planned(project)) == list(asked.payload["dates"])
        first = _("The project has a baseline that the new one follows")
        second = _("The plan is as it was when the new baseline was proposed")
        return [
            Requirement("portfolio.baseline_stands", True, stands, first, source, url),
            Requirement("portfolio.plan_as_proposed", False, same, second, source, url),
        ]

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Freeze the days that were decided on. Raises BaselineStands where no milestone of them is left."""
        del on
        dates: Mapping[int, date] = {row["sequence"]: date.fromisoformat(row["due_on"]) for row in payload["dates"]}
        project = self.project(payload)
        if effects.freeze_plan(project=project, reason=payload["reason"], dates=dates, basis=basis) is None:
            raise BaselineStands(_("The plan has no milestones to freeze."))
