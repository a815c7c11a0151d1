"""Registers the status reports that wait: to be written, to be asked for, to be opened for."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.worklist import Waiting, in_whole, register_source, tells_all

from ..models import ReportAsk
from ..queries import reports as queries


def _key(ask: ReportAsk) -> str:
    return f"portfolio.report:{ask.pk}"


@register_source
def reports_to_write(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell those who report for a project what they are asked and have not reported. One statement."""
    mine = actor.scoped_ids("project", "project_manager", "project_owner")
    if not mine:
        return []
    clause = queries.clause_of(actor)
    return [
        Waiting(
            heading=_("Report how %(project)s goes") % {"project": ask.project},
            url=reverse("portfolio:write_report", args=[ask.window.code, ask.project.code]),
            clause=clause,
            deadline=ask.window.due_on,
            text=ask.window.name,
            key=_key(ask),
        )
        for ask in queries.silent_asks(mine)
    ]


@in_whole("asks", reports_to_write)
def reports_missing(reader: Actor, today: date) -> Sequence[Waiting]:
    """Return the projects that have not reported, with who was asked. One statement."""
    clause = queries.clause_of(reader)
    return [
        Waiting(
            heading=_("Report how %(project)s goes") % {"project": ask.project},
            url=ask.get_absolute_url(),
            clause=clause,
            deadline=ask.window.due_on,
            text=ask.window.name,
            key=_key(ask),
            who=ask.asked_to.name if ask.asked_to else _("the secretariat"),
        )
        for ask in queries.silent_asks()
    ]


@register_source
def windows_to_follow(actor: Actor, today: date) -> Sequence[Waiting]:
    """Tell the secretariat whom to remind, and when it is time to open a window. At most three statements."""
    if not actor.may("portfolio.open_window"):
        return []
    clause = queries.clause_of(actor)
    waiting: list[Waiting] = []
    silent: dict[str, list[ReportAsk]] = {}
    rounds = queries.rounds(today)
    for ask in queries.silent_asks(late_on=today) if rounds.any_open else ():
        silent.setdefault(ask.window.code, []).append(ask)
    for asks in silent.values():
        says = ngettext(
            "%(count)s project is silent in %(window)s", "%(count)s projects are silent in %(window)s", len(asks)
        )
        waiting.append(
            Waiting(
                heading=says % {"count": formats.number(len(asks)), "window": asks[0].window},
                url=asks[0].window.get_absolute_url(),
                clause=clause,
                deadline=asks[0].window.due_on,
                text=formats.sentence(ask.project for ask in asks),
                key=f"portfolio.window:{asks[0].window_id}",
            )
        )
    return [*waiting, *_to_open(rounds.next_due, today, clause)]


def _to_open(due: date | None, today: date, clause: str) -> list[Waiting]:
    if due is None:
        return []
    rule = queries.rhythm(today)
    reminds = "" if rule.regulated else _("No rule says how often: this is a reminder after %(months)s months.")
    return [
        Waiting(
            heading=_("Open a reporting window"),
            url=reverse("portfolio:open_window"),
            clause=clause,
            deadline=due,
            text=reminds % {"months": queries.months_of(rule)} if reminds else "",
            key="portfolio.open_window",
        )
    ]


tells_all("projects", windows_to_follow)
