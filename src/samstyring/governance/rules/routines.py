"""The kinds of cases: which parts their papers have, and the routine's steps, as recorded. Pure questions on rows.

A step is never ticked: it is done when what it stands for is in the record.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.ui import formats
from samstyring.ui.worklist import named

from ..models import Action, AgendaItem, Case, Decision
from ..registry import Requirement, case_parts
from .cases import SETTLED
from .comments import Thread

TEXT_PARTS = ("background", "assessment", "recommendation")
OWN_PARTS = {
    "background": gettext_lazy("Background"),
    "assessment": gettext_lazy("Assessment"),
    "recommendation": gettext_lazy("Recommendation"),
    "proposal": gettext_lazy("A proposed decision"),
    "attachments": gettext_lazy("Attachments"),
    "input": gettext_lazy("Input asked for"),
}
STEPS = {
    "draft": gettext_lazy("Draft"),
    "comments": gettext_lazy("Commented"),
    "input": gettext_lazy("Input asked"),
    "agenda": gettext_lazy("On the agenda"),
    "summons": gettext_lazy("Summons sent"),
    "treated": gettext_lazy("Treated"),
    "decided": gettext_lazy("Decided"),
    "follow_up": gettext_lazy("Followed up"),
    "report_back": gettext_lazy("Reported back"),
}
GONE = (AgendaItem.State.POSTPONED, AgendaItem.State.SENT_BACK, AgendaItem.State.WITHDRAWN, AgendaItem.State.NOT_TAKEN)
STILL_WAITS = ("comments", "input", "follow_up")
"""Steps that are waited for also when a later one is done: an answer may come while the case is on an agenda."""
UNFINISHED = (Action.State.OPEN, Action.State.REPORTED)


@dataclass(frozen=True)
class Part:
    """A part that a kind of case has. `level` is must or should, or "" where nothing regulates it: shown, not checked."""

    name: str
    level: str
    source: str

    @property
    def clause(self) -> str:
        """Return the source as pages link to it."""
        return self.source.removeprefix("agreement:")

    @property
    def label(self) -> Any:
        """Return the part in words."""
        extra = case_parts.get(self.name)
        return extra.label if extra else OWN_PARTS.get(self.name, self.name)


@dataclass(frozen=True)
class CaseKind:
    """A kind of case, as the charter has it: the forms that it takes, what tells it, its parts and its steps."""

    key: str
    name: str
    hint: str
    forms: Sequence[str]
    matters: Collection[str]
    usual: bool
    parts: Sequence[Part]
    steps: Sequence[str]

    @property
    def checked(self) -> list[Part]:
        """Return the parts that must or should be there."""
        return [part for part in self.parts if part.level]


ANY = CaseKind("", "", "", (), (), True, (), tuple(STEPS))
"""The kind of a case that the charter says nothing of."""


def kind_from(row: Mapping[str, Any]) -> CaseKind:
    """Return a kind from its table in the charter file."""
    return CaseKind(
        key=row["key"],
        name=row["name"],
        hint=row.get("hint", ""),
        forms=tuple(row["forms"]),
        matters=frozenset(row.get("matters", ())),
        usual=row.get("usual", False),
        parts=[Part(part["part"], part.get("level", ""), part["source"]) for part in row.get("parts", ())],
        steps=tuple(row["steps"]),
    )


def kind_of(case: Case, matters: Collection[str], kinds: Sequence[CaseKind]) -> CaseKind:
    """Return the kind of a case: the one it was opened as, else by what it proposes, else the usual one of its form."""
    fits = [kind for kind in kinds if case.kind in kind.forms]
    chosen = [kind for kind in fits if case.routine and kind.key == case.routine]
    told = [kind for kind in fits if not kind.matters.isdisjoint(matters)] if not chosen else []  # type: ignore[attr-defined]
    usual = [kind for kind in fits if kind.usual]
    return next(iter([*chosen, *told, *usual]), ANY)


@dataclass(frozen=True)
class Facts:
    """What is recorded of a case, as its steps and parts are told from."""

    case: Case
    matters: Sequence[str] = ()
    attachments: int = 0
    item: AgendaItem | None = None
    sent: bool = False
    decision: Decision | None = None
    waiting: int = 0
    passed_over: Collection[str] = field(default_factory=frozenset)
    threads: Sequence[Thread] = ()
    asked: int = 0
    silent: Sequence[Any] = ()
    answer_by: date | None = None
    reported: bool = False
    actions: Sequence[Action] = ()
    extra: Collection[str] = field(default_factory=frozenset)

    @property
    def on_agenda(self) -> AgendaItem | None:
        """Return the item that the case stands on an agenda by."""
        return self.item if self.item is not None and self.item.state not in GONE else None


def holds(part: str, facts: Facts) -> bool:
    """Tell whether a part is there."""
    if part in TEXT_PARTS:
        return bool(getattr(facts.case, part))
    own = {"proposal": bool(facts.matters), "attachments": facts.attachments > 0, "input": facts.asked > 0}
    return own.get(part, part in facts.extra)


def part_requirements(kind: CaseKind, facts: Facts, known: Collection[str] = ()) -> list[Requirement]:
    """Return what the kind's parts ask, but for those that a matter asks itself (`known` are the keys of these)."""
    found = []
    for part in kind.checked:
        extra = case_parts.get(part.name)
        if part.name == "proposal" or (extra is not None and extra.requirement in known):
            continue  # a case without a proposal is told so by itself
        found.append(
            Requirement(
                key=f"part.{part.name}",
                must=part.level == "must",
                holds=holds(part.name, facts),
                text=part.label,
                source=part.source.removeprefix("agreement:"),
            )
        )
    return found


@dataclass(frozen=True)
class Step:
    """A step of the routine. `state` is done, now, todo or passed (gone by without it); `who` must act."""

    key: str
    state: str
    words: str = ""
    who: str = ""
    day: date | None = None

    @property
    def label(self) -> Any:
        """Return the step in words."""
        return STEPS[self.key]


@dataclass(frozen=True)
class _Told:
    done: bool
    words: str = ""
    who: str = ""
    day: date | None = None
    waits: bool = True
    """Whether the case waits here when it is not done: nobody has to ask for input."""


def steps_of(kind: CaseKind, facts: Facts, today: date) -> list[Step]:
    """Return the steps of a case with their states: what is next is the first one not done that the case waits at."""
    tellers = [(key, told) for key in kind.steps if (told := TELLERS[key](facts, today)) is not None]
    last = max((place for place, (_key, told) in enumerate(tellers) if told.done), default=-1)
    over = facts.case.state in (Case.State.WITHDRAWN, Case.State.CLOSED)
    found, is_next = [], not over
    for place, (key, told) in enumerate(tellers):
        if told.done:
            state = "done"
        elif place < last and not (told.waits and key in STILL_WAITS):
            state = "passed"
        elif is_next and told.waits:
            state, is_next = "now", False
        else:
            state = "todo"
        words = told.words or (_lacking(kind, facts) if state == "now" and key == "agenda" else "")
        found.append(Step(key, state, words, told.who, told.day))
    return found


def _lacking(kind: CaseKind, facts: Facts) -> str:
    """Say which parts keep a case off an agenda: those that the kind checks, are not there, and were not passed over."""
    lacks = [
        str(part.label).lower()
        for part in kind.checked
        if not holds(part.name, facts) and f"part.{part.name}" not in facts.passed_over
    ]
    return _("Lacks: %(what)s") % {"what": formats.sentence(lacks)} if lacks else ""


def next_step(steps: Sequence[Step]) -> Step | None:
    """Return the step that the case waits at, or None when nothing is left."""
    return next((step for step in steps if step.state == "now"), None)


def _officer(case: Case) -> str:
    return case.case_officer.name if case.case_officer else _("the secretariat")


def _draft(facts: Facts, today: date) -> _Told:
    del today
    case = facts.case
    left = case.state != Case.State.DRAFT
    written = any(getattr(case, part) for part in TEXT_PARTS) and bool(facts.matters)
    words = "" if left or written else _("Text and proposal are not there yet.")
    return _Told(left or written, words, _officer(case))


def _comments(facts: Facts, today: date) -> _Told:
    """Tell whether those who prepare the case have commented on its paper, and each thread is resolved."""
    del today
    waiting = [thread for thread in facts.threads if thread.is_open]
    if facts.case.state in SETTLED:
        return _Told(bool(facts.threads) and not waiting, waits=False)
    if not facts.threads:
        return _Told(False, _("Nobody has commented on the paper yet."), _officer(facts.case), waits=False)
    if waiting:
        words = ngettext(
            "%(open)s of %(count)s comment is open.", "%(open)s of %(count)s comments are open.", len(facts.threads)
        )
        return _Told(False, words % {"open": len(waiting), "count": len(facts.threads)}, _officer(facts.case))
    return _Told(True, _("All comments are resolved."))


def _input(facts: Facts, today: date) -> _Told:
    if facts.case.state in SETTLED:
        return _Told(facts.asked > 0, waits=False)
    if not facts.asked:
        return _Told(False, _("Nobody is asked yet."), _officer(facts.case), waits=False)
    if not facts.silent:
        return _Told(True, _("All have answered."))
    answered = facts.asked - len(facts.silent)
    words = _("%(answered)s of %(asked)s have answered.") % {"answered": answered, "asked": facts.asked}
    over = facts.answer_by is not None and facts.answer_by < today
    return _Told(over, words, named(facts.silent), facts.answer_by)


def _agenda(facts: Facts, today: date) -> _Told:
    del today
    item = facts.on_agenda
    words = ""
    if item is not None and item.written is not None:
        words = _("In writing by %(day)s") % {"day": formats.day(item.written.answer_by)}
    elif item is not None:
        words = _("Meeting %(day)s") % {"day": formats.day(item.meeting.starts_at)}
    elif facts.item is not None:
        words = capfirst(str(facts.item.get_state_display()))
    return _Told(item is not None or facts.decision is not None, words, _("the secretariat"))


def _day(facts: Facts) -> date | None:
    item = facts.on_agenda
    if item is None:
        return None
    return item.written.answer_by if item.written is not None else formats.as_date(item.meeting.starts_at)


def _summons(facts: Facts, today: date) -> _Told:
    """Tell whether what the body reads has gone out: the summons, or the question in writing."""
    del today
    item = facts.on_agenda
    if item is not None and item.written is not None:
        called = item.written.opened_at is not None
    else:
        called = item is not None and item.meeting.called_at is not None and facts.sent
    office = facts.case.body.leader_office
    return _Told(called or facts.decision is not None, "", office.title if office else _("the leader"), _day(facts))


def _treated(facts: Facts, today: date) -> _Told:
    del today
    done = facts.decision is not None or facts.case.state in (Case.State.DECIDED, Case.State.CLOSED)
    words = _("It is being treated now.") if facts.case.state == Case.State.IN_TREATMENT else ""
    return _Told(done, words, facts.case.body.name, _day(facts))


def _decided(facts: Facts, today: date) -> _Told:
    del today
    decision = facts.decision
    words = f"{decision.label}, {formats.day(decision.decided_on)}" if decision else ""
    done = decision is not None or facts.case.state == Case.State.DECIDED
    return _Told(done, words, facts.case.body.name, _day(facts))


def _follow_up(facts: Facts, today: date) -> _Told:
    del today
    open_ = [action for action in facts.actions if action.state in UNFINISHED]
    if facts.decision is None:
        return _Told(False)
    if facts.waiting:
        return _Told(False, _("A condition is not confirmed yet."), _("the secretariat"))
    if open_:
        who = named(list(dict.fromkeys(action.organisation.name for action in open_)))
        words = formats.sentence(dict.fromkeys(action.text for action in open_))
        return _Told(False, words, who, min(action.due for action in open_))
    return _Told(True)


def _report_back(facts: Facts, today: date) -> _Told | None:
    del today
    if not facts.asked:
        return None
    return _Told(facts.reported, "", _("those who asked"))


TELLERS: Mapping[str, Callable[[Facts, date], _Told | None]] = {
    "draft": _draft,
    "comments": _comments,
    "input": _input,
    "agenda": _agenda,
    "summons": _summons,
    "treated": _treated,
    "decided": _decided,
    "follow_up": _follow_up,
    "report_back": _report_back,
}
