"""What is said of draft mandates: beside the draft, as what waits, and as what municipalities are asked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Organisation
from samstyring.parties.queries import WHO_ANSWERS, people_to_ask

from ..models import (
    Mandate,
    MandateComment,
    MandateCommentCall,
    MandateCommentLetter,
    MandateCommentReply,
    Participation,
    Project,
)
from ..reading import LABELS, mandate_rows, short_lines
from ..rules.mandate_comments import takes_comments
from ..rules.projects import OVER
from .answering import places_of
from .decision_points import model_of
from .projects import IN_THE_BODY, sees_drafts

REPLIES = ("secretariat", "secretariat_leader")


@dataclass(frozen=True)
class CommentRead:
    """A comment, what came of it, whether the draft was edited afterwards, and whether the reader may open its letter."""

    comment: MandateComment
    part: str
    replies: Sequence[MandateCommentReply]
    edited: bool
    reads_file: bool

    @property
    def outcome(self) -> MandateCommentReply | None:
        """Return what came of it: the last reply."""
        return self.replies[-1] if self.replies else None


@dataclass(frozen=True)
class Comments:
    """What is said of a version, those who are asked, and what the reader may do.

    Of the silent, `unreachable` have nobody to write to, and whoever answers for the `unwritten` now got no letter: they
    came later than the call.
    """

    rows: Sequence[CommentRead]
    silent: Sequence[Organisation]
    unreachable: Sequence[Organisation]
    unwritten: Sequence[Organisation]
    call: MandateCommentCall | None
    may_comment_for: Sequence[Organisation]
    registers: bool
    may_reply: bool
    may_ask: bool
    elsewhere: Sequence[tuple[Mandate, int]]

    @property
    def open(self) -> Sequence[CommentRead]:
        """Return those that nobody has answered."""
        return [row for row in self.rows if not row.replies]

    @property
    def shown(self) -> bool:
        """Tell whether there is anything to show."""
        return bool(self.rows or self.call or self.may_comment_for or self.may_ask or self.elsewhere)


def concerned(project: Project) -> list[Organisation]:
    """Return the municipalities that a mandate concerns: those that stand on the project, each once, by name."""
    places = [place for place in places_of(project) if place.role != Participation.Role.NEXT_OWNER]
    found = {place.organisation_id: place.organisation for place in places}
    return sorted(found.values(), key=lambda row: row.sort_key)


def may_comment_for(mandate: Mandate, by: Actor) -> list[Organisation]:
    """Return those of them that the reader may comment for now."""
    if not takes_comments(mandate):
        return []
    return [row for row in concerned(mandate.project) if by.may("portfolio.comment_on_mandate", f"party:{row.pk}")]


def reads_comments(by: Actor, project: Project) -> bool:
    """Tell whether the reader sees what is said: those who work with the draft, those concerned, and those who decide."""
    return by.has_role(*IN_THE_BODY) or sees_drafts(by, project, places_of(project))


def comments_on(mandate: Mandate, by: Actor, versions: Sequence[Mandate]) -> Comments | None:
    """Return what is said of a version, or None for who may not read it. Seven SQL statements.

    `versions` are those of the project that the reader may see.
    """
    project = mandate.project
    if not reads_comments(by, project):
        return None
    mine, reads_all = by.scoped_ids("party", *WHO_ANSWERS), by.has_role(*REPLIES)
    found = list(mandate.comments.select_related("organisation", "evidence").prefetch_related("replies"))
    counts = dict(
        MandateComment.objects.filter(mandate__in=versions)
        .order_by()
        .values_list("mandate_id")
        .annotate(count=Count("pk"))
    )
    heard = {row.organisation_id for row in found}
    scope = f"project:{project.pk}"
    silent = [row for row in concerned(project) if row.pk not in heard]
    call = mandate.comment_calls.last()
    unreachable, unwritten = _not_written_to(mandate, silent) if call and takes_comments(mandate) else ([], [])
    return Comments(
        rows=[
            CommentRead(
                comment=row,
                part=str(LABELS.get(row.part, "")),
                replies=list(row.replies.all()),
                edited=row.revision < mandate.revision,
                reads_file=reads_all or str(row.organisation_id) in mine,
            )
            for row in found
        ],
        silent=silent,
        unreachable=unreachable,
        unwritten=unwritten,
        call=call,
        may_comment_for=may_comment_for(mandate, by),
        registers=reads_all,
        may_reply=by.may("portfolio.reply_to_mandate_comment", scope),
        may_ask=takes_comments(mandate) and by.may("portfolio.ask_for_mandate_comments", scope),
        elsewhere=[(row, counts[row.pk]) for row in versions if row.pk in counts and row.pk != mandate.pk],
    )


def _not_written_to(mandate: Mandate, silent: Sequence[Organisation]) -> tuple[list[Organisation], list[Organisation]]:
    """Return those of the silent with nobody to write to, and those whose people today got no letter. Two SQL statements."""
    people = people_to_ask([row.pk for row in silent], clock.today())
    written = set(mandate.comment_letters.values_list("person_id", flat=True))
    return (
        [row for row in silent if row.pk not in people],
        [row for row in silent if row.pk in people and people[row.pk].pk not in written],
    )


def silent_without_anyone(mandate: Mandate) -> list[Organisation]:
    """Return those who are asked next, and have nobody to write to. Three SQL statements."""
    heard = set(mandate.comments.values_list("organisation_id", flat=True))
    rows = [row for row in concerned(mandate.project) if row.pk not in heard]
    people = people_to_ask([row.pk for row in rows], clock.today())
    return [row for row in rows if row.pk not in people]


def comment_by_id(key: UUID, by: Actor) -> MandateComment:
    """Return a comment that the reader may see. Raises NotThere."""
    found = MandateComment.objects.select_related("mandate__project", "organisation").filter(pk=key).first()
    if found is None or not reads_comments(by, found.mandate.project):
        raise NotThere
    return found


def readable(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return the comments whose letters the reader may open: the secretariat, and the municipality's own people."""
    rows = MandateComment.objects.filter(pk__in=list(ids))
    if not actor.has_role(*REPLIES):
        rows = rows.filter(organisation_id__in=actor.scoped_ids("party", *WHO_ANSWERS))
    return set(rows.values_list("pk", flat=True))


def address_of(key: UUID) -> str:
    """Return where a comment stands."""
    found = MandateComment.objects.select_related("mandate__project").filter(pk=key).first()
    return found.get_absolute_url() if found else ""


@dataclass(frozen=True)
class CommentQuestion:
    """What a letter asks: the draft, by when, for which municipalities, and how often they have commented."""

    mandate: Mandate
    until: date
    organisations: Sequence[Organisation]
    lines: Sequence[tuple[Any, Any]]
    said: int

    @property
    def project(self) -> Project:
        """Return the project."""
        return self.mandate.project


def question_of_letter(key: UUID) -> CommentQuestion:
    """Return what a letter asks, of those that its reader answers for now. Raises NotThere when nothing is taken any more."""
    letter = MandateCommentLetter.objects.select_related("mandate__project", "person").filter(pk=key).first()
    mandate = letter.mandate if letter else None
    call = mandate.comment_calls.last() if mandate else None
    if letter is None or mandate is None or call is None or not takes_comments(mandate):
        raise NotThere
    on = clock.today()
    parties = concerned(mandate.project)
    people = people_to_ask([row.pk for row in parties], on)
    mine = [row for row in parties if row.pk in people and people[row.pk].pk == letter.person_id]
    if not mine:
        raise NotThere
    rows = mandate_rows(mandate, None, model_of(mandate.project, on))
    said = mandate.comments.filter(organisation__in=mine).count()
    return CommentQuestion(mandate, call.comments_until, mine, short_lines(rows), said)


def letters_to(by: Actor, mandates: Iterable[Mandate]) -> dict[UUID, MandateCommentLetter]:
    """Return the reader's own letters with some drafts, by the draft. One SQL statement, or none."""
    keys = [row.pk for row in mandates]
    if not keys or by.person_id is None:
        return {}
    rows = MandateCommentLetter.objects.filter(mandate_id__in=keys, person_id=by.person_id)
    return {row.mandate_id: row for row in rows}


@dataclass(frozen=True)
class AskedToComment:
    """A draft that municipalities are asked to comment on: the last call, and who of them has, and has not."""

    call: MandateCommentCall
    silent: Sequence[Organisation]
    said: Mapping[UUID, MandateComment]

    @property
    def mandate(self) -> Mandate:
        """Return the draft."""
        return self.call.mandate


def asked_to_comment(
    organisations: Iterable[UUID | str] | None = None, *, until: date | None = None
) -> list[AskedToComment]:
    """Return the drafts that some municipalities, or all, are asked to comment on. Three SQL statements.

    `until` leaves out the calls whose day is past by then.
    """
    calls = MandateCommentCall.objects.filter(mandate__state=Mandate.State.DRAFT).exclude(
        mandate__project__state__in=OVER
    )
    last = {call.mandate_id: call for call in calls.select_related("mandate__project").order_by("at")}
    asked = [call for call in last.values() if until is None or call.comments_until >= until]
    if not asked:
        return []
    on_it = Participation.objects.standing().exclude(role=Participation.Role.NEXT_OWNER)
    places = on_it.filter(project__in=[call.mandate.project_id for call in asked])
    if organisations is not None:
        places = places.filter(organisation_id__in=list(organisations))
    on: dict[UUID, dict[UUID, Organisation]] = {}
    for place in places.select_related("organisation").order_by("organisation__sort_key"):
        on.setdefault(place.project_id, {})[place.organisation_id] = place.organisation
    said: dict[UUID, dict[UUID, MandateComment]] = {}
    for row in MandateComment.objects.filter(mandate__in=[call.mandate_id for call in asked]):
        said.setdefault(row.mandate_id, {})[row.organisation_id] = row
    found = []
    for call in asked:
        parties, heard = on.get(call.mandate.project_id, {}), said.get(call.mandate_id, {})
        if parties:
            silent = [row for key, row in parties.items() if key not in heard]
            found.append(AskedToComment(call, silent, {key: heard[key] for key in parties if key in heard}))
    return found


def replied_since(by: Actor, since: date) -> list[MandateCommentReply]:
    """Return what came of the comments by the reader's municipalities, the newest first. One SQL statement."""
    mine = by.scoped_ids("party", *WHO_ANSWERS)
    if not mine:
        return []
    begins = datetime.combine(since, time(), tzinfo=clock.OSLO)
    rows = MandateCommentReply.objects.filter(comment__organisation_id__in=mine, at__gte=begins).order_by("-at")
    return list(rows.select_related("comment__mandate__project", "comment__organisation"))


def unreplied() -> list[Mandate]:
    """Return the drafts with comments that nobody has answered, each with how many (`unreplied`). One SQL statement."""
    count = Count("comments", filter=Q(comments__replies=None), distinct=True)
    rows = Mandate.objects.filter(state=Mandate.State.DRAFT).exclude(project__state__in=OVER)
    return list(rows.annotate(unreplied=count).filter(unreplied__gt=0).select_related("project"))
