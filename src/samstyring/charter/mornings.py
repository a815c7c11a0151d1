"""What the worker does for the agreement each morning."""

from datetime import date

from samstyring.kernel import actors, clock
from samstyring.records.rounds import every_morning

from . import acts, queries


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
