"""The working versions of a case paper, for those who prepare the case."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui import richtext
from samstyring.ui.differences import as_html, words

from ..models import Case, CaseVersion
from ..rules import readers
from ..rules.cases import change_refusal
from ..rules.working import PARTS, Sitting, changed_parts, sittings
from . import visible
from .papers import TEXTS, tree


def part_words(name: str) -> str:
    """Return the name of a part of the paper."""
    return {
        "title": _("Title"),
        "summary": _("In short"),
        "background": _("Background"),
        "assessment": _("Assessment"),
        "recommendation": _("Recommendation"),
    }[name]


def case_prepared(pk: UUID, actor: Actor) -> Case:
    """Return a case whose working papers the actor may read: those who prepare it. Raises NotThere."""
    case = visible.case(pk, actor)
    if not readers.prepares(actor, case.body_id):
        raise NotThere
    return case


@dataclass(frozen=True)
class VersionRow:
    """A sitting in the list: its last version, what it changed, and the states on the way."""

    sitting: Sitting
    changed: str

    @property
    def version(self) -> CaseVersion:
        """Return the version that counts."""
        return self.sitting.version


@dataclass(frozen=True)
class VersionsPage:
    """All versions of a case paper, the newest first."""

    case: Case
    rows: Sequence[VersionRow]
    count: int


def versions_page(pk: UUID, actor: Actor) -> VersionsPage:
    """Return the versions of a case paper. Raises NotThere. A fixed number of SQL statements."""
    case = case_prepared(pk, actor)
    versions = list(CaseVersion.objects.filter(case=case).select_related("by", "restored_from"))
    rows, before = [], None
    for sitting in sittings(versions):
        names = [part_words(name) for name in changed_parts(before, sitting.version)]
        rows.append(VersionRow(sitting, capfirst(", ".join(names).lower())))
        before = sitting.version
    return VersionsPage(case, rows[::-1], len(versions))


def version(pk: UUID, number: int, actor: Actor) -> CaseVersion:
    """Return one version of a case paper. Raises NotThere."""
    case = case_prepared(pk, actor)
    found = CaseVersion.objects.select_related("by", "restored_from").filter(case=case, number=number).first()
    if found is None:
        raise NotThere
    found.case = case
    return found


@dataclass(frozen=True)
class VersionPage:
    """One version of a case paper, whole or with what changed marked against another."""

    version: CaseVersion
    compared: CaseVersion | None
    others: Sequence[CaseVersion]
    parts: Sequence[tuple[str, Any]]
    newest: bool
    editable: bool


def version_page(pk: UUID, number: int, compared: str, actor: Actor) -> VersionPage:
    """Return one version; `compared` is the number of another, and "" compares with none. Raises NotThere."""
    found = version(pk, number, actor)
    others = list(CaseVersion.objects.filter(case=found.case).select_related("by").order_by("-number"))
    against = next((row for row in others if str(row.number) == compared), None)
    if compared and against is None:
        raise NotThere
    newest = others[0].number
    return VersionPage(
        version=found,
        compared=against,
        others=[row for row in others if row.number != found.number],
        parts=_compared(against, found) if against else _whole(found),
        newest=found.number == newest,
        editable=change_refusal(found.case) is None,
    )


def _whole(found: CaseVersion) -> list[tuple[str, Any]]:
    rows = [(name, getattr(found, name)) for name in PARTS]
    return [
        (part_words(name), richtext.to_html(tree(text), 3) if name in TEXTS else text) for name, text in rows if text
    ]


def _compared(before: CaseVersion, after: CaseVersion) -> list[tuple[str, Any]]:
    """Mark word by word what became otherwise, part by part; parts that are alike are left out."""
    found = []
    for name in changed_parts(before, after):
        old, new = getattr(before, name), getattr(after, name)
        shown = richtext.diff_html(tree(old), tree(new)) if name in TEXTS else as_html(words(old, new))
        found.append((part_words(name), shown))
    return found
