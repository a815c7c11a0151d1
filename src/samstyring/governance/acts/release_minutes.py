"""Let minutes and their decisions become public."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.records.effects import release_document, store

from ..errors import AlreadyPublic, MinutesNotApproved, NotChecked
from ..models import AgendaItem, Decision, DecisionRelease, Minutes
from ..queries.minutes_document import minutes_pdf
from ..queries.publicity import of_meeting
from ..queries.standing import person_acting
from ..rules.left_out import to_leave_out
from ..rules.meetings import day_of
from ..rules.scopes import of_minutes


@acts.act(
    says=gettext_lazy("%(who)s read and released the minutes of %(body)s on %(day)s"),
    scope=lambda **arguments: of_minutes(arguments["minutes"]),
)
def release_minutes(
    *,
    minutes: Minutes,
    checked: bool,
    exempt_items: Collection[UUID] = (),
    left_out: Mapping[UUID, Collection[str]] | None = None,
    legal_basis: str = "",
    reason: str = "",
    by: Actor,
    at: datetime,
) -> Minutes:
    """Release approved minutes and their decisions, after a named person has looked for what is exempt.

    `exempt_items` are left out whole (a case that is marked exempt always is); `left_out` names passages of an item:
    "account", "reasons", "position:<round seat id>". What is left out needs its legal basis. `reason` says
    why, where the rules of the body on the day of the meeting do not make minutes public: it is printed on the copy.
    Raises MinutesNotApproved, NotChecked, AlreadyPublic, NotMadePublic, InvalidInput.
    """
    if minutes.state != Minutes.State.APPROVED or minutes.document is None:
        raise MinutesNotApproved
    if not checked:
        raise NotChecked(field="checked")
    if DecisionRelease.objects.filter(document=minutes.document).exists() or hasattr(minutes.document, "release"):
        raise AlreadyPublic
    kept = of_meeting(minutes.meeting).reason_to_keep(reason)
    hidden = to_leave_out(
        AgendaItem.objects.filter(meeting=minutes.meeting_id).select_related("case"),
        exempt_items=exempt_items,
        passages=left_out or {},
        legal_basis=legal_basis,
        reason=kept,
    )
    person = person_acting(by)
    public = store(content=minutes_pdf(minutes, at, hidden), content_type="application/pdf")
    release_document(
        document=minutes.document,
        public_file=public,
        by=person,
        at=at,
        legal_basis=hidden.legal_basis,
        passages_left_out=hidden.count,
        reason=kept,
    )
    decisions = Decision.objects.filter(meeting=minutes.meeting_id).exclude(item__in=list(hidden.items))
    DecisionRelease.objects.bulk_create(
        DecisionRelease(
            decision=decision,
            document=minutes.document,
            left_out=sorted(hidden.passages.get(decision.item_id, ())) if decision.item_id else [],
            legal_basis=hidden.legal_basis,
            reason=kept,
            released_by=person,
            released_at=at,
        )
        for decision in decisions.filter(release__isnull=True)
    )
    acts.record(
        minutes,
        minutes.meeting,
        minutes.document,
        *decisions,
        body=minutes.meeting.body.name,
        day=day_of(minutes.meeting),
        left_out=hidden.count,
        passed_over=bool(kept),
    )
    return minutes
