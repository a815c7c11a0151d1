"""What holds in the portfolio, as pure functions on rows already fetched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import InvalidInput, Stale
from samstyring.kernel.versions import GovernedVersion
from samstyring.parties.names import search_key

from .errors import NeedOver, ProjectOver, VersionInCase, VersionLocked
from .models import MANDATE_CONTENT, Answer, Need, Participation, Project

V = TypeVar("V", bound=GovernedVersion)

OVER = (Project.State.CLOSED, Project.State.STOPPED)
ACCEPTING = (Answer.Kind.ACCEPT, Answer.Kind.RESERVE)


# -- projects ----------------------------------------------------------------------------------------------------------


def require_open(project: Project) -> None:
    """Refuse to change a project that is closed or stopped. Raises ProjectOver."""
    if project.state in OVER:
        raise ProjectOver


def require_revision(project: Project, revision: int | None) -> None:
    """Refuse a change written on an older revision than the one stored. Raises Stale."""
    if revision is not None and revision != project.revision:
        raise Stale(project)


def require_purposes(purposes: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return the purposes named, each once, in the agreement's order. At least one is needed (GP-1), where the agreement names any.

    Raises InvalidInput for none, or for one that the agreement does not have.
    """
    order = list(known)
    unknown = sorted(set(purposes) - set(order))
    if unknown:
        raise InvalidInput({"purposes": _("The agreement has no such purpose.")})
    if order and not purposes:
        raise InvalidInput({"purposes": _("Name at least one purpose of the agreement that the project serves.")})
    return [key for key in order if key in purposes]


# -- needs and ideas ---------------------------------------------------------------------------------------------------


LIVING_NEEDS = (Need.State.NEW, Need.State.STUDIED, Need.State.CANDIDATE, Need.State.DECLINED)


def require_living(need: Need) -> None:
    """Refuse to answer or support a need that was merged or withdrawn. Raises NeedOver."""
    if need.state not in LIVING_NEEDS:
        raise NeedOver


ENDINGS = 4


def stems(text: str) -> list[str]:
    """Return the beginnings of the words that say what a text is about, each once: what likeness is asked by.

    Beginnings, since words are bent and joined: «arkivet» and «arkivløysing» both begin as «arkiv».
    """
    words = [word for word in search_key(text).split() if len(word) >= ENDINGS and word not in EMPTY_WORDS]
    return list(dict.fromkeys(word[:5] if len(word) < 9 else word[:6] for word in words))[:MOST_STEMS]


MOST_STEMS = 12
_EMPTY = """
    alle berre blir burde dette deira deres digital digitale dykk eigne eller enkel etter felles fleire flere flest gjere
    gjore gjort heller hvor ikke ikkje innan kommune kommunane kommunar kommunen kommunene kommuner kunne korleis litt
    loysing loysinga losning losningen meir mellom mykje mindre mange noen noko nokon nokre noverande samen saman sidan
    sjolv skal skulle slik storre treng trenger tillegg under uten utan vart vere ville vaere vore
"""
EMPTY_WORDS = frozenset(_EMPTY.split())
"""Words that say nothing of what a text is about, folded."""


# -- who owns and takes part -------------------------------------------------------------------------------------------


def last_answer(answers: Iterable[Answer]) -> Answer | None:
    """Return the answer that counts: the last one."""
    return max(answers, key=lambda answer: answer.sequence, default=None)


def has_accepted(answer: Answer | None) -> bool:
    """Tell whether an answer makes the party an owner or a participant, with a reservation or without (GP-3)."""
    return answer is not None and answer.kind in ACCEPTING


@dataclass(frozen=True)
class Anchoring:
    """How far a project is anchored with its parties: who has accepted, reserved, declined, and not answered."""

    accepted: tuple[Participation, ...] = ()
    reserved: tuple[Participation, ...] = ()
    declined: tuple[Participation, ...] = ()
    silent: tuple[Participation, ...] = ()

    @property
    def asked(self) -> int:
        """Return how many stand on the project."""
        return len(self.accepted) + len(self.reserved) + len(self.declined) + len(self.silent)

    @property
    def yes(self) -> int:
        """Return how many have accepted, with a reservation or without."""
        return len(self.accepted) + len(self.reserved)

    @property
    def whole(self) -> bool:
        """Tell whether everybody has accepted."""
        return not self.declined and not self.silent


def anchoring(rows: Iterable[tuple[Participation, Answer | None]]) -> Anchoring:
    """Sort participations by the answer that counts."""
    sorted_rows: dict[str, list[Participation]] = {"accept": [], "reserve": [], "decline": [], "silent": []}
    for participation, answer in rows:
        sorted_rows[str(answer.kind) if answer else "silent"].append(participation)
    return Anchoring(*(tuple(sorted_rows[kind]) for kind in ("accept", "reserve", "decline", "silent")))


# -- versions ----------------------------------------------------------------------------------------------------------


def in_force(versions: Iterable[V], on: date) -> V | None:
    """Return the version in force on a day: adopted, the latest `in_force_from` on or before it, then the number."""
    begun = [
        version
        for version in versions
        if version.state == GovernedVersion.State.ADOPTED
        and version.in_force_from is not None
        and version.in_force_from <= on
    ]
    found = max(begun, key=lambda version: (version.in_force_from, version.number), default=None)
    return None if found is None or found.repeals else found


def by_project(versions: Iterable[V], on: date) -> dict[UUID, V]:
    """Return the version in force of each project on a day."""
    grouped: dict[UUID, list[V]] = {}
    for version in versions:
        grouped.setdefault(version.project_id, []).append(version)  # type: ignore[attr-defined]
    return {key: found for key, rows in grouped.items() if (found := in_force(rows, on)) is not None}


def require_draft(version: GovernedVersion) -> None:
    """Refuse to change what is proposed or settled. Raises VersionLocked (SG-5)."""
    if not version.is_draft:
        raise VersionLocked


def require_withdrawable(version: GovernedVersion, cases: Sequence[str]) -> None:
    """Refuse to withdraw what is settled, or what open cases (their references) ask for.

    Raises VersionLocked, VersionInCase.
    """
    if version.state not in (GovernedVersion.State.DRAFT, GovernedVersion.State.PROPOSED):
        raise VersionLocked
    if cases:
        raise VersionInCase(VersionInCase.message % {"case": ", ".join(cases)})


def mandate_content(content: Mapping[str, Any], points: Iterable[str] = ()) -> dict[str, Any]:
    """Return the content of a mandate, checked. Raises InvalidInput naming each field that cannot be used.

    `points` are the decision points of the agreement's project model.
    """
    unknown = sorted(set(content) - set(MANDATE_CONTENT))
    if unknown:
        raise InvalidInput({"": _("A mandate has no part called %(part)s.") % {"part": ", ".join(unknown)}})
    errors: dict[str, Any] = {}
    if not str(content.get("goal") or "").strip():
        errors["goal"] = _("Write the goal: what is different when the project is done?")
    starts, ends = content.get("starts_on"), content.get("ends_on")
    if starts and ends and ends < starts:
        errors["ends_on"] = _("The project cannot end before it starts.")
    if (content.get("frame") or 0) < 0:
        errors["frame"] = _("The frame cannot be less than zero.")
    if (content.get("tolerance_cost_percent") or 0) > 100:
        errors["tolerance_cost_percent"] = _("Write a tolerance between 0 and 100 per cent.")
    if set(content.get("reserved_points") or ()) - set(points):
        errors["reserved_points"] = _("The project model has no such decision point.")
    if errors:
        raise InvalidInput(errors)
    return dict(content)


def content_of(version: GovernedVersion) -> dict[str, Any]:
    """Return what a version says, by its own columns: what a new draft is copied from."""
    return {column: getattr(version, column) for column in version.content_columns}
