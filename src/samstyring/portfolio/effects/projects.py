"""What decisions and answers do to a project itself."""

from datetime import date

from samstyring.governance.effects.wordings import renew_wordings
from samstyring.governance.queries.cases import usually_worded
from samstyring.kernel import acts
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..models import Participation, Project
from ..project_models import ProjectModel
from ..rules.parties import has_accepted, last_answer
from ..rules.projects import require_open
from .decision_points import keep_model
from .standstill import end_pause


def _anew(project: Project) -> Project:
    return Project.objects.select_for_update().get(pk=project.pk)


@effect
def enter_portfolio(*, project: Project, basis: Basis, on: date) -> Project:
    """Take a candidate into the portfolio (GP-2). A project that is in already stays as it is."""
    project = _anew(project)
    require_open(project)
    if project.entered_by_id is None:
        project.entered_on, project.entered_by = on, basis
        if project.state == Project.State.CANDIDATE:
            project.state = Project.State.ENTERED
        project.revision += 1
        project.save(update_fields=["entered_on", "entered_by", "state", "revision"])
        acts.record(project)
    return project


@effect
def start_project(*, project: Project, model: ProjectModel, basis: Basis, on: date) -> Project:
    """Start a project: it goes into execution, in the first phase of its project model, which it keeps (SG-4, GP-2).

    Starting one that was never taken into the portfolio takes it in, by the same decision.
    """
    project = _anew(project)
    require_open(project)
    if project.started_by_id is not None:
        return project
    if project.entered_by_id is None:
        project.entered_on, project.entered_by = on, basis
    project.state, project.phase = Project.State.STARTED, model.first_phase
    if model.phases and project.follows_id is None:
        project.follows = keep_model(model=model)
    project.started_on, project.started_by = on, basis
    end_pause(project=project, on=on, basis=basis)  # it goes on, and starts
    project.pause = None
    project.revision += 1
    project.save()
    acts.record(project)
    return project


@effect
def follow_owner(*, participation: Participation, basis: Basis | None = None) -> Project:
    """Let the project's owner follow the answer that counts (PA-5): who has not accepted does not own it.

    The owner of a project that has started stays, whatever is answered later: the answer shows as a breach instead.
    It goes to another by decision only.
    """
    del basis
    project = _anew(participation.project)
    accepted = participation.removed_at is None and has_accepted(last_answer(participation.answers.all()))
    owner_id = participation.organisation_id if accepted else None
    if project.state == Project.State.STARTED and (owner_id is None or project.latest_owner_id is not None):
        return project
    if project.latest_owner_id != owner_id:
        worded = usually_worded("portfolio.start_project", "project", project.pk)
        project.latest_owner_id = owner_id
        project.save(update_fields=["latest_owner_id"])
        renew_wordings(proposals=worded)
    return project
