"""The papers of a meeting as the public may read them: what was sent, what of it is released, and the public copy."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.actors import Actor
from samstyring.kernel.clock import local_date
from samstyring.kernel.errors import NotThere
from samstyring.records.models import Document, Release
from samstyring.records.pdf import data as pdf
from samstyring.records.pdf import render
from samstyring.records.pdf.render import Language
from samstyring.ui import formats, richtext

from ..models import AgendaItem, Case, CaseEdit, Dispatch, Meeting
from ..rules.left_out import NOTHING, ItemPassages, LeftOut, exempt, passages_in
from ..rules.publicity import Publicity
from . import printed, visible
from .advice import Given, given_in
from .deciders import Deciders, deciders_on
from .papers import TEXTS
from .publicity import of_meeting
from .recipients import ROLES
from .texts import confirmer_words, house_language

PAPERS = (Dispatch.Kind.SUMMONS, Dispatch.Kind.LATE_PAPERS)


@dataclass(frozen=True)
class SentPaper:
    """A case paper as it was sent: `content` is the snapshot that was kept then."""

    item: AgendaItem
    what: str
    content: Mapping[str, Any]
    hidden: Mapping[str, str]
    """The legal basis of the attachments that are exempt, by their checksum."""
    advice: Sequence[Given] = ()
    """What advising bodies had said by then: advice is never changed, so it is read where it stands."""

    @property
    def withdrawn(self) -> bool:
        """Tell whether it was only said to be withdrawn, and no paper went along."""
        return self.what == "withdrawn"


def sent_papers(dispatch: Dispatch) -> list[SentPaper]:
    """Return the papers of a dispatch as they were sent, in the order of the agenda. Four SQL statements."""
    whats = {UUID(row["item"]): str(row["what"]) for row in dispatch.contents}
    rows = AgendaItem.objects.filter(pk__in=list(whats)).select_related("case__body", "case__case_officer", "meeting")
    items = list(rows)
    cases = [item.case_id for item in items]
    edits = CaseEdit.objects.filter(case__in=cases, sent_at__lte=dispatch.sent_at).order_by("sent_at")
    contents = {edit.case_id: json.loads(edit.content) for edit in edits}
    hidden: dict[UUID, dict[str, str]] = {}
    files = Document.objects.filter(about_id__in=cases, exempt=True).select_related("file")
    for row in files:
        if row.about_id is not None:
            hidden.setdefault(row.about_id, {})[row.file.sha256] = row.legal_basis
    given = given_in([item.case for item in items])
    return [
        SentPaper(
            item=item,
            what=whats[item.pk],
            content=contents.get(item.case_id, {}),
            hidden=hidden.get(item.case_id, {}),
            advice=given.get(item.case_id, [])[: len(contents.get(item.case_id, {}).get("advice", ()))],
        )
        for item in items
    ]


def passages_of(papers: Sequence[SentPaper]) -> list[ItemPassages]:
    """Return what a named person reads before papers become public, item by item."""
    return [passages_in(paper.item, _passages(paper)) for paper in papers]


def _passages(paper: SentPaper) -> Iterator[tuple[str, Any, str]]:
    if paper.withdrawn:
        return
    content = paper.content
    yield "summary", _("In short"), content.get("summary", "")
    words = {"background": _("Background"), "assessment": _("Assessment"), "recommendation": _("Recommendation")}
    for name in TEXTS:
        yield name, words[name], richtext.to_text(content.get(name))
    for place, given in enumerate(paper.advice):
        yield f"advice:{place}", given.heading, given.whole
    for place, proposal in enumerate(content.get("proposals", ())):
        yield f"proposal:{place}", proposal["heading"], _proposal_text(proposal)
    for place, row in enumerate(content.get("passed_over", ())):
        yield f"passed_over:{place}", row["text"], row["reason"]
    for file in content.get("files", ()):
        if file["sha256"] not in paper.hidden:
            yield f"file:{file['sha256']}", _("The name of an attachment"), file["name"]


def _proposal_text(proposal: Mapping[str, Any]) -> str:
    rows = [proposal["wording"], *(f"{label}: {value}" for label, value in proposal["lines"])]
    rows += [f"{label}: {before} → {after}" for label, before, after in proposal["changes"]]
    return "\n".join(row for row in (*rows, proposal["condition"]) if row)


def public_pdf(dispatch: Dispatch, papers: Sequence[SentPaper], left_out: LeftOut, at: datetime) -> bytes:
    """Return the public copy of what was sent, in the co-operation's language."""
    with house_language():
        data = public_data(dispatch, papers, left_out)
        return render("papers", data, language=cast(Language, charter.cooperation().language), at=at)


def public_data(dispatch: Dispatch, papers: Sequence[SentPaper], left_out: LeftOut = NOTHING) -> pdf.PapersData:
    """Return what the public copy is filled with: the papers as they were sent, without the way into the video meeting."""
    meeting, document = dispatch.meeting, dispatch.document
    assert document is not None  # only what was printed is released
    notice = _("Public copy of what was sent %(day)s.") % {"day": formats.day(dispatch.sent_at)}
    deciders = deciders_on(local_date(dispatch.sent_at))
    deliveries = dispatch.deliveries.select_related("person").order_by("person__sort_key")
    return pdf.PapersData(
        head=printed.head(charter.cooperation().name, meeting, demo=charter.installation_mode() == "demo"),
        title=document.title,
        facts=tuple(fact for fact in printed.facts_of(meeting, dispatch.authority) if not fact.href),
        letter=richtext.from_text(f"{notice} {left_out.words}".strip()),
        recipients=tuple(
            pdf.Recipient(name=row.person.name, role=printed.sentence_case(ROLES[row.role])) for row in deliveries
        ),
        cases=tuple(_case(paper, left_out, deciders) for paper in papers),
    )


def _case(paper: SentPaper, left_out: LeftOut, deciders: Deciders) -> pdf.Case:
    item, content = paper.item, paper.content
    if item.pk in left_out.items:
        return pdf.Case(number=item.label, title=_("Exempt from public access"), summary=left_out.legal_basis)
    title, kind = content.get("title", item.case.title), str(printed.KINDS[Case.Kind(item.case.kind)])
    if paper.withdrawn:
        return pdf.Case(number=item.label, title=title, kind=kind, withdrawn=True)
    instead = exempt(left_out.legal_basis)

    def shown(key: str, text: Any, other: Any = instead) -> Any:
        return other if text and left_out.hides(item.pk, key) else text

    return pdf.Case(
        number=item.label,
        title=title,
        kind=kind,
        reference=item.case.reference,
        presenter=item.case.case_officer.name if item.case.case_officer else "",
        mark=_("Late item") if item.late else "",
        summary=shown("summary", content.get("summary", ""), _("Exempt from public access")),
        background=shown("background", content.get("background")),
        assessment=shown("assessment", content.get("assessment")),
        recommendation=shown("recommendation", content.get("recommendation")),
        advice=tuple(
            # Whether the text has changed since is said of today, not of the day that it was sent.
            replace(printed.advice_of(given, instead if left_out.hides(item.pk, f"advice:{place}") else None), note="")
            for place, given in enumerate(paper.advice)
        ),
        proposals=tuple(
            _proposal(row, deciders.get((row["matter"], item.case.body.key)))
            if not left_out.hides(item.pk, f"proposal:{place}")
            else pdf.Proposal(title=row["heading"], wording=instead)
            for place, row in enumerate(content.get("proposals", ()))
        ),
        requirements=tuple(
            pdf.Requirement(
                text=row["text"],
                met=False,
                reason=shown(f"passed_over:{place}", row["reason"], _("Exempt from public access")),
            )
            for place, row in enumerate(content.get("passed_over", ()))
        ),
        files=tuple(_file(row, paper, left_out) for row in content.get("files", ())),
    )


def _proposal(row: Mapping[str, Any], decides: charter.WhoDecides | None) -> pdf.Proposal:
    condition = None
    if row["condition"] and row["latest"]:
        condition = pdf.Condition(
            text=row["condition"],
            confirmed_by=confirmer_words(row["confirmed_by"]),
            latest=formats.day(date.fromisoformat(row["latest"])),
        )
    return pdf.Proposal(
        title=printed.sentence_case(row["heading"]),
        wording=richtext.from_text(row["wording"]),
        clause=decides.clause_of_authority if decides else "",
        facts=tuple(pdf.Fact(label=printed.sentence_case(label), value=value) for label, value in row["lines"]),
        differences=tuple(
            pdf.Difference(label=label, before=before, after=after) for label, before, after in row["changes"]
        ),
        condition=condition,
    )


def _file(row: Mapping[str, Any], paper: SentPaper, left_out: LeftOut) -> pdf.File:
    """Return an attachment as the public copy lists it: one that is exempt has no name there, only its legal basis."""
    basis = paper.hidden.get(row["sha256"], "")
    if not basis and left_out.hides(paper.item.pk, f"file:{row['sha256']}"):
        basis = left_out.legal_basis
    size = formats.file_size(row["size"])
    if basis:
        return pdf.File(name=_("Exempt from public access"), size=size, sha256="", note=basis)
    return pdf.File(name=row["name"], size=size, sha256=row["sha256"])


@dataclass(frozen=True)
class SentOut:
    """A summons or late papers, and their release where they are public."""

    dispatch: Dispatch
    release: Release | None


@dataclass(frozen=True)
class Attached:
    """An attachment of a case on the agenda: public, exempt, or neither."""

    item: AgendaItem
    document: Document
    release: Release | None

    @property
    def exempt(self) -> str:
        """Return the legal basis by which it is not made public, or nothing."""
        return self.item.case.legal_basis if self.item.case.exempt else self.document.legal_basis

    @property
    def remains(self) -> bool:
        """Tell whether it could be released and nobody has."""
        return self.release is None and not self.exempt


@dataclass(frozen=True)
class PublicPapers:
    """What of a meeting's papers is public, and what remains."""

    meeting: Meeting
    publicity: Publicity
    sent: Sequence[SentOut]
    attached: Sequence[Attached]

    @property
    def remaining(self) -> int:
        """Return how many attachments could be released and are not."""
        return sum(each.remains for each in self.attached)


def public_papers(meeting_pk: UUID, actor: Actor) -> PublicPapers:
    """Return what of a meeting's papers is public, for those who read its agenda. Raises NotThere.

    A fixed number of SQL statements.
    """
    meeting = visible.meeting(meeting_pk, actor)
    if not visible.sees_agenda(actor, meeting):
        raise NotThere
    sent = meeting.dispatches.filter(kind__in=PAPERS, document__isnull=False).select_related(
        "document__file", "document__release__released_by", "document__release__public_file"
    )
    items = {item.case_id: item for item in meeting.items.select_related("case", "meeting")}
    readable = visible.readable_cases(actor, items)
    files = Document.objects.filter(
        about_id__in=list(readable), kind=Document.Kind.ATTACHMENT, removed_at__isnull=True
    ).select_related("file", "release__released_by")
    attached = [
        Attached(items[row.about_id], row, getattr(row, "release", None)) for row in files if row.about_id is not None
    ]
    return PublicPapers(
        meeting=meeting,
        publicity=of_meeting(meeting, papers=True),
        sent=[SentOut(row, getattr(row.document, "release", None)) for row in sent],
        attached=sorted(attached, key=lambda each: (each.item.position, each.document.position)),
    )


def dispatch_for(pk: UUID, actor: Actor) -> Dispatch:
    """Return a summons or late papers of a meeting whose agenda the actor reads. Raises NotThere."""
    rows = Dispatch.objects.filter(kind__in=PAPERS, document__isnull=False)
    found = rows.select_related("meeting__body", "document__file", "document__release").filter(pk=pk).first()
    if found is None or not visible.sees_agenda(actor, visible.meeting(found.meeting_id, actor)):
        raise NotThere
    return found


def attachment_for(meeting_pk: UUID, document_pk: UUID, actor: Actor) -> Attached:
    """Return an attachment of a case on a meeting's agenda. Raises NotThere."""
    page = public_papers(meeting_pk, actor)
    found = next((each for each in page.attached if each.document.pk == document_pk), None)
    if found is None:
        raise NotThere
    return found


def released_with(meeting: UUID | None, case: UUID) -> list[Release]:
    """Return the released papers of a meeting, and the released attachments of a case: anyone may read them. One statement."""
    rows = Release.objects.filter(document__removed_at__isnull=True).select_related("document", "public_file")
    papers = rows.filter(
        document__about_id=meeting, document__kind__in=[Document.Kind.SUMMONS, Document.Kind.LATE_PAPERS]
    )
    attached = rows.filter(document__about_id=case, document__kind=Document.Kind.ATTACHMENT)
    return list((papers | attached if meeting else attached).order_by("document__dated", "document__position"))
