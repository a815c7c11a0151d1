"""Take an entry out of a body's yearly plan."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere

from ..models import PlanEntry


@acts.act(
    says=gettext_lazy("%(who)s took %(title)s out of the yearly plan of %(body)s on %(day)s"),
    scope=lambda **arguments: [f"body:{arguments['entry'].body_id}"],
)
def remove_plan_entry(*, entry: PlanEntry, by: Actor, at: datetime) -> PlanEntry:
    """Take an entry out of the plan (SG-6); the journal still tells of it. Raises NotThere where it is out already."""
    if entry.removed_at is not None:
        raise NotThere
    entry.removed_at = at
    entry.save(update_fields=["removed_at"])
    acts.record(entry, entry.body, title=entry.title, body=entry.body.name, day=entry.day)
    return entry
