"""A case paper that is being written is kept as it is typed, for its writer alone, and is no part of the record."""

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.models import Case, CaseVersion, PaperDraft
from samstyring.kernel.models import JournalEntry
from tests.founding import user
from tests.governance.preparing import text
from tests.governance.steps import do, free_text_case

pytestmark = pytest.mark.usefixtures("founded")


def signed_in(who: str) -> Client:
    client = Client()
    client.force_login(user(who))
    return client


def test_what_is_typed_comes_back_after_a_lost_connection_and_is_no_act(client: Client) -> None:
    case = free_text_case("Felles arkiv")
    client.force_login(user("adviser"))
    keep, edit = (reverse(f"governance:{name}", args=[case.pk]) for name in ("keep_draft", "edit_case"))
    entries, versions = JournalEntry.objects.count(), CaseVersion.objects.count()
    assert f'data-autosave="{keep}"' in client.get(edit).content.decode()
    typed = {"background": "Halv setning om **arkiv**", "background_as": "markup", "revision": str(case.revision)}
    assert client.post(keep, typed, headers={"X-Autosave": "yes"}).json() == {}
    assert (JournalEntry.objects.count(), CaseVersion.objects.count()) == (entries, versions)
    assert Case.objects.get(pk=case.pk).background == ""
    page = client.get(edit).content.decode()
    assert "Halv setning om" in page
    assert "ikkje lagra enno" in page
    assert "Halv setning" not in signed_in("secretariat_leader").get(edit).content.decode()  # the writer's alone
    assert signed_in("alver").post(keep, typed).status_code == 404
    throw = reverse("governance:throw_away_draft", args=[case.pk])
    assert client.post(throw).status_code == 302
    assert "Halv setning" not in client.get(edit).content.decode()
    client.post(keep, typed)
    saved = client.post(edit, {"title": case.title, **typed, "intent": ""})
    assert saved.status_code == 302
    assert "arkiv" in Case.objects.get(pk=case.pk).background
    assert not PaperDraft.objects.exists()  # saved, so no draft


def test_a_draft_on_what_another_changed_meanwhile_is_kept_and_shown_as_stale_when_it_is_saved(client: Client) -> None:
    case = free_text_case("Felles arkiv")
    client.force_login(user("adviser"))
    keep, edit = (reverse(f"governance:{name}", args=[case.pk]) for name in ("keep_draft", "edit_case"))
    typed = {"assessment": "Mi vurdering", "assessment_as": "markup", "revision": str(case.revision)}
    do(acts.edit_case, "secretariat_leader", case=case, title=case.title, assessment=text("Leiaren si."))
    assert client.post(keep, typed).status_code == 200
    page = client.get(edit).content.decode()
    assert "Mi vurdering" in page
    answer = client.post(edit, {"title": case.title, **typed})
    assert answer.status_code in (409, 422)
    assert "Mi vurdering" in answer.content.decode()
    do(acts.withdraw_case, case=Case.objects.get(pk=case.pk), why="Ikkje aktuell")
    assert client.post(keep, typed | {"assessment": "Meir"}).status_code == 422
