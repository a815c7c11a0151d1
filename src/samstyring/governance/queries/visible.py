"""What a reader may see: cases and meetings, as querysets, and documents about them.

The secretariat sees all. Whoever leads a body sees its drafts too. Members and observers see a case once its paper
has been sent to their body: to a meeting or in writing, to decide it or to advise on it. Project managers and owners see the cases about their projects. Anyone else sees nothing.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared

from ..models import AgendaItem, Case, CaseEdit, Meeting
from ..rules import readers


def cases(actor: Actor) -> QuerySet[Case]:
    """Return the cases that an actor may read."""
    if readers.reads_all(actor):
        return Case.objects.all()
    sent = Exists(CaseEdit.objects.filter(case=OuterRef("pk")))
    chaired = Exists(AgendaItem.objects.filter(case=OuterRef("pk"), meeting_id__in=readers.meetings_chaired(actor)))
    return Case.objects.filter(
        Q(body_id__in=readers.bodies_led(actor))
        | (Q(_laid_before(readers.bodies_seated(actor) | readers.bodies_led(actor))) & Q(sent))
        | (Q(chaired) & Q(sent))
        | Q(about_kind=readers.PROJECT, about_id__in=readers.projects_followed(actor))
    )


def _laid_before(bodies: set[UUID]) -> Exists:
    """Return whether a case was laid before one of the bodies: in a meeting that was called, or in writing."""
    rows = AgendaItem.objects.filter(case=OuterRef("pk"))
    return Exists(
        rows.filter(Q(meeting__body_id__in=bodies, meeting__called_at__isnull=False) | Q(written__body_id__in=bodies))
    )


def meetings(actor: Actor) -> QuerySet[Meeting]:
    """Return the meetings that an actor may read. Their agenda is another question: see `sees_agenda`."""
    if readers.reads_all(actor):
        return Meeting.objects.all()
    bodies = readers.bodies_led(actor) | readers.bodies_seated(actor)
    return Meeting.objects.filter(Q(body_id__in=bodies) | Q(pk__in=readers.meetings_chaired(actor)))


def sees_agenda(actor: Actor, meeting: Meeting) -> bool:
    """Tell whether the actor may see the agenda: those who prepare it always, the others once the meeting is called."""
    return readers.prepares(actor, meeting.body_id) or meeting.called_at is not None


def case(pk: UUID, actor: Actor) -> Case:
    """Return a case that the actor may read. Raises NotThere."""
    found = (
        _case.first(pk) if readers.reads_all(actor) else cases(actor).filter(pk=pk).select_related(*OF_A_CASE).first()
    )
    if found is None:
        raise NotThere
    return found


OF_A_CASE = ("body__leader_office", "case_officer")
OF_A_MEETING = ("body__leader_office__organisation", "chair", "minute_taker")


@Prepared
def _case(pk: UUID) -> "QuerySet[Case]":
    return Case.objects.filter(pk=pk).select_related(*OF_A_CASE)


@Prepared
def whole_meeting(pk: UUID) -> "QuerySet[Meeting]":
    """Return a meeting with its body, who leads it, chairs, and takes the minutes. Who may read it is another question."""
    return Meeting.objects.filter(pk=pk).select_related(*OF_A_MEETING)


def meeting(pk: UUID, actor: Actor) -> Meeting:
    """Return a meeting that the actor may read. Raises NotThere."""
    found = (
        whole_meeting.first(pk)
        if readers.reads_all(actor)
        else meetings(actor).filter(pk=pk).select_related(*OF_A_MEETING).first()
    )
    if found is None:
        raise NotThere
    return found


def readable_cases(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the cases whose documents the actor may read. At most one SQL statement."""
    if readers.reads_all(actor):
        return set(ids)
    return set(cases(actor).filter(pk__in=list(ids)).values_list("pk", flat=True))


def readable_meetings(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return those of the meetings whose documents the actor may read: summonses and late papers. One SQL statement."""
    rows = meetings(actor).filter(pk__in=list(ids))
    return {row.pk for row in rows if sees_agenda(actor, row)}
