"""What is half written is kept outside the journal: docs/adr/010-half-written-is-no-act.md.

Whoever may write the account may keep a draft of it, and under the same refusals; the act that records it is
`acts.write_account`, or the act that ends the item.
"""

from datetime import datetime

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from .effects.accounts import account_open
from .models import AccountDraft, AgendaItem
from .rules.accounts import cleaned
from .rules.scopes import of_item


def keep_account(*, item: AgendaItem, text: str, revision: int | None, by: Actor, at: datetime) -> int:
    """Keep the account of an item as it is typed, and return its revision.

    `revision` is the one that the writer saw. Raises what `acts.write_account` raises: NotAuthorised,
    CapacityUnclear, MeetingNotOpen, MinutesApproved, Stale (with the item as it is stored).
    """
    with acts.house_lock():
        by.permit("governance.write_account", of_item(item))
        item.refresh_from_db()
        account_open(item)
        draft = AccountDraft.objects.filter(item=item).first()
        now = draft.revision if draft else item.account_revision
        if revision is not None and revision != now:
            raise Stale(item)
        text = cleaned(text)
        if text == (draft.text if draft else item.account):
            return now
        values = {"text": text, "revision": now + 1, "by_id": by.person_id, "saved_at": at}
        AccountDraft.objects.update_or_create(item=item, defaults=values)
    return now + 1
