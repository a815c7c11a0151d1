"""What the start page gathers: what waits, the next meeting, how the agreement is kept, what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.charter.errors import NotFounded
from samstyring.charter.rules import MARKS, Term
from samstyring.governance.models import Meeting, Regrets
from samstyring.governance.queries import decisions, meetings
from samstyring.kernel import clock, keeping
from samstyring.kernel.actors import ANONYMOUS, Actor
from samstyring.parties.models import Organisation
from samstyring.parties.queries import WHO_ANSWERS
from samstyring.portfolio import queries as portfolio
from samstyring.portfolio.models import Light
from samstyring.portfolio.queries import needs
from samstyring.portfolio.queries.choosing import SILENT
from samstyring.portfolio.queries.overview import latest_report, leads_portfolio, running_by_light
from samstyring.portfolio.reporting.reading import MARKS as LIGHT_MARKS
from samstyring.ui import formats
from samstyring.ui.news import news_for
from samstyring.ui.worklist import waiting_for

FIRST = 20
"""How many of the things that wait the start page shows before it is asked for all."""
LATEST = 4
MOST_NEWS = 6
SEATED = ("member", "observer")
IN_SESSION = "room:"
"""How the keys of what waits begin for a meeting that is in session."""


@dataclass(frozen=True)
class Task:
    """Something that waits for the reader. `late` is how many days it is overdue, 0 when it is not."""

    heading: str
    url: str
    text: str
    clause: str
    deadline: date | None
    late: int


@dataclass(frozen=True)
class NextMeeting:
    """The next meeting that concerns the reader. `regrets` is where to send regrets, "" for those who cannot."""

    pk: UUID
    body: str
    starts_at: datetime
    hours: str
    place: str
    url: str
    called: bool
    items: int
    regrets: str
    excused: bool


@dataclass(frozen=True)
class Line:
    """A link with a few words under it."""

    url: str
    label: str
    words: str = ""
    mark: str = ""


@dataclass(frozen=True)
class TermLine:
    """The agreement's term, with the stretches of time in it that the agreement names."""

    held: Term
    windows: Sequence[tuple[str, date, date]] = ()


@dataclass(frozen=True)
class StartPage:
    """What one reader's start page shows. `shown` are the first of `tasks`, or all of them."""

    today: date
    in_session: Sequence[Task]
    tasks: Sequence[Task]
    shown: Sequence[Task]
    next_meeting: NextMeeting | None
    conformance: Sequence[Line]
    decisions: Sequence[Line]
    projects: Sequence[Line]
    parties: Sequence[Line]
    term: TermLine
    portfolio: Sequence[Line] = ()
    """How the projects stand, for those who lead them, by light, and the latest report."""
    news: Sequence[Line] = ()
    may_send_need: bool = False
    """Whether the reader can send in a need or an idea for a municipality."""


@dataclass(frozen=True)
class Front:
    """What the open front page shows. `decisions` are those that are published."""

    name: str
    decisions: Sequence[Line]
    term: TermLine


def front() -> Front | None:
    """Return the open front page, None before anything is founded."""
    try:
        return Front(charter.cooperation().name, _latest(ANONYMOUS), _term(clock.today()))
    except NotFounded:
        return None


def start_page(actor: Actor, *, show_all: bool = False) -> StartPage:
    """Return a reader's start page. One SQL statement, when nothing was done that it tells of.

    Each part of it is kept until an act writes something that it read (`kernel.keeping`).
    """
    today = clock.today()
    with keeping.book("start", actor.reach, today, get_language()) as kept:
        waiting = waiting_for(actor, today)
        rooms = [item for item in waiting if item.key.startswith(IN_SESSION)]
        tasks = [_task(item, today) for item in waiting if not item.key.startswith(IN_SESSION)]
        return StartPage(
            today=today,
            in_session=[_task(item, today) for item in rooms],
            tasks=tasks,
            shown=tasks if show_all or len(tasks) <= FIRST + 1 else tasks[:FIRST],
            next_meeting=kept.ask("next meeting", lambda: _next_meeting(actor)),
            conformance=_conformance() if actor.takes_part and not _only_answers(actor) else [],
            decisions=kept.ask("latest decisions", lambda: _latest(actor)),
            projects=kept.ask("projects", lambda: _projects(actor)),
            portfolio=[*kept.ask("portfolio", _portfolio), *kept.ask("portfolio report", _portfolio_report)]
            if leads_portfolio(actor)
            else [],
            parties=kept.ask("parties", lambda: _parties(actor)),
            term=kept.ask("term", lambda: _term(today)),
            news=kept.ask("news", lambda: _news(actor, today)),
            may_send_need=kept.ask("may send need", lambda: needs.may_send(actor)),
        )


def _only_answers(actor: Actor) -> bool:
    """Tell whether all that the reader does here is to answer for a municipality: the board of duties is then for others."""
    roles = {capacity.role for capacity in actor.capacities}
    return bool(roles) and roles <= set(WHO_ANSWERS)


def _task(item: Any, today: date) -> Task:
    late = (today - item.deadline).days if item.deadline else 0
    return Task(str(item.heading), item.url, str(item.text or ""), item.clause, item.deadline, max(0, late))


def _news(actor: Actor, today: date) -> list[Line]:
    """Return what has happened lately with what is the reader's."""
    return [Line(item.url, str(item.heading), formats.day(item.on)) for item in news_for(actor, today)[:MOST_NEWS]]


def _next_meeting(actor: Actor) -> NextMeeting | None:
    coming = meetings.listed(actor).filter(starts_at__gte=clock.now())
    states = [Meeting.State.PLANNED, Meeting.State.CALLED]
    meeting = coming.filter(state__in=states).order_by("starts_at").first()
    if meeting is None:
        return None
    called = meeting.called_at is not None
    sees_agenda = called or actor.may("governance.freeze_agenda", f"body:{meeting.body_id}")
    shown = NextMeeting(
        pk=meeting.pk,
        body=meeting.body.name,
        starts_at=meeting.starts_at,
        hours=_hours(meeting),
        place=meeting.place,
        url=reverse("governance:meeting", args=[meeting.pk]),
        called=called,
        items=cast(Any, meeting).item_count if sees_agenda else 0,
        regrets="",
        excused=False,
    )
    seats = _own_seats(actor, meeting)
    if not seats or not called:
        return shown
    if Regrets.objects.filter(meeting=meeting, seat_id__in=seats, withdrawn_at__isnull=True).exists():
        return replace(shown, excused=True)
    may = actor.may("governance.register_regrets", *(f"seat:{key}" for key in seats))
    return replace(shown, regrets=reverse("governance:register_regrets", args=[meeting.pk]) if may else "")


def _hours(meeting: Meeting) -> str:
    start, end = formats.clock(meeting.starts_at), formats.clock(meeting.ends_at)
    return f"{start}–{end.removeprefix('kl.').strip()}"


def _own_seats(actor: Actor, meeting: Meeting) -> list[str]:
    body = f"body:{meeting.body_id}"
    held = [capacity.scopes for capacity in actor.capacities if capacity.role in SEATED and body in capacity.scopes]
    return [scope.removeprefix("seat:") for scopes in held for scope in scopes if scope.startswith("seat:")]


def _conformance() -> list[Line]:
    """Return how many duties are in each state, the broken first, those without any left out."""
    words = {
        "broken": lambda n: ngettext("%(n)s not fulfilled", "%(n)s not fulfilled", n),
        "due": lambda n: ngettext("%(n)s due soon", "%(n)s due soon", n),
        "coming": lambda n: ngettext("%(n)s coming", "%(n)s coming", n),
        "fulfilled": lambda n: ngettext("%(n)s fulfilled", "%(n)s fulfilled", n),
        "not_measured": lambda n: ngettext("%(n)s not measured", "%(n)s not measured", n),
    }
    board = reverse("charter:conformance")
    counts = charter.conformance().counts
    return [
        Line(f"{board}?state={state}", words[state](n) % {"n": n}, mark=MARKS[state])
        for state, n in counts.items()
        if n
    ]


def _latest(actor: Actor) -> list[Line]:
    rows = decisions.visible_to(actor).order_by("-decided_on", "-year", "-number")[:LATEST]
    return [
        Line(
            decisions.address_of_decision(decision),
            f"{decision.label} {decision.title}",
            f"{formats.day(decision.decided_on)}, {decision.get_way_display()}",
        )
        for decision in rows
    ]


def _projects(actor: Actor) -> list[Line]:
    """Return the projects that the reader leads or answers for."""
    ids = actor.scoped_ids("project", "project_manager", "project_owner")
    if not ids:
        return []
    rows = portfolio.projects(actor).filter(pk__in=ids).order_by("sort_key")
    return [Line(row.get_absolute_url(), str(row), row.code) for row in rows]


def _portfolio() -> list[Line]:
    """Return how many projects stand how, the worst first."""
    lights, projects = running_by_light(), reverse("portfolio:projects")
    words = {**dict(Light.choices), "": _("not reported")}
    return [
        Line(
            f"{projects}?light={light or SILENT}", f"{lights[light]} {words[light]}", mark=LIGHT_MARKS.get(light, "na")
        )
        for light in ("red", "yellow", "green", "")
        if light in lights
    ]


def _portfolio_report() -> list[Line]:
    made = latest_report()
    return [Line(made.get_absolute_url(), made.name, formats.day(made.made_at))] if made else []


def _parties(actor: Actor) -> list[Line]:
    """Return the municipalities that the reader answers for."""
    ids = actor.scoped_ids("party", "chief_executive", "contact")
    rows = Organisation.objects.filter(pk__in=ids).order_by("sort_key") if ids else []
    return [Line(row.get_absolute_url(), str(row)) for row in rows]


def _term(today: date) -> TermLine:
    duties = charter.said("obligation", today) or []
    windows = [(_window(row), row["from"], row["until"]) for row in duties if row["kind"] == "window"]
    return TermLine(charter.term_on(today), windows)


def _window(duty: dict[str, Any]) -> str:
    return _("evaluation") if duty["check"] == "governance.evaluation_in_window" else str(duty["heading"])
