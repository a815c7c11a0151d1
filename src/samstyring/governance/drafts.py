"""What is half written is kept outside the journal: docs/adr/010-half-written-is-no-act.md.

Whoever may write the account, or the paper of a case, may keep a draft of it, and under the same refusals; the act that
records it is `acts.write_account`, or the act that ends the item, and for the paper `acts.edit_case`.
"""

from datetime import datetime

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import Stale

from .effects.accounts import account_open
from .models import AccountDraft, AgendaItem, Case, PaperDraft
from .rules.accounts import cleaned
from .rules.cases import change_refusal
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


def keep_paper(*, case: Case, part: str, text: str, revision: int, by: Actor, at: datetime) -> None:
    """Keep a part of a case paper as it is typed, for its writer alone. `revision` is the one that the writer saw.

    What reads as the paper does needs no draft. Raises what `acts.edit_case` raises but Stale: what is typed is kept
    also where another saved meanwhile, and shown as stale when it is saved.
    """
    with acts.house_lock():
        by.permit("governance.edit_case", [f"body:{case.body_id}"])
        case.refresh_from_db()
        refusal = change_refusal(case)
        if refusal is not None:
            raise refusal
        mine = PaperDraft.objects.filter(case=case, part=part, by_id=by.person_id)
        if text == _as_typed(case, part):
            mine.delete()
            return
        values = {"text": text, "revision": revision, "saved_at": at}
        PaperDraft.objects.update_or_create(case=case, part=part, by_id=by.person_id, defaults=values)


def _as_typed(case: Case, part: str) -> str:
    """Return a part of the paper as its form sends it."""
    if part == "exempt":
        return "yes" if case.exempt else ""
    return str(getattr(case, "case_officer_id" if part == "case_officer" else part) or "")


def throw_away_paper(*, case: Case, by: Actor) -> None:
    """Throw away what a writer has typed and not saved. It is theirs alone, and nobody is asked."""
    with acts.house_lock():
        PaperDraft.objects.filter(case=case, by_id=by.person_id).delete()
