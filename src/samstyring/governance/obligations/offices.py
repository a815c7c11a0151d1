"""Checks that the offices of the agreement are filled, and that a body has a leader."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.parties.models import Office, OfficeHolding
from samstyring.ui import formats

from ..queries.bodies import body_of
from ..queries.leaders import designation_on, office_holding_on


@check("governance.leader_in_office", begin_with=gettext_lazy("Register who leads"))
def leader_in_office(question: Question) -> Finding:
    """Tell whether someone leads a body: designated in writing, or by the office (LE-1)."""
    body = body_of(question.parameters["body"])
    url = _address(body.leader_office)
    designation = designation_on(body, question.on)
    if designation is not None:
        why = _("%(person)s is designated to lead.") % {"person": designation.designated.name}
        return Finding("fulfilled", why, [_since(designation.designated.name, designation, url)])
    holding = office_holding_on(body, question.on)
    if holding is not None:
        why = _("%(person)s leads by office.") % {"person": holding.person.name}
        return Finding("fulfilled", why, [_since(holding.person.name, holding, url)])
    return Finding("broken", _("Nobody is registered as leader."), [Evidence(body.name, url, holds=False)])


@check("governance.office_filled", begin_with=gettext_lazy("Register who holds the office"))
def office_filled(question: Question) -> Finding:
    """Tell whether someone holds an office (SE-1)."""
    office = Office.objects.select_related("organisation").get(key=question.parameters["office"])
    url = _address(office)
    holdings = list(OfficeHolding.objects.on(question.on).filter(office=office).select_related("person"))
    if not holdings:
        return Finding("broken", _("Nobody is registered in the office."), [Evidence(office.title, url, holds=False)])
    names = formats.sentence(holding.person.name for holding in holdings)
    why = _("%(people)s holds the office.") % {"people": names}
    return Finding("fulfilled", why, [_since(holding.person.name, holding, url) for holding in holdings])


def _address(office: Office | None) -> str:
    """Return the page where the office and whoever holds it are shown."""
    return office.organisation.get_absolute_url() if office and office.organisation else ""


def _since(name: str, period: object, url: str) -> Evidence:
    return Evidence(f"{name}, {formats.period(period.from_date, period.until)}", url)  # type: ignore[attr-defined]
