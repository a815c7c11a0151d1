"""The paper of a case, whole: what is sent, printed, previewed, and compared with what was sent before."""

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samstyring.charter.queries import WhoDecides
from samstyring.kernel import canonical, reading
from samstyring.kernel.prepared import Prepared
from samstyring.records.models import Document

from ..models import AgendaItem, Case, CaseEdit, PassedOver, Proposal
from ..registry import Reading, matters
from ..rules import cases as rules
from ..rules.routines import kind_of
from . import recorded, routines
from .advice import Given, given_in
from .deciders import Deciders, deciders_on

TEXTS = ("background", "assessment", "recommendation")


@dataclass(frozen=True)
class ProposalPaper:
    """A proposal as it reads, and who decides it."""

    proposal: Proposal
    reading: Reading
    decides: WhoDecides | None
    label: Any
    commits: bool


@dataclass(frozen=True)
class CasePaper:
    """A case with all that its paper shows. `content` is the snapshot that later dispatches are compared with."""

    case: Case
    proposals: Sequence[ProposalPaper]
    standings: Sequence[rules.Standing]
    files: Sequence[Document]
    item: AgendaItem | None = None
    sent: Mapping[str, Any] | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    advice: Sequence[Given] = ()
    """What advising bodies said, apart from the recommendation of the secretariat."""

    @property
    def passed_over(self) -> list[rules.Standing]:
        """Return the requirements that were passed over: they are printed with their reason."""
        return [standing for standing in self.standings if standing.passed_over]

    @property
    def changed(self) -> bool:
        """Tell whether the paper reads otherwise than when it was last sent (a paper never sent counts as changed)."""
        return self.sent is None or canonical.dumps(self.sent) != canonical.dumps(self.content)


def tree(text: str) -> Any:
    """Return rich text as stored (canonical JSON) as the tree it is; nothing gives None."""
    return json.loads(text) if text else None


@reading.only_reads()
def load(cases: Iterable[Case], on: date, items: Iterable[AgendaItem] = ()) -> dict[UUID, CasePaper]:
    """Return the papers of cases by id, as on a day. What their matters ask of what they name is asked of all of it at once."""
    cases = list(cases)
    ids = tuple(case.pk for case in cases)
    proposals: dict[UUID, list[Proposal]] = {}
    for proposal in recorded.proposals_of(ids):
        proposals.setdefault(proposal.case_id, []).append(proposal)
    passed: dict[UUID, list[PassedOver]] = {}
    for row in recorded.passed_over_in(ids):
        passed.setdefault(row.case_id, []).append(row)
    files = recorded.files_of(ids)
    sent = dict(_sent(ids))
    on_agenda = {item.case_id: item for item in items}
    deciders = deciders_on(on)
    advice = given_in(cases, recorded.proposals_of(ids))
    papers = {}
    kinds = routines.kinds_on(on)
    with reading.together(_named_in(cases, recorded.proposals_of(ids))):
        told = routines.part_facts(cases, kinds)
        for case in cases:
            mine = proposals.get(case.pk, [])
            read = [_proposal(case, proposal, mine, on, deciders) for proposal in mine]
            asked = rules.requirements(case, mine, on)
            named = [proposal.matter for proposal in mine]
            kind = kind_of(case, named, kinds)
            known = [each.key for each in asked]
            asked += routines.asked_by_kind(case, kind, named, len(files.get(case.pk, [])), known, told)
            asked.sort(key=lambda requirement: not requirement.must)
            standings = rules.standings(asked, passed.get(case.pk, []))
            papers[case.pk] = CasePaper(
                case=case,
                proposals=read,
                standings=standings,
                files=files.get(case.pk, []),
                item=on_agenda.get(case.pk),
                sent=json.loads(sent[case.pk]) if case.pk in sent else None,
                content=snapshot(case, read, standings, files.get(case.pk, []), advice.get(case.pk, [])),
                advice=advice.get(case.pk, []),
            )
    return papers


@Prepared
def _sent(ids: Sequence[UUID]) -> "QuerySet[CaseEdit, tuple[UUID, str]]":
    """Return the papers of cases as they were sent, the last one last."""
    return CaseEdit.objects.filter(case_id__in=ids).order_by("sent_at").values_list("case_id", "content")


def _named_in(cases: Iterable[Case], proposals: Iterable[Proposal]) -> set[UUID]:
    """Return the keys of what cases are about, and of what their proposals name (projects, mandates, budgets)."""
    found = {case.about_id for case in cases if case.about_id}
    for proposal in proposals:
        for value in proposal.payload.values():
            with suppress(ValueError):
                found.add(UUID(str(value)))
    return found


def paper_of(case: Case, on: date, item: AgendaItem | None = None) -> CasePaper:
    """Return the paper of one case as on a day."""
    return load([case], on, [item] if item else [])[case.pk]


def _proposal(
    case: Case, proposal: Proposal, proposals: Sequence[Proposal], on: date, deciders: Deciders
) -> ProposalPaper:
    matter = matters.get(proposal.matter)
    return ProposalPaper(
        proposal=proposal,
        reading=rules.read(case, proposal, proposals, on),
        decides=deciders.get((proposal.matter, case.body.key)),
        label=matter.label if matter else proposal.matter,
        commits=bool(matter and matter.commits),
    )


def snapshot(
    case: Case,
    proposals: Iterable[ProposalPaper],
    standings: Iterable[rules.Standing],
    files: Iterable[Document],
    advice: Iterable[Given] = (),
) -> dict[str, Any]:
    """Return the paper as plain data: the same paper gives the same data."""
    given = [{"heading": each.heading, "text": each.advice.text} for each in advice]
    return {
        **({"advice": given} if given else {}),
        "title": case.title,
        "summary": case.summary,
        **{name: tree(getattr(case, name)) for name in TEXTS},
        "proposals": [
            {
                "matter": paper.proposal.matter,
                "heading": str(paper.reading.heading),
                "wording": paper.proposal.wording,
                "lines": [[str(label), str(value)] for label, value in paper.reading.lines],
                "changes": [[str(cell or "") for cell in row] for row in paper.reading.changes],
                "condition": paper.proposal.condition,
                "confirmed_by": paper.proposal.condition_confirmed_by,
                "latest": paper.proposal.condition_latest.isoformat() if paper.proposal.condition_latest else "",
            }
            for paper in proposals
        ],
        "files": [
            {"name": file.file_name, "title": file.title, "size": file.file.size, "sha256": file.file.sha256}
            for file in files
        ],
        "passed_over": [
            {"text": str(standing.requirement.text), "reason": standing.passed_over.reason}
            for standing in standings
            if standing.passed_over
        ],
    }


def papers_of(items: Iterable[AgendaItem], on: date) -> list[CasePaper]:
    """Return the papers of an agenda in its order, each with its item."""
    items = list(items)
    found = load([item.case for item in items], on, items)
    return [found[item.case_id] for item in items]
