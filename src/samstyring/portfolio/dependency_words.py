"""How a dependency is said: what is waited for, and how it stands, in words beside a mark."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.ui import formats

from .models import Dependency
from .queries.dependencies import Wait
from .rules import dependencies as rules
from .rules.dependencies import Stand

MARKS = {
    rules.MET: "ok",
    rules.ON_TIME: "soon",
    rules.LATE: "broken",
    rules.PAUSED: "due",
    rules.STOPPED: "broken",
    rules.UNKNOWN: "na",
}


def stand_words(stand: Stand) -> str:
    """Say how it stands: "12 days late, expected 13 Mar. 2023"."""
    day = formats.short_day(stand.day, True) if stand.day else ""
    if stand.kind == rules.MET:
        return _("met %(day)s") % {"day": day} if day else _("met")
    if stand.kind == rules.LATE:
        late = ngettext("%(days)s day late", "%(days)s days late", stand.late) % {"days": formats.number(stand.late)}
        return _("%(late)s, expected %(day)s") % {"late": late, "day": day} if day else late
    if stand.kind == rules.ON_TIME:
        return _("on time, expected %(day)s") % {"day": day}
    return {
        rules.PAUSED: _("in danger: the other is paused"),
        rules.STOPPED: _("the other is over without it"),
        rules.UNKNOWN: _("no day is known for it"),
    }[stand.kind]


def from_words(row: Dependency) -> str:
    """Say from what it is waited: a milestone, the end of a project, or what stands on the radar."""
    if row.entry is not None:
        return str(row.entry)
    return _("%(project)s: %(milestone)s") % {
        "project": row.on_project,
        "milestone": row.milestone or _("when it ends"),
    }


def given_words(wait: Wait) -> str:
    """Say the same as the one that is waited for reads it."""
    row = wait.dependency
    what = f"{row.what} ({row.milestone})" if row.milestone else row.what
    return _("%(project)s waits for %(what)s, needed by %(day)s (%(stand)s)") % {
        "project": row.project,
        "what": what,
        "day": formats.short_day(row.needed_on, True),
        "stand": stand_words(wait.stand),
    }


def wait_words(wait: Wait) -> str:
    """Say a whole dependency in one line."""
    row = wait.dependency
    return _("%(what)s from %(other)s, needed by %(day)s (%(stand)s)") % {
        "what": row.what,
        "other": from_words(row),
        "day": formats.short_day(row.needed_on, True),
        "stand": stand_words(wait.stand),
    }
