"""The whole of the main job, from a need to a decision in force that anyone can see: through pages only, as each role.

One story of the year 2022, told by the people in it; its first part stands in `preparing`. Nothing but the passing of
days and the work of the mail is done outside the pages.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from samstyring.kernel import journal
from tests.browser.preparing import (
    NAME,
    Story,
    a_meeting_is_planned,
    late_papers_and_a_late_item_are_sent,
    mandate_budget_and_funding_are_drafted,
    one_is_registered_by_the_secretariat,
    one_participant_answers_signed_in,
    other_cases_are_opened,
    regrets_come_by_link,
    the_agenda_is_put_together_and_frozen,
    the_case_is_brought,
    the_directors_are_registered,
    the_leader_approves_and_the_secretariat_sends,
    the_owner_answers_by_the_link,
    the_secretariat_registers_a_project,
)
from tests.browser.steps import (
    People,
    choose,
    days_go_by,
    fill,
    follow,
    in_days,
    key,
    letter,
    link,
    loading,
    mail_to,
    main,
    press,
    press_to,
    says,
    visit,
    work,
    write_rows,
)
from tests.support.mail import SmtpServer
from tests.support.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def story(browser: Browser, site: Site, smtp_server: SmtpServer) -> Iterator[Story]:
    with People(browser, site) as people:
        yield Story(people, smtp_server)


# Treat ---------------------------------------------------------------------------------------------------------------


def the_meeting_is_opened(story: Story) -> None:
    days_go_by(17)
    page = visit(story.people("adviser"), story.meeting)
    follow(page, "/room/")
    follow(page, "/room/open/")
    choose(page, "chair", "Kommunedirektør, Alver")
    press(page)
    fill(page, others="Ein gjest, Bergen kommune")
    press(page)
    says(page, "Kommunedirektør, Alver", "Ein gjest")


def to_item(story: Story, who: str, title: str) -> Page:
    page = visit(story.people(who), story.room)
    follow(page.locator("main ol.room-items"), "", words=title)
    return page


def the_first_item_takes_in_the_late_one(story: Story) -> None:
    page = to_item(story, "adviser", "Godkjenning av saklista")
    key(page, "t")
    to_item(story, "adviser", "Hastesak")
    press_to(page, "/late/", accepted="yes")
    to_item(story, "adviser", "Godkjenning av saklista")
    key(page, "k")
    says(page, "SG 1/22")


def nobody_objects_to_the_project(story: Story) -> None:
    page = to_item(story, "adviser", "Oppstart av Trygg heime")
    key(page, "t")
    key(page, "n")
    key(page, "k")
    assert link(page, "/decisions/SG/2022/2/").count()


def one_objects_and_the_text_is_changed(story: Story) -> None:
    page = to_item(story, "adviser", "Felles arkivplan")
    key(page, "t")
    member = to_item(story, "alver", "Felles arkivplan")
    fill(member.locator("#position"), kind="object")
    press(member.locator("#position"), "button", status=422)
    fill(member.locator("#position"), text="Planen manglar kostnader.")
    press(member.locator("#position"), "button")
    assert not link(member, "/leader/").count(), "whoever chairs without leading can decide alone"
    says(page, "Planen manglar kostnader.")  # the room is renewed by itself
    follow(page, "/text/")
    page.locator("main [name^=wording_]").fill("Styringsgruppa vedtek arkivplanen med kostnadsoverslag.")
    fill(page, why="etter framlegg frå Alver")
    press(page)
    says(page, "etter framlegg frå Alver")
    follow(page, "/rounds/1/")
    says(page, "Planen manglar kostnader.")
    to_item(story, "adviser", "Felles arkivplan")
    key(page, "k")


def the_meeting_takes_note(story: Story) -> None:
    page = to_item(story, "adviser", "Orientering om arbeidet")
    key(page, "o")


def the_leader_decides_with_reasons(story: Story) -> None:
    page = to_item(story, "adviser", "Ny møteplan")
    key(page, "t")
    fill(page.locator("#account"), text="Alver ville ha færre møte.")
    says(page.locator("#account .saved"), "kl.")
    choose(page.locator("#position"), "seat", "Alver")
    fill(page.locator("#position"), kind="object", text="Seks møte er for mange.")
    press(page.locator("#position"), "button")
    leader = to_item(story, "leader", "Ny møteplan")
    follow(leader, "/leader/")
    press(leader, status=422)
    fill(leader, reasons="Porteføljen krev tettare oppfølging.")
    press(leader)
    follow(leader, "/decisions/SG/2022/5/")
    says(leader, "Porteføljen krev tettare oppfølging.", "Seks møte er for mange.", "Sende ut møteplanen")


def the_meeting_is_closed(story: Story) -> None:
    page = to_item(story, "adviser", "Hastesak")
    follow(page, "/postpone/")
    fill(page, why="Tida var ute.")
    press(page)
    visit(page, story.room)
    follow(page, "/room/close/")
    press(page)


# Take effect, and see why --------------------------------------------------------------------------------------------


def a_figure_leads_to_its_decision_and_clause(story: Story) -> None:
    page = story.people("adviser")
    for heading in ("mandate-heading", "budget-heading", "funding-heading"):
        visit(page, story.project)
        with loading(page):
            page.locator(f'section[aria-labelledby="{heading}"] a.basis').first.click()
        assert page.url.endswith("/decisions/SG/2022/2/"), page.url
    says(page, "Askvoll kan kome med seinare.", "Kommunedirektør, Alver")
    assert "portfolio.participants_accepted" not in main(page).inner_text()
    follow(page, "/agreement/FI-5/?on=2022-12-09")  # as it read on the day of the decision
    says(page, "SG 2/22")


def the_condition_is_confirmed(story: Story) -> None:
    page = visit(story.people("adviser"), "/")
    follow(page, "/decisions/SG/2022/2/")
    follow(page, "/confirm/")
    press(page, status=422)
    fill(page, note="Tilskotsbrev frå Statsforvaltaren.", evidence=letter("Tilskotsbrev"))
    press(page)
    says(page, "Tilskotsbrev frå Statsforvaltaren.")
    visit(page, story.project)
    assert page.locator("main aside a.basis, .why a.basis").count() == 2, "the start has no basis"


def the_minutes_are_sent_and_remarked_on(story: Story) -> None:
    page = visit(story.people("adviser"), story.room)
    press_to(page, "/minutes/draft/")
    says(page, "Alver ville ha færre møte.", "Seks møte er for mange.")
    follow(page, "/minutes/send/")
    press(page)
    work()
    mail = mail_to(story.smtp, "alver@example.no")[-1]
    assert "application/pdf" in {part.get_content_type() for part in mail.walk()}
    member = visit(story.people("alver"), "/")
    follow(member, "/minutes/")
    follow(member, "/remark/")
    fill(member, text="Alver meinte fire møte.")
    press(member)
    says(member, "Alver meinte fire møte.")


def nothing_is_public_yet(story: Story) -> None:
    stranger = story.people("stranger")
    assert (
        visit(stranger, "/decisions/SG/2022/2/", status=404).title()
        == visit(stranger, "/decisions/SG/2022/77/", status=404).title()
    ), "a decision can be guessed at"
    assert "SG 2/22" not in main(visit(stranger, "/decisions/")).inner_text()
    assert "SG 2/22" not in stranger.request.get("/decisions/feed.atom").text()
    assert stranger.request.get("/decisions/SG/2022/2/minutes.pdf").status == 404


def the_next_meeting_approves_the_minutes(story: Story) -> None:
    days_go_by(40)
    page = visit(story.people("adviser"), "/meetings/new/")
    choose(page, "body", "Styringsgruppa")
    fill(page, day=in_days(1), starts="09.00", ends="11.00")
    press(page)
    meeting = page.url
    choose(page, "case", "Hastesak")
    press_to(page, "/agenda/add/")
    follow(page, "/agenda/freeze/")
    press(page)
    leader = visit(story.people("leader"), meeting)
    follow(leader, "/summons/send/")
    press(leader)
    visit(page, f"{meeting}room/")
    follow(page, "/room/open/")
    press(page)
    press(page)
    for title in ("Godkjenning av saklista", "Godkjenning av referat", "Hastesak"):
        visit(page, f"{meeting}room/")
        follow(page.locator("main ol.room-items"), "", words=title)
        key(page, "t")
        key(page, "k")
    visit(page, f"{meeting}room/")
    follow(page, "/room/close/")
    press(page)


def what_is_released_is_public(story: Story) -> None:
    page = visit(story.people("adviser"), story.minutes)
    follow(page, "/minutes/release/")
    press(page, status=422)
    fill(page, checked=True)
    press(page)
    stranger = visit(story.people("stranger"), "/")
    visit(stranger, "/decisions/")
    follow(stranger, "/decisions/SG/2022/2/")
    says(stranger, NAME)
    assert "Askvoll" not in main(stranger).inner_text()
    assert "SG 2/22 Oppstart" in stranger.request.get("/decisions/feed.atom").text()
    assert stranger.request.get("/decisions/SG/2022/2/minutes.pdf").body().startswith(b"%PDF-")
    visit(stranger, "/decisions/SG/2023/2/", status=404)


def a_changed_budget_is_shown_as_a_difference(story: Story) -> None:
    page = visit(story.people("adviser"), story.project)
    follow(page, "/budgets/new/")
    write_rows(page, {"amount": "820 000"})
    press(page)
    says(page.locator("main del").first, "800 000,50")
    says(page.locator("main ins").first, "820 000")
    visit(page, story.project)
    says(page.locator('section[aria-labelledby="budget-heading"]'), "1 250 000,50", "1 270 000")


STORY = (
    the_directors_are_registered,
    the_secretariat_registers_a_project,
    the_owner_answers_by_the_link,
    one_participant_answers_signed_in,
    one_is_registered_by_the_secretariat,
    mandate_budget_and_funding_are_drafted,
    the_case_is_brought,
    other_cases_are_opened,
    a_meeting_is_planned,
    the_agenda_is_put_together_and_frozen,
    the_leader_approves_and_the_secretariat_sends,
    regrets_come_by_link,
    late_papers_and_a_late_item_are_sent,
    the_meeting_is_opened,
    the_first_item_takes_in_the_late_one,
    nobody_objects_to_the_project,
    one_objects_and_the_text_is_changed,
    the_meeting_takes_note,
    the_leader_decides_with_reasons,
    the_meeting_is_closed,
    a_figure_leads_to_its_decision_and_clause,
    the_condition_is_confirmed,
    the_minutes_are_sent_and_remarked_on,
    nothing_is_public_yet,
    the_next_meeting_approves_the_minutes,
    what_is_released_is_public,
    a_changed_budget_is_shown_as_a_difference,
)


@pytest.mark.slow
def test_the_main_job(story: Story) -> None:
    for chapter in STORY:
        chapter(story)
    assert journal.verify() is None
