"""Checks that the seats of a body are filled, and that every party is spoken for."""

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.ui import formats

from ..models import Body
from ..queries.bodies import body_of, parties_on, seats_on
from ..queries.holders import holders_on
from ..rules.bodies import is_gone

NAMED = 8


@check("governance.each_seat_filled", begin_with=gettext_lazy("Fill the seats that are vacant"))
def each_seat_filled(question: Question) -> Finding:
    """Tell whether every seat of a body has a holder (SG-1). A fixed number of SQL statements."""
    body = body_of(question.parameters["body"])
    url = reverse("governance:body", args=[body.key])
    prefetch_related_objects([body], "seats")
    holders = holders_on(body, question.on)
    seats = [seat for seat in body.seats.all() if not is_gone(seat, holders)]
    vacant = [seat for seat in seats if seat.pk not in holders]
    if not seats:
        return Finding("not_measured", _("The agreement gives the body no fixed seats."))
    if not vacant:
        return Finding("fulfilled", _("All %(count)s seats have a holder.") % {"count": len(seats)}, [_page(body, url)])
    names = formats.sentence(seat.name for seat in vacant)
    says = ngettext("%(count)s seat is vacant: %(names)s.", "%(count)s seats are vacant: %(names)s.", len(vacant))
    why = says % {"count": capfirst(formats.in_words(len(vacant))), "names": names}
    return Finding("broken", why, [Evidence(seat.name, url, holds=False) for seat in vacant])


@check("governance.each_party_represented")
def each_party_represented(question: Question) -> Finding:
    """Tell whether some seat of a body speaks for every party (SR-1). A fixed number of SQL statements."""
    body = body_of(question.parameters["body"])
    url = reverse("governance:body", args=[body.key])
    parties = parties_on(question.on)
    if not parties:
        return Finding("not_measured", _("No municipality is a party on this day."))
    _rows, missing = seats_on(body, question.on)
    if not missing:
        why = _("Every one of the %(count)s parties is spoken for by a seat.") % {"count": len(parties)}
        return Finding("fulfilled", why, [_page(body, url)])
    says = ngettext(
        "%(count)s party is not spoken for by any seat.",
        "%(count)s parties are not spoken for by any seat.",
        len(missing),
    )
    evidence = [
        Evidence(_("a seat for %(party)s") % {"party": party.name}, url, holds=False) for party in missing[:NAMED]
    ]
    if len(missing) > NAMED:
        evidence.append(Evidence(_("and %(count)s more") % {"count": len(missing) - NAMED}, url, holds=False))
    return Finding("broken", says % {"count": capfirst(formats.in_words(len(missing)))}, evidence)


def _page(body: Body, url: str) -> Evidence:
    return Evidence(body.name, url)
