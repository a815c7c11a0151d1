"""What is new or changed since the papers of a meeting were last sent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samstyring.kernel import canonical
from samstyring.kernel.prepared import Prepared

from ..models import AgendaItem, Dispatch, Meeting
from .papers import CasePaper, papers_of

What = Literal["new", "withdrawn", "changed", "files"]


@dataclass(frozen=True)
class LateChange:
    """One item that reads otherwise than in what was last sent, and how."""

    paper: CasePaper
    what: What

    @property
    def label(self) -> str:
        """Return the item's number."""
        return self.paper.item.label if self.paper.item else self.paper.case.reference

    @property
    def kind(self) -> str:
        """Return the change in a word or two."""
        return {
            "new": _("New late item"),
            "withdrawn": _("Withdrawn"),
            "changed": _("Changed"),
            "files": _("Changed attachments"),
        }[self.what]

    @property
    def detail(self) -> str:
        """Say more: why it is withdrawn, or which attachments came and went."""
        if self.what == "withdrawn" and self.paper.item:
            return self.paper.item.why
        came, went = files_between(self.paper.sent, self.paper.content)
        parts = []
        if self.paper.sent is not None and came:
            parts.append(_("New attachments: %(names)s.") % {"names": ", ".join(came)})
        if went:
            parts.append(_("Taken out: %(names)s.") % {"names": ", ".join(went)})
        return " ".join(parts)

    def in_words(self) -> str:
        """Return the change as one line of a letter."""
        line = f"{self.label} {self.paper.case.title}: {self.kind.lower()}"
        return f"{line}. {self.detail}" if self.detail else line


def files_between(sent: Mapping[str, Any] | None, now: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return the names of the attachments that came and went between two snapshots."""
    before = {(file["name"], file["sha256"]) for file in (sent or {}).get("files", [])}
    after = {(file["name"], file["sha256"]) for file in now.get("files", [])}
    return sorted(name for name, _sha in after - before), sorted(name for name, _sha in before - after)


def changes_since(meeting: Meeting, items: Sequence[AgendaItem], on: date) -> list[LateChange]:
    """Return what is to be sent, in the order of the agenda. What was told before is not told again."""
    told = told_of(meeting)
    changes = []
    for paper in papers_of(items, on):
        if paper.item is None:
            continue
        what = _what(paper.item, paper, told.get(str(paper.item.pk), set()))
        if what is not None:
            changes.append(LateChange(paper, what))
    return changes


def told_of(meeting: Meeting) -> dict[str, set[str]]:
    """Return what was sent about each item of a meeting, by the item's id. One SQL statement."""
    told: dict[str, set[str]] = {}
    for contents in _contents(meeting.pk):
        for row in contents:
            told.setdefault(row["item"], set()).add(row["what"])
    return told


@Prepared
def _contents(meeting_id: UUID) -> "QuerySet[Dispatch, Any]":
    return Dispatch.objects.filter(meeting_id=meeting_id).values_list("contents", flat=True)


def _what(item: AgendaItem, paper: CasePaper, told: set[str]) -> What | None:
    if item.state == AgendaItem.State.WITHDRAWN:
        return "withdrawn" if told and "withdrawn" not in told else None
    if item.state not in (AgendaItem.State.LISTED, AgendaItem.State.OPEN):
        return None
    if not told:
        return "new"
    if not paper.changed:
        return None
    return "files" if _only_files(paper) else "changed"


def _only_files(paper: CasePaper) -> bool:
    sent = dict(paper.sent or {})
    return {**sent, "files": None} == {**json.loads(canonical.dumps(paper.content)), "files": None}
