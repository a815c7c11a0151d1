"""Close an entry of a project's register."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput

from ..effects.registers import keep_change
from ..models import Entry
from ..rules.projects import require_open
from ..rules.registers import register_of, require_open_entry


@acts.act(
    says=_("%(who)s closed %(entry)s in %(project_register)s of %(project)s"),
    scope=lambda **a: [f"project:{a['entry'].project_id}"],
)
def close_entry(*, entry: Entry, closed_on: date, closed_words: str = "", by: Actor, at: datetime) -> Entry:
    """Close it with the day and what came of it: an issue is solved, a message said, a lesson taken back (SG-4).

    It stays in the list. Raises ProjectOver, EntryClosed, InvalidInput for a day that has not come or missing words.
    """
    require_open(entry.project)
    require_open_entry(entry)
    errors = {}
    if closed_on > clock.local_date(at):
        errors["closed_on"] = _("It cannot be done on a day that has not come.")
    if register_of(entry).closing.needs_words and not closed_words.strip():
        errors["closed_words"] = _("Write this.")
    if errors:
        raise InvalidInput(errors)
    before = {"closed_on": entry.closed_on, "closed_words": entry.closed_words}
    entry.closed_on, entry.closed_words = closed_on, closed_words.strip()[:1000]
    entry.revision += 1
    entry.save()
    keep_change(entry, before, {"closed_on": entry.closed_on, "closed_words": entry.closed_words}, by, at)
    facts = {"project_register": entry.REGISTER, "entry": entry.title}
    acts.record(entry.project, entry, project=str(entry.project), **facts)
    return entry
