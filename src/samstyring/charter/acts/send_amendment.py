"""Send an amendment to every party for its consent."""

from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, canonical, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import InvalidInput, Stale

from .. import queries, wording
from ..effects.letters import ask_by_letter
from ..errors import NobodyToAsk, OneAtATime
from ..models import Amendment, AskedParty
from ..rules import require_draft


@acts.act(says=gettext_lazy("%(who)s sent amendment %(number)s of the agreement to %(count)s parties for consent"))
def send_amendment(
    *, amendment: Amendment, answer_by: date, revision: int | None = None, by: Actor, at: datetime
) -> Amendment:
    """Freeze one exact text and ask every party on this day to consent to it (EN-1).

    Who must consent is settled now. Each party's contact, or else its chief executive, gets a letter with a link;
    one with nobody to write to is shown as such. One amendment at a time: the next is written on the text as it then stands.
    Raises NotADraft, Stale, OneAtATime, NobodyToAsk, and InvalidInput with what is wrong in the text.
    """
    require_draft(amendment)
    if revision is not None and revision != amendment.revision:
        raise Stale(amendment)
    today, agreement = clock.local_date(at), amendment.agreement
    clause = queries.amendment_clause(today)
    if agreement.amendments.filter(state=Amendment.State.PROPOSED).exists():
        raise OneAtATime(clause=clause or None)
    if answer_by < today:
        raise InvalidInput({"answer_by": _("The deadline cannot be in the past.")})
    parties = queries.parties_to(agreement, today)
    if not parties:
        raise NobodyToAsk(clause=clause or None)
    proposed = queries.proposed_text(amendment)
    if proposed.problems:
        raise InvalidInput({"": " ".join(proposed.problems)})
    asked = AskedParty.objects.bulk_create(AskedParty(amendment=amendment, organisation=party) for party in parties)
    links = ask_by_letter(asked=asked, answer_by=answer_by, at=at, basis=None)
    amendment.base = proposed.base
    amendment.source = proposed.source
    amendment.exact_text = wording.exact_text(amendment, proposed)
    amendment.sha256 = canonical.sha256(amendment.exact_text)
    amendment.sent_at, amendment.answer_by = at, answer_by
    amendment.state = Amendment.State.PROPOSED
    amendment.revision += 1
    amendment.save()
    acts.record(
        amendment,
        agreement,
        *parties,
        number=amendment.number,
        count=len(parties),
        sha256=amendment.sha256,
        answer_by=answer_by,
        links=links,
    )
    return amendment
