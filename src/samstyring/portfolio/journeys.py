"""Registers the question to a party, the letter that carries it, and who reads the evidence of an answer."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts
from samstyring.kernel.actors import Actor
from samstyring.records import access
from samstyring.ui import questions as links

from . import jobs, queries, questions
from .models import Participation
from .registry import Missing, missing


def send_links(entry: Any, running: acts.Running) -> None:
    """Queue a letter for each link that an act made."""
    del entry
    if running.name == "portfolio.ask_for_acceptance":
        for participation_id, link_id in running.facts["links"].items():
            jobs.send_question.enqueue(participation_id, str(link_id))


def readable(actor: Actor, ids: Iterable[UUID]) -> set[UUID]:
    """Return the places on projects whose answers' evidence the actor may read: those of the actor's own party."""
    parties = actor.scoped_ids("party", "contact", "chief_executive")
    rows = Participation.objects.filter(pk__in=list(ids), organisation_id__in=parties)
    return set(rows.values_list("pk", flat=True))


def address(key: UUID) -> str:
    """Return where the party stands on the project's page."""
    found = Participation.objects.select_related("project").filter(pk=key).first()
    return found.get_absolute_url() if found else ""


links.questions.register(questions.NAME, questions.KIND)
acts.subscribe(send_links)
access.register(
    access.Subject(
        kind="portfolio.participation",
        readable=readable,
        scopes=lambda thing: [f"project:{thing.project_id}"],  # type: ignore[attr-defined]
        address=address,
    )
)
missing.register("mandate", Missing("mandate", _("a mandate"), queries.lacks_mandate))
