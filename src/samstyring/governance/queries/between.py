"""Between two agreements: what may still be done when the term is out, and by whom, from the agreement's own data (VA-1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.charter import queries as charter
from samstyring.charter.queries import successors
from samstyring.charter.rules import Term, role_words
from samstyring.kernel.actors import ROLES, Actor
from samstyring.kernel.errors import NotThere

from ..models import Body
from ..registry import matters
from .deciders import deciders_on

STILL: Sequence[tuple[Any, Sequence[str]]] = (
    (
        _("Approve minutes, and correct them"),
        ("governance.approve_minutes_by_silence", "governance.sign_minutes", "governance.correct_minutes"),
    ),
    (
        _("Publish and hand over what is decided and written"),
        (
            "governance.release_decision",
            "governance.release_minutes",
            "governance.release_papers",
            "records.release",
        ),
    ),
    (
        _("Report on and close what was begun"),
        ("governance.report_action", "governance.close_action", "governance.report_back"),
    ),
    (
        _("Register late what was decided or signed inside the term"),
        ("governance.register_late_decision", "charter.register_signature"),
    ),
    (
        _("Propose an amendment that extends the term, and send it"),
        ("charter.draft_amendment", "charter.ask_for_comments", "charter.send_amendment"),
    ),
    (_("Consent to it, or refuse it"), ("charter.answer_amendment",)),
    (
        _("Prepare another agreement, register who has signed it, and let it take over"),
        ("charter.prepare_successor", "charter.register_successor_signature", "charter.succeed"),
    ),
)
"""What is done without a decision that binds anew: none of these acts asks whether the agreement is in force."""


@dataclass(frozen=True)
class Who:
    """A role, and what gives it the power."""

    role: str
    sources: Sequence[str]


@dataclass(frozen=True)
class Doing:
    """Something that can be done, and who can."""

    label: Any
    who: Sequence[Who]


@dataclass(frozen=True)
class Deciding:
    """A matter that a body decides, and the clause that gives it the authority."""

    label: Any
    body: str
    clause: str


@dataclass(frozen=True)
class Between:
    """What may still be done, what may still be decided, and what is refused; and what is being prepared to take over."""

    term: Term
    doings: Sequence[Doing]
    still: Sequence[Deciding]
    refused: Sequence[Deciding]
    successor: Any = None


def between(by: Actor, on: date) -> Between:
    """Return it for those who are part of the co-operation. Raises NotThere. A fixed number of SQL statements."""
    if not by.capacities:
        raise NotThere
    names = dict(Body.objects.values_list("key", "name"))
    rows = [
        (matters[matter].commits, Deciding(matters[matter].label, names.get(body, body), found.clause_of_authority))
        for (matter, body), found in deciders_on(on).items()
        if matter in matters
    ]
    rows.sort(key=lambda row: (row[1].body, str(row[1].label)))
    return Between(
        term=charter.term_on(on),
        doings=doings(charter.powers_on(on)),
        still=[row for commits, row in rows if not commits],
        refused=[row for commits, row in rows if commits],
        successor=successors.being_prepared(by),
    )


def doings(powers: Mapping[str, Mapping[str, str]]) -> list[Doing]:
    """Return what is done without such a decision, each with the roles that the charter gives it, and by what."""
    found = []
    for label, acts in STILL:
        given: dict[str, dict[str, None]] = {}
        for act in acts:
            for role, source in powers.get(act, {}).items():
                given.setdefault(role, {})[source] = None
        who = [Who(role_words(role), list(given[role])) for role in ROLES if role in given]
        found.append(Doing(label, who))
    return found
