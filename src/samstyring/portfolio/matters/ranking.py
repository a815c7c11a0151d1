"""What a body can decide about candidates: the criteria that they are scored on, and a ranked list as a whole (SG-4)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.governance.registry import Asked, Matter, Payload, Reading, Requirement, register
from samstyring.kernel.models import Basis
from samstyring.ui import formats

from .. import effects, queries, ranking_words
from ..models import Ranking, ScoringCriteria
from ..payload_forms import CriteriaForm, RankingForm
from ..queries import ranking, scoring
from ..rules.projects import OVER
from ..rules.ranking import difference
from ..saying import in_cooperation_language, key_in, version_closed


class VersionMatter(Matter):
    """A matter that adopts a version of something that belongs to the body, or to one of its lists."""

    case_kinds = ("free_text",)

    def version(self, payload: Payload) -> Any:
        """Return the version. Raises NotThere."""
        raise NotImplementedError  # each matter reads its own kind of version

    def lock(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Lock the draft."""
        effects.lock_version(version=self.version(payload), basis=basis)

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Bring it into force."""
        effects.adopt_version(version=self.version(payload), basis=basis, on=on)

    def reject(self, *, payload: Payload, basis: Basis | None = None) -> None:
        """Mark it as not adopted."""
        effects.reject_version(version=self.version(payload), basis=basis)

    def stands(self, asked: Asked) -> list[Requirement]:
        """Return what is wrong with the version itself: it was decided on, or withdrawn."""
        version = self.version(asked.payload)
        if version.state in ("draft", "proposed"):
            return []
        return [version_closed(f"{self.name}_open", version, queries.clauses_on(asked.on).ranking)]


@register
class AdoptCriteria(VersionMatter):
    """A version of the scoring criteria is adopted: candidates are scored on it from then on (SG-4)."""

    name = "portfolio.adopt_criteria"
    label = gettext_lazy("Adopt scoring criteria")
    form_class = CriteriaForm
    commits = False

    def version(self, payload: Payload) -> ScoringCriteria:
        """Return the version."""
        return scoring.criteria_by_id(key_in(payload, "criteria"))

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with: every criterion with its weight."""
        with in_cooperation_language():
            rows = self.version(payload).criteria
            told = [f"{row['name']} ({formats.number(row['weight'])})" for row in rows]
            return _("Candidates are scored on these criteria, weights in brackets: %(criteria)s.") % {
                "criteria": formats.sentence(told)
            }

    def read(self, asked: Asked) -> Reading:
        """Return every criterion, and what it changes in those in force."""
        version = self.version(asked.payload)
        before = scoring.criteria_before(version, asked.on)
        rows = ranking_words.criteria_rows(version.criteria, before.criteria if before else None)
        return Reading(
            heading=_("Adopt scoring criteria"),
            lines=[(name, after) for name, _before, after in rows if after],
            changes=[row for row in rows if row[1] != row[2]] if before else (),
            url=version.get_absolute_url(),
            note=version.note,
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask that the version is still open."""
        return self.stands(asked)

    def content(self, payload: Payload) -> Any:
        """Return the criteria whole: that is what is adopted."""
        version = self.version(payload)
        return {"criteria": str(version.pk), "rows": version.criteria, "note": version.note}


@register
class AdoptRanking(VersionMatter):
    """A ranked list is adopted, or changed, as one decision: the whole order with what is asked for each (SG-4)."""

    name = "portfolio.adopt_ranking"
    label = gettext_lazy("Adopt a ranked list")
    form_class = RankingForm
    repeatable = True

    def version(self, payload: Payload) -> Ranking:
        """Return the version with its candidates."""
        return ranking.ranking_by_id(key_in(payload, "ranking"))

    def wording(self, payload: Payload) -> str:
        """Return the wording to begin with: the whole list in order."""
        with in_cooperation_language():
            version = self.version(payload)
            changed = any(row.state == "adopted" for row in ranking.rankings_of(version.ranked_list))
            words = (
                _("The ranked list for %(list)s is changed, and is now:")
                if changed
                else _("The ranked list for %(list)s is adopted:")
            )
            told = [ranking_words.candidate_words(row) for row in version.candidates.all()]
            return "\n".join([words % {"list": version.ranked_list}, *told])

    def read(self, asked: Asked) -> Reading:
        """Return the order with each candidate's reason and scores, and what it changes in the list in force."""
        version = self.version(asked.payload)
        before = ranking.ranking_before(version, asked.on)
        rows = list(version.candidates.all())
        scored = scoring.scored_projects([row.project for row in rows], asked.on)
        note = ""
        changes: list[tuple[Any, Any, Any]] = []
        if before is not None:
            changed = difference(list(before.candidates.all()), rows)
            note = ranking_words.changed_words(changed)
            changes = _changes(list(before.candidates.all()), rows)
        return Reading(
            heading=_("Adopt the ranked list for %(list)s") % {"list": version.ranked_list},
            lines=[
                *ranking_words.call_facts(version.ranked_list),
                *((f"{row.place}. {row.project}", _reason(row, scored.get(row.project_id))) for row in rows),
                (_("Asked for in all"), formats.money(sum(row.asked for row in rows))),
            ],
            changes=changes,
            url=version.get_absolute_url(),
            note=note,
        )

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Ask that the version is open, that nobody on it is over, and that each names its purposes (GP-1)."""
        version, clauses = self.version(asked.payload), queries.clauses_on(asked.on)
        rows = list(version.candidates.all())
        needed = self.stands(asked)
        over = [row.project for row in rows if row.project.state in OVER]
        if over:
            text = _("Closed or stopped since the list was drafted: %(projects)s") % {
                "projects": formats.sentence(over)
            }
            url = version.get_absolute_url()
            needed.append(Requirement("portfolio.ranked_are_open", True, False, text, clauses.ranking, url))
        without = [row.project for row in rows if not row.project.purposes]
        if clauses.purposes and without:
            text = _("No purpose of the agreement is named for %(projects)s") % {"projects": formats.sentence(without)}
            url = without[0].get_absolute_url()
            needed.append(Requirement("portfolio.ranked_name_purposes", False, False, text, clauses.purposes, url))
        return needed

    def content(self, payload: Payload) -> Any:
        """Return the whole list as plain data."""
        version = self.version(payload)
        told = version.ranked_list
        return {
            "ranking": str(version.pk),
            "list": told.code,
            "name": told.name,
            "funder": told.funder,
            "deadline": told.deadline.isoformat() if told.deadline else None,
            "frame": told.frame,
            "note": version.note,
            "candidates": [
                {"place": row.place, "project": row.project.code, "asked": row.asked, "reason": row.reason}
                for row in version.candidates.all()
            ],
        }


def _reason(row: Any, scored: Any) -> str:
    words = [formats.money(row.asked)]
    if scored is not None and scored.shown is not None:
        words.append(ranking_words.scored_words(scored))
    else:
        words.append(_("not scored"))
    return f"{', '.join(words)}. {row.reason}"


def _changes(before: Sequence[Any], after: Sequence[Any]) -> list[tuple[Any, Any, Any]]:
    was, now = {row.project_id: row for row in before}, {row.project_id: row for row in after}
    rows = [(row.project, _told(was.get(key)), _told(row)) for key, row in now.items()]
    rows += [(row.project, _told(row), "") for key, row in was.items() if key not in now]
    return [row for row in rows if row[1] != row[2]]


def _told(row: Any) -> str:
    if row is None:
        return ""
    return _("Place %(place)s, %(asked)s. %(reason)s") % {
        "place": row.place,
        "asked": formats.money(row.asked),
        "reason": row.reason,
    }
