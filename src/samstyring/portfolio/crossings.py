"""What goes on or is closed when another agreement takes over: projects, scoring criteria and ranked lists (VA-1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter.registry import CrossingKind, Thing, crossings
from samstyring.ui import formats

from .effects.crossings import close_criteria, close_lists, stop_projects
from .models import Project, Ranking, ScoringCriteria
from .queries.crossings import lists_standing
from .queries.steering import BOARD_DECIDES
from .queries.versions import OPEN
from .rules.projects import OVER
from .rules.versions import by_subject


def projects(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the projects that are not ended. The owner and the participants accepted by themselves: that stands."""
    del on
    parties = {row["number"] for row in there.get("party", [])}
    return [
        Thing(
            key=str(project.pk),
            label=f"{project.code} {project.name}",
            proposed="carried",
            why=_why(project, parties),
            url=project.get_absolute_url(),
            now=_now(project),
        )
        for project in Project.objects.exclude(state__in=OVER)
        .select_related("latest_owner", "hand_over__former")
        .order_by("sort_key")
    ]


def _now(project: Project) -> str:
    if project.owner is None:
        return str(project.get_state_display())
    return f"{project.get_state_display()}, {project.owner.name}"


def _why(project: Project, parties: set[str]) -> str:
    notes = [_("Who owns it and takes part have accepted it, and it keeps its project model.")]
    if project.owner is not None and project.owner.number not in parties:
        notes.append(_("The new agreement is not open to its owner: another must be found."))
    return " ".join(notes)


def criteria(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the scoring criteria in force. They are a body's: another body scores on what it adopts itself.

    Drafts go with them. A body that has only drafts is told of where another chooses among candidates from then on.
    """
    boards = _decides(there, BOARD_DECIDES) & _decides(there, ScoringCriteria.matter)
    rows = ScoringCriteria.objects.in_force(on).select_related("body")
    told = []
    for row in by_subject(rows, on).values():
        stays = row.body.key in boards
        told.append(
            Thing(
                key=str(row.pk),
                label=_("Scoring criteria %(number)s, %(body)s") % {"number": row.number, "body": row.body},
                proposed="carried" if stays else "closed",
                why=_("They were decided, and candidates are scored on them until others are.")
                if stays
                else _("Another body chooses among candidates in the new agreement, and adopts its own criteria."),
                url=row.get_absolute_url(),
                now=formats.sentence(each["name"] for each in row.criteria),
                fixed=not stays,
                follows=("body", str(row.body_id)),
            )
        )
    return told + _only_drafts(boards, by_subject(rows, on))


def _only_drafts(boards: Collection[str], decided: Collection[UUID]) -> list[Thing]:
    drafts = (
        ScoringCriteria.objects.filter(state__in=OPEN).exclude(body__in=list(decided)).exclude(body__key__in=boards)
    )
    last = {row.body_id: row for row in drafts.select_related("body").order_by("created_at")}
    return [
        Thing(
            key=str(row.pk),
            label=_("Draft of scoring criteria, %(body)s") % {"body": row.body},
            proposed="closed",
            why=_("Another body chooses among candidates in the new agreement, and adopts its own criteria."),
            url=row.get_absolute_url(),
            now=_("Being prepared"),
            fixed=True,
            follows=("body", str(row.body_id)),
        )
        for row in last.values()
    ]


def ranked_lists(there: Mapping[str, Any], on: date) -> Sequence[Thing]:
    """Return the ranked lists in force, and those that are being prepared."""
    boards = _decides(there, Ranking.matter)
    told = []
    for row in lists_standing(on):
        stays, decided = row.ranked_list.body.key in boards, row.in_force is not None
        why = _("It was decided, and stands until it is changed.") if decided else _("It goes on to its decision.")
        if not stays:
            why = (
                _("It was decided, and stands; but its body cannot change it under the new agreement.")
                if decided
                else _("It is not decided, and its body cannot decide it under the new agreement.")
            )
        told.append(
            Thing(
                key=str(row.ranked_list.pk),
                label=f"{row.ranked_list.code} {row.ranked_list.name}",
                proposed="carried" if decided or stays else "closed",
                why=why,
                url=row.ranked_list.get_absolute_url(),
                now=_now_on(row),
                fixed=not (decided or stays),
                follows=("body", str(row.ranked_list.body_id)),
            )
        )
    return told


def _now_on(row: Any) -> str:
    if row.in_force is None:
        return _("Being prepared")
    facts = {"number": row.in_force.number, "candidates": formats.sentence(row.candidates)}
    return _("In force, version %(number)s: %(candidates)s") % facts


def _decides(there: Mapping[str, Any], matter: str) -> set[str]:
    """Return the keys of the bodies that decide a matter in the new agreement."""
    return {row["body"] for row in there.get("authority", []) if row["matter"] == matter}


KINDS = (
    CrossingKind("project", gettext_lazy("Projects that are not ended"), projects, stop_projects, order=50),
    CrossingKind("scoring_criteria", gettext_lazy("Scoring criteria"), criteria, close_criteria, order=52),
    CrossingKind("ranked_list", gettext_lazy("Ranked lists"), ranked_lists, close_lists, order=53),
)
for _kind in KINDS:
    crossings.register(_kind.name, _kind)
