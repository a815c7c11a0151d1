"""Writing what changed in an entry of a project's register."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from samstyring.kernel.actors import Actor

from ..models import Entry, EntryChange
from ..rules.registers import changed


def keep_change(entry: Entry, before: Mapping[str, Any], after: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Keep what changed, with who and when; nothing is kept where nothing did."""
    old, new = changed(before, after)
    if new:
        EntryChange.objects.create(**{entry.KIND: entry}, before=old, after=new, by_id=by.person_id, at=at)
