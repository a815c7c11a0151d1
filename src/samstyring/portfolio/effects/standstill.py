"""What pausing, going on and stopping do to a project."""

from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel import acts
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from ..models import Passing, Pause, Project, Stopping
from ..rules.projects import require_open


@effect
def make_word(*, project: Project, paused: bool, decided_by: str, on: date, basis: Basis | None = None) -> Basis:
    """Make the basis that the owner's or the project board's word is, in the co-operation's language."""
    del basis
    with translation.override(charter.cooperation().language):
        says = _("pause of %(project)s: %(who)s, %(day)s") if paused else _("%(project)s goes on: %(who)s, %(day)s")
        facts = {"project": project.code, "who": Passing.DecidedBy(decided_by).label, "day": formats.day(on)}
    return Basis.objects.create(kind=Basis.Kind.CONFIRMATION, label=(says % facts)[:300], dated=on)


@effect
def pause(
    *, project: Project, reason: str, on: date, expected_on: date, decided_by: str, reference: str, basis: Basis
) -> Pause:
    """Let a project stand still from a day on (GP-2): its phase, mandate and money stay as they are."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    made = Pause.objects.create(
        project=project,
        from_date=on,
        begun_by=basis,
        reason=reason[:1000],
        expected_on=expected_on,
        decided_by=decided_by,
        reference=reference[:200],
    )
    project.pause = made
    project.revision += 1
    project.save(update_fields=["pause", "revision"])
    acts.record(project, made)
    return made


@effect
def end_pause(*, project: Project, on: date, basis: Basis) -> None:
    """End the pause that a project is in, if it is in one: it stood still for a day at the least."""
    found = Pause.objects.filter(project=project, ended_by=None).first()
    if found is None:
        return
    found.until, found.ended_by = max(on, found.from_date + timedelta(days=1)), basis
    found.save(update_fields=["until", "ended_by"])
    Project.objects.filter(pk=project.pk).update(pause=None)
    acts.record(found)


@effect
def resume(*, project: Project, basis: Basis, on: date) -> Project:
    """Let a paused project go on from a day on, where it stood."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    end_pause(project=project, on=on, basis=basis)
    project.pause = None
    project.revision += 1
    project.save(update_fields=["revision"])
    acts.record(project)
    return project


@effect
def stop_project(*, project: Project, reason: str, money: str, deliverables: str, basis: Basis, on: date) -> Stopping:
    """Stop a project before its end, by decision (GP-2). Its papers, money and history stay. Raises ProjectOver."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    require_open(project)
    end_pause(project=project, on=on, basis=basis)
    made = Stopping.objects.create(
        project=project, stopped_on=on, reason=reason, money=money, deliverables=deliverables, basis=basis
    )
    project.state, project.ended_on, project.ended_by = Project.State.STOPPED, on, basis
    project.revision += 1
    project.save(update_fields=["state", "ended_on", "ended_by", "revision"])
    acts.record(project, made)
    return made
