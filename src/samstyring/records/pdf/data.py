"""What each kind of document is filled with.

Everything that is read is plain text, already put into words in the document's own language by the caller (days,
sums, names of states): templates only lay out. Long text is a rich-text tree (see `tree`). An empty string, an
empty tuple or None leaves the line, the table or the section out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

RichText = Mapping[str, Any]
"""A tree of `samstyring.ui.richtext`; what may be in it beyond that is described in `tree`."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """What stands at the top of every page."""

    cooperation: str
    body: str = ""
    number: str = ""
    """The number of the meeting, case or decision: "Møte 4/22", "SG 21/22"."""
    date: str = ""
    """The day that the document is of, in words."""
    demo: bool = False
    """An installation for demonstration: every page says that it is an example."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One line of label and value, optionally a link (http, https or mailto)."""

    label: str
    value: str
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class File:
    """An uploaded file that belongs to the document without being part of it."""

    name: str
    size: str
    """In words: "1,2 MB"."""
    sha256: str
    """64 hexadecimal digits."""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What must come true before an effect of a decision comes into force."""

    text: str
    confirmed_by: str = ""
    latest: str = ""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One point on which a proposed version differs from the one in force."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One thing that a body is asked to decide."""

    title: str
    """"Adopt mandate, version 2"."""
    wording: RichText | None = None
    clause: str = ""
    """Ids of clauses ("SG-3, FI-5") or another source ("not_regulated", "rules_of_procedure:§4")."""
    facts: tuple[Fact, ...] = ()
    detail: RichText | None = None
    """What is decided on, where it is short enough to print: the lines of a budget, the text of a mandate."""
    differences: tuple[Difference, ...] = ()
    condition: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """Something that ought to be in place before a body decides."""

    text: str
    clause: str = ""
    met: bool = True
    must: bool = False
    reason: str = ""
    """Why an unmet requirement was passed over, with who and when."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What one representative learnt from those that the seat stands for."""

    seat: str
    asked: int
    answered: int
    summary: str


@dataclass(frozen=True, kw_only=True)
class Advice:
    """What an advising body said in the case of another: never a decision."""

    heading: str
    """Who, when, under which number."""
    says: str
    text: RichText | None = None
    positions: tuple["Position", ...] = ()
    note: str = ""
    """Given on an earlier text."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One item of the agenda with its paper."""

    number: str
    """"SG 21/22"; empty before the agenda is frozen."""
    title: str
    kind: str = ""
    """"For decision", "For information"."""
    reference: str = ""
    """The working reference, "U-22-031"."""
    presenter: str = ""
    mark: str = ""
    """A word in a box beside the title: late, withdrawn, new."""
    withdrawn: bool = False
    summary: str = ""
    facts: tuple[Fact, ...] = ()
    background: RichText | None = None
    assessment: RichText | None = None
    recommendation: RichText | None = None
    advice: tuple[Advice, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    heard: tuple[Heard, ...] = ()
    files: tuple[File, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """One who is called, or gets a copy."""

    name: str
    role: str = ""


@dataclass(frozen=True, kw_only=True)
class PapersData:
    """The summons to a meeting with all its papers (template `papers`)."""

    head: Head
    title: str
    subtitle: str = ""
    """When: "Fredag 9. desember 2022 kl. 09.00–11.30"."""
    facts: tuple[Fact, ...] = ()
    """Place, link to the video meeting, who called, on whose authority, where to send regrets."""
    letter: RichText | None = None
    recipients: tuple[Recipient, ...] = ()
    cases: tuple[Case, ...] = ()
    files: tuple[File, ...] = ()
    """Files of the meeting as such; those of a case stand with the case."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One thing that is other than in the papers sent before."""

    number: str
    title: str
    what: str
    """"New case", "Changed", "Withdrawn", "New attachment"."""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class LatePapersData(PapersData):
    """A later sending to a meeting already called (template `late_papers`).

    `cases` holds only those that are new or changed; changed text carries the marks `ins` and `del`
    (`changes.mark_changes` makes them).
    """

    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """One seat, substitute, observer or guest at a meeting."""

    name: str
    role: str = ""
    represents: str = ""
    note: str = ""
    """"Substitute for …", "left at 10.15 (item SG 23/22)"."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where one seat stood on the exact text."""

    seat: str
    name: str
    position: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Action:
    """What follows: who does what by when."""

    text: str
    responsible: str = ""
    deadline: str = ""


@dataclass(frozen=True, kw_only=True)
class MinutesItem:
    """How one item of the agenda was treated."""

    number: str
    title: str
    kind: str = ""
    outcome: str = ""
    """In a word or two: "Decided", "Postponed"."""
    withdrawn: bool = False
    account: RichText | None = None
    disqualified: tuple[str, ...] = ()
    statements: tuple[Fact, ...] = ()
    """What observers said: they take no position."""
    advice: tuple[Advice, ...] = ()
    decision: RichText | None = None
    how: str = ""
    """How it came about: "Consensus of the seven seats present, found by the chair"."""
    reasons: str = ""
    """The reasons of the leader, where the leader decided."""
    clauses: tuple[str, ...] = ()
    """Clauses of authority and procedure, in words."""
    positions: tuple[Position, ...] = ()
    conditions: tuple[Condition, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MinutesData:
    """The minutes of a meeting (template `minutes`)."""

    head: Head
    title: str
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    """Meeting, chair, date, place, minute-taker."""
    notice: str = ""
    """What state the minutes are in: draft for comment until …, approved …; public copy."""
    present: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()
    others: tuple[Attendee, ...] = ()
    items: tuple[MinutesItem, ...] = ()
    corrections: tuple[Fact, ...] = ()
    """Numbered notes that correct the approved minutes."""
    closing: str = ""
    check: str = ""
    """How anyone can check a copy, and where."""
    check_address: str = ""


@dataclass(frozen=True, kw_only=True)
class Effect:
    """What a decision brought into force, or will."""

    text: str
    state: str
    date: str = ""


@dataclass(frozen=True, kw_only=True)
class DecisionData:
    """One decision with the reason it stands (template `decision`)."""

    head: Head
    title: str
    notice: str = ""
    facts: tuple[Fact, ...] = ()
    text: RichText | None = None
    how: str = ""
    reasons: str = ""
    clauses: tuple[Fact, ...] = ()
    """Clause (label) and what it says (value)."""
    positions: tuple[Position, ...] = ()
    conditions: tuple[Condition, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    effects: tuple[Effect, ...] = ()
    actions: tuple[Action, ...] = ()
    trail: tuple[Fact, ...] = ()
    """The way here, step by step: day (label), what happened and who did it in which capacity (value)."""


StateMark = Literal["fulfilled", "coming", "due_soon", "not_fulfilled", "not_measured", "responsible"]


@dataclass(frozen=True, kw_only=True)
class Check:
    """One obligation of the agreement and how it stands."""

    clause: str
    """As for a proposal."""
    text: str
    mark: StateMark
    state: str
    """The state in words."""
    evidence: tuple[str, ...] = ()
    responsible: str = ""
    deadline: str = ""


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """The obligations of one chapter of the agreement."""

    title: str
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ConformanceData:
    """How the agreement is kept on a day (template `conformance`)."""

    head: Head
    title: str
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    counts: tuple[tuple[StateMark, str, int], ...] = ()
    """Mark, state in words, how many."""
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SimpleData:
    """A title and a text (template `simple`): a mandate, a plan, a document for export."""

    head: Head
    title: str
    subtitle: str = ""
    notice: str = ""
    facts: tuple[Fact, ...] = ()
    content: RichText | None = None
    files: tuple[File, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of a list that stand together, under a heading where they are grouped: a text for each column."""

    heading: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListData:
    """A list as a table on lying pages (template `list`): its columns, and which of them are figures."""

    head: Head
    title: str
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    columns: tuple[str, ...] = ()
    figures: tuple[bool, ...] = ()
    groups: tuple[Rows, ...] = ()


Data = PapersData | MinutesData | DecisionData | ConformanceData | SimpleData | ListData
