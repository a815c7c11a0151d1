"""Record what became of several candidates of a ranked list at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.records.uploads import Upload

from ..effects.ranking import write_outcome
from ..errors import NotRanked
from ..models import CandidateOutcome, RankedList
from ..queries import ranking as queries
from ..rules.ranking import checked_outcomes


@acts.act(says=gettext_lazy("%(who)s recorded what became of candidates on the ranked list %(list)s (%(count)s)"))
def record_outcomes(
    *,
    ranked_list: RankedList,
    outcomes: Sequence[Mapping[str, Any]],
    happened_on: date,
    evidence: str = "",
    letter: Upload | None = None,
    by: Actor,
    at: datetime,
) -> list[CandidateOutcome]:
    """Record what one letter, receipt or meeting says of several candidates: all of it, or nothing.

    `outcomes` are rows of project, state, `amount` (øre), words, and evidence where it stands elsewhere than the rest
    does. What holds of one (record_outcome) holds of each. Raises NotRanked for what no decided version holds,
    InvalidInput (fields by the code of the project), FileEmpty, FileRefused.
    """
    projects = [row["project"] for row in outcomes]
    if not projects:
        raise InvalidInput({"outcomes": _("Say of at least one candidate what has happened.")})
    places = queries.decided_places(ranked_list, projects)
    if len(places) != len(projects):
        raise NotRanked
    asked = {key: place.asked for key, place in places.items()}
    rows = checked_outcomes(outcomes, asked, happened_on, evidence, clock.local_date(at))
    numbers = queries.next_outcomes(ranked_list, projects)
    made = [
        write_outcome(
            ranked_list=ranked_list,
            number=numbers[row["project"].pk],
            happened_on=happened_on,
            letter=letter,
            at=at,
            **row,
        )
        for row in rows
    ]
    files = [row.document for row in made if row.document]
    acts.record(ranked_list, *made, *projects, *files, list=ranked_list.name, count=len(made))
    return made
