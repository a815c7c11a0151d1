"""Papers as a document prints them: rows already fetched become the data that the PDF is filled with, in words.

Everything is written in the language that is active.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.records.models import Document
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf.changes import mark_changes
from samstyring.ui import formats, richtext

from ..models import AgendaItem, Case, Meeting, Position
from ..rules.letters import title, when
from .advice import Given
from .late import LateChange
from .papers import TEXTS, CasePaper, ProposalPaper
from .recipients import ROLES, Recipient
from .texts import confirmer_words

KINDS = {
    Case.Kind.PROJECT: gettext_lazy("For decision"),
    Case.Kind.FREE_TEXT: gettext_lazy("For decision"),
    Case.Kind.INFORMATION: gettext_lazy("For information"),
    Case.Kind.AGENDA: gettext_lazy("For decision"),
    Case.Kind.MINUTES: gettext_lazy("For decision"),
    Case.Kind.OTHER_BUSINESS: gettext_lazy("Other business"),
}


def head(cooperation: str, meeting: Meeting, *, demo: bool) -> pdf.Head:
    """Return what stands at the top of every page."""
    return pdf.Head(cooperation=cooperation, body=meeting.body.name, date=formats.day(meeting.starts_at), demo=demo)


def sentence_case(text: Any) -> str:
    """Return a text with its first letter large."""
    words = str(text)
    return words[:1].upper() + words[1:]


def file_of(document: Document) -> pdf.File:
    """Return an attachment as it is listed: name, size, checksum; one that is exempt with its legal basis."""
    note = _("Exempt from public access: %(basis)s") % {"basis": document.legal_basis} if document.exempt else ""
    return pdf.File(
        name=document.file_name, size=formats.file_size(document.file.size), sha256=document.file.sha256, note=note
    )


def proposal_of(paper: ProposalPaper, before: Mapping[str, Any] | None = None) -> pdf.Proposal:
    """Return a proposal as it prints; with what was sent before, its wording is marked with the changes."""
    proposal, reading = paper.proposal, paper.reading
    wording = richtext.from_text(proposal.wording)
    if before is not None and before.get("wording") != proposal.wording:
        wording = mark_changes(richtext.from_text(str(before.get("wording", ""))), wording) or wording
    condition = None
    if proposal.condition and proposal.condition_latest:
        condition = pdf.Condition(
            text=proposal.condition,
            confirmed_by=confirmer_words(proposal.condition_confirmed_by),
            latest=formats.day(proposal.condition_latest),
        )
    return pdf.Proposal(
        title=sentence_case(reading.heading),
        wording=wording,
        clause=paper.decides.clause_of_authority if paper.decides else "",
        facts=tuple(pdf.Fact(label=sentence_case(label), value=str(value)) for label, value in reading.lines),
        differences=tuple(
            pdf.Difference(label=str(label), before=str(was or ""), after=str(now or ""))
            for label, was, now in reading.changes
        ),
        condition=condition,
    )


def case_of(paper: CasePaper, *, marked: bool = False) -> pdf.Case:
    """Return the paper of a case; `marked` shows what is other than in what was sent before."""
    case, item = paper.case, paper.item
    sent = paper.sent if marked else None
    before = {row.get("heading"): row for row in (sent or {}).get("proposals", [])}
    texts = {name: _text(paper, name, sent) for name in TEXTS}
    return pdf.Case(
        number=item.label if item and item.number else "",
        title=case.title,
        kind=str(KINDS[Case.Kind(case.kind)]),
        reference=case.reference,
        presenter=case.case_officer.name if case.case_officer else "",
        mark=_mark(item),
        withdrawn=bool(item and item.state == AgendaItem.State.WITHDRAWN),
        summary=case.summary,
        background=texts["background"],
        assessment=texts["assessment"],
        recommendation=texts["recommendation"],
        advice=tuple(advice_of(each) for each in paper.advice),
        proposals=tuple(
            proposal_of(each, before.get(str(each.reading.heading), {"wording": ""}) if sent else None)
            for each in paper.proposals
        ),
        requirements=tuple(_requirement(standing) for standing in paper.standings if not standing.requirement.holds),
        files=tuple(file_of(document) for document in paper.files),
    )


def advice_of(given: Given, instead: Any = None) -> pdf.Advice:
    """Return what an advising body said, with its dissent, and whether it was on an earlier text.

    `instead` stands where its words are left out of a public copy.
    """
    return pdf.Advice(
        heading=given.heading,
        says=given.says,
        text=instead or (richtext.from_text(given.advice.text) if given.advice.text else None),
        positions=()
        if instead
        else tuple(
            pdf.Position(
                seat=stand.name,
                name=stand.holder,
                position=str(Position.Kind(stand.kind).label),
                reason=stand.text,
            )
            for stand in given.spoken
            if stand.kind
        ),
        note=_("Given on an earlier text: the proposal has changed since.") if given.earlier else "",
    )


def _text(paper: CasePaper, name: str, sent: Mapping[str, Any] | None) -> Any:
    now = paper.content.get(name)
    return mark_changes(sent.get(name), now) if sent is not None and sent.get(name) != now else now


def _mark(item: AgendaItem | None) -> str:
    if item is None:
        return ""
    if item.state == AgendaItem.State.WITHDRAWN:
        return _("Withdrawn")
    return _("Late item") if item.late else ""


def _requirement(standing: Any) -> pdf.Requirement:
    reason = ""
    if standing.passed_over:
        reason = (
            f"{standing.passed_over.reason} ({standing.passed_over.by.name}, {formats.day(standing.passed_over.at)})"
        )
    return pdf.Requirement(
        text=str(standing.requirement.text),
        clause=standing.requirement.source,
        met=standing.requirement.holds,
        must=standing.requirement.must,
        reason=reason,
    )


def facts_of(meeting: Meeting, authority: str = "", mailbox: str = "") -> tuple[pdf.Fact, ...]:
    """Return time, place and who is behind the summons."""
    facts = [pdf.Fact(label=_("Time"), value=sentence_case(when(meeting.starts_at, meeting.ends_at)))]
    if meeting.place:
        facts.append(pdf.Fact(label=_("Place"), value=meeting.place))
    if meeting.video_link:
        facts.append(pdf.Fact(label=_("Video meeting"), value=meeting.video_link, href=meeting.video_link))
    if authority:
        facts.append(pdf.Fact(label=_("The summons is"), value=authority))
    if mailbox:
        facts.append(pdf.Fact(label=_("Regrets to"), value=mailbox, href=f"mailto:{mailbox}"))
    return tuple(facts)


def recipients_of(recipients: Sequence[Recipient]) -> tuple[pdf.Recipient, ...]:
    """Return who is called, with seat and role."""
    return tuple(
        pdf.Recipient(
            name=recipient.person.name,
            role=sentence_case(ROLES[recipient.role]) + (f", {recipient.seat.name}" if recipient.seat else ""),
        )
        for recipient in recipients
    )


def summons(
    meeting: Meeting,
    papers: Sequence[CasePaper],
    *,
    cooperation: str,
    authority: str,
    mailbox: str,
    recipients: Sequence[Recipient],
    demo: bool,
) -> pdf.PapersData:
    """Return the summons with all papers."""
    return pdf.PapersData(
        head=head(cooperation, meeting, demo=demo),
        title=_("Summons to a %(title)s") % {"title": title(meeting)},
        subtitle=sentence_case(when(meeting.starts_at, meeting.ends_at)),
        facts=facts_of(meeting, authority, mailbox),
        recipients=recipients_of(recipients),
        cases=tuple(case_of(paper) for paper in papers),
    )


def late_papers(
    meeting: Meeting,
    changes: Sequence[LateChange],
    *,
    cooperation: str,
    note: str,
    recipients: Sequence[Recipient],
    demo: bool,
    today: date,
) -> pdf.LatePapersData:
    """Return the papers that are new or changed, with the changes marked."""
    return pdf.LatePapersData(
        head=head(cooperation, meeting, demo=demo),
        title=_("Late papers for the %(title)s") % {"title": title(meeting)},
        subtitle=_("Sent %(day)s") % {"day": formats.day(today)},
        facts=facts_of(meeting),
        letter=richtext.from_text(note) if note else None,
        recipients=recipients_of(recipients),
        changes=tuple(
            pdf.Change(number=change.label, title=change.paper.case.title, what=change.kind, text=change.detail)
            for change in changes
        ),
        cases=tuple(
            case_of(change.paper, marked=change.what in ("changed", "files"))
            for change in changes
            if change.what != "withdrawn"
        ),
    )


def one_case(meeting: Meeting | None, paper: CasePaper, *, cooperation: str, demo: bool, today: date) -> pdf.PapersData:
    """Return one case as its paper prints, for a look beforehand."""
    case = paper.case
    return pdf.PapersData(
        head=pdf.Head(
            cooperation=cooperation,
            body=case.body.name,
            number=case.reference,
            date=formats.day(meeting.starts_at if meeting else today),
            demo=demo,
        ),
        title=_("Case paper"),
        subtitle=_("As it prints on %(day)s") % {"day": formats.day(today)},
        cases=(case_of(paper),),
    )
