"""Two people at once, a second press, the back button, a lost connection: one clear answer, and nothing lost."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from samstyring.governance.models import AgendaItem, Case, Decision, Meeting, Position
from samstyring.governance.rules.accounts import as_written
from tests.browser.steps import (
    OWN_BUTTON,
    People,
    fill,
    follow,
    link,
    loading,
    main,
    press,
    press_to,
    says,
    visit,
    write,
)
from tests.governance.steps import free_text_case, item_of, open_meeting, take_up
from tests.support.site import Site

pytestmark = pytest.mark.browser


@pytest.fixture
def people(browser: Browser, site: Site) -> Iterator[People]:
    with People(browser, site) as people:
        yield people


def address(case: Case) -> str:
    return reverse("governance:case", args=[case.pk])


def room_of(item: AgendaItem) -> str:
    return reverse("governance:room_item", args=[item.meeting_id, item.pk])


def typed(item: AgendaItem) -> str:
    """What the server holds of an account that is being written."""
    return as_written(AgendaItem.objects.select_related("draft").get(pk=item.pk))[0]


def taken_up() -> AgendaItem:
    """An item under treatment in an open meeting; Alver, Nordfjord and the leader are there."""
    return take_up(open_meeting(), "Sak 1")


# Two at once ---------------------------------------------------------------------------------------------------------


def test_two_edit_the_same_case(people: People) -> None:
    case = free_text_case()
    one = visit(people("adviser"), f"{address(case)}edit/")
    other = visit(people("secretariat_leader"), f"{address(case)}edit/")
    write(one, "background", "Slik rådgivaren skreiv det.")
    press(one)
    write(other, "background", "Slik sekretariatsleiaren skreiv det.")
    fill(other, title="Arkiv for alle")
    press(other, status=409)
    says(other, "rådgivaren", "sekretariatsleiaren")
    assert "{'type'" not in main(other).inner_text(), "the difference shows how texts are stored"
    assert other.locator('main [name="title"]').input_value() == "Arkiv for alle"
    press(other)
    says(other, "Slik sekretariatsleiaren skreiv det.")
    assert Case.objects.get(pk=case.pk).title == "Arkiv for alle"


def test_two_find_the_same_thing(people: People) -> None:
    item = taken_up()
    page, leader = visit(people("adviser"), room_of(item)), visit(people("leader"), room_of(item))
    press_to(page, "/consensus/")
    press_to(leader, "/consensus/")
    assert Decision.objects.filter(item=item).count() == 1
    assert link(leader, "/decisions/SG/2022/2/").count()


def test_a_text_is_changed_while_a_member_writes_a_position(people: People) -> None:
    item = taken_up()
    member = visit(people("alver"), room_of(item))
    fill(member.locator("#position"), kind="object", text="For dyrt for dei små.")
    page = visit(people("adviser"), f"{room_of(item)}text/")
    page.locator("main [name^=wording_]").fill("Styringsgruppa sluttar seg til planen for 2023.")
    press(page)
    expect(member.locator("#live .ds-alert")).to_be_visible(timeout=10_000)
    press(member.locator("#position"), "button", status=422)
    says(member, "for 2023")
    assert not Position.objects.exists()
    expect(member.locator('#position [name="text"]')).to_have_value("For dyrt for dei små.")
    press(member.locator("#position"), "button")
    assert Position.objects.get().seat.round.number == 2


def test_who_has_written_nothing_gets_the_new_text_by_itself(people: People) -> None:
    item = taken_up()
    member = visit(people("alver"), room_of(item))
    page = visit(people("adviser"), f"{room_of(item)}text/")
    page.locator("main [name^=wording_]").fill("Styringsgruppa sluttar seg til planen for 2023.")
    press(page)
    expect(member.locator(".room-text")).to_contain_text("for 2023", timeout=15_000)


# Pressed twice -------------------------------------------------------------------------------------------------------


def test_a_button_is_pressed_twice(people: People) -> None:
    page = visit(people("adviser"), "/cases/new/?kind=free_text")
    fill(page, title="Berre éi sak")
    with loading(page):
        main(page).locator(OWN_BUTTON).dblclick()
    assert Case.objects.filter(title="Berre éi sak").count() == 1


def test_back_and_the_same_form_sent_once_more(people: People) -> None:
    page = visit(people("adviser"), "/cases/new/?kind=free_text")
    fill(page, title="Berre éi sak")
    press(page)
    first = page.url
    page.go_back()
    fill(page, title="Berre éi sak")
    press(page)
    assert page.url == first
    assert Case.objects.filter(title="Berre éi sak").count() == 1


def test_back_and_another_thing_sent(people: People) -> None:
    page = visit(people("adviser"), "/cases/new/?kind=free_text")
    fill(page, title="Den første saka")
    press(page)
    page.go_back()
    fill(page, title="Den andre saka")
    press(page)
    page.go_back()
    fill(page, title="Den første saka")
    press(page)
    assert sorted(Case.objects.filter(title__startswith="Den").values_list("title", flat=True)) == [
        "Den andre saka",
        "Den første saka",
    ]


def test_the_same_thing_sent_from_a_new_page_is_another(people: People) -> None:
    for _ in range(2):
        page = visit(people("adviser"), "/cases/new/?kind=free_text")
        fill(page, title="Eventuelt")
        press(page)
    assert Case.objects.filter(title="Eventuelt").count() == 2


def test_back_to_a_decision_that_is_made(people: People) -> None:
    item = taken_up()
    page = visit(people("adviser"), room_of(item))
    press_to(page, "/consensus/")
    page.go_back()
    again = page.locator('main form[action$="/consensus/"] button')
    if again.count():
        press_to(page, "/consensus/")
    assert link(page, "/decisions/SG/2022/2/").count()
    assert Decision.objects.filter(item=item).count() == 1


def test_back_to_a_summons_that_is_sent(people: People) -> None:
    meeting: Meeting = open_meeting()
    page = people("leader")
    visit(page, f"{reverse('governance:meeting', args=[meeting.pk])}summons/send/")
    if page.locator(f"main {OWN_BUTTON}").count():
        press(page, status=422)
    assert meeting.dispatches.count() == 1


# A lost connection ---------------------------------------------------------------------------------------------------


def test_the_connection_is_lost_while_an_account_is_written(people: People) -> None:
    item = taken_up()
    page = visit(people("adviser"), room_of(item))
    page.context.set_offline(True)
    page.locator("#account-text").fill("Alver spurde om kostnadene.")
    expect(page.locator("#account .saved")).to_have_attribute("data-state", "waiting")
    assert typed(item) == ""
    page.locator("#account button[type=submit]").click()  # the browser would show its own error in place of the page
    expect(page.locator("#account .offline")).to_be_visible()
    expect(page.locator("#account-text")).to_have_value("Alver spurde om kostnadene.")
    page.context.set_offline(False)
    expect(page.locator("#account .saved")).to_have_attribute("data-state", "saved")
    assert typed(item) == "Alver spurde om kostnadene."


def test_the_page_is_closed_while_the_connection_is_lost(people: People, site: Site) -> None:
    item = taken_up()
    page = visit(people("adviser"), room_of(item))
    kept_at = page.locator("#account-text").get_attribute("data-autosave") or ""
    with site.out_of_reach(kept_at):
        page.locator("#account-text").fill("Dette vart skrive utan nett.")
        site.turned_back()
        expect(page.locator("#account .saved")).to_have_attribute("data-state", "waiting")
        with page.expect_event("close"):
            page.close(run_before_unload=True)  # as a person does: the browser ends the page
        site.turned_back(b'name="leaving"')  # what it sends as it ends: after that nothing of it is left
    later = visit(page.context.new_page(), room_of(item))
    later.locator("#account-text").fill("Skrive vidare utan å sjå det.")
    expect(later.locator("#account .saved")).to_have_attribute("data-state", "saved")
    later.reload()
    later.locator(".found button").first.click()
    expect(later.locator("#account .saved")).to_have_attribute("data-state", "saved")
    assert typed(item) == "Dette vart skrive utan nett."


def test_two_write_the_same_account(people: People) -> None:
    item = taken_up()
    page, other = visit(people("adviser"), room_of(item)), visit(people("secretariat_leader"), room_of(item))
    page.locator("#account-text").fill("Skrive først.")
    expect(page.locator("#account .saved")).to_have_attribute("data-state", "saved")
    other.locator("#account-text").fill("Skrive samtidig.")
    expect(other.locator("#account .saved")).to_have_attribute("data-state", "failed")
    press(other.locator("#account"), "button[type=submit]", status=409)
    says(other.locator("#account"), "Skrive først.")
    expect(other.locator("#account-text")).to_have_value("Skrive samtidig.")
    assert typed(item) == "Skrive først."


# Without scripts -----------------------------------------------------------------------------------------------------


def test_a_meeting_is_treated_without_scripts(browser: Browser, site: Site) -> None:
    meeting = open_meeting(3)
    with People(browser, site, javascript=False) as people:
        page = visit(people("adviser"), room_of(item_of(meeting, "Sak 1")))
        press_to(page, "/take-up/")
        press_to(page, "/no-objection/")
        press_to(page, "/consensus/")
        member = visit(people("alver"), room_of(item_of(meeting, "Sak 2")))
        visit(page, room_of(item_of(meeting, "Sak 2")))
        press_to(page, "/take-up/")
        member.reload()
        fill(member.locator("#position"), kind="object", text="Teksten er uklar.")
        press(member.locator("#position"), "button")
        page.reload()
        follow(page, "/text/")
        page.locator("main [name^=wording_]").fill("Styringsgruppa sluttar seg til planen for 2023.")
        press(page)
        fill(page.locator("#account"), text="Alver bad om eit årstal.")
        press(page.locator("#account"), "button[type=submit]")
        press_to(page, "/consensus/")
        visit(page, room_of(item_of(meeting, "Sak 3")))
        press_to(page, "/take-up/")
        follow(page, "?seat=")
        fill(page.locator("#position"), kind="object", text="Nei.")
        press(page.locator("#position"), "button")
        leader = visit(people("leader"), room_of(item_of(meeting, "Sak 3")))
        follow(leader, "/leader/")
        fill(leader, reasons="Det hastar.")
        press(leader)
        visit(page, reverse("governance:room", args=[meeting.pk]))
        follow(page, "/room/close/")
        fill(page, rest="postponed")
        press(page)
        press_to(page, "/minutes/draft/")
        says(page, "Alver bad om eit årstal.", "Det hastar.")
    assert Decision.objects.filter(item__meeting=meeting).count() == 3
