"""The main job until the meeting: a project is registered, answered for, put before the body, and a meeting called."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.steps import (
    People,
    choose,
    fill,
    follow,
    in_days,
    letter,
    link,
    mail_to,
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
    open_case(page, "note", "Orientering om arbeidet", summary="Status frå sekretariatet.")
    open_case(page, "other_decision", "Felles arkivplan")
    propose(page, "Styringsgruppa vedtek arkivplanen.")
    open_case(page, "other_decision", "Ny møteplan")
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
    says(member, "Kommunedirektør, Stad")
    assert not link(member, "/withdraw/").count(), "a member can take back another's regrets"


def late_papers_and_a_late_item_are_sent(story: Story) -> None:
    page = story.people("adviser")
    visit(page, story.case)
    follow(page, "/edit/")
    write(page, "assessment", "Prosjektet er klart, og Stad vil vere med.")
    press(page)
    open_case(page, "other_decision", "Hastesak")
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
