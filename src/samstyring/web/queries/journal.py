"""The journal as a page reads it: by day, of one thing, of one person, or of one kind of act."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db import connection

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import JournalEntry, JournalObject
from samstyring.kernel.telling import Told, told
from samstyring.ui import formats

PAGE = 50


@dataclass(frozen=True)
class JournalPage:
    """A page of the journal, by day in words. `before` is the position to go on from, None on the last page."""

    days: Sequence[tuple[str, Sequence[Told]]]
    before: int | None
    kinds: Sequence[tuple[str, str]]
    person: str
    thing: str


def may_read_journal(actor: Actor) -> bool:
    """Tell whether the actor reads the whole journal: the secretariat, the leader, and those who appointed them."""
    return actor.has_role("secretariat", "secretariat_leader", "leader", "office_holder")


def journal(
    *, by: Actor, thing: UUID | None = None, person: UUID | None = None, act: str = "", before: int | None = None
) -> JournalPage:
    """Return a page of the journal, the newest first: of one thing, one person, one kind of act. Raises NotThere.

    Pages by position: `before` is the position of the last entry of the page shown. At most four SQL statements.
    """
    if not may_read_journal(by):
        raise NotThere
    rows = JournalEntry.objects.order_by("-position")
    if thing is not None:
        rows = rows.filter(objects_concerned__public_id=thing).distinct()
    if person is not None:
        rows = rows.filter(actor_id=person)
    if act:
        rows = rows.filter(act=act)
    if before is not None:
        rows = rows.filter(position__lt=before)
    found = list(rows[: PAGE + 1])
    shown = [_each_once(told(entry)) for entry in found[:PAGE]]
    return JournalPage(
        days=[(day, list(entries)) for day, entries in groupby(shown, key=lambda entry: _day(local_date(entry.at)))],
        before=shown[-1].position if len(found) > PAGE else None,
        kinds=kinds(),
        person=_name_of(person) if person else "",
        thing=_label_of(thing) if thing else "",
    )


# From one kind to the next by the index, however many entries lie between: DISTINCT would read them all.
_KINDS = """
WITH RECURSIVE kinds(act) AS (
    SELECT MIN(act) FROM kernel_journalentry
    UNION ALL
    SELECT (SELECT MIN(entry.act) FROM kernel_journalentry entry WHERE entry.act > kinds.act)
    FROM kinds WHERE kinds.act IS NOT NULL
)
SELECT act FROM kinds WHERE act IS NOT NULL
"""


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of act that the journal holds, by their words. One SQL statement."""
    with connection.cursor() as cursor:
        cursor.execute(_KINDS)
        names = [str(name) for (name,) in cursor.fetchall()]
    return sorted(((name, words_of(name)) for name in names), key=lambda kind: kind[1].lower())


def words_of(act: str) -> str:
    """Return the sentence of an act without who and what: "called the meeting of … on …"."""
    spec = acts.discover().get(act)
    if spec is None:
        return act
    blank = str(spec.says) % defaultdict(lambda: "…", who="")
    words = re.sub(r"…[ ,:()…]*…", "…", blank).strip(" ,:")
    return words[:1].upper() + words[1:]


def _day(on: date) -> str:
    words = formats.day(on, weekday=True)
    return words[:1].upper() + words[1:]


def _each_once(entry: Told) -> Told:
    """Leave out a thing that reads as one before it: a case and its place on the agenda have the same name."""
    once = {thing.label: thing for thing in reversed(entry.concerned)}
    return replace(entry, concerned=[thing for thing in entry.concerned if once[thing.label] is thing])


def _name_of(person: UUID) -> str:
    entries = JournalEntry.objects.filter(actor_id=person).order_by("-position")
    return entries.values_list("actor_name", flat=True).first() or ""


def _label_of(thing: UUID) -> str:
    rows = JournalObject.objects.filter(public_id=thing).order_by("-id")
    return rows.values_list("label", flat=True).first() or ""
