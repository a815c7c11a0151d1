"""Cases as pages show them: the list, one case with its paper and the reasons it stands here, what can be proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.models import Procedure
from samstyring.charter.queries import WhoDecides
from samstyring.charter.rules import Term
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Person
from samstyring.records import queries as records
from samstyring.records.models import Document
from samstyring.ui import formats

from ..models import AgendaItem, Body, Case, Decision, Meeting, Proposal
from ..registry import AboutKind, Matter, about_kinds, matters
from ..rules import cases as rules
from ..rules import readers
from ..rules.cases import BEFORE_TREATMENT
from ..rules.meetings import COMING, is_missed
from ..rules.proposals import PARTY
from . import recorded, routines, visible
from .bodies import parties_on
from .comments import reads_comments
from .deciders import deciders_on
from .papers import CasePaper, paper_of
from .routines import Progress
from .texts import house_language


def listed(actor: Actor) -> QuerySet[Case]:
    """Return the cases that the actor may read, each with its number and meeting where it has them."""
    last = AgendaItem.objects.filter(case=OuterRef("pk"), advisory=False).order_by("-pk")
    meets = last.exclude(meeting__state=Meeting.State.CANCELLED)
    return (
        visible.cases(actor)
        .select_related("body", "case_officer")
        .annotate(
            number=Subquery(last.values("number_written")[:1]),
            meets_at=Subquery(meets.values("meeting__starts_at")[:1]),
        )
    )


def searched(rows: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Return the cases in whose title, summary or reference every word stands."""
    for word in words.split():
        rows = rows.filter(Q(title__holds=word) | Q(summary__holds=word) | Q(reference__holds=word))
    return rows


def bodies_with_cases() -> list[tuple[str, str]]:
    """Return the bodies that can have cases, as choices."""
    return list(Body.objects.order_by("position").values_list("key", "name"))


@dataclass(frozen=True)
class Reason:
    """One line of why a case stands here: what, and on what it rests."""

    text: str
    small: str = ""
    clause: str = ""
    url: str = ""


@dataclass(frozen=True)
class CasePage:
    """A case, whole."""

    case: Case
    paper: CasePaper
    items: Sequence[AgendaItem]
    decision: Decision | None
    progress: Progress
    why: Sequence[Reason]
    term: Term
    prepares: bool
    editable: bool
    open: bool
    lacks_proposal: bool
    meetings: Sequence[Meeting]
    advising: Sequence[Meeting]
    matters: Sequence[tuple[Matter, str]]
    about: tuple[str, str] | None
    files: Sequence[Document]
    as_sent: bool

    @property
    def usual_matters(self) -> list[tuple[Matter, str]]:
        """Return the matters that are proposed again and again, in their order."""
        return [each for each in self.matters if each[0].usual]

    @property
    def other_matters(self) -> list[tuple[Matter, str]]:
        """Return the others."""
        return [each for each in self.matters if not each[0].usual]

    @property
    def shown(self) -> Mapping[str, Any]:
        """Return the paper that this reader sees: as it was last sent, for those who do not prepare it."""
        return self.paper.sent if self.as_sent and self.paper.sent is not None else self.paper.content

    @property
    def in_the_way(self) -> list[rules.Standing]:
        """Return what keeps the case off an agenda."""
        return [standing for standing in self.paper.standings if standing.in_the_way]

    @property
    def ready(self) -> bool:
        """Tell whether it can go on an agenda."""
        return not self.in_the_way and not self.lacks_proposal

    @property
    def refused_after_term(self) -> bool:
        """Tell whether it would bind the parties anew while the agreement is not in force (VA-1)."""
        return not self.term.in_force and any(paper.commits for paper in self.paper.proposals)

    @property
    def current(self) -> AgendaItem | None:
        """Return the item on the agenda of the body that decides that is not over, or the last one."""
        return next((item for item in reversed(self.items) if not item.advisory), None)


def case_page(pk: UUID, actor: Actor, today: date) -> CasePage:
    """Return a case's page. Besides what the matters ask, a fixed number of SQL statements. Raises NotThere."""
    case = visible.case(pk, actor)
    items = recorded.items_of((case.pk,))
    paper = paper_of(case, today, items[-1] if items else None)
    decision = next(iter(recorded.decisions_in([case])), None)
    prepares = readers.prepares(actor, case.body_id)
    is_open = rules.change_refusal(case) is None
    editable = prepares and is_open
    about = about_of(case, actor)
    term = charter.term_on(today)
    as_sent = not prepares and paper.sent is not None and case.state in rules.BEFORE_TREATMENT
    files = records.readable(actor, paper.files)
    if as_sent and paper.sent is not None:
        sent = {file["sha256"] for file in paper.sent["files"]}
        files = [file for file in files if file.file.sha256 in sent]
    coming = open_meetings(case, today) if editable and case.state == Case.State.DRAFT else []
    return CasePage(
        case=case,
        paper=paper,
        items=items,
        decision=decision,
        progress=routines.progress([case], today, () if reads_comments(actor, case) else ("comments",))[0],
        why=why(case, paper, about),
        term=term,
        prepares=prepares,
        editable=editable,
        open=is_open,
        lacks_proposal=rules.lacks_proposal(case, [each.proposal for each in paper.proposals]),
        meetings=[meeting for meeting in coming if meeting.body_id == case.body_id],
        advising=[meeting for meeting in coming if meeting.body_id != case.body_id] if paper.proposals else [],
        matters=proposable(case, [each.proposal for each in paper.proposals], today) if editable else [],
        about=about,
        files=files,
        as_sent=as_sent,
    )


def open_meetings(case: Case, today: date) -> list[Meeting]:
    """Return the meetings on whose agenda a case can be put: of the body that decides, and of those that advise it."""
    bodies = Q(body_id=case.body_id) | Q(body__prepares_for_id=case.body_id)
    rows = Meeting.objects.filter(bodies, state__in=COMING[:2]).exclude(items__case=case)
    rows = rows.select_related("body").order_by("starts_at")
    return [meeting for meeting in rows if not is_missed(meeting, today)]


def proposable(case: Case, proposals: Sequence[Proposal], today: date) -> list[tuple[Matter, str]]:
    """Return the matters that can be proposed in a case, each with the clause that lets its body decide it (SG-2).

    Those that are proposed again and again come first.
    """
    deciders = deciders_on(today)
    found = [
        (matter, decides.clause_of_authority)
        for matter in matters
        if (decides := deciders.get((matter.name, case.body.key)))
        and rules.matter_refusal(case, matter, proposals) is None
    ]
    return sorted(found, key=lambda each: each[0].usual or len(found) + 10)


def matter_for(case: Case, name: str) -> Matter:
    """Return a matter by name, for a case. Raises NotThere."""
    matter = matters.get(name)
    if matter is None or (matter.case_kinds and case.kind not in matter.case_kinds):
        raise NotThere
    return matter


def proposal(pk: UUID, actor: Actor) -> Proposal:
    """Return a proposal of a case that the actor may read. Raises NotThere."""
    found = Proposal.objects.select_related("case__body").filter(pk=pk).first()
    if found is None:
        raise NotThere
    visible.case(found.case_id, actor)
    return found


def about_of(case: Case, actor: Actor) -> tuple[str, str] | None:
    """Return the label and page of what a case is about, where the actor may see it."""
    kind = about_kinds.get(case.about_kind)
    return kind.read(actor, case.about_id) if kind and case.about_id else None


def about_named(text: str, actor: Actor) -> tuple[AboutKind, UUID, str] | None:
    """Read "project:<id>" from an address: the kind, the id, and the label. None for anything else."""
    short, _colon, key = text.partition(":")
    kind = next((each for each in about_kinds if each.short == short), None)
    try:
        pk = UUID(key)
    except ValueError:
        return None
    found = kind.read(actor, pk) if kind else None
    return (kind, pk, found[0]) if kind and found else None


def about_choices(actor: Actor) -> list[tuple[str, str]]:
    """Return everything that a case can be about, as choices "project:<id>"."""
    return [(f"{kind.short}:{pk}", label) for kind in about_kinds for pk, label in kind.choices(actor)]


def secretaries() -> list[tuple[str, str]]:
    """Return who can be case officer, as choices: those who hold an office of the secretariat now."""
    rows = Person.objects.filter(offices_held__office__role__in=readers.SECRETARIAT, offices_held__until__isnull=True)
    return [(str(person.pk), person.name) for person in rows.distinct().order_by("sort_key")]


# -- where it stands, and why here -------------------------------------------------------------------------------------


def why(case: Case, paper: CasePaper, about: tuple[str, str] | None) -> list[Reason]:
    """Return why the case stands before this body: who decides what, by which procedure, and where it came from."""
    reasons = []
    authority: dict[str, list[str]] = {}
    procedures: dict[str, WhoDecides] = {}
    for each in paper.proposals:
        if each.decides is not None:
            authority.setdefault(each.decides.clause_of_authority, []).append(str(each.label).lower())
            procedures.setdefault(each.decides.procedure, each.decides)
    for clause, labels in authority.items():
        text = _("%(body)s decides") % {"body": case.body.name}
        reasons.append(Reason(text, ", ".join(dict.fromkeys(labels)), clause))
    reasons.extend(
        Reason(
            _("by %(procedure)s") % {"procedure": procedure_words(decides.procedure_kind)},
            clause=decides.clause_of_procedure,
        )
        for decides in procedures.values()
    )
    if about is not None:
        reasons.append(Reason(_("It is about %(what)s") % {"what": about[0]}, url=about[1]))
    officer = case.case_officer.name if case.case_officer else ""
    opened = _("Opened %(day)s") % {"day": formats.day(case.created_at)}
    reasons.append(Reason(opened, _("case officer %(name)s") % {"name": officer} if officer else ""))
    return reasons


def procedure_words(kind: str) -> Any:
    """Return a procedure in words."""
    return dict(Procedure.Kind.choices).get(kind, kind)


def confirmers(today: date) -> list[tuple[str, str]]:
    """Return who can confirm that a condition is met, as choices: the secretariat, the leader, or a party."""
    own = [("secretariat", _("the secretariat")), ("leader", _("the leader"))]
    return [*own, *((f"{PARTY}{party.pk}", party.name) for party in parties_on(today))]


def usual_wording(matter: Matter, payload: dict[str, Any]) -> str:
    """Return the wording that a matter begins with, in the co-operation's language."""
    with house_language():
        return matter.wording(payload)


def usually_worded(matter: str, key: str, draft_id: UUID) -> list[Proposal]:
    """Return the proposals on a draft, in cases not yet treated, that keep the usual wording of their matter.

    `key` is the name under which the matter's payload holds the draft. One statement, and the matter's own for each.
    """
    proposals = Proposal.objects.filter(
        matter=matter, case__state__in=BEFORE_TREATMENT, **{f"payload__{key}": str(draft_id)}
    ).select_related("case")
    return [each for each in proposals if each.wording == usual_wording(matters[matter], each.payload)]


def document_scopes(case: Case) -> list[str]:
    """Return the scopes of a case's documents: its body, and its project, whose manager can attach files."""
    about = [f"project:{case.about_id}"] if case.about_kind == readers.PROJECT else []
    return [f"body:{case.body_id}", *about]
