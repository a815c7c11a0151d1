"""The roadmap, drawn by one function: each project a line on a time axis that all share."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui import formats
from samstyring.ui.tables import Grouping

from .dependency_words import given_words, wait_words
from .models import Passing
from .queries.dependencies import Wait
from .queries.roadmap import ENDED, FORECAST, Course
from .rules.plan import Row
from .rules.roadmap import WIDTH, Axis

HEIGHT, MIDDLE = 44, 20
BAR = 14
HEAD = 11
NAMED = 16
"""How many characters of the name of a planned decision point stand above its mark; the words have all of it."""
STATES = {"done": "done", "late": "late", "coming": "coming", "slipped": "coming"}
MILESTONE_WORDS = {
    "done": gettext_lazy("%(name)s: %(day)s (reached)"),
    "late": gettext_lazy("%(name)s: %(day)s (its day is past)"),
    "coming": gettext_lazy("%(name)s: %(day)s"),
}
POINT_WORDS = {
    "done": gettext_lazy("%(name)s: %(day)s (decision point, reached)"),
    "late": gettext_lazy("%(name)s: %(day)s (planned decision point, its day is past)"),
    "coming": gettext_lazy("%(name)s: %(day)s (planned decision point)"),
}
"""How a milestone or deliverable is said, and a planned decision point, by its state."""


def outlook_words(given_on: date | None) -> str:
    """Say by what something is expected: the last report, or a forecast of a day."""
    if given_on is None:
        return _("by the last report")
    return _("by the forecast of %(day)s") % {"day": formats.short_day(given_on, True)}


def last_words(course: Course) -> str:
    """Say when a project ends, and what says so: "1. des. 2023, by the last report"."""
    if course.last is None:
        return ""
    day = formats.short_day(course.last, True)
    if course.last_by == ENDED:
        return _("%(day)s, ended") % {"day": day}
    if course.last_by != FORECAST:
        return _("%(day)s, by the mandate") % {"day": day}
    return _("%(day)s, %(by)s") % {"day": day, "by": outlook_words(course.last_from)}


def milestone_words(row: Row) -> str:
    """Say a milestone, its day and how it stands: "Pilot: 1. des. 2023 (reached)"."""
    words = (POINT_WORDS if row.is_point else MILESTONE_WORDS)[STATES[row.state]]
    return str(words % {"name": row.milestone.name, "day": formats.short_day(row.reached, True)})


def point_words(points: Sequence[Passing]) -> list[str]:
    """Say each decision point that is passed, with its day."""
    return [f"{row.point}: {formats.short_day(row.passed_on, True)}" for row in points]


def said(course: Course, milestones: Sequence[str]) -> str:
    """Say all that the line of a project shows; `milestones` are each in words."""
    first = _("From %(day)s") % {"day": formats.short_day(course.first, True)} if course.first else ""
    last = _("Ends %(day)s") % {"day": last_words(course)} if course.last else ""
    pauses = [
        _("Paused %(period)s") % {"period": formats.period(row.from_date, row.until or row.expected_on)}
        for row in course.pauses
    ]
    waits = [_("Waits for: %(what)s") % {"what": wait_words(wait)} for wait in course.waits]
    told = (first, last, *pauses, *point_words(course.unplanned), *milestones, *waits, *map(given_words, course.given))
    return ". ".join(part for part in told if part)


def drawn(projects: Sequence[Any], axis: Axis, today: date, grouping: Grouping | None = None) -> SafeString:
    """Return the head and bodies of the table: a row for each project, with `course` on it, by group where there are any.

    What a project waits for, and who waits for it, stands in words below its line.
    """
    heads = (_("Project"), _("Next milestone"), _("Ends"))
    time = _("In time")
    head = (
        f'<thead><tr><th scope="col">{escape(heads[0])}</th><th scope="col" class="roadmap-time">'
        f'<span class="ds-sr-only">{escape(time)}</span>{_scale(axis)}</th>'
        f'<th scope="col">{escape(heads[1])}</th><th scope="col">{escape(heads[2])}</th></tr></thead>'
    )
    rows, last = [], None
    for project in projects:
        words = str(grouping.words(project)) if grouping else None
        if words != last:
            head_of_group = f'<th scope="rowgroup" colspan="4">{escape(words or "")}</th>'
            rows.append(f'</tbody><tbody><tr class="table-group">{head_of_group}</tr>')
            last = words
        rows.append(_row(project, axis, today, heads))
    body = f"<tbody>{''.join(rows)}</tbody>".replace("<tbody></tbody>", "")
    return mark_safe(f"{head}{body}")  # noqa: S308  # every part is escaped


def _waits(course: Course) -> str:
    """Return what a project waits for, and who waits for it, each with the mark that it has on the line."""
    mine = [("▽", _("Waits for: %(what)s") % {"what": wait_words(wait)}) for wait in course.waits]
    others = [("△", given_words(wait)) for wait in course.given]
    rows = "".join(
        f'<li><span aria-hidden="true">{mark}</span> {escape(words)}</li>' for mark, words in (*mine, *others)
    )
    return f'<ul class="plain roadmap-waits">{rows}</ul>' if rows else ""


def _row(project: Any, axis: Axis, today: date, heads: Sequence[str]) -> str:
    _project, following, ends = (escape(each) for each in heads)  # on a phone each cell says what it is
    return (
        f'<tr><th scope="row"><a class="ds-link" href="{escape(project.get_absolute_url())}">{escape(project.name)}</a>'
        f'<br><span class="small muted">{escape(project.code)}</span></th>'
        f'<td class="roadmap-time">{_line(project.course, axis, today)}{_waits(project.course)}</td>'
        f'<td data-label="{following}">{_next(project.course)}</td>'
        f'<td data-label="{ends}">{escape(last_words(project.course) or formats.EN_DASH)}</td></tr>\n'
    )


def _next(course: Course) -> str:
    return escape(milestone_words(course.next)) if course.next else formats.EN_DASH


def _scale(axis: Axis) -> str:
    labels = "".join(
        f'<text x="{x}" y="18">{escape(formats.month(day.month, True))} {day.year}</text>' for day, x in axis.turns
    )
    return f'<svg aria-hidden="true" viewBox="0 0 {WIDTH} 24">{labels}</svg>'


def _line(course: Course, axis: Axis, today: date) -> str:
    milestones = [milestone_words(row) for row in course.milestones]
    words = said(course, milestones)
    if not words:
        none = _("Nothing is planned in time yet")
        return f'<span class="muted small">{escape(none)}</span>'
    past = [word for word, is_past in zip(_past_words(), _runs_past(course, axis, today), strict=True) if is_past]
    words = ". ".join((words, *past))
    parts = "".join(_parts(course, axis, today, milestones))
    return f'<svg role="img" aria-label="{escape(words)}" viewBox="0 0 {WIDTH} {HEIGHT}">{parts}</svg>'


def _past_words() -> tuple[str, str]:
    return _("There is more before what is shown"), _("There is more after what is shown")


def _bar(course: Course, today: date) -> tuple[date, date] | None:
    """Return from when until when the bar of a project runs: a day that is not known is today."""
    if not course.first and not course.last:
        return None
    first, last = course.first or today, course.last or today
    return min(first, last), last


def _runs_past(course: Course, axis: Axis, today: date) -> tuple[bool, bool]:
    bar = _bar(course, today)
    return axis.runs_past(*bar) if bar else (False, False)


def _heads(course: Course, axis: Axis, today: date) -> Iterator[str]:
    """Draw an arrow head at each edge of the axis that the bar runs past."""
    shapes = ((0, HEAD), (WIDTH, WIDTH - HEAD))
    for words, is_past, (tip, base) in zip(_past_words(), _runs_past(course, axis, today), shapes, strict=True):
        if is_past:
            corners = f"{tip},{MIDDLE} {base},{MIDDLE - HEAD} {base},{MIDDLE + HEAD}"
            yield f'<polygon class="roadmap-past" points="{corners}"><title>{escape(words)}</title></polygon>'


def _parts(course: Course, axis: Axis, today: date, milestones: Sequence[str]) -> Iterator[str]:
    for _day, x in axis.turns:
        yield f'<line class="roadmap-turn" x1="{x}" x2="{x}" y1="0" y2="{HEIGHT}"/>'
    if (time := _bar(course, today)) and (bar := axis.stretch(*time)):
        sure = " roadmap-meant" if course.last_by != ENDED else ""
        yield f'<rect class="roadmap-bar{sure}" x="{bar[0]}" y="{MIDDLE - BAR // 2}" width="{bar[1]}" height="{BAR}" rx="3"/>'
    yield from _heads(course, axis, today)
    for pause in course.pauses:
        if bar := axis.stretch(pause.from_date, pause.until or pause.expected_on):
            ends = bar[0] + bar[1]
            yield f'<line class="roadmap-pause" x1="{bar[0]}" x2="{ends}" y1="{MIDDLE}" y2="{MIDDLE}"/>'
    if axis.holds(today):
        x = axis.place(today)
        yield f'<line class="roadmap-today" x1="{x}" x2="{x}" y1="0" y2="{HEIGHT}"/>'
    for point in course.unplanned:
        if axis.holds(point.passed_on):
            title = f"{point.point} {point.name}, {formats.short_day(point.passed_on, True)}"
            x = axis.place(point.passed_on)
            yield (
                f'<rect class="roadmap-point" x="{x - 7}" y="{MIDDLE - 7}" width="14" height="14">'
                f"<title>{escape(title)}</title></rect>"
            )
    yield from _milestones(course, axis, milestones)
    for wait in course.waits:
        yield from _wait(wait, axis, today)
    for wait in course.given:
        yield from _triangle(wait, axis, given_words(wait), up=True)


def _milestones(course: Course, axis: Axis, said: Sequence[str]) -> Iterator[str]:
    """Draw each milestone as a diamond, and each planned decision point as a square with its name; `said` is each in words."""
    for row, words in zip(course.milestones, said, strict=True):
        if axis.holds(row.reached):
            x, y = axis.place(row.reached), MIDDLE
            corners = f"{x},{y - 11} {x + 11},{y} {x},{y + 11} {x - 11},{y}"
            if row.is_point:
                corners = f"{x - 8},{y - 8} {x + 8},{y - 8} {x + 8},{y + 8} {x - 8},{y + 8}"
                name = Truncator(row.milestone.name).chars(NAMED)
                yield f'<text class="roadmap-name" x="{x}" y="9">{escape(name)}</text>'
            yield (
                f'<polygon class="roadmap-milestone roadmap-{STATES[row.state]}" points="{corners}">'
                f"<title>{escape(words)}</title></polygon>"
            )


def _wait(wait: Wait, axis: Axis, today: date) -> Iterator[str]:
    """Draw what a project waits for: a triangle on the day that it is needed, and a line to when it comes where it is late."""
    needed, expected = wait.dependency.needed_on, wait.stand.day or today
    if wait.stand.late and (bar := axis.stretch(needed, expected)):
        ends = bar[0] + bar[1]
        yield f'<line class="roadmap-wait-late" x1="{bar[0]}" x2="{ends}" y1="{HEIGHT - 6}" y2="{HEIGHT - 6}"/>'
    yield from _triangle(wait, axis, wait_words(wait), up=False)


def _triangle(wait: Wait, axis: Axis, words: str, *, up: bool) -> Iterator[str]:
    """Draw the day that something is needed: pointing down where this project needs it, up where another does."""
    needed = wait.dependency.needed_on
    if axis.holds(needed):
        x = axis.place(needed)
        base, top = (HEIGHT, HEIGHT - 12) if up else (HEIGHT - 12, HEIGHT)
        warns = " roadmap-wait-warns" if wait.stand.warns else ""
        corners = f"{x - 8},{base} {x + 8},{base} {x},{top}"
        yield f'<polygon class="roadmap-wait{warns}" points="{corners}"><title>{escape(words)}</title></polygon>'
