"""Registers the draft mandates that one is asked to comment on, and the comments that wait for an answer."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.parties.queries import WHO_ANSWERS
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, named, register_source, tells_all

from .. import queries
from ..models import Mandate
from ..queries import mandate_comments


def _clause(today: date, rows: Sequence[object]) -> str:
    return queries.clauses_on(today).anchoring if rows else ""


@register_source
def drafts_to_comment_on(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell a municipality's people which draft mandates they are asked to comment on and have not. At most three."""
    mine = actor.scoped_ids("party", *WHO_ANSWERS)
    rows = mandate_comments.asked_to_comment(mine, until=today) if mine else []
    clause = _clause(today, rows)
    return [
        Waiting(
            heading=_("Comment for %(party)s on the draft mandate of %(project)s")
            % {"party": party, "project": row.mandate.project},
            url=row.mandate.get_absolute_url(),
            clause=clause,
            deadline=row.call.comments_until,
            key=f"portfolio.mandate_comment:{row.mandate.pk}:{party.pk}",
        )
        for row in rows
        for party in row.silent
    ]


@register_source
def comments_to_answer(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who write a draft how many comments on it nobody has answered. One SQL statement."""
    may = actor.may("portfolio.reply_to_mandate_comment")
    if not may and not actor.has_role("project_owner", "project_manager"):
        return []
    rows = [
        row
        for row in mandate_comments.unreplied()
        if may or actor.may("portfolio.reply_to_mandate_comment", f"project:{row.project_id}")
    ]
    clause = _clause(today, rows)
    return [_to_answer(row, clause) for row in rows]


def _to_answer(row: Mandate, clause: str) -> Waiting:
    count = row.unreplied  # type: ignore[attr-defined]  # counted with the row
    says = ngettext(
        "Answer %(count)s comment on the draft mandate of %(project)s",
        "Answer %(count)s comments on the draft mandate of %(project)s",
        count,
    )
    return Waiting(
        heading=says % {"count": formats.number(count), "project": row.project},
        url=f"{row.get_absolute_url()}#comments",
        clause=clause,
        key=f"portfolio.mandate_replies:{row.pk}",
    )


@in_whole("asks", drafts_to_comment_on)
def drafts_out(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the drafts that are out for comment, each with those who have said nothing."""
    del reader
    rows = [row for row in mandate_comments.asked_to_comment(until=today) if row.silent]
    clause = _clause(today, rows)
    return [
        Waiting(
            heading=_("Comment on the draft mandate of %(project)s") % {"project": row.mandate.project},
            url=f"{row.mandate.get_absolute_url()}#comments",
            clause=clause,
            deadline=row.call.comments_until,
            text=formats.sentence(row.silent),
            key=f"portfolio.mandate_comments:{row.mandate.pk}",
            who=named(row.silent),
            also=tuple(f"portfolio.mandate_comment:{row.mandate.pk}:{party.pk}" for party in row.silent),
        )
        for row in rows
    ]


tells_all("projects", comments_to_answer)
