"""What holds for the working versions of a case paper. Pure questions on rows already fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from ..models import CaseVersion

PARTS = ("title", "summary", "background", "assessment", "recommendation")
PAUSE = timedelta(hours=1)
"""After how long a pause the same writer's next saving begins another sitting."""


@dataclass(frozen=True)
class Sitting:
    """What one person saved in one go: the last state counts, the ones on the way stay readable."""

    version: CaseVersion
    on_the_way: Sequence[CaseVersion] = ()


def sittings(versions: Iterable[CaseVersion]) -> list[Sitting]:
    """Gather versions in their order into sittings: the same writer, no longer pause than an hour, nothing taken back."""
    groups: list[list[CaseVersion]] = []
    for version in versions:
        last = groups[-1][-1] if groups else None
        goes_on = (
            last is not None
            and last.by_id is not None
            and last.by_id == version.by_id
            and version.at - last.at <= PAUSE
            and version.restored_from_id is None
            and last.restored_from_id is None
        )
        if goes_on:
            groups[-1].append(version)
        else:
            groups.append([version])
    return [Sitting(group[-1], group[:-1]) for group in groups]


def changed_parts(before: CaseVersion | None, after: CaseVersion) -> list[str]:
    """Return the parts that read otherwise than before; of the first version those with something in them."""
    return [name for name in PARTS if getattr(after, name) != (getattr(before, name) if before else "")]
