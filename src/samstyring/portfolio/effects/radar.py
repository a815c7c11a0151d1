"""Writing an entry on the radar, with what changed."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from samstyring.kernel import acts, clock
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.errors import InvalidInput
from samstyring.kernel.models import Basis
from samstyring.kernel.numbering import next_number

from ..models import RadarChange, RadarEntry, RadarImport, RadarTie
from ..rules.radar import content_of, differences, plain, problems, tidied


@effect
def write_entry(
    *,
    entry: RadarEntry | None,
    values: Mapping[str, Any],
    imported: RadarImport | None = None,
    basis: Basis | None = None,
) -> RadarEntry:
    """Write a new entry, or what is new of one; what is the same leaves no trace. Raises InvalidInput."""
    del basis
    running = require_running("write_entry")
    values = tidied(values)
    wrong = problems(values)
    if wrong:
        raise InvalidInput(wrong)
    after = {name: plain(value) for name, value in values.items()}
    before = content_of(entry) if entry else {}
    old, new = differences(before, after)
    if entry is not None and not new:
        return entry
    if entry is None:
        today = clock.local_date(running.at)
        entry = RadarEntry(code=f"N-{today:%y}-{next_number(f'N/{today.year}'):03d}", revision=0)
        old = {}
    for name, value in values.items():
        setattr(entry, name, value)
    entry.changed_at, entry.revision = running.at, entry.revision + 1
    entry.save()
    RadarChange.objects.create(
        entry=entry, imported=imported, before=old, after=new, by_id=running.by.person_id, at=running.at
    )
    acts.record(entry)
    return entry


@effect
def tie(*, entry: RadarEntry, projects: Iterable[UUID], needs: Iterable[UUID], basis: Basis | None = None) -> None:
    """Let exactly these projects and needs serve an entry; what was tied and is not among them ends."""
    del basis
    at = require_running("tie").at
    for column, wanted in (("project_id", set(projects)), ("need_id", set(needs))):
        rows = RadarTie.objects.filter(entry=entry, ended_at=None, **{f"{column}__isnull": False})
        there = set(rows.values_list(column, flat=True))
        rows.exclude(**{f"{column}__in": wanted}).update(ended_at=at)
        RadarTie.objects.bulk_create(RadarTie(entry=entry, at=at, **{column: key}) for key in sorted(wanted - there))
