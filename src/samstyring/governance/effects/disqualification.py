"""Holding a ruling on disqualification: whoever is disqualified neither takes a position, finds nor decides."""

from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.parties.models import Person

from ..errors import PersonDisqualified
from ..models import AgendaItem
from ..queries.disqualification import disqualified_on


@effect
def not_disqualified(*, item: AgendaItem, person: Person, basis: Basis | None = None) -> None:
    """Refuse one who was found to be disqualified on the item. Raises PersonDisqualified."""
    del basis
    for asked in disqualified_on(item.pk):
        if asked.question.person_id == person.pk:
            raise PersonDisqualified(PersonDisqualified.message % {"who": person.name})
