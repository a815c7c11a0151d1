"""How the story is told: who does what when, by acts, each later than the one before."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django_tasks_db.models import DBTaskResult

from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION, Actor
from samstyring.parties.models import Organisation, Person
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf import render
from samstyring.records.uploads import Upload
from samstyring.ui import richtext

Progress = Callable[[int, date], None]
PACE = timedelta(seconds=50)
"""Between two things that are done one after the other."""


class Enough(Exception):
    """The story has reached the day that the demo's clock shows: the rest has not happened yet."""


class Story:
    """Tells what happened, act by act. `opening` is the instant at which the demo's clock begins."""

    def __init__(self, opening: datetime, progress: Progress = lambda done, day: None) -> None:
        self.opening, self._progress = opening, progress
        self.now = datetime.combine(date(2022, 9, 1), time(9), tzinfo=clock.OSLO)
        self.done = 0
        self._cast: dict[str, UUID] = {}
        self._organisations: dict[str, Organisation] = {}

    def on(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Go on to a day and time. Raises Enough when the demo's clock has not come so far."""
        self.now = max(self.now, datetime.combine(day, time(hour, minute), tzinfo=clock.OSLO))
        self._stop_at_opening()

    def do(self, act: Callable[..., Any], who: str = "adviser", **arguments: Any) -> Any:
        """Do an act as one of the cast; "installation" is whoever runs it. Raises Enough."""
        self.now += PACE
        self._stop_at_opening()
        self.done += 1
        self._progress(self.done, clock.local_date(self.now))
        with clock.standing_at(self.now):
            result = act(by=self.actor(who), at=self.now, **arguments)
            self._post()
        return result

    def _post(self) -> None:
        """Do the jobs that the act left, at its own time, so that letters are sent on the day they were sent."""
        for job in DBTaskResult.objects.ready().order_by("enqueued_at"):
            job.claim("demo")
            result = job.task_result
            job.set_successful(job.task.call(*result.args, **result.kwargs))

    def _stop_at_opening(self) -> None:
        if self.now >= self.opening:
            raise Enough

    def actor(self, who: str) -> Actor:
        """Return one of the cast as actor."""
        # An act reads the capacities anew, so they are not read here too.
        return INSTALLATION if who == "installation" else Actor("person", "", self._cast[who])

    def plays(self, key: str, person: Person) -> None:
        """Let a person be one of the cast."""
        self._cast[key] = person.pk

    def person(self, key: str) -> Person:
        """Return one of the cast as a person."""
        return Person.objects.get(pk=self._cast[key])

    def organisation(self, name: str) -> Organisation:
        """Return an organisation by its name."""
        if name not in self._organisations:
            self._organisations[name] = Organisation.objects.get(name=name)
        return self._organisations[name]


def rich(markup: str) -> str:
    """Return rich text as a case keeps it, from markup as one would type it."""
    return richtext.canonical(richtext.from_markup(markup))


def letter(name: str, sender: str, day: date, text: str) -> Upload:
    """Return a letter as PDF, marked as an example."""
    content = render(
        "simple",
        pdf.SimpleData(
            head=pdf.Head(cooperation=sender, demo=True),
            title=name,
            notice="Dette er eit eksempel. Brevet er oppdikta.",
            content=richtext.from_text(text),
        ),
        language="nn",
        at=datetime.combine(day, time(12), tzinfo=clock.OSLO),
    )
    return Upload(f"{name}.pdf", content)
