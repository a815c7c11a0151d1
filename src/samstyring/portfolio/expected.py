"""What municipalities are asked for in the portfolio: whether they own, take part, report, join an initiative."""

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

from . import queries
from .acts.ask_for_acceptance import QUESTION
from .effects.initiatives import QUESTION as INVITATION
from .effects.mandate_comments import QUESTION as COMMENT
from .effects.measuring import QUESTION as MEASUREMENT
from .effects.reports import QUESTION as REPORT
from .models import Answer, Participation, ReportAsk, StatusReport
from .queries import benefits, initiatives, mandate_comments, measuring, reports
from .queries.benefit_owners import in_the_agreement
from .rules.benefits import AHEAD
from .rules.initiatives import is_open


def acceptances(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the projects that municipalities are asked to accept, with what they answered."""
    return _acceptances(queries.asked_of(organisations), organisations, by, on)


def open_acceptances(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the projects that municipalities are asked to accept and have not answered."""
    return _acceptances(queries.asked_of(organisations, silent=True), organisations, by, on)


def _acceptances(
    rows: Sequence[tuple[Participation, Answer | None]], organisations: Mapping[UUID, Organisation], by: Actor, on: date
) -> Sequence[Expected]:
    mine = answers_for(by)
    clauses = queries.clauses_on(on) if rows else None
    expected = []
    for place, answer in rows:
        owns = place.role != Participation.Role.PARTICIPANT
        says = _("Accept to take part in %(project)s")
        if owns:
            takes_over = place.role == Participation.Role.NEXT_OWNER
            says = _("Accept to take over %(project)s") if takes_over else _("Accept to own %(project)s")
        own = place.organisation_id in mine and answer is None
        anchor = f"{reverse('portfolio:answers')}#{place.project.code}-{place.organisation_id}"
        expected.append(
            Expected(
                kind="acceptance",
                organisation=organisations[place.organisation_id],
                heading=says % {"project": place.project},
                url=anchor if own else f"{place.project.get_absolute_url()}#parties",
                state="answered" if answer else "open",
                deadline=place.answer_by,
                answer=answer.get_kind_display() if answer else "",
                clause=(clauses.owner if owns else clauses.anchoring) if clauses else "",
                by_link=[(QUESTION, place.pk)],
                trouble=place.letter.trouble if hasattr(place, "letter") else "",
            )
        )
    return expected


def status_reports(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the status reports that projects owned by municipalities are asked for in the windows that are open."""
    del on
    return _status_reports(reports.asks_of_owners(organisations), organisations, by)


def open_status_reports(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return those of them that have not come."""
    del on
    return _status_reports(reports.asks_of_owners(organisations, silent=True), organisations, by)


def _status_reports(
    rows: Sequence[tuple[ReportAsk, StatusReport | None]], organisations: Mapping[UUID, Organisation], by: Actor
) -> Sequence[Expected]:
    clause = reports.clause_of(by) if rows else ""
    expected = []
    for ask, report in rows:
        write = report is None and not reports.registers(by) and reports.may_write(by, ask.project_id)
        codes = [ask.window.code, ask.project.code]
        owner = ask.project.owner_id
        assert owner is not None
        expected.append(
            Expected(
                kind="status_report",
                organisation=organisations[owner],
                heading=_("Report how %(project)s goes") % {"project": ask.project},
                url=reverse("portfolio:write_report", args=codes) if write else ask.get_absolute_url(),
                state="answered" if report else "open",
                deadline=ask.window.due_on,
                answer=report.get_overall_light_display() if report else "",
                clause=clause,
                by_link=[(REPORT, ask.pk)],
            )
        )
    return expected


def invitations(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the initiatives that municipalities are invited to, with what they answered. Three SQL statements."""
    del on
    mine = answers_for(by)
    given = by.powers.get("portfolio.answer_initiative", {})
    clause = next((given[role] for role in ("chief_executive", "contact") if role in given), "")
    expected = []
    for ask, answer, letter in initiatives.asked_of(organisations):
        need, own = ask.initiative.need, ask.organisation_id in mine
        expected.append(
            Expected(
                kind="initiative",
                organisation=organisations[ask.organisation_id],
                heading=_("Say whether you take part in «%(initiative)s»") % {"initiative": need.name},
                url=reverse("portfolio:answer_initiative", args=[need.code])
                if own
                else ask.initiative.get_absolute_url(),
                state="answered" if answer else "open" if is_open(need) else "closed",
                deadline=ask.answer_by,
                answer=answer.get_kind_display() if answer else "",
                asked_by=need.organisation.name,
                clause=clause,
                by_link=[(INVITATION, letter.pk)] if letter is not None and letter.person_id == by.person_id else (),
                trouble=letter.trouble if letter is not None else "",
            )
        )
    return expected


sources.register("acceptance", Source("acceptance", gettext_lazy("Acceptance"), acceptances, open_acceptances))
sources.register(
    "status_report", Source("status_report", gettext_lazy("Status report"), status_reports, open_status_reports)
)


def drafts_to_comment_on(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the draft mandates that municipalities are asked to comment on, and whether they have. Four statements."""
    rows = mandate_comments.asked_to_comment(organisations)
    letters = mandate_comments.letters_to(by, [row.mandate for row in rows])
    clause = queries.clauses_on(on).anchoring if rows else ""
    return [
        Expected(
            kind="mandate_comment",
            organisation=organisations[key],
            heading=_("Comment on the draft mandate of %(project)s") % {"project": row.mandate.project},
            url=row.mandate.get_absolute_url() if key not in row.said else row.said[key].get_absolute_url(),
            state="answered" if key in row.said else "open",
            deadline=row.call.comments_until,
            answer=_("Has commented") if key in row.said else "",
            clause=clause,
            by_link=[(COMMENT, letters[row.mandate.pk].pk)] if row.mandate.pk in letters else (),
        )
        for row in rows
        for key in [*(each.pk for each in row.silent), *row.said]
    ]


def benefits_to_measure(organisations: Mapping[UUID, Organisation], by: Actor, on: date) -> Sequence[Expected]:
    """Return the benefits that municipalities answer for, and that are to be measured soon or should have been."""
    clause = by.powers.get(benefits.MEASURE, {}).get("chief_executive", "")
    rows = in_the_agreement(benefits.due_until(on + AHEAD, organisations), on)
    asked = measuring.last_asks(rows)
    return [
        Expected(
            kind="benefit",
            organisation=organisations[row.standing.owner_id],
            heading=_("Measure the benefit «%(benefit)s» of %(project)s") % {"benefit": row, "project": row.project},
            url=row.get_absolute_url(),
            state="open",
            deadline=row.next_on,
            clause=clause,
            by_link=[(MEASUREMENT, asked[row.pk].pk)] if row.pk in asked else (),
            trouble=asked[row.pk].letter.trouble if row.pk in asked else "",
        )
        for row in rows
        if row.standing is not None
    ]


sources.register("benefit", Source("benefit", gettext_lazy("Benefit to measure"), benefits_to_measure))
sources.register(
    "mandate_comment", Source("mandate_comment", gettext_lazy("Comment on a mandate"), drafts_to_comment_on)
)
sources.register("initiative", Source("initiative", gettext_lazy("Invitation"), invitations))
