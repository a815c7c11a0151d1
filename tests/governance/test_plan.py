"""The yearly plan: days of next year by property, the wheel's geometry, pages, collisions."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from samstyring.governance import acts
from samstyring.governance.models import Meeting, PlanEntry
from samstyring.governance.rules.plan import run_next_year, same_week_next_year
from samstyring.governance.rules.wheel import LANES, Item, wheel
from samstyring.kernel import clock
from tests.founding import user
from tests.governance.steps import body, do, planned_meeting

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(DAYS, st.none() | st.integers(1, 400))
def test_a_day_comes_again_on_the_same_weekday_of_the_same_week_within_the_year_after(
    day: date, length: int | None
) -> None:
    again = same_week_next_year(day)
    assert again.year == day.year + 1
    assert again.weekday() == day.weekday()
    assert (again - day).days in (364, 371)
    last = min(day + timedelta(days=length), date(day.year, 12, 31)) if length else None
    first, until = run_next_year(day, last if last and last > day else None)
    assert first == again
    assert until is None or (until > first and until.year == first.year)


@given(st.integers(2000, 2100), st.lists(st.tuples(st.integers(0, 364), st.sampled_from(sorted(LANES))), max_size=60))
def test_the_wheel_draws_every_item_inside_the_picture(year: int, things: list[tuple[int, str]]) -> None:
    items = [
        Item(number, date(year, 1, 1) + timedelta(days=day), None, shape) for number, (day, shape) in enumerate(things)
    ]
    drawn = wheel(year, items, {1, 3}, date(year, 6, 1))
    assert {mark.number for mark in drawn.marks} == set(range(len(things)))
    assert all(0 < float(mark.x) < 400 and 0 < float(mark.y) < 400 for mark in drawn.marks)
    assert (len(drawn.months), len(drawn.gaps), bool(drawn.hand)) == (12, 2, True)


@pytest.mark.usefixtures("founded")
def test_the_pages_of_the_plan_keep_what_was_typed_and_answer_collisions(client: Client) -> None:
    client.force_login(user("adviser"))
    new = reverse("governance:add_plan_entry", args=["SG"])
    typed = {"title": "Budsjett", "kind": "budget", "day": "2022-12-01", "last_day": "2022-11-01"}
    refused = client.post(new, typed)
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"last_day"}
    assert "Budsjett" in refused.content.decode()
    assert client.post(new, {**typed, "last_day": "2023-01-05"}).status_code == 422
    assert client.post(new, {**typed, "last_day": ""}).status_code == 302
    entry = PlanEntry.objects.get()
    change = reverse("governance:change_plan_entry", args=[entry.pk])
    changed = {**typed, "last_day": "", "day": "2022-12-08", "revision": "1"}
    assert client.post(change, changed).status_code == 302
    stale = client.post(change, {**changed, "title": "Budsjett 2023"})
    assert stale.status_code == 409
    assert "Budsjett 2023" in stale.content.decode()
    away = reverse("governance:remove_plan_entry", args=[entry.pk])
    assert "Budsjett" in client.get(away).content.decode()
    assert client.post(away, {}).status_code == 302
    assert [client.post(url, changed).status_code for url in (away, change)] == [404, 404]
    assert PlanEntry.objects.filter(pk=entry.pk, removed_at__isnull=False).exists()
    client.force_login(user("contact"))
    assert client.get(new).status_code == 403


@pytest.mark.usefixtures("founded")
def test_two_who_plan_next_year_at_once_make_it_once(client: Client) -> None:
    planned_meeting(datetime(2022, 12, 9, 9, tzinfo=clock.OSLO))
    theme = do(
        acts.add_plan_entry, body=body(), kind="theme", title="Budsjett", day=date(2022, 11, 14), last_day=date(2022, 12, 9)
    )  # fmt: skip
    client.force_login(user("adviser"))
    address = reverse("governance:plan_next_year", args=["SG", 2023])
    form = client.get(address).context["form"]
    lines = {line.title: line.row for line, _fields in form.lines}
    sent = {
        f"{name}_{row}": str(form[f"{name}_{row}"].initial)
        for row in lines.values()
        for name in ("take", "day", "last_day")
        if f"{name}_{row}" in form.fields
    }
    odd = client.post(address, {**sent, f"day_{lines['Budsjett']}": "2024-01-01"})
    assert odd.status_code == 422
    assert odd.context["form"].errors.keys() == {f"day_{lines['Budsjett']}"}
    assert not PlanEntry.objects.filter(copied_from=theme).exists()
    assert Meeting.objects.count() == 1
    assert client.post(address, sent).status_code == 302
    twice = client.post(address, sent)
    assert twice.status_code == 422
    assert {name.split("_")[0] for name in twice.context["form"].errors} == {"take", "day"}
    assert (PlanEntry.objects.filter(copied_from=theme).count(), Meeting.objects.count()) == (1, 2)
    assert client.post(address, {}).status_code == 422
    assert client.get(reverse("governance:plan_next_year", args=["SG", 9999])).status_code == 404


@pytest.mark.usefixtures("founded")
def test_the_year_as_calendar_and_as_file_shows_meetings_only_to_those_who_may_read_them(
    client: Client, django_assert_max_num_queries: object
) -> None:
    planned_meeting(datetime(2022, 12, 9, 9, tzinfo=clock.OSLO))
    for number in range(3):
        do(acts.add_plan_entry, body=body(), kind="grant", title=f"Frist {number}", day=date(2022, 9, 15))
    calendar = reverse("governance:plan_calendar", args=["SG"])
    client.force_login(user("alver"))
    events = Calendar.from_ical(client.get(calendar, {"year": "2022"}).content).walk("VEVENT")
    assert sorted(str(event["summary"]) for event in events)[0].startswith("Frist 0")
    assert len(events) == 4
    page = reverse("governance:plan", args=["SG"])
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert client.get(page).status_code == 200
    client.force_login(user("contact"))
    assert len(Calendar.from_ical(client.get(calendar).content).walk("VEVENT")) == 3
    file = b"".join(client.get(page, {"format": "csv"})).decode("utf-8-sig")  # type: ignore[call-overload]
    assert file.count("Frist") == 3
    assert "Møte" not in file
    assert client.get(page, {"year": "2050"}).context["table"].page[0] == []
    assert client.get(page, {"year": "99999999"}).context["page"].year == clock.today().year
