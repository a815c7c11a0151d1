"""Let another agreement take over."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor

from .. import founding
from ..effects.successors import being_prepared, carry_out, keep_record, write_successor
from ..errors import CharterHasErrors, SuccessorRefused, TooEarlyToTakeOver
from ..models import Crossing, Successor
from ..queries.crossings import chosen
from ..queries.successors import data_of, parties_of, problems_of
from ..registry import follows


@acts.act(
    says=_(
        "%(who)s let %(agreement)s take over from %(predecessor)s on %(day)s: %(carried)s things go on, %(closed)s are closed"
    )
)
def succeed(*, successor: Successor, revision: int | None = None, by: Actor, at: datetime) -> Successor:
    """Let the agreement take over from its first day: what was chosen goes on or is closed, all or nothing (VA-1).

    Bodies, seats, offices and parties are from that day as the new file has them; those that have signed it are its
    parties, and the parties of the old one are no longer bound by it. What was decided before stays under the old
    agreement. Whoever is no longer called to a meeting is told, and whoever is called now gets the summons. Raises SuccessorOver, Stale, TooEarlyToTakeOver, CharterHasErrors, and SuccessorRefused with all that
    must be settled first.
    """
    being_prepared(successor=successor, revision=revision)
    if clock.local_date(at) < successor.begins_on:
        raise TooEarlyToTakeOver
    reading, there = founding.read(successor.source), data_of(successor)
    if reading.problems or reading.charter is None:
        raise CharterHasErrors(reading.problems)
    kinds, parties = chosen(successor, there), parties_of(successor, there)
    if problems := problems_of(successor, there, kinds, parties):
        raise SuccessorRefused(problems)
    with translation.override(successor.predecessor.cooperation.language):
        following = [follow(successor.begins_on) for follow in follows]
        edition = write_successor(successor=successor, charter=reading.charter, parties=parties, by=by, at=at)
        carry_out(successor=successor, kinds=kinds, by=by, at=at, basis=edition.basis)
        keep_record(successor=successor, kinds=kinds, basis=edition.basis)
        for follow in following:
            follow(edition.basis)
    successor.state, successor.agreement = Successor.State.TAKEN_OVER, edition.agreement
    successor.ended_at, successor.ended_by = at, by.name[:200]
    successor.save()
    carried = sum(row.choice == Crossing.Choice.CARRIED for kind in kinds for row in kind.rows)
    closed = sum(row.choice == Crossing.Choice.CLOSED for kind in kinds for row in kind.rows)
    acts.record(
        successor,
        edition.agreement,
        edition,
        edition.basis,
        successor.predecessor,
        agreement=edition.agreement.title,
        predecessor=successor.predecessor.title,
        day=successor.begins_on,
        carried=carried,
        closed=closed,
        rests_on=successor.rests_on,
        sha256=edition.sha256,
    )
    return successor
