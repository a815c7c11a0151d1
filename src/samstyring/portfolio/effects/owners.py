"""What it does to a project that it goes to another owner."""

from datetime import date, datetime, time

from django.utils.translation import gettext as _

from samstyring.kernel import acts, clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis

from ..errors import HandOverSettled, NotReady
from ..models import HandOver, Participation, Project
from ..rules.owners import is_open
from ..rules.parties import has_accepted, last_answer
from ..rules.projects import require_open

Role = Participation.Role


@effect
def hand_over_project(*, hand_over: HandOver, basis: Basis, on: date) -> Project:
    """Let a project go to the owner that has accepted it, by decision (GP-2): from the day proposed, or from today.

    The former owner's place on the project, and the new one's as a participant, end that day; what they answered
    stays. Raises ProjectOver, HandOverSettled, NotReady where the new owner has not accepted.
    """
    project = Project.objects.select_for_update().get(pk=hand_over.project_id)
    require_open(project)
    hand_over = HandOver.objects.select_for_update().get(pk=hand_over.pk)
    place = Participation.objects.select_for_update().get(pk=hand_over.place_id)
    if not is_open(hand_over):
        raise HandOverSettled
    if not has_accepted(last_answer(place.answers.all())):
        raise NotReady(_("%(party)s has not accepted to own the project.") % {"party": place.organisation})
    begins = max(hand_over.proposed_from, on)
    ends_at = datetime.combine(begins, time(), tzinfo=clock.OSLO)
    for row in project.participations.standing().exclude(pk=place.pk):
        if row.role == Role.OWNER or row.organisation_id == place.organisation_id:
            row.removed_at = ends_at
            row.save(update_fields=["removed_at"])
    place.role, place.from_date = Role.OWNER, begins
    place.save(update_fields=["role", "from_date"])
    hand_over.from_date, hand_over.basis = begins, basis
    hand_over.save(update_fields=["from_date", "basis"])
    project.latest_owner_id, project.hand_over = place.organisation_id, hand_over
    project.revision += 1
    project.save(update_fields=["latest_owner", "hand_over", "revision"])
    acts.record(project, hand_over, place.organisation, hand_over.former)
    return project


@effect
def drop_hand_over(*, hand_over: HandOver, basis: Basis | None = None) -> None:
    """Take the municipality that was proposed as owner off the project: it was not decided, or was taken back."""
    del basis
    place = Participation.objects.select_for_update().get(pk=hand_over.place_id)
    if place.role != Role.NEXT_OWNER or place.removed_at is not None:
        return
    place.removed_at = require_running("drop_hand_over").at
    place.save(update_fields=["removed_at"])
    acts.record(hand_over)
