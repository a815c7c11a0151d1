"""Put a theme or a deadline in a body's yearly plan."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..models import Body, PlanEntry
from ..queries.groups import check_open
from ..rules.plan import days_errors


@acts.act(
    says=gettext_lazy("%(who)s put %(title)s in the yearly plan of %(body)s on %(day)s"),
    scope=lambda **arguments: [f"body:{arguments['body'].pk}"],
)
def add_plan_entry(
    *,
    body: Body,
    kind: str,
    title: str,
    day: date,
    last_day: date | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> PlanEntry:
    """Add a fixed theme or a deadline (SG-6). Meetings stand in the plan by themselves. Raises BodyClosed, InvalidInput."""
    check_open(body, day)
    errors = days_errors(day, last_day)
    if errors:
        raise InvalidInput(errors)
    entry = PlanEntry.objects.create(
        body=body, kind=kind, title=title.strip(), day=day, last_day=last_day, note=note.strip()
    )
    acts.record(entry, body, title=entry.title, body=body.name, day=day)
    return entry
