"""What can be asked of the radar: the list, one entry with how it changed, and what is asked for soon."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.kernel.prepared import Prepared
from samstyring.kernel.reading import remembered
from samstyring.parties.names import search_key
from samstyring.parties.queries import answers_for
from samstyring.ui import formats

from ..models import (
    RADAR_CONTENT,
    Dependency,
    Need,
    Participation,
    Project,
    RadarChange,
    RadarEntry,
    RadarImport,
    RadarTie,
)
from ..rules.needs import LIVING_NEEDS
from ..rules.projects import OVER
from ..rules.radar import ALERTS, LABELLED

SOON = timedelta(days=90)
"""How long ahead the work list tells of what is asked."""
SHOWN = 30
"""How many projects, and how many needs, there are to choose from at a time beside those that are ticked."""


def entries(by: Actor) -> QuerySet[RadarEntry]:
    """Return the entries that a reader may see: whoever has a part in the co-operation sees all."""
    rows = RadarEntry.objects.all()
    return rows if by.capacities or by.kind == "installation" else rows.none()


def that_say(rows: QuerySet[RadarEntry], words: str) -> QuerySet[RadarEntry]:
    """Return those that hold every word, with or without accents, or whose code is that."""
    found = Q()
    for word in search_key(words).split():
        found &= Q(words__contains=word)
    return rows.filter(found | Q(code__holds=words.strip()))


def of_provider(rows: QuerySet[RadarEntry], provider: str) -> QuerySet[RadarEntry]:
    """Return those of one provider."""
    return rows.filter(provider=provider)


def providers() -> list[str]:
    """Return the providers, by name."""
    return sorted(set(_providers()), key=search_key)


@Prepared
def _providers() -> "QuerySet[RadarEntry, str]":
    return RadarEntry.objects.order_by().values_list("provider", flat=True).distinct()


def changed_since(rows: QuerySet[RadarEntry], day: date) -> QuerySet[RadarEntry]:
    """Return those that changed on a day or later."""
    return rows.filter(changed_at__date__gte=day)


def _waiting(**of: Any) -> QuerySet[Dependency]:
    """Return what projects that are not over wait for from the radar: whoever waits for something works with it."""
    return Dependency.objects.filter(ended_at=None, **of).exclude(project__state__in=OVER)


def served(rows: QuerySet[RadarEntry], whether: str) -> QuerySet[RadarEntry]:
    """Return those that some project or need here serves, or some project waits for; or those of which neither holds."""
    return rows.filter(_some_serve()) if whether == "yes" else rows.filter(~_some_serve())


def _some_serve() -> Q:
    ties = RadarTie.objects.filter(entry=OuterRef("pk"), ended_at=None)
    return Exists(ties) | Exists(_waiting(entry=OuterRef("pk")))


def tied(keys: Iterable[UUID]) -> dict[UUID, list[Project | Need]]:
    """Return the projects and needs that are said to serve some entries. One SQL statement."""
    found: dict[UUID, list[Project | Need]] = {}
    for row in _ties(list(keys)):
        found.setdefault(row.entry_id, []).append(row.project or row.need)  # type: ignore[arg-type]
    return found


@Prepared
def _ties(keys: Sequence[UUID]) -> QuerySet[RadarTie]:
    rows = RadarTie.objects.filter(entry_id__in=keys, ended_at=None)
    return rows.select_related("project", "need__organisation").order_by("at")


def serving(keys: Collection[UUID]) -> dict[UUID, list[Project | Need]]:
    """Return the projects and needs that serve some entries, and the projects that wait for them. Two SQL statements."""
    found = tied(keys)
    for row in _waiting_for(list(keys)):
        if row.project not in found.setdefault(row.entry_id, []):  # type: ignore[arg-type]
            found[row.entry_id].append(row.project)  # type: ignore[index]
    return found


@Prepared
def _waiting_for(keys: Sequence[UUID]) -> QuerySet[Dependency]:
    return _waiting(entry_id__in=keys).select_related("project").order_by("project__sort_key")


def entry_by_code(code: str, by: Actor) -> RadarEntry:
    """Return an entry by its code. Raises NotThere."""
    found = entries(by).filter(code=code).first()
    if found is None:
        raise NotThere
    return found


@dataclass(frozen=True)
class Changed:
    """A change of an entry, field by field in words; the first has no `rows`, since all was new."""

    change: RadarChange
    rows: Sequence[tuple[Any, str, str]]


@dataclass(frozen=True)
class EntryPage:
    """Everything that the page of an entry shows."""

    entry: RadarEntry
    tied: Sequence[Project | Need]
    changes: Sequence[Changed]
    clause: str
    may: Mapping[str, bool]


def labels() -> dict[str, Any]:
    """Return what each field is called, as the workbook heads its columns."""
    from ..sheets.radar import SHEET

    return {column.key: column.heading for column in SHEET.columns}


def in_words(name: str, value: Any) -> str:
    """Return a field's value as it reads."""
    if value in (None, ""):
        return ""
    if name in LABELLED:
        return str(LABELLED[name](value).label)
    return formats.day(date.fromisoformat(value)) if name == "asks_by" else str(value)


def in_rows(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[Any, str, str]]:
    """Return what changed as rows of label, before and after."""
    called = labels()
    return [
        (called[name], in_words(name, before.get(name)), in_words(name, after[name]))
        for name in RADAR_CONTENT
        if name in after
    ]


def entry_page(code: str, by: Actor) -> EntryPage:
    """Return what the page of an entry shows, in a fixed number of SQL statements. Raises NotThere."""
    entry = entry_by_code(code, by)
    changes = entry.changes.select_related("by", "imported")[:50]
    return EntryPage(
        entry=entry,
        tied=tied([entry.pk]).get(entry.pk, []),
        changes=[Changed(row, in_rows(row.before, row.after) if row.before else []) for row in changes],
        clause=clause_of(by),
        may={
            "edit": by.may("portfolio.edit_radar_entry"),
            "tie": by.may("portfolio.tie_radar_entry"),
        },
    )


@dataclass(frozen=True)
class Alert:
    """A change of an entry that a reader is told of, and what of theirs serves it or waits for it, by name."""

    change: RadarChange
    concerns: Sequence[str]


def alerts_since(by: Actor, since: date) -> list[Alert]:
    """Return what has changed since a day in entries that something of the reader's serves or waits for, newest first.

    What alerts is a change of what is asked, of the day, or of the state (`ALERTS`); other words do not. It concerns
    those who lead a project, who own it and who take part in it, and who sent a need; not who wrote the change, nor who
    tied theirs to the entry afterwards. At most three SQL statements, one where nothing has changed.
    """
    mine, led = answers_for(by), by.scoped_ids("project", "project_owner", "project_manager")
    if not (mine or led):
        return []
    rows = RadarChange.objects.filter(at__date__gte=since, before__has_any_keys=ALERTS, entry__in=entries(by))
    if by.person_id:
        rows = rows.exclude(by_id=by.person_id)
    changes = list(rows.select_related("entry"))
    if not changes:
        return []
    takes_part = Exists(
        Participation.objects.standing().filter(organisation_id__in=mine, project=OuterRef("project")).order_by()
    )
    project = (Q(project_id__in=led) | takes_part) & ~Q(project__state__in=OVER)
    need = Q(need__organisation_id__in=mine, need__state__in=LIVING_NEEDS)
    keys = {row.entry_id for row in changes}
    ties = RadarTie.objects.filter(Q(project__isnull=False) & project | need, entry_id__in=keys, ended_at=None)
    waits = Dependency.objects.filter(project, entry_id__in=keys, ended_at=None)
    found = [
        *ties.values_list("entry_id", "at", "project__name", "need__name"),
        *((*row, None) for row in waits.values_list("entry_id", "registered_at", "project__name")),
    ]
    told = []
    for change in changes:
        names = {str(one or other) for entry, at, one, other in found if entry == change.entry_id and at <= change.at}
        if names:
            told.append(Alert(change, sorted(names, key=search_key)))
    return told


def clause_of(by: Actor) -> str:
    """Return the clause by which the radar is kept."""
    return next(iter(by.powers.get("portfolio.register_radar_entry", {}).values()), "")


def last_import() -> RadarImport | None:
    """Return the last time the radar was brought up to date from a workbook."""
    return _last_import.first()


@Prepared
def _last_import() -> QuerySet[RadarImport]:
    return RadarImport.objects.all()[:1]


@dataclass(frozen=True)
class ToTie:
    """What can serve an entry, by id: what is ticked first, then the few first that the words find, of `found`."""

    rows: Mapping[str, Project | Need]
    shown: int
    found: int


def to_tie(entry: RadarEntry, words: str, ticked: Collection[str] | None) -> dict[str, ToTie]:
    """Return the projects and needs that can serve an entry: those ticked, and at most SHOWN more of each by some words.

    `ticked` are ids; None is what serves it now. What serves it now can be untied also where it is over. At most seven
    SQL statements.
    """
    there = [row.pk for row in tied([entry.pk]).get(entry.pk, [])]
    keys = {*there, *(_ids(ticked or ()))}
    chosen = set(there) if ticked is None else set(_ids(ticked))
    projects = Project.objects.exclude(~Q(pk__in=there), state__in=OVER).order_by("sort_key")
    needs = Need.objects.filter(Q(pk__in=there) | Q(state__in=LIVING_NEEDS)).select_related("organisation")
    return {
        "projects": _to_choose(projects, "search_key", words, keys, chosen),
        "needs": _to_choose(needs.order_by("-sent_at"), "words", words, keys, chosen),
    }


def _ids(keys: Iterable[str]) -> list[UUID]:
    found = []
    for key in keys:
        with suppress(ValueError):
            found.append(UUID(key))
    return found


def _to_choose(rows: Any, column: str, words: str, keys: Collection[UUID], chosen: Collection[UUID]) -> ToTie:
    """Return those of `keys`, the chosen first, and the first others that hold every word."""
    held = Q()
    for word in search_key(words).split():
        held &= Q(**{f"{column}__contains": word})
    found = rows.filter(held | Q(code__holds=words.strip()) if words.strip() else held).exclude(pk__in=keys)
    always = sorted(rows.filter(pk__in=keys), key=lambda row: row.pk not in chosen)
    shown = list(found[:SHOWN])
    count = found.count() if len(shown) == SHOWN else len(shown)
    return ToTie({str(row.pk): row for row in [*always, *shown]}, len(shown), count)


def asked_without_answer(today: date) -> list[RadarEntry]:
    """Return what is asked for soon, or was, that no project and no need here serves. One SQL statement."""
    rows = [row for row, is_served in living() if row.asks_by and row.asks_by <= today + SOON and not is_served]
    return sorted(rows, key=lambda row: row.asks_by or today)


def solutions() -> list[RadarEntry]:
    """Return the solutions that have not ended. One SQL statement."""
    rows = RadarEntry.objects.filter(kind__in=[RadarEntry.Kind.SOLUTION, RadarEntry.Kind.KS])
    return list(rows.exclude(platform="none").exclude(state=RadarEntry.State.ENDED).order_by("sort_key"))


def how_many() -> int:
    """Return how many have not ended. One SQL statement, which asks nothing about projects."""
    return RadarEntry.objects.exclude(state=RadarEntry.State.ENDED).count()


@remembered
def living() -> Sequence[tuple[RadarEntry, bool]]:
    """Return what has not ended, each with whether something here serves it. One SQL statement."""
    rows = RadarEntry.objects.exclude(state=RadarEntry.State.ENDED).annotate(is_served=_some_serve())
    return [(row, row.is_served) for row in rows.order_by("sort_key")]


def last_kept_up(on: date) -> date | None:
    """Return when the radar was last brought up to date by a day: a change, or a workbook that changed nothing.

    One SQL statement.
    """
    days = (
        RadarChange.objects.filter(at__date__lte=on)
        .order_by()
        .values_list("at")
        .union(RadarImport.objects.filter(at__date__lte=on).order_by().values_list("at"))
    )
    return max((clock.local_date(at) for (at,) in days), default=None)


def content_to_edit(entry: RadarEntry) -> dict[str, Any]:
    """Return what is said of an entry, for the form."""
    return {name: getattr(entry, name) for name in RADAR_CONTENT} | {"revision": entry.revision}
