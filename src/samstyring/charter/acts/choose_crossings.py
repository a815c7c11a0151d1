"""Choose what of today goes on under the agreement that is to take over, and what is closed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Person

from ..effects.successors import being_prepared
from ..models import Crossing, Successor
from ..queries.successors import chosen, data_of


@acts.act(
    says=gettext_lazy("%(who)s chose what goes on and what is closed when %(title)s takes over: %(count)s choices")
)
def choose_crossings(
    *,
    successor: Successor,
    choices: Mapping[tuple[str, str], tuple[str, str]],
    rests_on: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> Successor:
    """Keep the choices, one for each thing: (kind, key) -> (carried or closed, why). The rest is as proposed.

    What has only one way is left as it is. `rests_on` says what lets the old be wound up so. Raises SuccessorOver,
    Stale, and InvalidInput where something is closed against the proposal and nobody says why.
    """
    being_prepared(successor=successor, revision=revision)
    person = Person.objects.filter(pk=by.person_id).first() if by.person_id else None
    kept: list[Crossing] = []
    errors: dict[str, Any] = {}
    for kind in chosen(successor, data_of(successor)):
        for row in kind.rows:
            choice, why = choices.get((kind.kind.name, row.thing.key), ("", ""))
            if row.thing.fixed or choice not in Crossing.Choice.values:
                continue
            if choice == row.thing.proposed and not why.strip():
                continue
            if choice == Crossing.Choice.CLOSED and choice != row.thing.proposed and not why.strip():
                errors[f"why:{kind.kind.name}:{row.thing.key}"] = _("Say why it is closed.")
            kept.append(
                Crossing(
                    successor=successor,
                    kind=kind.kind.name,
                    thing=row.thing.key,
                    label=str(row.thing.label)[:300],
                    choice=choice,
                    why=why.strip()[:500],
                    chosen_by=person,
                    position=len(kept),
                )
            )
    if errors:
        raise InvalidInput(errors)
    successor.crossings.all().delete()
    Crossing.objects.bulk_create(kept)
    successor.rests_on = rests_on.strip()
    successor.revision += 1
    successor.save(update_fields=["rests_on", "revision"])
    acts.record(successor, title=successor.title, count=len(kept), rests_on=successor.rests_on)
    return successor
