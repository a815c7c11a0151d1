"""The whole of the main job, from a need to a decision in force that anyone can see: through pages only, as each role.

One story of the year 2022, told by the people in it. Nothing but the passing of days and the work of the mail is done
outside the pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from samstyring.kernel import journal
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
    question_in,
    says,
    tick,
    visit,
    words_of,
    work,
    write,
    write_rows,
)
from tests.support.mail import SmtpServer
from tests.support.site import Site

pytestmark = pytest.mark.browser

NAME = "Trygg heime <felles> & «nær»"
PROPOSALS = (
    "portfolio.adopt_mandate",
    "finance.adopt_budget",
    "finance.adopt_funding_plan",
    "portfolio.start_project",
)


@dataclass
class Story:
    """Who is in it, the mail that is sent, and the addresses that they come back to."""

    people: People
    smtp: SmtpServer
    project: str = ""
    case: str = ""
    meeting: str = ""
    regrets: str = ""

    @property
    def room(self) -> str:
        return f"{self.meeting}room/"

    @property
    def minutes(self) -> str:
        return f"{self.meeting}minutes/"


@pytest.fixture
def story(browser: Browser, site: Site, smtp_server: SmtpServer) -> Iterator[Story]:
    with People(browser, site) as people:
        yield Story(people, smtp_server)


# Prepare -------------------------------------------------------------------------------------------------------------


def the_directors_are_registered(story: Story) -> None:
    for name in ("Sunnfjord", "Askvoll"):
        page = visit(story.people("adviser"), "/municipalities/")
        follow(page, "", words=name)
        follow(page, "/people/new/")
        fill(page, name=f"Dag {name}", email=f"{name.lower()}@example.no")
        press(page)
        follow(page.locator("main li", has_text="Kommunedirektør").last, "/appoint/")
        choose(page, "person", f"Dag {name}")
        fill(page, from_date=in_days(-30), source="Brev frå kommunen")
        press(page)
        says(page, f"Dag {name}")


def the_secretariat_registers_a_project(story: Story) -> None:
    page = visit(story.people("adviser"), "/projects/")
    follow(page, "/projects/new/")
    fill(page, name=NAME, summary="Kommunane prøver ut trygg oppfølging heime.", origin="regional")
    page.locator('main [name="purposes"]').first.check()
    choose(page, "owner", "Sunnfjord")
    tick(page, "participants", "Alver")
    tick(page, "participants", "Askvoll")
    press(page)
    says(page, NAME)
    story.project = page.url


def the_owner_answers_by_the_link(story: Story) -> None:
    page = visit(story.people("adviser"), story.project)
    follow(page, "/parties/ask/")
    press(page)
    work()
    [mail] = mail_to(story.smtp, "sunnfjord@example.no")
    stranger = visit(story.people("stranger"), question_in(mail))
    says(stranger, NAME)
    press(stranger, status=422)
    fill(stranger, kind="accept", answered_by="Dag Sunnfjord", answered_as="kommunedirektør")
    press(stranger)
    visit(stranger, question_in(mail))


def one_participant_answers_signed_in(story: Story) -> None:
    page = visit(story.people("alver"), "/")
    follow(page, "/answers/#")
    fill(page, kind="reserve")
    press(page, status=422)
    fill(page, reservation="Vi kan ikkje stille med prosjektleiar.")
    press(page)


def one_is_registered_by_the_secretariat(story: Story) -> None:
    page = visit(story.people("adviser"), story.project)
    follow(page.locator("main tr", has_text="Askvoll"), "/answer/")
    fill(page, kind="decline", answered_by="Dag Askvoll", answered_as="kommunedirektør")
    fill(page, evidence=letter("Svar frå Askvoll"))
    press(page)
    says(page, "Dag Askvoll", "Vi kan ikkje stille med prosjektleiar.")
    with page.expect_download() as download:
        page.locator("main tr", has_text="Askvoll").locator('a[href*="/documents/"]').click()
    assert download.value.suggested_filename == "Svar frå Askvoll.eml"


def mandate_budget_and_funding_are_drafted(story: Story) -> None:
    page = visit(story.people("adviser"), story.project)
    follow(page, "/mandates/new/")
    fill(page, goal="Innbyggjarane bur trygt heime lenger.", deliverables="Rettleiing\nRapport", frame="1 300 000")
    fill(page, starts_on=in_days(30), ends_on=in_days(400), tolerance_cost_percent="10")
    press(page)
    visit(page, story.project)
    follow(page, "/budgets/new/")
    write_rows(
        page,
        {"text": "Prosjektleiing", "year": 2023, "amount": "800 000,50"},
        {"text": "Utstyr", "year": 2023, "amount": "450 000"},
    )
    press(page)
    visit(page, story.project)
    follow(page, "/funding/new/")
    write_rows(
        page,
        {"name": "Prosjektskjønn", "year": 2023, "amount": "1 000 000", "certainty": "applied"},
        {"organisation": "Sunnfjord", "year": 2023, "amount": "250 000,50", "certainty": "secured"},
    )
    press(page)


def the_case_is_brought(story: Story) -> None:
    page = visit(story.people("adviser"), story.project)
    follow(page, "?about=project:")
    fill(page, title="Oppstart av Trygg heime", summary="Styringsgruppa blir beden om å starte prosjektet.")
    write(page, "background", "Kommunane har meldt behovet.")
    write(page, "assessment", "Prosjektet er klart.")
    write(page, "recommendation", "Sekretariatet rår til å starte.")
    press(page)
    says(page, "Kommunane har meldt behovet.", "Sekretariatet rår til å starte.")
    story.case = page.url
    for matter in PROPOSALS:
        follow(page, f"?matter={matter}")
        if matter == "portfolio.start_project":
            fill(page, condition="Skjønnsmidlane er tildelte", condition_confirmed_by="secretariat")
            fill(page, condition_latest=in_days(120))
        assert page.locator("[name=wording]").input_value(), f"{matter} suggests no wording"
        press(page)
    assert not page.locator(f'form[action$="{story.case.split("/cases")[1]}agenda/"]').count()
    follow(page, "?what=portfolio.participants_accepted")
    press(page, status=422)
    fill(page, reason="Askvoll kan kome med seinare.")
    press(page)
    says(page, "Askvoll kan kome med seinare.")


def other_cases_are_opened(story: Story) -> None:
    page = story.people("adviser")
    open_case(page, "information", "Orientering om arbeidet", summary="Status frå sekretariatet.")
    open_case(page, "free_text", "Felles arkivplan")
    propose(page, "Styringsgruppa vedtek arkivplanen.")
    open_case(page, "free_text", "Ny møteplan")
    propose(page, "Styringsgruppa møtest seks gonger i 2023.")
    follow(page, "?matter=governance.follow_up")
    choose(page, "organisation", "Fedje")
    fill(page, text="Sende ut møteplanen", deadline=in_days(60), wording="Fedje sender ut møteplanen.")
    press(page)


def open_case(page: Page, kind: str, title: str, **fields: str) -> None:
    visit(page, "/cases/")
    follow(page, "/cases/new/")
    fill(page, kind=kind)
    press(page)
    fill(page, title=title, **fields)
    press(page)


def propose(page: Page, wording: str) -> None:
    follow(page, "?matter=governance.free_text")
    fill(page, wording=wording)
    press(page)


# Call ----------------------------------------------------------------------------------------------------------------


def a_meeting_is_planned(story: Story) -> None:
    page = visit(story.people("adviser"), "/meetings/")
    follow(page, "/meetings/new/")
    choose(page, "body", "Styringsgruppa")
    fill(page, day=in_days(17), starts="09.00", ends="08.30", place="Teams", video_link="https://teams.example/1")
    press(page, status=422)
    fill(page, ends="11.00")
    press(page)
    story.meeting = page.url


def the_agenda_is_put_together_and_frozen(story: Story) -> None:
    page = visit(story.people("adviser"), story.case)
    press_to(page, "/agenda/")
    visit(page, story.meeting)
    for title in ("Felles arkivplan", "Ny møteplan", "Orientering"):
        choose(page, "case", title)
        press_to(page, "/agenda/add/")
    press(page.locator("main tr", has_text="Orientering"), 'button[value="-1"]')
    follow(page, "/agenda/freeze/")
    press(page)
    numbered = page.locator("main tbody tr", has_text="/22").all_inner_texts()
    titles = ("Godkjenning", "Oppstart", "Felles arkivplan", "Orientering", "Ny møteplan")
    for number, (row, title) in enumerate(zip(numbered, titles, strict=True), start=1):
        assert f"SG {number}/22" in row
        assert title in row


def the_leader_approves_and_the_secretariat_sends(story: Story) -> None:
    page = visit(story.people("adviser"), f"{story.meeting}summons/send/")
    assert not page.locator("main form.form").count(), "the summons can be sent without the leader"
    leader = visit(story.people("leader"), "/")
    follow(leader, "/summons/approve/")
    press(leader)
    story.smtp.refuse.add("ks@example.no")
    visit(page, story.meeting)
    follow(page, "/summons/send/")
    press(page)
    work()
    [mail] = mail_to(story.smtp, "nordfjord@example.no")
    parts = {part.get_content_type(): part for part in mail.walk()}
    assert parts["application/pdf"].get_content().startswith(b"%PDF-")
    assert "METHOD:REQUEST" in parts["text/calendar"].get_content()
    assert "SG 2/22 Oppstart av Trygg heime" in words_of(mail)
    story.regrets = question_in(mail)
    visit(page, story.meeting)
    follow(page, "", words="Innkalling")
    says(page, "ks@example.no", "550")


def regrets_come_by_link(story: Story) -> None:
    stranger = visit(story.people("stranger"), story.regrets)
    press(stranger)
    visit(stranger, story.regrets)
    assert not stranger.locator("main form").count(), "regrets that are sent are asked for again"
    member = visit(story.people("alver"), story.meeting)
    says(member, "Nils Nordfjord")
    assert not link(member, "/withdraw/").count(), "a member can take back another's regrets"


def late_papers_and_a_late_item_are_sent(story: Story) -> None:
    page = story.people("adviser")
    visit(page, story.case)
    follow(page, "/edit/")
    write(page, "assessment", "Prosjektet er klart, og Stad vil vere med.")
    press(page)
    open_case(page, "free_text", "Hastesak")
    propose(page, "Leiaren får fullmakt.")
    visit(page, story.meeting)
    choose(page, "case", "Hastesak")
    press_to(page, "/agenda/add/")
    follow(page, "/late-papers/")
    says(page, "SG 2/22 Oppstart av Trygg heime", "SG 6/22 Hastesak")
    press(page)
    work()
    mail = mail_to(story.smtp, "alver@example.no")[-1]
    assert "application/pdf" in {part.get_content_type() for part in mail.walk()}


# Treat ---------------------------------------------------------------------------------------------------------------


def the_meeting_is_opened(story: Story) -> None:
    days_go_by(17)
    page = visit(story.people("adviser"), story.meeting)
    follow(page, "/room/")
    follow(page, "/room/open/")
    choose(page, "chair", "Alva Alver")
    press(page)
    fill(page, others="Ola Gjest, Bergen kommune")
    press(page)
    says(page, "Alva Alver", "Ola Gjest")


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
    says(page, "Askvoll kan kome med seinare.", "Alva Alver")
    assert "portfolio.participants_accepted" not in main(page).inner_text()
    follow(page, "/agreement/FI-5/")
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


def test_the_main_job(story: Story) -> None:
    for chapter in STORY:
        chapter(story)
    assert journal.verify() is None
