"""What can be asked of the portfolio: one module per subject."""

from ..phases import ProjectModel
from ..rules import by_project, in_force, require_draft, require_open, require_withdrawable
from .answering import (
    WHO_ANSWERS,
    Asked,
    anchoring_of,
    last_answers,
    next_answer_number,
    open_questions,
    participation_by_id,
    people_to_ask,
    question_to,
)
from .charter import invited_ids, parties_to_choose, project_model, purposes_on, signed_ids
from .execution import in_execution, owners_answers, registered_by
from .lists import ProjectRow, projects
from .mandates import (
    latest_mandate,
    mandate_before,
    mandate_by_id,
    mandate_in_force,
    mandate_page,
    mandates_in_force,
    mandates_of,
    open_mandates,
)
from .pages import ProjectPage, history_of, project_page, visible_cases
from .projects import (
    CaseAsking,
    cases_asking_for,
    managers_to_choose,
    may_read,
    project_by_code,
    project_by_id,
    sees_drafts,
)
from .requirements import anchored, purposes_named
from .waiting import Unanswered, candidates_lacking, lacks_mandate, may_prepare, unanswered

__all__ = [
    "WHO_ANSWERS",
    "Asked",
    "CaseAsking",
    "ProjectModel",
    "ProjectPage",
    "ProjectRow",
    "Unanswered",
    "anchored",
    "anchoring_of",
    "by_project",
    "candidates_lacking",
    "cases_asking_for",
    "history_of",
    "in_execution",
    "in_force",
    "invited_ids",
    "lacks_mandate",
    "last_answers",
    "latest_mandate",
    "managers_to_choose",
    "mandate_before",
    "mandate_by_id",
    "mandate_in_force",
    "mandate_page",
    "mandates_in_force",
    "mandates_of",
    "may_prepare",
    "may_read",
    "next_answer_number",
    "open_mandates",
    "open_questions",
    "owners_answers",
    "participation_by_id",
    "parties_to_choose",
    "people_to_ask",
    "project_by_code",
    "project_by_id",
    "project_model",
    "project_page",
    "projects",
    "purposes_named",
    "purposes_on",
    "question_to",
    "registered_by",
    "require_draft",
    "require_open",
    "require_withdrawable",
    "sees_drafts",
    "signed_ids",
    "unanswered",
    "visible_cases",
]
