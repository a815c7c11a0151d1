"""Choose what of today goes on under the agreement that is to take over, and what is closed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Person

from ..effects.successors import being_prepared
from ..models import Crossing, Successor
from ..queries.crossings import Chosen, chosen
from ..queries.successors import data_of


@acts.act(
    says=gettext_lazy("%(who)s chose what goes on and what is closed when %(title)s takes over: %(count)s choices")
)
def choose_crossings(
    *,
    successor: Successor,
    choices: Mapping[tuple[str, str], tuple[str, str]],
    rests_on: str | None = None,
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Successor:
    """Keep the choices, one for each thing: (kind, key) -> (carried, closed or "", why). "" lets it be as proposed.

    What is not named stays as it was chosen before, and what has only one way is left as it is. `rests_on` says what
    lets the old be wound up so; None leaves what it says. Raises SuccessorOver, Stale, and InvalidInput where something
    is closed against the proposal and nobody says why.
    """
    being_prepared(successor=successor, revision=revision)
    person = Person.objects.filter(pk=by.person_id).first() if by.person_id else None
    things = {
        (kind.kind.name, row.thing.key): row
        for kind in chosen(successor, data_of(successor))
        for row in kind.rows
        if not row.thing.fixed
    }
    named = {name: given for name, given in choices.items() if name in things}
    unsaid = [name for name, given in named.items() if _needs_reason(things[name], *given)]
    if unsaid:
        raise InvalidInput({f"why:{kind}:{key}": _("Say why it is closed.") for kind, key in unsaid})
    _forget(successor, named)
    made = [
        Crossing(
            successor=successor,
            kind=kind,
            thing=key,
            label=str(things[kind, key].thing.label)[:300],
            choice=choice,
            why=why.strip()[:500],
            chosen_by=person,
            position=place,
        )
        for place, ((kind, key), (choice, why)) in enumerate(named.items())
        if choice in Crossing.Choice.values
    ]
    Crossing.objects.bulk_create(made, batch_size=500)
    if rests_on is not None:
        successor.rests_on = rests_on.strip()
    successor.revision += 1
    successor.save(update_fields=["rests_on", "revision"])
    acts.record(successor, title=successor.title, count=len(made), rests_on=successor.rests_on)
    return successor


def _needs_reason(row: Chosen, choice: str, why: str) -> bool:
    closes = choice == "closed" and row.thing.proposed != "closed"
    return closes and not why.strip()


def _forget(successor: Successor, named: Iterable[tuple[str, str]]) -> None:
    """Take away what was chosen before of what is named now: a choice is one row until the take-over."""
    keys: dict[str, list[str]] = {}
    for kind, key in named:
        keys.setdefault(kind, []).append(key)
    for kind, of_kind in keys.items():
        successor.crossings.filter(kind=kind, thing__in=of_kind).delete()
