"""Change an entry of a body's yearly plan."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, NotThere, Stale

from ..models import PlanEntry
from ..rules.plan import days_errors


@acts.act(
    says=gettext_lazy("%(who)s changed %(title)s in the yearly plan of %(body)s: %(was)s became %(day)s"),
    scope=lambda **arguments: [f"body:{arguments['entry'].body_id}"],
)
def change_plan_entry(
    *,
    entry: PlanEntry,
    kind: str,
    title: str,
    day: date,
    last_day: date | None = None,
    note: str = "",
    revision: int | None = None,
    by: Actor,
    at: datetime,
) -> PlanEntry:
    """Give an entry other words or days (SG-6). Raises NotThere for a removed one, Stale, InvalidInput."""
    if entry.removed_at is not None:
        raise NotThere
    if revision is not None and revision != entry.revision:
        raise Stale(entry)
    errors = days_errors(day, last_day)
    if errors:
        raise InvalidInput(errors)
    was = entry.day
    entry.kind, entry.title, entry.day, entry.last_day = kind, title.strip(), day, last_day
    entry.note = note.strip()
    entry.revision += 1
    entry.save()
    acts.record(entry, entry.body, title=entry.title, body=entry.body.name, was=was, day=day)
    return entry
