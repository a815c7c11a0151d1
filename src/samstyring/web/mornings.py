"""What the worker gathers each morning, so that nobody's first page of the day waits for it."""

from datetime import date, timedelta

from django.utils import timezone, translation

from samstyring.accounts.middleware import reader
from samstyring.accounts.queries import seen_since
from samstyring.kernel import reading
from samstyring.records.rounds import every_morning

from .queries import start_page
from .work_list.queries import may_read, work_list

LATELY = timedelta(days=60)
"""Whoever has not signed in for so long may wait a moment when they do."""


@every_morning("web.start_pages")
def gather(today: date) -> str:
    """Gather the start page, and the work list, of everyone who has signed in lately, in the language that they read."""
    people = seen_since(timezone.now() - LATELY)
    for person, language in people:
        with translation.override(language), reading.once():
            who = reader(person, today)
            start_page(who)
            if may_read(who):
                work_list(by=who, today=today)
    return f"start pages: {len(people)}"
