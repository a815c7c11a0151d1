"""Checks of what the parties owe one another, and of the duties that nothing in the house can answer yet."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.errors import NotThere
from samstyring.parties.models import OfficeHolding, Organisation
from samstyring.parties.queries import WHO_ANSWERS
from samstyring.ui import formats

from .models import Accession, Amendment, AmendmentAnswer, AskedParty
from .queries.editions import cooperation
from .registry import Evidence, Finding, ObligationState, Question, check
from .rules import BROKEN, COMING, DUE, FULFILLED, NOT_MEASURED

NAMED = 8
"""How many are named of those that lack something."""
SOON = 14
"""Days before a deadline on which what is not answered is due."""


@check("charter.not_measurable")
def not_measurable(question: Question) -> Finding:
    """Say why nothing here can answer whether the duty is lived, in the words of the charter. No SQL statement."""
    return Finding(NOT_MEASURED, str(question.parameters.get("because", "")))


@check("charter.each_party_reachable")
def each_party_reachable(question: Question) -> Finding:
    """Tell whether somebody answers for every party, at an e-mail address (FO-3). One SQL statement.

    The addresses are those of today: no earlier ones are kept.
    """
    holdings = OfficeHolding.objects.on(question.on).filter(
        office__organisation=OuterRef("organisation"), office__role__in=WHO_ANSWERS
    )
    rows = Accession.objects.on(question.on).filter(agreement_id=question.agreement)
    rows = rows.annotate(reached=Exists(holdings.exclude(person__email="")))
    found = list(rows.select_related("organisation").order_by("organisation__sort_key"))
    if not found:
        return Finding(NOT_MEASURED, _("No municipality is a party on this day."))
    missing = [row.organisation for row in found if not row.reached]
    facts = {"count": formats.number(len(found)), "missing": formats.number(len(missing))}
    if not missing:
        says = _("Somebody answers for each of the %(count)s parties, at an e-mail address.")
        return Finding(FULFILLED, says % facts, [Evidence(_("The parties"), _parties())])
    says = _("%(missing)s of %(count)s parties have nobody with an e-mail address who answers for them.")
    return Finding(BROKEN, says % facts, named(missing))


def _parties() -> str:
    return f"{reverse('parties:organisations')}?show=parties"


def named(missing: Sequence[Organisation]) -> list[Evidence]:
    """Return the municipalities that lack something, the first few by name and how many more there are."""
    evidence = [Evidence(row.name, row.get_absolute_url(), holds=False) for row in missing[:NAMED]]
    if len(missing) > NAMED:
        more = _("and %(count)s more") % {"count": formats.number(len(missing) - NAMED)}
        evidence.append(Evidence(more, _parties(), holds=False))
    return evidence


@check("charter.secretariat_mailbox")
def secretariat_mailbox(question: Question) -> Finding:
    """Tell whether the secretariat has one address that letters are answered to (SE-4d). One SQL statement."""
    del question
    try:
        mailbox = cooperation().secretariat_mailbox
    except NotThere:
        mailbox = ""
    if mailbox:
        return Finding(FULFILLED, _("Letters are answered to %(mailbox)s.") % {"mailbox": mailbox})
    url = reverse("charter:secretariat_mailbox")
    why = _("No mailbox is set: answers to letters do not reach the secretariat.")
    return Finding(BROKEN, why, [Evidence(_("the secretariat's mailbox"), url, holds=False)])


@check("charter.amendments_answered")
def amendments_answered(question: Question) -> Finding:
    """Tell whether every party has answered what was sent for consent (EN-1). Two SQL statements.

    An amendment that is over counts no more: silence then is shown on its page.
    """
    sent = Amendment.objects.filter(agreement_id=question.agreement, sent_at__date__lte=question.on)
    out = sent.exclude(ended_at__date__lte=question.on).order_by("-number").first()
    if out is None:
        return Finding(FULFILLED, _("No amendment waits for an answer."))
    answers = AmendmentAnswer.objects.filter(asked=OuterRef("pk"), answered_on__lte=question.on)
    asked = AskedParty.objects.filter(amendment=out).annotate(answered=Exists(answers)).select_related("organisation")
    rows = list(asked.order_by("organisation__sort_key"))
    silent = [row.organisation for row in rows if not row.answered]
    page = Evidence(str(out), f"{out.get_absolute_url()}#answers")
    if not silent:
        return Finding(FULFILLED, _("All that were asked have answered."), [page], out.answer_by)
    says = ngettext(
        "%(count)s party has not answered the amendment that is out.",
        "%(count)s parties have not answered the amendment that is out.",
        len(silent),
    )
    why = says % {"count": capfirst(formats.in_words(len(silent)))}
    left = None if out.answer_by is None else (out.answer_by - question.on).days
    late = left is not None and left < 0
    state: ObligationState = BROKEN if late else DUE if left is not None and left <= SOON else COMING
    return Finding(state, why, [page, *named(silent)], out.answer_by, [row.pk for row in silent])
