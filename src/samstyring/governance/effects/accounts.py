"""The account of what was said under an item: still open or not, and what is half written taken into the record."""

from collections.abc import Sequence

from samstyring.kernel.acts import current_actor, effect, record
from samstyring.kernel.models import Basis

from ..errors import MeetingNotOpen, MinutesApproved
from ..models import AccountDraft, AgendaItem, Meeting, Minutes


def account_open(item: AgendaItem) -> None:
    """Hold that an account is written from the meeting's opening until its minutes are approved.

    Raises MeetingNotOpen, MinutesApproved.
    """
    if item.meeting_id is None or item.meeting.state not in (Meeting.State.OPEN, Meeting.State.HELD):
        raise MeetingNotOpen
    if Minutes.objects.filter(meeting=item.meeting_id, state=Minutes.State.APPROVED).exists():
        raise MinutesApproved


@effect
def record_drafts(*, items: Sequence[AgendaItem], basis: Basis | None = None) -> None:
    """Take what is half written under items into the record: it becomes their account.

    The running act's entry tells which accounts, in which revision, and who wrote them where another acts.
    """
    del basis
    by_id = {item.pk: item for item in items}
    drafts = list(AccountDraft.objects.filter(item__in=list(by_id)).select_related("by"))
    for draft in drafts:
        item = by_id[draft.item_id]
        item.account, item.account_revision = draft.text, draft.revision
        item.save(update_fields=["account", "account_revision"])
        draft.delete()
    if drafts:
        acting = current_actor().person_id
        record(
            *(by_id[draft.item_id] for draft in drafts),
            accounts=[f"{by_id[draft.item_id].label}: {draft.revision}" for draft in drafts],
            accounts_by=sorted({draft.by.name for draft in drafts if draft.by and draft.by_id != acting}),
        )
