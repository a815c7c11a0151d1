"""Draft an amendment of the agreement."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, numbering
from samstyring.kernel.actors import Actor

from ..effects.amendments import checked_content
from ..models import Agreement, Amendment


@acts.act(says=_("%(who)s drafted amendment %(number)s of the agreement: %(title)s"))
def draft_amendment(
    *,
    agreement: Agreement,
    title: str,
    reason: str,
    initiative: str,
    in_force_from: date | None = None,
    changes_term: bool = False,
    until: date | None = None,
    by: Actor,
    at: datetime,
) -> Amendment:
    """Begin an amendment: what it is for, on whose initiative (a decision, a letter), and a new end of the term (EN-1).

    `until` is the first day the agreement no longer holds, None with `changes_term` for no end. Raises InvalidInput.
    """
    content = checked_content(
        agreement=agreement,
        title=title,
        reason=reason,
        initiative=initiative,
        in_force_from=in_force_from,
        changes_term=changes_term,
        until=until,
        at=at,
        basis=None,
    )
    number = numbering.next_number(f"amendment/{agreement.cooperation_id}")
    amendment = Amendment.objects.create(agreement=agreement, number=number, drafted_at=at, **content)
    acts.record(amendment, agreement, number=number, title=amendment.title)
    return amendment
