"""Asking projects for their status reports, and what stands beside a report when it is published."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis
from samstyring.records import posting
from samstyring.records.mail import new_message_id
from samstyring.ui import questions

from ..models import Project, ReportAsk, ReportingWindow, ReportLetter
from ..queries import plan as plans
from ..queries import reports as queries
from ..queries.asking_reports import who_reports
from ..queries.decision_points import model_of
from ..queries.risks import open_risks
from ..rules.kept_risks import to_keep as risks_to_keep
from ..rules.milestones import to_keep as milestones_to_keep

QUESTION = "portfolio.status_report"


@effect
def ask_projects(
    *, window: ReportingWindow, projects: Iterable[Project], on: date, at: datetime, basis: Basis | None = None
) -> dict[str, UUID]:
    """Ask projects for their report, those asked before once more, and return the links made, by ask.

    The manager is asked, or else whoever answers for the owner. Where there is nobody with an address the project is
    asked all the same: then the secretariat sees that it must find someone.
    """
    del basis
    rows = list(projects)
    people = who_reports(rows, on)
    before = {ask.project_id: ask for ask in window.asks.all()}
    links: dict[str, UUID] = {}
    for project in rows:
        person, ask = people.get(project.pk), before.get(project.pk)
        if ask is None:
            ask = ReportAsk.objects.create(
                window=window, project=project, asked_to=person, first_asked_at=at, asked_at=at
            )
        else:
            ask.asked_to, ask.asked_at, ask.times = person, at, ask.times + 1
            ask.save(update_fields=["asked_to", "asked_at", "times"])
        if person is None:
            continue
        link_id = links[str(ask.pk)] = questions.ask(
            question=QUESTION,
            about_kind="portfolio.reportask",
            about_id=ask.pk,
            person_id=person.pk,
            expires_at=posting.expires_at(max(window.due_on, on), on),
            at=at,
        )
        fresh = {"state": ReportLetter.State.QUEUED, "tries": 0, "answer": "", "sent_at": None}
        ReportLetter.objects.update_or_create(
            ask=ask, defaults={"link_id": link_id, "message_id": new_message_id(), **fresh}
        )
    return links


@effect
def snapshot(*, project: Project, on: date, basis: Basis | None = None) -> dict[str, Any]:
    """Return what stands beside a report for good: the project as it is, and what is in force, in the house's language."""
    del basis
    with translation.override(charter.cooperation().language):
        plan = queries.plans_of([project], on)[project.pk]
        return {
            "project_name": project.name,
            "phase": model_of(project, on).phase_name(project.phase) if project.phase else "",
            "owner_name": str(project.owner) if project.owner else "",
            "planned_end": plan.ends_on,
            "planned_end_source": plan.end_source or _("not set"),
            "planned_cost": plan.cost,
            "planned_cost_source": plan.cost_source or _("not set"),
            "milestones": milestones_to_keep(plans.against_baseline(project, plans.planned(project), on)),
            "risks": risks_to_keep(open_risks(project), on),
        }
