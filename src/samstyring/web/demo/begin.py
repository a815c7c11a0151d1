"""Beginning the example: the database is looked at, founded if it is new, and the story told once."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files

from django.db import transaction
from django.utils import timezone, translation

from samstyring.charter import acts as charter
from samstyring.governance import acts as governance
from samstyring.governance.models import Body, Seat
from samstyring.kernel import clock
from samstyring.kernel.models import Installation

from . import (
    advice,
    cases,
    cast,
    evaluation,
    history,
    joining,
    meetings,
    projects,
    ranking,
    registers,
    reminders,
    reports,
    risks,
    rules,
    successor,
    tolerances,
    working,
    written,
)
from .amendment import annex, extension, first_answers
from .endings import another_owner, supervision_ends, supervision_measured
from .groups import seat_resource_group, seat_security_group
from .needs import in_november as needs_in_november
from .needs import in_october as needs_in_october
from .phases import clinic_goes_on, clinic_prepares, dialogue_waits
from .plan import plan_next_year, plan_this_year
from .plans import plans_in_november, plans_in_september
from .programmes import programme
from .radar import brought_up_to_date
from .radar import put_up as put_up_radar
from .story import Enough, Progress, Story, letter
from .views import shared_view

TODAY = date(2022, 11, 22)
"""The day that the example opens on, unless another is asked for."""
EARLIEST = date(2022, 9, 2)
"""The story begins the day before."""
CHARTER = "digi-vestland-2020.toml"


@dataclass(frozen=True)
class Begun:
    """An example that was founded: its first instant, and how many things were done before it."""

    opening: datetime
    done: int


def begin(today: date = TODAY, progress: Progress = lambda done, day: None) -> Begun:
    """Found the example with its clock at nine o'clock on a day, and tell the story as far as it has come by then.

    All of it or nothing: whoever breaks it off finds nothing founded. `progress` is told how many things are done, and
    the day that the story has come to.
    """
    opening = datetime.combine(today, time(9), tzinfo=clock.OSLO)
    story = Story(opening, progress)
    with transaction.atomic(), translation.override("nn"):
        _found(story, opening - timezone.now())
        with contextlib.suppress(Enough):
            _tell(story)
    clock.forget_offset()
    return Begun(opening, story.done)


def _found(story: Story, offset: timedelta) -> None:
    source = (files("samstyring.charters") / CHARTER).read_text(encoding="utf-8")
    mode = Installation.Mode.DEMO
    story.do(charter.found, "installation", source_text=source, mode=mode, clock_offset=offset)


def _tell(story: Story) -> None:
    cast.gather(story)
    cast.set_mailbox(story)
    cast.sign(story)
    joining.invite(story)
    story.on(date(2022, 9, 5))
    history.take_over(story)
    planned = plans_in_september(story)
    _seat(story, "nordfjord", "Nordfjord", "Stad")
    _seat(story, "sogn_sunnfjord", "Sogn/Sunnfjord", "Sogndal")
    plan_this_year(story)
    seat_resource_group(story)
    in_october = meetings.plan(story, date(2022, 10, 7))
    in_december = meetings.plan(story, date(2022, 12, 9), hour=9)
    meetings.plan(story, date(2023, 3, 10))
    supplier = risks.in_september(story)
    story.on(date(2022, 9, 19))
    supervision_ends(story)
    story.on(date(2022, 9, 26))
    third_quarter = reports.in_september(story)
    minutes = meetings.october(story, cases.for_october, in_october, meetings.hearing.before_october)
    reports.by_letter(story, third_quarter)
    story.on(date(2022, 10, 17))
    seat_security_group(story)
    digihelse = projects.digihelse(story)
    ranking.applied(story)
    extra = meetings.call_november(story, lambda story: [*written.for_november(story), risks.accepted(story)])
    story.on(date(2022, 10, 25))
    projects.first_answers(story, digihelse)
    meetings.approve(story, minutes)
    meetings.follow_october(story)
    sensors = needs_in_october(story)
    meetings.hearing.report_october(story)
    meetings.november(story, extra)
    drafts = projects.digihelse_drafts(story, digihelse)
    story.on(date(2022, 11, 10))
    projects.later_answers(story, digihelse)
    projects.comments_on_draft(story, drafts)
    clinic_goes_on(story)
    tolerances.inside(story)
    meetings.more_time(story)
    projects.other_candidates(story)
    ranking.scored(story)
    needs_in_november(story, sensors)
    put_up_radar(story)
    amendment = extension(story)
    joining.answer(story)
    joining.leave(story)
    risks.in_november(story, supplier)
    supervision_measured(story)
    november = reports.in_november(story)
    story.on(date(2022, 11, 14))
    main = cases.start_of_digihelse(story, drafts)
    projects.attach_concept(story, main)
    plan_next_year(story)
    others = cases.for_december(story, projects.archive_budget(story), projects.clinic_plan(story))
    advice.advise(story, others[0])
    meetings.call_december(story, in_december, [main, *others])
    meetings.hearing.before_december(story, main)
    meetings.regrets_to_december(story, in_december)
    cases.unfinished(story)
    working.write_on(story)
    working.comment(story)
    working.hearing(story)
    rules.draft_rules(story)
    ranking.answered(story)
    story.on(date(2022, 11, 18))
    first_answers(story, amendment)
    annex(story)
    brought_up_to_date(story)
    reports.remind(story, november)
    shared_view(story)
    dialogue_waits(story)
    reports.before_december(story, november)
    another_owner(story)
    clinic_prepares(story)
    plans_in_november(story, planned)
    programme(story)
    tolerances.outside(story)
    risks.raised(story, supplier)
    registers.in_november(story)
    evaluation.ask(story)
    successor.prepare(story)
    story.on(date(2022, 11, 21), 10)
    evaluation.answer(story)
    reminders.remind(story, date(2022, 11, 21))
    reminders.mail_came_back(story, "Gulen", "Forlenging av avtalen")
    written.advise_in_writing(story)
    written.ask_in_writing(story)


def _seat(story: Story, key: str, name: str, party: str) -> None:
    """Seat the one who has held a seat since the new year, by the letter that says so."""
    text = f"Kommunane i {name} er samde om at kommunedirektøren i {party} har plassen i styringsgruppa frå 1. januar 2022."
    story.do(
        governance.seat_holder,
        seat=Seat.objects.get(body=Body.objects.get(key="SG"), key=key),
        person=story.person(key),
        organisation=story.organisation(party),
        from_date=date(2022, 1, 1),
        dated=date(2021, 12, 15),
        source=f"brev frå kommunane i {name} (eksempel)",
        evidence=letter(
            f"Plassen for {name.replace('/', ' og ')}", f"Kommunane i {name} (eksempel)", date(2021, 12, 15), text
        ),
    )
