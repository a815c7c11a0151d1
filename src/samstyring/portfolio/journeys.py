"""Registers the question to a party, the letter that carries it, and who reads the evidence of an answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samstyring.charter.registry import Tie, Ties, ties
from samstyring.governance.registry import AboutKind, register_about
from samstyring.kernel import acts, telling
from samstyring.kernel.actors import Actor
from samstyring.kernel.errors import NotThere
from samstyring.parties.models import Organisation
from samstyring.parties.queries import WHO_ANSWERS
from samstyring.parties.registry import Panel, panels
from samstyring.records import access
from samstyring.ui import questions as links

from . import conditions as conditions
from . import crossings as crossings
from . import events as events
from . import expected as expected
from . import initiative_questions, mandate_comment_questions, measuring_questions, queries, questions, tasks
from . import letter_kinds as letter_kinds
from . import mornings as mornings
from . import news as news
from . import told as told
from .models import Mandate, Need, Participation
from .queries import (
    benefits,
    closing,
    decision_points,
    dependencies,
    initiatives,
    mandate_comments,
    needs,
    plan,
    promises,
    ranking,
    risks,
    steering,
    studies,
)
from .queries.benefit_owners import answered_for_by
from .queries.registers import panel as registers_panel
from .registry import Missing, Rescaled, missing, of_drafts, rescaled
from .registry import Panel as ProjectPanel
from .registry import panels as project_panels
from .reporting import journeys as journeys
from .rules.registers import inside_words


def send_links(entry: Any, running: acts.Running) -> None:
    """Queue a letter for each link that an act made."""
    del entry
    if running.name == "portfolio.ask_for_acceptance":
        for participation_id in running.facts["links"]:
            tasks.send_question.enqueue(participation_id)


def readable(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return the places on projects whose answers' evidence the actor may read."""
    rows = Participation.objects.filter(pk__in=list(ids))
    return {row.pk for row in rows if queries.reads_evidence(actor, row)}


def address(key: UUID) -> str:
    """Return where the party stands on the project's page."""
    found = Participation.objects.select_related("project").filter(pk=key).first()
    return found.get_absolute_url() if found else ""


def address_of_need(key: UUID) -> str:
    """Return the page of a need."""
    found = Need.objects.filter(pk=key).first()
    return found.get_absolute_url() if found else ""


def about(actor: Actor, key: UUID) -> tuple[str, str] | None:
    """Return a project's label and page, for a case about it."""
    if actor.is_anonymous:
        return None
    try:
        found = queries.project_by_id(key)
    except NotThere:
        return None
    return f"{found.name} ({found.code})", found.get_absolute_url()


def abouts(actor: Actor) -> Sequence[tuple[UUID, str]]:
    """Return the projects that a case can be about, by name."""
    rows = queries.projects(actor).exclude(state__in=["closed", "stopped"]).order_by("sort_key")
    return [(row.pk, f"{row.name} ({row.code})") for row in rows]


def on_the_page_of(organisation: Organisation, by: Actor, on: date) -> Mapping[str, Any] | None:
    """Return what a municipality's page shows of its projects, or None where it has none."""
    del on
    places = queries.places_of_party(organisation, by)
    mine = str(organisation.pk) in by.scoped_ids("party", *WHO_ANSWERS)
    promised = promises.summed(effort for place in places for effort in place.promised)
    shown = {"places": places, "mine": mine, "organisation": organisation, "promised": promised}
    return shown if places else None


def ties_of(organisation: Organisation, by: Actor, on: date) -> Sequence[Tie]:
    """Return the projects that a municipality owns or takes part in, and the benefits that it answers for.

    They do not end with it, and must be settled.
    """
    owns = _("It owns the project %(project)s: another owner must be found, or the project closed")
    words = {
        Participation.Role.OWNER: owns,
        Participation.Role.NEXT_OWNER: _("It is proposed as the new owner of the project %(project)s"),
        Participation.Role.PARTICIPANT: _("It takes part in the project %(project)s"),
    }
    return [
        Tie(
            words[Participation.Role(place.participation.role)] % {"project": place.participation.project.name},
            place.participation.project.get_absolute_url(),
        )
        for place in queries.places_of_party(organisation, by)
    ] + [
        Tie(
            _("It answers for the benefit «%(benefit)s» of %(project)s: another must, or its follow-up be ended")
            % {"benefit": row, "project": row.project},
            row.get_absolute_url(),
        )
        for row in answered_for_by(organisation)
    ]


def needs_of(organisation: Organisation, by: Actor, on: date) -> Mapping[str, Any] | None:
    """Return what a municipality has sent in, or None where it has nothing and the reader cannot send for it."""
    del on
    rows = needs.of_municipality(organisation, by)
    may = by.may("portfolio.send_need", f"party:{organisation.pk}")
    return {"needs": rows, "may_send": may} if rows or may else None


ties.register("portfolio", Ties("portfolio", ties_of))
links.questions.register(questions.NAME, questions.KIND)
links.questions.register(initiative_questions.KIND.name, initiative_questions.KIND)
links.questions.register(mandate_comment_questions.KIND.name, mandate_comment_questions.KIND)
links.questions.register(measuring_questions.KIND.name, measuring_questions.KIND)
acts.subscribe(send_links)
access.register(
    access.Subject(
        kind="portfolio.participation",
        readable=readable,
        scopes=lambda thing: [f"project:{thing.project_id}"],  # type: ignore[attr-defined]
        address=address,
    )
)
access.register(
    access.Subject(
        kind="portfolio.mandatecomment",
        readable=mandate_comments.readable,
        scopes=lambda thing: [f"party:{thing.organisation_id}"],  # type: ignore[attr-defined]
        address=mandate_comments.address_of,
    )
)
access.register(
    access.Subject(
        kind="portfolio.benefitmeasurement",
        readable=benefits.readable,
        scopes=lambda thing: [],
        address=benefits.address_of,
    )
)
access.register(
    access.Subject(
        kind="portfolio.project",
        readable=decision_points.readable,
        scopes=lambda thing: [f"project:{thing.pk}"],
        address=decision_points.address_of,
    )
)
access.register(
    access.Subject(
        kind="portfolio.need",
        readable=initiatives.readable,
        scopes=lambda thing: [f"party:{thing.organisation_id}"],  # type: ignore[attr-defined]
        address=address_of_need,
    )
)
of_drafts.register(
    "portfolio",
    frozenset(
        f"portfolio.{act}"
        for act in (
            "draft_mandate",
            "edit_mandate",
            "withdraw_mandate",
            "ask_for_mandate_comments",
            "comment_on_mandate",
            "reply_to_mandate_comment",
            "save_report",
        )
    ),
)
rescaled.register("mandate", Rescaled("mandate", _("mandate"), Mandate, "portfolio:draft_mandate"))
missing.register("mandate", Missing("mandate", _("a mandate"), queries.lacks_mandate))
register_about(
    AboutKind(
        kind="portfolio.project", short="project", label=_("Project"), case_kind="project", read=about, choices=abouts
    )
)
project_panels.register(
    "tolerances",
    ProjectPanel(
        "tolerances",
        "portfolio/steering_panel.html",
        lambda project, reading: {"panel": steering.panel(project, reading)},
        order=20,
    ),
)
project_panels.register(
    "closing",
    ProjectPanel(
        "closing",
        "portfolio/closing_panel.html",
        lambda project, reading: {"panel": closing.panel(project, reading)},
        order=95,
    ),
)
project_panels.register(
    "benefits",
    ProjectPanel(
        "benefits",
        "portfolio/benefits/panel.html",
        lambda project, reading: {"benefits": benefits.panel(project, reading)},
        order=96,
    ),
)
project_panels.register(
    "plan",
    ProjectPanel(
        "plan", "portfolio/plan_panel.html", lambda project, reading: {"plan": plan.panel(project, reading)}, order=30
    ),
)
project_panels.register(
    "risks",
    ProjectPanel(
        "risks",
        "portfolio/risks/panel.html",
        lambda project, reading: {"risks": risks.panel(project, reading)},
        order=35,
    ),
)
project_panels.register(
    "waits",
    ProjectPanel(
        "waits",
        "portfolio/programmes/panel.html",
        lambda project, reading: {"waits": dependencies.panel(project, reading)},
        order=33,
    ),
)
project_panels.register(
    "registers",
    ProjectPanel(
        "registers",
        "portfolio/registers/panel.html",
        lambda project, reading: {"registers": registers_panel(project, reading)},
        order=37,
    ),
)
telling.register_fact("project_register", inside_words)
project_panels.register(
    "study",
    ProjectPanel(
        "study",
        "portfolio/studies/panel.html",
        lambda project, reading: {"study": studies.panel(project, reading)},
        order=5,
    ),
)
project_panels.register(
    "ranking",
    ProjectPanel(
        "ranking",
        "portfolio/ranking/panel.html",
        lambda project, reading: {"ranking": ranking.panel(project, reading)},
        order=6,
    ),
)
project_panels.register(
    "exports",
    ProjectPanel("exports", "portfolio/export/panel.html", lambda project, reading: {}, order=90),
)
panels.register("needs", Panel("needs", "portfolio/needs/panel.html", needs_of, order=45))
panels.register("projects", Panel("projects", "portfolio/organisation_panel.html", on_the_page_of, order=40))
