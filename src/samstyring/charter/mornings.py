"""What the worker does for the agreement each morning."""

from datetime import date

from django.conf import settings
from django.utils import translation

from samstyring.kernel import actors, clock, reading
from samstyring.records.rounds import every_morning

from . import acts, queries


@every_morning("charter.board")
def work_out(today: date) -> str:
    """Work out how the agreement is kept this day, in each language, so that the first who looks need not wait for it."""
    if not queries.is_founded():
        return "nothing is founded"
    for language, _name in settings.LANGUAGES:
        with translation.override(language), reading.once():
            queries.conformance(today)
    return "worked out"


@every_morning("charter.reminders")
def remind(today: date) -> str:
    """Remind those whose duties have a date ahead, where the charter lets reminders be sent."""
    if not queries.is_founded():
        return "nothing is founded"
    clause, nudges = queries.clause_of_reminding(today), queries.nudges(today)
    if not clause or not nudges:
        return "nobody to remind"
    made = acts.send_reminders(nudges=nudges, by=actors.system(clause), at=clock.now())
    return f"reminders: {len(made)}"
