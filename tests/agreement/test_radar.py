"""The national radar: what is asked of the municipalities and by when, brought up to date from a workbook."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from samstyring.charter.registry import Question, checks
from samstyring.kernel import actors, clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere, Stale
from samstyring.portfolio import acts
from samstyring.portfolio.models import RadarChange, RadarEntry, RadarImport
from samstyring.portfolio.queries import radar as queries
from samstyring.ui import formats
from samstyring.ui.news import News, news_for
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, user
from tests.governance.steps import do
from tests.portfolio import steps

pytestmark = pytest.mark.usefixtures("founded")


def entry(name: str = "DigiHelsestasjon", **more: Any) -> RadarEntry:
    """Put a solution on the radar that asks for something in two months."""
    values = {"name": name, "kind": "solution", "provider": "KS", "state": "available", "platform": "fiks", **more}
    return do(acts.register_radar_entry, values={"asks": "Melde seg på.", "asks_by": date(2023, 1, 20), **values})


def signed_in(key: str) -> Client:
    client = Client()
    client.force_login(user(key))
    return client


def sheet(client: Client) -> Any:
    """Return the radar's workbook as it is fetched, opened, with its sheet."""
    content = client.get(reverse("portfolio:radar_workbook")).content
    book = load_workbook(BytesIO(content))
    return book, book.worksheets[-1]


def upload(client: Client, book: Any) -> Any:
    buffer = BytesIO()
    book.save(buffer)
    file = SimpleUploadedFile("radar.xlsx", buffer.getvalue())
    return client.post(reverse("portfolio:import_radar"), {"file": file, "source": "Liste frå KS"})


@pytest.mark.clause("BG-4")
@pytest.mark.clause("FO-1")
def test_what_ks_asks_by_when_is_told_until_something_here_serves_it() -> None:
    asked = entry(contact="Programkontoret", network_role="Følgjer opp kommunane i fylket")
    key = f"portfolio.radar:{asked.pk}"

    def waits(who: str) -> bool:
        return key in {row.key for row in waiting_for(actor(who), clock.today())}

    assert (waits("adviser"), waits("contact")) == (True, False)
    project = steps.ready()
    do(acts.tie_radar_entry, entry=asked, projects=[project], needs=[])
    assert not waits("adviser")
    page = signed_in("contact").get(asked.get_absolute_url()).content.decode()
    for words in ("Melde seg på.", "Programkontoret", formats.day(asked.asks_by), project.get_absolute_url()):
        assert words in page
    listed = signed_in("contact").get(reverse("portfolio:radar"), {"served": "yes", "provider": "KS"})
    assert asked.get_absolute_url() in listed.content.decode()
    do(acts.tie_radar_entry, entry=asked, projects=[], needs=[])
    assert waits("adviser"), "what no longer serves it does not hide it"
    with pytest.raises(NotAuthorised):
        do(acts.tie_radar_entry, "contact", entry=asked, projects=[], needs=[])
    with pytest.raises(NotThere):
        queries.entry_by_code(asked.code, actor("stranger"))


@pytest.mark.clause("FO-8")
def test_a_solution_on_another_platform_says_why_and_the_share_on_fiks_is_shown() -> None:
    check = checks["portfolio.solutions_say_platform"]
    question = Question(clock.today(), clock.today())
    assert check(question).state == "not_measured"
    entry()
    with pytest.raises(InvalidInput) as refused:
        entry("eByggesak", platform="other")
    assert refused.value.errors.keys() == {"platform_reason"}
    other = entry("eByggesak", platform="other", platform_reason="Leverandøren har eiga plattform.")
    found = check(question)
    assert found.state == "fulfilled"
    assert "50" in str(found.why)
    do(
        acts.edit_radar_entry,
        entry=other,
        values={**queries.content_to_edit(other), "platform": "", "platform_reason": ""},
    )
    assert check(question).state == "broken"


@pytest.mark.clause("BG-4")
def test_a_workbook_goes_out_and_in_with_what_changed_shown_before_anything_is_taken() -> None:
    first, second = entry(), entry("Minside", kind="initiative", platform="none")
    adviser = signed_in("adviser")
    book, rows = sheet(adviser)
    again = upload(adviser, book)
    shown = adviser.get(again.url)
    assert (shown.context["compared"].to_write, shown.context["compared"].same) == ([], 2), (
        "what goes out comes in the same"
    )

    place = {row[0].value: row for row in rows.iter_rows(min_row=2)}
    place[first.code][8].value = date(2023, 3, 1)
    rows.append(
        [None, "Digital postkasse", place[first.code][2].value, "Digdir", *[None] * 7, place[first.code][11].value]
    )
    place[second.code][2].value = "noko anna"
    shown = adviser.get(upload(adviser, book).url)
    assert [problem.row for problem in shown.context["compared"].problems] == [place[second.code][0].row]
    assert adviser.post(upload(adviser, book).url).status_code == 422
    assert not RadarImport.objects.exists()

    rows.delete_rows(place[second.code][0].row)
    address = upload(adviser, book).url
    shown = adviser.get(address).context["compared"]
    assert ([row.name for row in shown.new], [row.entry for row in shown.changed], shown.left) == (
        ["Digital postkasse"],
        [first],
        [second],
    )
    assert adviser.post(address).status_code == 302
    made = RadarImport.objects.get()
    assert (made.new, made.changed, RadarEntry.objects.count()) == (1, 1, 3)
    change = RadarChange.objects.get(entry=first, imported=made)
    assert (change.before, change.after) == ({"asks_by": "2023-01-20"}, {"asks_by": "2023-03-01"})
    assert formats.day(date(2023, 3, 1)) in adviser.get(first.get_absolute_url()).content.decode()
    since = signed_in("contact").get(
        reverse("portfolio:radar"), {"since": (clock.today() + timedelta(days=1)).isoformat()}
    )
    assert first.get_absolute_url() not in since.content.decode()
    assert signed_in("contact").get(reverse("portfolio:import_radar")).status_code == 403


def test_two_who_edit_the_same_do_not_overwrite_each_other_and_pages_keep_to_their_statements(
    django_assert_max_num_queries: Any,
) -> None:
    one = entry()
    values = queries.content_to_edit(one)
    do(acts.edit_radar_entry, entry=one, values={**values, "state": "required"}, revision=1)
    with pytest.raises(Stale):
        do(acts.edit_radar_entry, entry=one, values={**values, "state": "ended"}, revision=1)
    do(acts.edit_radar_entry, entry=one, values={**values, "state": "required"})
    assert RadarChange.objects.filter(entry=one).count() == 2, "what is the same leaves no trace"
    for number in range(8):
        entry(f"Løysing {number}")
    client = signed_in("adviser")
    for address in (
        reverse("portfolio:radar"),
        one.get_absolute_url(),
        reverse("portfolio:edit_radar_entry", args=[one.code]),
    ):
        client.get(address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
    assert "DigiHelsestasjon" in client.get(reverse("portfolio:radar"), {"format": "csv"}).getvalue().decode()
    assert "KS sin eigen portefølje" in client.get(reverse("portfolio:register_radar_entry")).text, "with both capitals"


def alerts(who: str) -> list[News]:
    return [row for row in news_for(actor(who), clock.today()) if row.key.startswith("portfolio.radar_change:")]


@pytest.mark.clause("FO-1")
def test_a_change_that_weighs_is_news_to_those_whose_project_serves_it_or_waits_for_it(
    django_assert_max_num_queries: Any,
) -> None:
    one, other = entry(), entry("Minside")
    values = queries.content_to_edit(one)
    do(acts.edit_radar_entry, entry=one, values={**values, "asks_by": date(2023, 2, 1)}, revision=1)
    project = steps.ready()
    owner = steps.officer("Sunnfjord", "contact")
    do(acts.tie_radar_entry, entry=one, projects=[project], needs=[])
    waited = {"what": "Felles innlogging", "needed_on": date(2023, 3, 1), "milestone": None}
    do(acts.register_dependency, project=project, other=other, values=waited)
    assert alerts("alver") == [], "what was changed before theirs had to do with it"

    do(acts.edit_radar_entry, entry=one, values={**values, "asks_by": date(2023, 2, 1), "summary": "Ordna."})
    assert alerts("alver") == [], "words about it alone alert nobody"
    do(acts.edit_radar_entry, entry=one, values={**values, "asks_by": date(2023, 3, 1), "summary": "Ordna."})
    do(acts.edit_radar_entry, entry=other, values={**queries.content_to_edit(other), "state": "ended"})
    for who in ("alver", "contact"):
        told = {row.url: row for row in alerts(who)}
        assert set(told) == {one.get_absolute_url(), other.get_absolute_url()}, who
        assert formats.day(date(2023, 3, 1)) in str(told[one.get_absolute_url()].heading)
        assert formats.day(date(2023, 2, 1)) in str(told[one.get_absolute_url()].heading)
        assert project.name in told[other.get_absolute_url()].text
    assert len(news_for(actors.person(owner.pk, clock.today()), clock.today())) == 2
    assert alerts("nordfjord") == alerts("adviser") == []
    assert "DigiHelsestasjon" in signed_in("alver").get(reverse("web:start")).text
    reader = actor("alver")
    with django_assert_max_num_queries(3):
        queries.alerts_since(reader, clock.today())

    adviser = signed_in("adviser")
    book, rows = sheet(adviser)
    place = {row[0].value: row for row in rows.iter_rows(min_row=2)}
    place[one.code][7].value = "Melde seg på innan fristen."
    assert adviser.post(upload(adviser, book).url).status_code == 302
    assert len(alerts("alver")) == 3, "what an import changed is told as what the form changed"


@pytest.mark.clause("FO-1")
def test_what_serves_it_is_found_by_words_among_many_and_what_is_ticked_stays(
    django_assert_max_num_queries: Any,
) -> None:
    one = entry()
    first, last = steps.candidate("Aa først"), steps.candidate("Ååse sist")
    for number in range(queries.SHOWN + 3):
        steps.candidate(f"Midt i {number}")
    adviser = signed_in("adviser")
    address = reverse("portfolio:tie_radar_entry", args=[one.code])
    page = adviser.get(address).text
    assert (first.name in page, last.name in page) == (True, False)
    assert f"{queries.SHOWN} av {queries.SHOWN + 5}" in page, "nothing is left out without being said"
    found = adviser.post(address, {"words": "aase", "look": "1", "projects": [str(first.pk)]})
    assert found.status_code == 200
    assert last.name in found.text
    assert f'value="{first.pk}" ' in found.text, "what was ticked is carried along"
    assert not queries.tied([one.pk])
    assert adviser.post(address, {"words": "", "projects": [str(first.pk), str(last.pk)]}).status_code == 302
    assert set(queries.tied([one.pk])[one.pk]) == {first, last}
    with django_assert_max_num_queries(25):
        again = adviser.get(address)
    assert last.name in again.text, "what serves it is always shown"
    assert adviser.post(address, {"projects": [str(last.pk), "noko anna"]}).status_code == 422
    assert adviser.post(address, {"projects": [str(last.pk)]}).status_code == 302
    assert queries.tied([one.pk])[one.pk] == [last]


@pytest.mark.clause("FO-1")
def test_a_project_that_waits_for_it_serves_it_too() -> None:
    one = entry()
    key = f"portfolio.radar:{one.pk}"
    assert key in {row.key for row in waiting_for(actor("adviser"), clock.today())}
    project = steps.candidate("Ventar")
    waited = {"what": "Felles innlogging", "needed_on": date(2023, 3, 1), "milestone": None}
    row = do(acts.register_dependency, project=project, other=one, values=waited)
    assert key not in {row.key for row in waiting_for(actor("adviser"), clock.today())}
    adviser = signed_in("adviser")
    page = adviser.get(one.get_absolute_url()).text
    assert "Ingen prosjekt og ingen behov" not in page
    assert page.count(f'"{project.get_absolute_url()}"') == 1
    assert "Felles innlogging" in page
    do(acts.tie_radar_entry, entry=one, projects=[project], needs=[])
    assert adviser.get(one.get_absolute_url()).text.count(f'"{project.get_absolute_url()}"') == 1, "told once"
    assert queries.serving([one.pk]) == {one.pk: [project]}
    do(acts.tie_radar_entry, entry=one, projects=[], needs=[])
    assert project.name in adviser.get(reverse("portfolio:radar"), {"served": "yes"}).text
    do(acts.end_dependency, dependency=row, reason="Løyst utan.")
    assert key in {row.key for row in waiting_for(actor("adviser"), clock.today())}


@pytest.mark.clause("FO-1", "SE-3")
def test_whether_what_is_national_is_served_and_kept_up_with_is_read_from_the_radar() -> None:
    served, kept = checks["portfolio.national_asks_served"], checks["portfolio.radar_kept"]
    today = clock.today()
    question = Question(today, today, {"months": 12})
    assert (served(question).state, kept(question).state) == ("not_measured", "broken")
    asked = entry()
    entry("KS Læring", asks="", asks_by=None)
    assert (served(question).state, kept(question).state) == ("broken", "fulfilled")
    do(acts.tie_radar_entry, entry=asked, projects=[steps.ready()], needs=[])
    found = served(question)
    assert (found.state, found.evidence[-1].url) == ("fulfilled", asked.get_absolute_url())
    late = today + timedelta(days=367)
    assert kept(Question(late, late, {"months": 12})).state == "broken"
    assert kept(Question(late, late, {"months": 18})).state == "fulfilled"
    assert kept(Question(today - timedelta(days=1), today)).state == "broken"
