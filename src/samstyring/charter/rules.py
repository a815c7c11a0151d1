"""What the agreement says, asked as pure questions on what was fetched."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel.actors import Actor, Capacity
from samstyring.ui import formats

from .errors import AgreementNotInForce, AmendmentOver, NotADraft, NotInRound
from .models import Amendment
from .registry import ObligationState, rule_kinds


@dataclass(frozen=True)
class Term:
    """The agreement's term seen from a day (VA-1). `until` is the first day it no longer holds.

    `clause` is the provision that sets the term, "" where the charter names none.
    """

    on: date
    term_from: date
    until: date | None
    title: str
    clause: str = ""

    @property
    def in_force(self) -> bool:
        """Tell whether the agreement is in force on the day."""
        return self.term_from <= self.on and (self.until is None or self.on < self.until)

    @property
    def expired(self) -> bool:
        """Tell whether the term is over on the day."""
        return self.until is not None and self.on >= self.until

    @property
    def last_day(self) -> date | None:
        """Return the last day in force."""
        return self.until - timedelta(days=1) if self.until else None

    @property
    def days_left(self) -> int | None:
        """Return how many days are left, the day itself not counted; negative when over."""
        return (self.until - self.on).days if self.until else None


def require_in_force(term: Term) -> None:
    """Refuse a new commitment when the agreement is not in force. Raises AgreementNotInForce (VA-1)."""
    if term.in_force:
        return
    if term.expired and term.last_day:
        raise AgreementNotInForce(
            _(
                "The agreement ran out: its last day was %(day)s. New commitments cannot be made. You can still "
                "approve minutes, correct, archive, wind up, and register what was decided inside the term."
            )
            % {"day": formats.day(term.last_day)},
            clause=term.clause,
        )
    raise AgreementNotInForce(clause=term.clause)


@dataclass(frozen=True)
class Ruled:
    """A rule of procedure as it stands: its value, and where it comes from. No value: not regulated, not checked.

    `basis` is the decision of the body that adopted it, where it is not of the charter.
    """

    key: str
    value: Any
    source: str
    text: str = ""
    basis: Any = None

    @property
    def regulated(self) -> bool:
        """Tell whether anything at all is said about it."""
        return self.value is not None

    @property
    def clause(self) -> str:
        """Return the source as a refusal quotes it: the clause of the agreement, or whose rules of procedure."""
        return self.source.removeprefix("agreement:")

    @property
    def fixed(self) -> bool:
        """Tell whether the agreement or a statute says it: then no body can adopt another rule."""
        return self.regulated and self.source.startswith(("agreement:", "statute:"))


FULFILLED: Final = "fulfilled"
COMING: Final = "coming"
DUE: Final = "due"
BROKEN: Final = "broken"
NOT_MEASURED: Final = "not_measured"
# In the order in which they are shown: what must be done first.
STATES = (BROKEN, DUE, COMING, FULFILLED, NOT_MEASURED)
STATE_WORDS = {
    BROKEN: gettext_lazy("Not fulfilled"),
    DUE: gettext_lazy("Due soon"),
    COMING: gettext_lazy("Coming"),
    FULFILLED: gettext_lazy("Fulfilled"),
    NOT_MEASURED: gettext_lazy("Not measured"),
}
# The mark (shape and colour) of each state.
MARKS = {BROKEN: "broken", DUE: "due", COMING: "soon", FULFILLED: "ok", NOT_MEASURED: "na"}


def duty_words(duty_of: str, names: Mapping[str, str]) -> str:
    """Say whose duty it is. `names` are what offices, bodies and parties are called by key."""
    if duty_of == "parties":
        return _("The parties")
    if duty_of == "not_regulated":
        return _("Not regulated")
    return names.get(duty_of, duty_of)


def state_of_window(on: date, start: date, until: date, *, done: bool) -> ObligationState:
    """Return the state of what must be done in [start, until): once done it stays done (VA-2)."""
    if done:
        return "fulfilled"
    if on >= until:
        return "broken"
    return "due" if on >= start else "coming"


def size_group_of(inhabitants: int, groups: Iterable[Mapping[str, Any]]) -> str:
    """Return the name of the size group that a number of inhabitants falls into: from (included) to below (not)."""
    return next(
        (
            str(group["name"])
            for group in groups
            if group.get("from", 0) <= inhabitants and inhabitants < group.get("below", inhabitants + 1)
        ),
        "",
    )


def earliest_last_day(notice_on: date, months: int) -> date:
    """Return the earliest last day as a party: the day before the same day so many months after the notice.

    Where that month is too short for the day, the period is over with the month: 31 January and one month is February.
    """
    year, month = divmod(notice_on.year * 12 + notice_on.month - 1 + months, 12)
    day = min(notice_on.day, monthrange(year, month + 1)[1] + 1)
    return date(year, month + 1, 1) + timedelta(days=day - 2)


SECRETARIAT: Final = ("secretariat_leader", "secretariat")


def acts_for_others(capacity: Capacity | None) -> bool:
    """Tell whether one who registers a party's answer does so on its behalf: then what was received is needed."""
    return capacity is not None and capacity.role in SECRETARIAT


ROLE_WORDS = {
    "leader": gettext_lazy("The leader"),
    "office_holder": gettext_lazy("The holder of the leader's office"),
    "secretariat_leader": gettext_lazy("The leader of the secretariat"),
    "secretariat": gettext_lazy("The secretariat"),
    "chair": gettext_lazy("The chair of the meeting"),
    "member": gettext_lazy("The members"),
    "observer": gettext_lazy("The observers"),
    "substitute": gettext_lazy("The substitutes who are brought in"),
    "chief_executive": gettext_lazy("The chief executive of each municipality"),
    "contact": gettext_lazy("The contact person of each municipality"),
    "project_owner": gettext_lazy("The project owner"),
    "project_manager": gettext_lazy("The project manager"),
    "link": gettext_lazy("Whoever has a link to one question"),
}


def role_words(role: str) -> str:
    """Say who has a role."""
    return str(ROLE_WORDS.get(role, role))


MATTER_WORDS = {
    "portfolio.enter_portfolio": gettext_lazy("a project enters the portfolio"),
    "portfolio.start_project": gettext_lazy("a project starts"),
    "portfolio.stop_project": gettext_lazy("that a project is stopped"),
    "portfolio.hand_over_project": gettext_lazy("that a project goes to another owner"),
    "portfolio.adopt_mandate": gettext_lazy("mandates"),
    "portfolio.accept_risk": gettext_lazy("that a risk is accepted"),
    "finance.adopt_budget": gettext_lazy("budgets"),
    "finance.adopt_funding_plan": gettext_lazy("funding plans"),
    "governance.set_up_group": gettext_lazy("expert groups"),
    "governance.change_group": gettext_lazy("new mandates of groups"),
    "governance.change_group_secretariat": gettext_lazy("another secretariat for a group"),
    "governance.close_group": gettext_lazy("that a group is closed"),
    "governance.free_text": gettext_lazy("resolutions in words"),
    "governance.take_note": gettext_lazy("what is for information"),
    "governance.follow_up": gettext_lazy("follow-up"),
    "governance.approve_agenda": gettext_lazy("the agenda"),
    "governance.approve_minutes": gettext_lazy("the minutes"),
    "governance.adopt_rules": gettext_lazy("the rules of procedure"),
    "governance.adopt_group_rules": gettext_lazy("the rules of procedure of a group"),
}


def matter_words(matter: str) -> str:
    """Say what is decided."""
    return str(MATTER_WORDS.get(matter, matter))


RULE_WORDS = {
    "participants_must_accept": gettext_lazy("Whether the participants of a project must accept"),
    "need_answer_days": gettext_lazy("Time to answer a need"),
    "status_report_months": gettext_lazy("How often projects report status"),
    "council_decision": gettext_lazy("Whether the council must decide before a signature"),
    "leaving_notice_months": gettext_lazy("Period of notice for leaving"),
}
"""What the rules are called that no body adopts for itself; those that one can have their name from their kind."""


def rule_words(key: str) -> str:
    """Say what a rule of procedure is about."""
    kind = rule_kinds.get(key)
    return str(kind.label if kind is not None else RULE_WORDS.get(key, key))


def links_evidence(actor: Actor) -> bool:
    """Tell whether a reader can follow the evidence to where it stands: those who prepare, lead or sit in a body.

    Others read the same words without a link, rather than a link to a page that is not theirs.
    """
    return actor.has_role("secretariat", "secretariat_leader", "leader", "member", "observer")


# -- amendments (EN-1) -------------------------------------------------------------------------------------------------

CONSENTED: Final = "consented"
REFUSED: Final = "refused"
OPEN: Final = "open"


def outcome(required: Collection[UUID], answers: Mapping[UUID, str]) -> str:
    """Return how a consent round stands: refused by one, consented to by all of whom it is required, or open."""
    if any(answers.get(party) == "refuse" for party in required):
        return REFUSED
    if required and all(answers.get(party) == "consent" for party in required):
        return CONSENTED
    return OPEN


def require_draft(amendment: Amendment) -> None:
    """Refuse to change a text that was sent. Raises NotADraft."""
    if amendment.state != Amendment.State.DRAFT:
        raise NotADraft


def require_in_round(amendment: Amendment) -> None:
    """Refuse an answer where nobody is asked. Raises NotInRound."""
    if amendment.state != Amendment.State.PROPOSED:
        raise NotInRound


def require_not_over(amendment: Amendment) -> None:
    """Refuse what comes after the end. Raises AmendmentOver."""
    if amendment.state not in (Amendment.State.DRAFT, Amendment.State.PROPOSED):
        raise AmendmentOver
