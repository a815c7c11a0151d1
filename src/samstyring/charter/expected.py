"""What municipalities are asked for by the agreement itself: consent to an amendment, and comments on its draft."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor
from samstyring.parties.expected import Expected, Source, sources
from samstyring.parties.models import Organisation
from samstyring.parties.queries import answers_for
from samstyring.ui import formats

from . import queries
from .effects.letters import QUESTION
from .effects.notices import COMMENT
from .models import Accession, Amendment, AskedParty, CommentFor
from .queries import notified


def consents(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the amendments that municipalities are asked to consent to, with what they answered."""
    mine = answers_for(by)
    rows = AskedParty.objects.filter(organisation_id__in=organisations).select_related("amendment", "letter")
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
                url=_answer_at(row)
                if is_open and answer is None and row.organisation_id in mine
                else row.get_absolute_url(),
                state="answered" if answer else "open" if is_open else "closed",
                deadline=row.amendment.answer_by,
                answer=answer.get_kind_display() if answer else "",
                clause=clause,
                by_link=[(QUESTION, row.pk)],
                trouble=row.letter.trouble if hasattr(row, "letter") else "",
            )
        )
    return expected


def comments(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the drafts of amendments that municipalities are asked to comment on, with whether they have."""
    drafts = list(Amendment.objects.exclude(comments_until=None).defer("source", "exact_text"))
    if not drafts:
        return []
    rows = Accession.objects.on(on).filter(organisation_id__in=organisations)
    parties = list(rows.values_list("agreement_id", "organisation_id"))
    given = CommentFor.objects.filter(comment__amendment__in=drafts, organisation_id__in=organisations)
    said = {(row.comment.amendment_id, row.organisation_id): row.comment for row in given.select_related("comment")}
    letters = notified.asked_to_comment(by)
    clause = queries.amendment_clause(on)
    return [
        Expected(
            kind="comment",
            organisation=organisations[organisation_id],
            heading=_("Comment on draft amendment %(number)s of the agreement") % {"number": draft.number},
            url=draft.get_absolute_url() if comment or not is_open else _address(draft),
            state="answered" if comment else "open" if is_open else "closed",
            deadline=draft.comments_until,
            answer=_("commented on %(day)s") % {"day": formats.day(comment.answered_on)} if comment else "",
            clause=clause,
            by_link=[(COMMENT, letter) for letter in letters.get(draft.pk, ())],
        )
        for draft in drafts
        for is_open in [draft.state == Amendment.State.DRAFT]
        for agreement_id, organisation_id in parties
        if agreement_id == draft.agreement_id
        for comment in [said.get((draft.pk, organisation_id))]
    ]


def _answer_at(row: AskedParty) -> str:
    return reverse("charter:answer_amendment", args=[row.amendment.number, row.organisation.number])


def _address(draft: Amendment) -> str:
    return reverse("charter:comment_on_amendment", args=[draft.number])


sources.register("comment", Source("comment", gettext_lazy("Comment"), comments))
sources.register("amendment", Source("amendment", gettext_lazy("Amendment"), consents))
