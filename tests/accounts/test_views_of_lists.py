"""Saved views: a name for what a list's address says, one's own or shared with the co-operation."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samstyring.accounts import acts
from samstyring.accounts.errors import NotYourView, ViewNameShared
from samstyring.accounts.models import SavedView
from samstyring.kernel.actors import ANONYMOUS
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere
from tests.founding import user
from tests.governance.steps import do
from tests.portfolio import steps

pytestmark = pytest.mark.usefixtures("founded")
LIST, NAME = "/projects/", "portfolio:projects"
SAID = "state=candidate&columns=manager&columns=origin&group=phase&sort=-name"


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


def saved(who: str = "adviser", name: str = "Kandidatar", query: str = SAID, **more: object) -> SavedView:
    made: SavedView = do(acts.save_view, who, list_name=NAME, query=query, name=name, **more)
    return made


def views_on(page: str) -> list[str]:
    nav = re.search(r'class="table-views.*?</nav>', page, re.S)
    return re.findall(r"<a [^>]*>([^<]*)<", nav.group()) if nav else []


def test_what_the_address_says_is_saved_used_changed_and_taken_away() -> None:
    steps.candidate("Digital barnehage")
    adviser = signed_in("adviser")
    page = adviser.get(f"{LIST}?{SAID}&after=x").text
    form = re.search(r'href="(/views/new/[^"]*)"', page)
    assert form
    address = form.group(1).replace("&amp;", "&")
    assert "after" not in address
    told = {"list_name": NAME, "query": SAID, "name": ""}
    refused = adviser.post(address, told)
    assert refused.status_code == 422
    assert f'value="{SAID.replace("&", "&amp;")}"' in refused.text  # nothing that was typed is lost
    answer = adviser.post(address, {**told, "name": "Kandidatar", "opens": "on"})
    view = SavedView.objects.get()
    assert answer.headers["Location"] == view.get_absolute_url()
    assert adviser.get(LIST).headers["Location"] == f"?{SAID}&view={view.pk}"  # the list opens with it
    in_use = adviser.get(view.get_absolute_url()).text
    assert views_on(in_use) == ["Standard", "Kandidatar"]
    assert in_use.count('scope="col"') == 3
    assert "/views/new/" not in in_use
    assert 'href="?view=all"' in adviser.get(f"{LIST}?state=candidate").text  # without filters it is not the view again
    changed = adviser.get(f"{LIST}?state=started&view={view.pk}").text
    link = re.search(rf'href="(/views/{view.pk}/\?query=[^"]*)"', changed)
    assert link
    shown = adviser.get(link.group(1))
    revision = re.search(r'name="revision" value="(\d+)"', shown.text)
    assert revision
    adviser.post(link.group(1), {"name": "I gang", "query": "state=started", "revision": revision.group(1)})
    view.refresh_from_db()
    assert (view.name, view.query) == ("I gang", "state=started")
    stale = adviser.post(reverse("accounts:change_view", args=[view.pk]), {"name": "Nytt", "revision": "1"})
    assert stale.status_code == 409
    adviser.post(reverse("accounts:remove_view", args=[view.pk]))
    assert adviser.get(LIST).status_code == 200
    assert adviser.get(reverse("accounts:change_view", args=[view.pk])).status_code == 404
    with pytest.raises(NotThere):
        do(acts.change_view, view=view, name="Nytt")


@pytest.mark.clause("SE-4f")
def test_the_secretariat_shares_and_everyone_sees_whose_it_is() -> None:
    view = saved()
    contact = signed_in("contact")
    assert views_on(contact.get(LIST).text) == []
    for act, more in ((acts.change_view, {"name": "Mi"}), (acts.remove_view, {})):
        with pytest.raises(NotThere):
            do(act, "contact", view=view, **more)  # another's, and not shared
    with pytest.raises(NotAuthorised):
        do(acts.share_view, "contact", view=saved("contact"), shared=True)
    do(acts.share_view, view=view, shared=True)
    page = contact.get(view.get_absolute_url()).text
    assert views_on(page) == ["Standard", "Kandidatar", "Kandidatar"]  # one's own first
    assert "Rådgivar, sekretariatet" in re.search(r'class="table-view .*?</p>', page, re.S).group()  # type: ignore[union-attr]
    listed = contact.get(reverse("accounts:views")).text
    assert "Rådgivar, sekretariatet" in listed
    assert reverse("accounts:remove_view", args=[view.pk]) not in listed
    with pytest.raises(NotYourView):
        do(acts.remove_view, "contact", view=view)
    do(acts.open_list_with, "contact", list_name=NAME, view=view)
    assert contact.get(LIST).status_code == 302
    other = saved("secretariat_leader", query="state=started")
    with pytest.raises(ViewNameShared):
        do(acts.share_view, "secretariat_leader", view=other, shared=True)
    do(acts.share_view, "secretariat_leader", view=view, shared=False)  # who shares looks after what is shared
    assert contact.get(LIST).status_code == 200
    with pytest.raises(NotThere):
        do(acts.open_list_with, "contact", list_name=NAME, view=view)
    assert signed_in("adviser").post(reverse("accounts:share_view", args=[view.pk])).status_code == 302
    contact.post(reverse("accounts:open_list_with"), {"list_name": NAME, "view": str(view.pk)})
    assert contact.get(LIST).status_code == 302
    contact.post(reverse("accounts:open_list_with"), {"list_name": NAME})
    assert contact.get(LIST).status_code == 200


def test_a_view_that_asks_for_what_is_gone_says_so_and_shows_the_rest() -> None:
    steps.candidate("Digital barnehage")
    view = saved(query="columns=gone&columns=manager&old=1&state=vanished&sort=-code&group=none-such")
    page = signed_in("adviser").get(view.get_absolute_url())
    told = re.search(r'data-color="warning".*?</ul>', page.text, re.S)
    assert told
    words = re.findall(r"<li>(.*?)</li>", told.group())
    assert words == [
        "ei kolonne som lista ikkje har",
        "eit filter som lista ikkje har",
        "Tilstand: eit val som lista ikkje har",
        "Grupper etter: eit val som lista ikkje har",
    ]
    assert "Digital barnehage" in page.text


def test_names_lists_and_who_may_keep_any() -> None:
    saved()
    refused = [
        {"name": " "},
        {"name": "x" * 81},
        {"name": " Kandidatar "},
        {"name": "Lang", "query": "q=" + "x" * 2000},
    ]
    for told in refused:
        with pytest.raises(InvalidInput):
            saved(**told)  # type: ignore[arg-type]
    with pytest.raises(NotThere):
        do(acts.save_view, list_name="accounts:views", query="", name="Noko")
    with pytest.raises(NotThere):
        acts.save_view(list_name=NAME, query="", name="Noko", by=ANONYMOUS, at=SavedView.objects.get().made_at)
    assert signed_in("adviser").get("/views/new/?list=nothing").status_code == 404


@pytest.mark.parametrize("address", [LIST, "/projects/roadmap/", "/radar/", "/needs/"])
def test_views_cost_one_statement_however_many(address: str) -> None:
    client, taken = signed_in("adviser"), []
    for number in range(3):
        if number:
            names = [f"{number}.{each}" for each in range(number)]
            for name in names:
                do(acts.save_view, list_name=_named(address), query="", name=name)
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        taken.append(len(caught))
    assert len(set(taken)) == 1


def _named(address: str) -> str:
    names = {"/projects/roadmap/": "portfolio:roadmap", "/radar/": "portfolio:radar", "/needs/": "portfolio:needs"}
    return names.get(address, NAME)
