"""Checks of the parties' part in the portfolio: that they take part, answer, and are anchored."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter.registry import Evidence, Finding, Question, check
from samstyring.governance.models import SeatHolding
from samstyring.governance.queries.bodies import parties_on
from samstyring.parties.models import Organisation
from samstyring.ui import formats

from ..models import Project
from ..queries import execution
from ..queries.execution import Held, standing
from ..queries.findings import found_over
from ..queries.taking_part import Place, size_groups_on, taking_part

NAMED = 8
SOON = timedelta(days=14)


@check("portfolio.each_party_takes_part")
def each_party_takes_part(question: Question) -> Finding:
    """Tell whether every party holds a seat, or has accepted a place on a project (PA-2). Three SQL statements."""
    parties = parties_on(question.on)
    if not parties:
        return Finding("not_measured", _("No municipality is a party on this day."))
    taking = set(taking_part(question.on).accepting)
    if not taking:
        return Finding("not_measured", _("No municipality has accepted a place on a project yet."))
    taking |= set(SeatHolding.objects.on(question.on).values_list("organisation_id", flat=True))
    idle = [party for party in parties if party.pk not in taking]
    facts = {"count": formats.number(len(parties)), "idle": formats.number(len(idle))}
    page = Evidence(_("The projects"), reverse("portfolio:projects"))
    if not idle:
        return Finding(
            "fulfilled", _("Each of the %(count)s parties holds a seat or takes part in a project.") % facts, [page]
        )
    why = _("%(idle)s of %(count)s parties hold no seat and take part in no project.") % facts
    return Finding("broken", why, [page, *_named(idle)])


def _named(idle: Sequence[Organisation]) -> list[Evidence]:
    evidence = [Evidence(party.name, party.get_absolute_url(), holds=False) for party in idle[:NAMED]]
    if len(idle) > NAMED:
        more = _("and %(count)s more") % {"count": formats.number(len(idle) - NAMED)}
        evidence.append(Evidence(more, reverse("parties:organisations"), holds=False))
    return evidence


@check("portfolio.each_size_group_takes_part")
def each_size_group_takes_part(question: Question) -> Finding:
    """Tell whether parties of every size take part in projects (VE-1). Three SQL statements."""
    groups = size_groups_on(question.on)
    taking = taking_part(question.on).accepting
    if not groups or not taking:
        return Finding("not_measured", _("No municipality has accepted a place on a project yet."))
    evidence = [_size(name, members, taking) for name, members in groups.items()]
    left_out = [row.text for row in evidence if not row.holds]
    if left_out:
        return Finding("broken", _("A size group is left out of all projects."), evidence)
    return Finding("fulfilled", _("Parties of every size take part in projects."), evidence)


def _size(name: str, members: Collection[object], taking: Collection[object]) -> Evidence:
    count = sum(member in taking for member in members)
    words = _("%(group)s: %(taking)s of %(all)s") % {"group": name, "taking": count, "all": len(members)}
    return Evidence(words, reverse("portfolio:projects"), holds=count > 0)


@check("portfolio.participants_accepted")
def participants_accepted(question: Question) -> Finding:
    """Tell whether all that stand on a project in execution have accepted their place (GP-3, OR-2). One statement."""
    places = taking_part(question.on)
    if not places.started:
        return Finding("fulfilled", _("No projects are in execution."))
    lacking = places.lacking
    facts = {"count": formats.number(places.started), "lacking": formats.number(len(lacking))}
    if not lacking:
        says = _("All %(count)s places on projects in execution are accepted.")
        return Finding("fulfilled", says % facts, [Evidence(_("The projects"), reverse("portfolio:projects"))])
    says = _("%(lacking)s of %(count)s places on projects in execution are not accepted.")
    return Finding("broken", says % facts, _places(lacking))


@check("portfolio.questions_answered")
def questions_answered(question: Question) -> Finding:
    """Tell whether the parties answer when they are asked to take part (GP-4). One SQL statement."""
    silent = taking_part(question.on).silent
    if not taking_part(question.on).asked:
        return Finding("not_measured", _("Nobody has been asked to take part in a project yet."))
    days = sorted(place.answer_by for place in silent if place.answer_by and place.answer_by >= question.on)
    late = [place for place in silent if place.answer_by and place.answer_by < question.on]
    next_date = days[0] if days else None
    if late:
        says = ngettext(
            "%(count)s question is not answered by the deadline.",
            "%(count)s questions are not answered by the deadline.",
            len(late),
        )
        return Finding("broken", says % {"count": capfirst(formats.in_words(len(late)))}, _places(late), next_date)
    if silent:
        soon = next_date is not None and next_date - question.on <= SOON
        says = ngettext(
            "%(count)s question is not answered yet.", "%(count)s questions are not answered yet.", len(silent)
        )
        why = says % {"count": capfirst(formats.in_words(len(silent)))}
        concerns = [place.organisation_id for place in silent if place.answer_by == next_date]
        return Finding("due" if soon else "coming", why, _places(silent), next_date, concerns)
    page = Evidence(_("The projects"), reverse("portfolio:projects"))
    return Finding("fulfilled", _("All that were asked have answered."), [page])


def _places(places: Sequence[Place]) -> list[Evidence]:
    evidence = [Evidence(f"{row.organisation} ({row.code})", _parties_of(row), holds=False) for row in places[:NAMED]]
    if len(places) > NAMED:
        more = _("and %(count)s more") % {"count": formats.number(len(places) - NAMED)}
        evidence.append(Evidence(more, reverse("portfolio:projects"), holds=False))
    return evidence


def _parties_of(place: Place) -> str:
    return reverse("portfolio:project", args=[place.code]) + "#parties"


@check("portfolio.mandates_set_tolerances")
def mandates_set_tolerances(question: Question) -> Finding:
    """Tell whether mandates say within which frames the project decides by itself (OR-3)."""
    return found_over(
        standing(execution.in_execution(question.on), lambda project: project.has_tolerances),
        lambda project: _("has no tolerances in its mandate"),
        _("No projects are in execution."),
        _("Each of the %(count)s projects in execution has tolerances in its mandate."),
        _("%(broken)s of %(count)s projects in execution have no tolerances in their mandate."),
    )


@check("portfolio.each_project_has_party")
def each_project_has_party(question: Question) -> Finding:
    """Tell whether the portfolio says of every project which party has it (PA-6, OR-2)."""

    def lacks(project: Held) -> str:
        if project.owner is None:
            return _("is led by no municipality")
        return _("%(party)s, which leads it, is not party to the agreement") % {"party": project.owner}

    parties = {party.pk for party in parties_on(question.on)}
    rows = [row for row in execution.registered_by(question.on) if row.state != Project.State.CANDIDATE]
    return found_over(
        standing(rows, lambda project: project.owner_id in parties),
        lacks,
        _("No projects are in the portfolio."),
        _("Each of the %(count)s projects in the portfolio has a party that leads it."),
        _("%(broken)s of %(count)s projects in the portfolio have no party that leads them."),
    )
