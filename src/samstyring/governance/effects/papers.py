"""Making the documents that are sent, and keeping each paper as it was sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from samstyring.charter import queries as charter
from samstyring.kernel import canonical
from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.clock import local_date
from samstyring.kernel.models import Basis
from samstyring.parties.names import search_key
from samstyring.records.effects import Upload, make_document
from samstyring.records.models import Document
from samstyring.records.pdf import render
from samstyring.records.pdf.render import Language
from samstyring.ui import formats

from ..models import CaseEdit, Meeting
from ..queries import printed
from ..queries.late import LateChange
from ..queries.papers import CasePaper
from ..queries.recipients import Recipient
from ..queries.texts import house_language
from ..rules.meetings import day_of


@effect
def keep_snapshots(*, papers: Iterable[CasePaper], at: datetime, basis: Basis | None = None) -> None:
    """Keep each paper as it is sent now: what later changes are marked against."""
    del basis
    CaseEdit.objects.bulk_create(
        CaseEdit(case=paper.case, revision=paper.case.revision, content=canonical.dumps(paper.content), sent_at=at)
        for paper in papers
    )


@effect
def print_summons(
    *,
    meeting: Meeting,
    papers: Sequence[CasePaper],
    authority: str,
    recipients: Sequence[Recipient],
    basis: Basis | None = None,
) -> Document:
    """Make the summons with all papers as one PDF, and keep it."""
    cooperation = charter.cooperation()
    with house_language():
        data = printed.summons(
            meeting,
            papers,
            cooperation=cooperation.name,
            authority=authority,
            mailbox=cooperation.secretariat_mailbox,
            recipients=recipients,
            demo=charter.installation_mode() == "demo",
        )
        name = f"{search_key(data.title).replace(' ', '-')}-{day_of(meeting).isoformat()}.pdf"
        content = render("papers", data, language=cast(Language, cooperation.language), at=_at())
    return make_document(
        kind=Document.Kind.SUMMONS,
        title=f"{data.title}, {formats.day(meeting.starts_at)}",
        upload=Upload(name, content),
        about=meeting,
        dated=local_date(_at()),
        basis=basis,
    )


@effect
def print_late_papers(
    *,
    meeting: Meeting,
    changes: Sequence[LateChange],
    note: str,
    recipients: Sequence[Recipient],
    basis: Basis | None = None,
) -> Document:
    """Make the papers that are new or changed as one PDF, with the changes marked, and keep it."""
    cooperation = charter.cooperation()
    today = local_date(_at())
    with house_language():
        data = printed.late_papers(
            meeting,
            changes,
            cooperation=cooperation.name,
            note=note,
            recipients=recipients,
            demo=charter.installation_mode() == "demo",
            today=today,
        )
        name = f"{search_key(data.title).replace(' ', '-')}-{today.isoformat()}.pdf"
        content = render("late_papers", data, language=cast(Language, cooperation.language), at=_at())
    return make_document(
        kind=Document.Kind.LATE_PAPERS,
        title=f"{data.title}, {formats.day(meeting.starts_at)} · {data.subtitle}",
        upload=Upload(name, content),
        about=meeting,
        dated=today,
        basis=basis,
    )


def _at() -> datetime:
    return require_running("print").at
