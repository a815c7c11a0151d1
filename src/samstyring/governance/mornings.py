"""What the worker does for the bodies each morning."""

from datetime import date

from samstyring.kernel import actors, clock
from samstyring.records.rounds import every_morning

from . import acts
from .errors.written import NobodySilent
from .queries import silent as queries


@every_morning("governance.written_reminders")
def remind(today: date) -> str:
    """Remind those who are silent in a written procedure that draws to its last day, each once for that day."""
    clause, made = queries.clause_of_reminding(today), 0
    for round_ in queries.rounds_to_remind(today) if clause else []:
        try:
            made += len(acts.remind_in_writing(round_=round_, by=actors.system(clause), at=clock.now()))
        except NobodySilent:
            continue
    return f"reminders: {made}"
