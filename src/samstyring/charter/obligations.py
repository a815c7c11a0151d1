"""Checks of the duties that the agreement itself can answer: its term, signatures, annexes and schemes."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.parties.models import Organisation
from samstyring.parties.queries import municipalities_on
from samstyring.ui import formats

from . import parties_obligations as parties_obligations
from . import queries
from .models import Accession, Annex, Invitation, SchemeConnection
from .queries.editions import term_on
from .registry import Evidence, Finding, Question, check
from .rules import BROKEN, COMING, DUE, FULFILLED, NOT_MEASURED

# More than so many that are missing are told as a list to open.
MANY = 6


@check("charter.term")
def term(question: Question) -> Finding:
    """Tell whether the agreement is in force, and warn some days ahead of its end (VA-1)."""
    held = term_on(question.on)
    evidence = [Evidence(formats.period(held.term_from, held.until), reverse("charter:agreement"))]
    if held.until is None and held.in_force:
        return Finding(FULFILLED, _("The agreement is in force until it is ended."), evidence)
    if held.expired:
        why = _("The agreement ran out: its last day was %(day)s.") % {"day": formats.day(held.last_day)}
        return Finding(BROKEN, why, evidence, held.last_day)
    if not held.in_force:
        why = _("The agreement comes into force on %(day)s.") % {"day": formats.day(held.term_from)}
        return Finding(COMING, why, evidence, held.term_from)
    left = held.days_left or 0
    why = ngettext(
        "%(count)s day left, to and including %(day)s.", "%(count)s days left, to and including %(day)s.", left
    )
    warned = left <= int(question.parameters.get("warn_days", 365))
    facts = {"count": formats.number(left), "day": formats.day(held.last_day)}
    return Finding(DUE if warned else FULFILLED, why % facts, evidence, held.last_day)


@check("charter.signatures", begin_with=gettext_lazy("Register who has signed the agreement"))
def signatures(question: Question) -> Finding:
    """Tell which of those that the agreement is open to have signed it (BG-1, SI-1)."""
    rows = Invitation.objects.filter(agreement_id=question.agreement).select_related("organisation")
    invited = [row.organisation for row in rows.order_by("organisation__sort_key")]
    begun = Accession.objects.filter(agreement_id=question.agreement, from_date__lte=question.on)
    signed = {row.organisation_id for row in begun if row.holds_on(question.on)}
    gone = {row.organisation_id for row in begun} - signed
    # One that has left, or is merged by then, does not lack a signature; nor does one that is still to come.
    there = set(municipalities_on(question.on).values_list("pk", flat=True))
    invited = [row for row in invited if row.pk not in gone and (row.pk in there or row.kind != row.Kind.MUNICIPALITY)]
    missing = [organisation for organisation in invited if organisation.pk not in signed]
    facts = {"signed": len(invited) - len(missing), "all": len(invited)}
    evidence = [
        Evidence(_("%(signed)s signatures") % facts, f"{reverse('parties:organisations')}?show=parties"),
        *_missing(missing, "not_signed"),
    ]
    if not missing:
        return Finding(FULFILLED, _("All %(all)s municipalities have signed.") % facts, evidence)
    if len(missing) == len(invited):
        return Finding(BROKEN, _("No signature is registered, so the agreement binds nobody yet."), evidence[1:])
    says = _("%(signed)s of %(all)s have signed. The others are not parties.")
    return Finding(COMING, says % facts, evidence)


@check("charter.scheme_connection")
def scheme_connection(question: Question) -> Finding:
    """Tell whether every party is connected to a financing scheme (PA-7)."""
    scheme = queries.scheme(question.parameters["scheme"])
    rows = Accession.objects.on(question.on).filter(agreement_id=question.agreement).select_related("organisation")
    parties = [row.organisation for row in rows.order_by("organisation__sort_key")]
    connections = SchemeConnection.objects.on(question.on).filter(scheme=scheme)
    connected = set(connections.values_list("organisation_id", flat=True))
    missing = [organisation for organisation in parties if organisation.pk not in connected]
    facts = {"connected": len(parties) - len(missing), "all": len(parties), "scheme": scheme.name}
    evidence = _missing(missing, "not_connected")
    if not parties:
        return Finding(NOT_MEASURED, _("No municipality is a party on this day."))
    if missing:
        return Finding(BROKEN, _("%(connected)s of %(all)s parties are connected.") % facts, evidence)
    url = f"{reverse('parties:organisations')}?show=parties"
    says = _("All %(all)s parties are connected to %(scheme)s.") % facts
    return Finding(FULFILLED, says, [Evidence(_("The parties"), url)])


@check("charter.annex_present")
def annex_present(question: Question) -> Finding:
    """Tell whether an annex that the agreement speaks of is there (OR-5)."""
    annex = (
        Annex.objects.filter(edition__agreement_id=question.agreement, key=question.parameters["annex"])
        .filter(Q(edition__in_force_from__lte=question.on) | Q(edition__number=1))
        .order_by("-edition__number")
        .first()
    )
    if annex is not None and annex.present:
        return Finding(FULFILLED, _("The annex is part of the agreement."), [_annexes(annex.title, True)])
    title = annex.title if annex is not None else ""
    return Finding(BROKEN, _("The agreement refers to an annex that is not there."), [_annexes(title, False)])


def _annexes(title: str, holds: bool) -> Evidence:
    return Evidence(title, f"{reverse('charter:agreement')}#annexes", holds)


def _missing(organisations: list[Organisation], show: str) -> list[Evidence]:
    """Name those that are missing, each with its page; where they are many, the list of them."""
    if len(organisations) > MANY:
        text = ngettext("%(count)s municipality", "%(count)s municipalities", len(organisations))
        url = f"{reverse('parties:organisations')}?show={show}"
        return [Evidence(text % {"count": len(organisations)}, url, holds=False)]
    return [Evidence(row.name, row.get_absolute_url(), holds=False) for row in organisations]
