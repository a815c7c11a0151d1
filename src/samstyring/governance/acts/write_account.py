"""Write the account of an item."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from ..effects.accounts import account_open
from ..models import AccountDraft, AgendaItem
from ..rules.accounts import cleaned
from ..rules.scopes import of_item


@acts.act(
    says=_("%(who)s wrote the account of %(label)s %(title)s"),
    scope=lambda **arguments: of_item(arguments["item"]),
)
def write_account(*, item: AgendaItem, text: str, revision: int | None = None, by: Actor, at: datetime) -> AgendaItem:
    """Record the short account of what was said under an item, until the minutes are approved.

    What is half written is kept by `drafts.keep_account` and replaced by this. `revision` is the one that the writer
    saw. Raises Stale (with the item as it is stored), MinutesApproved, MeetingNotOpen before the meeting is opened.
    """
    account_open(item)
    draft = AccountDraft.objects.filter(item=item).first()
    now = draft.revision if draft else item.account_revision
    if revision is not None and revision != now:
        raise Stale(item)
    text = cleaned(text)
    item.account_revision = now if draft and draft.text == text else now + 1
    item.account = text
    item.save(update_fields=["account", "account_revision"])
    if draft:
        draft.delete()
    acts.record(item, label=item.label, title=item.case.title, revision=item.account_revision)
    return item
