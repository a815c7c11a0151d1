"""What municipalities are asked for by the agreement itself: consent to an amendment."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.parties.expected import Expected, Source, sources
from samstyring.parties.models import Organisation

from . import queries
from .models import Amendment, AskedParty


def consents(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the amendments that municipalities are asked to consent to, with what they answered."""
    del by
    rows = AskedParty.objects.filter(organisation_id__in=organisations).select_related("amendment")
    asked = list(rows.prefetch_related("answers"))
    clause = queries.amendment_clause(on) if asked else ""
    expected = []
    for row in asked:
        row.organisation = organisations[row.organisation_id]
        answer = max(row.answers.all(), key=lambda each: each.sequence, default=None)
        is_open = row.amendment.state == Amendment.State.PROPOSED
        expected.append(
            Expected(
                kind="amendment",
                organisation=organisations[row.organisation_id],
                heading=_("Consent to amendment %(number)s of the agreement") % {"number": row.amendment.number},
                url=row.get_absolute_url(),
                state="answered" if answer else "open" if is_open else "closed",
                deadline=row.amendment.answer_by,
                answer=answer.get_kind_display() if answer else "",
                clause=clause,
            )
        )
    return expected


sources.register("amendment", Source("amendment", gettext_lazy("Amendment"), consents))
