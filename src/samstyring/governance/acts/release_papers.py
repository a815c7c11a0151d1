"""Let the papers of a meeting become public."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.records.effects import release_document, store
from samstyring.records.models import Release

from ..errors import AlreadyPublic, NotChecked, NotSentOut
from ..models import Dispatch
from ..queries.public_papers import PAPERS, public_pdf, sent_papers
from ..queries.publicity import of_meeting
from ..queries.standing import person_acting
from ..rules.left_out import to_leave_out
from ..rules.meetings import day_of
from ..rules.scopes import of_meeting as scopes_of_meeting


@acts.act(
    says=gettext_lazy("%(who)s read and released the papers of %(body)s on %(day)s"),
    scope=lambda **arguments: scopes_of_meeting(arguments["dispatch"].meeting),
)
def release_papers(
    *,
    dispatch: Dispatch,
    checked: bool,
    exempt_items: Collection[UUID] = (),
    left_out: Mapping[UUID, Collection[str]] | None = None,
    legal_basis: str = "",
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Dispatch:
    """Release a summons or late papers as they were sent, after a named person has looked for what is exempt.

    The public copy is made of the papers as they stood when they were sent. `exempt_items` are left out whole (a case
    that is marked exempt always is, and so are the names of attachments that are); `left_out` names passages of an item. What
    is left out needs its legal basis. `reason` says why, where the rules on the day of the meeting do not make papers
    public: it is printed on the copy. Attachments are released one by one. Raises NotSentOut, NotChecked, AlreadyPublic,
    NotMadePublic, InvalidInput.
    """
    document = dispatch.document
    if document is None or dispatch.kind not in PAPERS:
        raise NotSentOut
    if not checked:
        raise NotChecked(field="checked")
    if Release.objects.filter(document=document).exists():
        raise AlreadyPublic
    papers = sent_papers(dispatch)
    kept = of_meeting(dispatch.meeting, papers=True).reason_to_keep(reason)
    hidden = to_leave_out(
        [paper.item for paper in papers],
        exempt_items=exempt_items,
        passages=left_out or {},
        legal_basis=legal_basis,
        reason=kept,
    )
    public = store(content=public_pdf(dispatch, papers, hidden, at), content_type="application/pdf")
    release_document(
        document=document,
        public_file=public,
        by=person_acting(by),
        at=at,
        legal_basis=hidden.legal_basis,
        passages_left_out=hidden.count,
        reason=kept,
    )
    acts.record(
        dispatch.meeting,
        document,
        *(paper.item.case for paper in papers),
        body=dispatch.meeting.body.name,
        day=day_of(dispatch.meeting),
        left_out=hidden.count,
        passed_over=bool(kept),
    )
    return dispatch
