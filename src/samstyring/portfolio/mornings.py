"""What the worker does for the portfolio each morning."""

from datetime import date

from samstyring.charter import queries as charter
from samstyring.kernel import actors, clock
from samstyring.records.rounds import every_morning

from . import acts
from .queries import measuring, windows

MONDAY = 0


@every_morning("portfolio.measurements")
def ask_to_measure(today: date) -> str:
    """Ask those without an account for what they are to measure soon, on Mondays, where the charter lets it be done.

    Before the notices, which leave out this week whoever was asked here (one ask per municipality).
    """
    if today.weekday() != MONDAY or not charter.is_founded():
        return "not today"
    clause, found = measuring.clause_of_asking(today), measuring.unasked(today)
    if not clause or not found:
        return "nobody to ask"
    made = acts.ask_for_measurements(organisations=found, by=actors.system(clause), at=clock.now())
    return f"letters: {len(made)}"


@every_morning("portfolio.windows")
def close_windows(today: date) -> str:
    """Close the reporting windows whose day has come, as the secretariat asked for when it opened them."""
    if not charter.is_founded():
        return "nothing is founded"
    clause, due = windows.to_close(today)
    for window in due:
        acts.close_window(window=window, by=actors.system(clause), at=clock.now())
    return f"closed: {len(due)}"
