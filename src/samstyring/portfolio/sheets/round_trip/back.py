"""A workbook that puts back what another one changed: read, looked at and confirmed as any other.

What was changed once more since stays as it is. What was new stays too, and is closed or removed on its own page;
a report that was published stands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel.actors import Actor
from samstyring.records.takeover.writing import workbook

from ...models import PortfolioWorkbook
from ...queries import workbooks as queries
from ...queries.risks import as_it_stands
from .columns import MILESTONES, PROJECTS, RISKS, SHEETS
from .comparing import JUDGING, MILESTONE, PROJECT, RISK, as_cell
from .writing import milestone_row, project_row, risk_row

SHEET_OF = {PROJECT: PROJECTS, MILESTONE: MILESTONES, RISK: RISKS}


@dataclass(frozen=True)
class PutBack:
    """The workbook that puts back, how many fields it does, and how many stay since they were changed once more."""

    content: bytes
    fields: int
    stay: int


def can_be_put_back(taken: PortfolioWorkbook) -> bool:
    """Tell whether a workbook changed anything that can be put back."""
    return any(change.get("kind") in SHEET_OF for change in taken.changes)


def put_back(taken: PortfolioWorkbook, by: Actor) -> PutBack:
    """Return the workbook that puts back what one changed, of what the reader may change. Some six SQL statements."""
    here = _what_is_here(by)
    rows: dict[str, list[dict[str, Any]]] = {sheet.name: [] for sheet in SHEETS}
    done = stay = 0
    for change in taken.changes:
        if change.get("kind") not in SHEET_OF:
            continue
        found = here.get((change["kind"], change["project"], change["number"]))
        back = _back(found, change["cells"]) if found else {}
        done, stay = done + len(back), stay + len(_told(change["cells"])) - len(back)
        if found and back:
            if change["kind"] == RISK and JUDGING & back.keys():
                back["remark"] = _("Put back as it was before %(file)s") % {"file": taken.file_name}
            rows[SHEET_OF[change["kind"]].name].append({**found.row, **back})
    return PutBack(workbook(rows, of=SHEETS, guidance=(_("What a workbook changed, put back"),)), done, stay)


@dataclass(frozen=True)
class Here:
    """A thing as it stands: as a row of the workbook, and its values."""

    row: Mapping[str, Any]
    values: Callable[[str], Any]


def _what_is_here(by: Actor) -> dict[tuple[str, str, int | None], Here]:
    """Return what the reader may change, by kind, project and number."""
    projects = queries.projects_to_change(by)
    here: dict[tuple[str, str, int | None], Here]
    here = {(PROJECT, row.code, None): Here(project_row(row, None), partial(getattr, row)) for row in projects}
    for milestone in queries.milestones_in(projects):
        key = (MILESTONE, milestone.project.code, milestone.sequence)
        here[key] = Here(milestone_row(milestone, {}), partial(getattr, milestone))
    for risk in queries.risks_in(projects):
        stands = as_it_stands(risk)
        here[RISK, risk.project.code, risk.sequence] = Here(risk_row(risk), stands.__getitem__)
    return here


def _back(found: Here, cells: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the cells that still say what the workbook made of them, as they were before it."""
    return {key: was for key, was, became in _told(cells) if as_cell(found.values(key)) == became}


def _told(cells: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Return the fields that are put back: why a risk was judged so goes with that judging, and stands."""
    return [cell for cell in cells if cell[0] != "remark"]
