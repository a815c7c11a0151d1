"""The comment round of an amendment: who has commented, for whom, what was replied, and who is silent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Organisation

from ..models import Accession, Amendment, AmendmentComment, CommentFor
from .amendments import FOLLOWS, WHO_ANSWERS, parties_to, visible_to

DRAFT = Amendment.State.DRAFT


@dataclass(frozen=True)
class CommentRead:
    """A comment with those it is given for beside the one who gave it, and whether it came late or on an older text."""

    comment: AmendmentComment
    others: Sequence[Organisation]
    late: bool
    older: bool
    reads_files: bool


@dataclass(frozen=True)
class CommentRound:
    """All comments, and the parties that nobody has commented for."""

    comments: Sequence[CommentRead]
    silent: Sequence[Organisation]
    heard: int
    may_comment_for: Sequence[Organisation]


def comment_round(amendment: Amendment, *, by: Actor, today: date) -> CommentRound | None:
    """Return the comment round, or None where none was held. Four SQL statements."""
    if amendment.comments_until is None:
        return None
    rows = amendment.comments.select_related("organisation", "evidence").prefetch_related(
        "replies", "given_for__organisation"
    )
    reads_all, mine = by.has_role(*FOLLOWS), by.scoped_ids("party", *WHO_ANSWERS)
    heard: set[UUID] = set()
    comments = []
    for row in rows:
        named = [each.organisation for each in row.given_for.all()]
        heard |= {party.pk for party in named}
        comments.append(
            CommentRead(
                comment=row,
                others=[party for party in named if party.pk != row.organisation_id],
                late=row.answered_on > amendment.comments_until,
                older=amendment.state == DRAFT and row.revision < amendment.revision,
                reads_files=reads_all or str(row.organisation_id) in mine,
            )
        )
    parties = parties_to(amendment.agreement, today)
    return CommentRound(
        comments=comments,
        silent=[party for party in parties if party.pk not in heard],
        heard=sum(party.pk in heard for party in parties),
        may_comment_for=[row for row in parties if by.may("charter.comment_on_amendment", f"party:{row.pk}")]
        if amendment.state == DRAFT
        else [],
    )


def commented_by(amendment: Amendment, parties: Sequence[Organisation]) -> list[Organisation]:
    """Return those of the parties that somebody has commented for."""
    rows = CommentFor.objects.filter(comment__amendment=amendment, organisation__in=parties)
    heard = set(rows.values_list("organisation_id", flat=True))
    return [row for row in parties if row.pk in heard]


def comment(key: UUID, *, by: Actor) -> AmendmentComment:
    """Return a comment that the reader may see. Raises NotThere."""
    rows = AmendmentComment.objects.filter(pk=key, amendment__in=visible_to(by))
    found = rows.select_related("amendment", "organisation").first()
    if found is None:
        raise NotThere
    return found


def readable_comments(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return the comments whose letters the reader may open: those who follow up, and the party's own people."""
    rows = AmendmentComment.objects.filter(pk__in=list(ids))
    if not actor.has_role(*FOLLOWS):
        rows = rows.filter(organisation_id__in=actor.scoped_ids("party", *WHO_ANSWERS))
    return set(rows.values_list("pk", flat=True))


def address_of_comment(key: UUID) -> str:
    """Return where a comment stands on the amendment's page."""
    found = AmendmentComment.objects.select_related("amendment").filter(pk=key).first()
    return f"{found.amendment.get_absolute_url()}#comment-{found.pk}" if found else ""


def to_comment_on(actor: Actor, today: date) -> list[tuple[Amendment, Organisation]]:
    """Return the drafts that the reader's own party is asked to comment on and has not. At most three statements."""
    mine = actor.scoped_ids("party", *WHO_ANSWERS)
    if not mine:
        return []
    open_ = list(Amendment.objects.filter(state=DRAFT, comments_until__gte=today).defer("source", "exact_text"))
    if not open_:
        return []
    parties = Accession.objects.on(today).filter(organisation_id__in=mine).select_related("organisation")
    done = set(
        CommentFor.objects.filter(comment__amendment__in=open_, organisation_id__in=mine).values_list(
            "comment__amendment_id", "organisation_id"
        )
    )
    return [
        (row, party.organisation)
        for row in open_
        for party in parties
        if party.agreement_id == row.agreement_id and (row.pk, party.organisation_id) not in done
    ]


def silent_on_drafts(today: date) -> list[tuple[Amendment, list[Organisation]]]:
    """Return the drafts that are out for comment, each with the parties that have said nothing. At most three."""
    open_ = list(Amendment.objects.filter(state=DRAFT, comments_until__gte=today).defer("source", "exact_text"))
    if not open_:
        return []
    parties = list(Accession.objects.on(today).select_related("organisation").order_by("organisation__sort_key"))
    rows = CommentFor.objects.filter(comment__amendment__in=open_)
    done = set(rows.values_list("comment__amendment_id", "organisation_id"))
    found = [
        (
            row,
            [
                party.organisation
                for party in parties
                if party.agreement_id == row.agreement_id and (row.pk, party.organisation_id) not in done
            ],
        )
        for row in open_
    ]
    return [(row, silent) for row, silent in found if silent]


def comments_to_reply_to() -> list[Amendment]:
    """Return the drafts with comments that nobody has replied to, each with how many (`unreplied`)."""
    unreplied = Count("comments", filter=Q(comments__replies=None), distinct=True)
    rows = Amendment.objects.filter(state=DRAFT).exclude(comments_until=None).annotate(unreplied=unreplied)
    return list(rows.filter(unreplied__gt=0).defer("source", "exact_text"))
