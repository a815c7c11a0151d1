"""The question to whoever reports for a project, answered by link: how does it go?"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.ui import formats
from samstyring.ui.questions import QuestionKind, QuestionPage

from .. import acts
from ..effects.reports import QUESTION as NAME
from ..forms import LinkReportForm
from ..models import ReportAsk, StatusReport
from ..queries import reports as queries
from ..queries import writing
from ..queries.forecasting import forecasting_of
from ..rules.projects import OVER


def asked(about_id: UUID) -> ReportAsk:
    """Return what is asked. Raises NotThere when no answer is taken any more."""
    ask = queries.ask_by_id(about_id)
    if ask.project.state in OVER or not (ask.window.is_open or queries.has_reported(ask)):
        raise NotThere
    return ask


def heading(ask: ReportAsk) -> str:
    """Return the question itself."""
    return _("How does %(project)s go?") % {"project": ask.project}


def facts(ask: ReportAsk) -> list[tuple[Any, Any]]:
    """Return what is asked for, as label and value."""
    window = ask.window
    closes = [(_("Closes by itself"), formats.day(window.closes_on))] if window.closes_on else []
    return [
        (_("Project"), f"{ask.project} ({ask.project.code})"),
        (_("Window"), f"{window.name}: {formats.period(window.from_date, window.until)}"),
        (_("Report by"), formats.day(window.due_on)),
        *closes,
    ]


def read(about_id: UUID) -> QuestionPage:
    """Return the whole question. Raises NotThere when no answer is taken any more."""
    ask = asked(about_id)
    return QuestionPage(
        heading=heading(ask),
        lines=facts(ask),
        template="portfolio/reports/question.html",
        context={"window": ask.window, "before": queries.report_before(ask), "draft": queries.draft_of(ask)},
        already=already(queries.last_report(ask)),
        button=_("Publish the report"),
    )


def already(report: StatusReport | None) -> str:
    """Say what is published, if anything."""
    if report is None:
        return ""
    says = _("Reported %(day)s by %(who)s: %(light)s. If you report again, it becomes a new version; both stay.")
    light = report.get_overall_light_display()
    return says % {"day": formats.day(report.answered_on), "who": report.answered_by, "light": light}


def form_for(about_id: UUID) -> Any:
    """Return the form, filled in with the draft or with what was said last time."""
    ask = asked(about_id)
    plan = queries.plans_of([ask.project], clock.today())[ask.project_id]
    stands = forecasting_of(ask.project, clock.today())
    begins = writing.begin_with(ask, stands)
    begins.pop("revision")
    return partial(
        LinkReportForm,
        initial=begins,
        before=queries.report_before(ask),
        plan=plan,
        forecasting=stands,
        risks=queries.risks_now(ask.project),
        corrects=queries.has_reported(ask),
    )


def answer(*, about_id: UUID, data: Mapping[str, Any], by: Actor, at: datetime, intent: UUID | None) -> Any:
    """Publish the report, as the person that the link was sent to."""
    ask = queries.ask_by_id(about_id)
    return acts.publish_report(ask=ask, **data, by_link=True, by=reporting(by, ask), at=at, intent=intent)


def reporting(by: Actor, ask: ReportAsk) -> Actor:
    """Return the actor in the capacity in which a project reports: as its manager, or else for its owner.

    Whoever holds an office in the secretariat too, and answers by the project's own link, answers for the project.
    """
    scope = f"project:{ask.project_id}"
    for role in ("project_manager", "project_owner"):
        found = next((each for each in by.capacities if each.role == role and scope in each.scopes), None)
        if found is not None:
            return by.choosing(found.key)
    return by


KIND = QuestionKind(NAME, read, LinkReportForm, answer, form_for=form_for)
