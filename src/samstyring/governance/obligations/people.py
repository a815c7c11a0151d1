"""Checks that a body has people, and that a group works on a mandate that was decided."""

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.parties.models import OfficeHolding
from samstyring.ui import formats

from ..models import Body, SeatHolding
from ..queries.bodies import body_of
from ..queries.groups import closed_bodies, newest_on

GROUPS = (Body.Kind.EXPERT_GROUP, Body.Kind.PROJECT_BOARD)


@check("governance.body_has_people")
def body_has_people(question: Question) -> Finding:
    """Tell whether anyone works in a body: in the offices named, else in its seats (BE-1, RG-1). Two SQL statements."""
    body = body_of(question.parameters["body"])
    offices = question.parameters.get("offices", [])
    if offices:
        rows = OfficeHolding.objects.on(question.on).filter(office__key__in=offices)
    else:
        rows = SeatHolding.objects.on(question.on).filter(seat__body=body)
    count = rows.values("person").distinct().count()
    page = reverse("governance:body", args=[body.key])
    if not count:
        why = _("Nobody is registered in %(body)s.") % {"body": body.name}
        return Finding("broken", why, [Evidence(body.name, page, holds=False)])
    says = ngettext("%(count)s person is registered.", "%(count)s people are registered.", count)
    why = says % {"count": capfirst(formats.in_words(count))}
    return Finding("fulfilled", why, [Evidence(body.name, page)])


@check("governance.groups_have_mandate")
def groups_have_mandate(question: Question) -> Finding:
    """Tell whether every expert group and project board works on a mandate that was decided (RG-4).

    One whose time has run out is due: it does not end by itself. Three SQL statements.
    """
    mandates, closed = newest_on(question.on), closed_bodies(question.on)
    rows = Body.objects.filter(Q(kind__in=GROUPS), established_by__dated__lte=question.on)
    groups = [body for body in rows if body.pk not in closed]
    if not groups:
        return Finding("fulfilled", _("No group is set up."))
    without = [body for body in groups if body.pk not in mandates]
    run_out = [
        body
        for body in groups
        if body.pk in mandates and (until := mandates[body.pk].until) is not None and until <= question.on
    ]
    evidence = [
        Evidence(body.name, reverse("governance:body", args=[body.key]), holds=body not in without + run_out)
        for body in groups
    ]
    ends = [mandate.until for body in groups if (mandate := mandates.get(body.pk)) and mandate.until]
    coming = min((day for day in ends if day > question.on), default=None)
    facts = {"count": formats.number(len(groups)), "names": formats.sentence(body.name for body in without or run_out)}
    if without:
        return Finding("broken", _("No mandate is decided for %(names)s.") % facts, evidence, coming)
    if run_out:
        return Finding("due", _("The mandate has run out for %(names)s.") % facts, evidence, coming)
    says = ngettext("The one group has a mandate.", "Each of the %(count)s groups has a mandate.", len(groups))
    return Finding("fulfilled", says % facts, evidence, coming)
