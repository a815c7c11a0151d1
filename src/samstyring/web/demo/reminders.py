"""The secretariat reminds of the deadlines ahead, the day before the example opens."""

from datetime import date

from samstyring.charter import acts, queries
from samstyring.kernel import clock

from .story import Story


def remind(story: Story, day: date) -> None:
    """Remind those whose duties have a date ahead on a day."""
    story.on(day)
    with clock.standing_at(story.now):
        nudges = queries.nudges(day)
    if nudges:
        story.do(acts.send_reminders, "secretariat_leader", nudges=nudges)
