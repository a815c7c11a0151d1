"""A case paper that is being written is kept as it is typed, for its writer alone, and is no part of the record."""

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.forms.cases import DRAFTED
from samstyring.governance.models import Case, CaseVersion, PaperDraft, Proposal
from samstyring.kernel.errors import Stale
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


def test_every_field_of_the_paper_is_kept_while_it_is_written(client: Client) -> None:
    case = free_text_case("Felles arkiv")
    client.force_login(user("adviser"))
    keep, edit = (reverse(f"governance:{name}", args=[case.pk]) for name in ("keep_draft", "edit_case"))
    shown = client.get(edit).context["form"]
    assert {name for name, field in shown.fields.items() if "data-autosave" in field.widget.attrs} >= set(DRAFTED)
    typed = {"title": "Felles arkivplan", "summary": "Kort fortalt.", "exempt": "yes", "legal_basis": "offl. § 13"}
    for name, value in typed.items():
        assert client.post(keep, {name: value, "revision": str(case.revision)}).json() == {}
    form = client.get(edit).context["form"]
    assert {name: form[name].value() for name in typed} == typed | {"exempt": True}
    assert form["case_officer"].value() == str(case.case_officer_id or "")
    client.post(keep, {"exempt": "", "title": case.title})  # as it is stored: no draft
    assert sorted(PaperDraft.objects.values_list("part", flat=True)) == ["legal_basis", "summary"]


def test_ones_own_proposal_makes_no_draft_stale(client: Client) -> None:
    case = free_text_case("Felles arkiv")
    client.force_login(user("adviser"))
    keep, edit = (reverse(f"governance:{name}", args=[case.pk]) for name in ("keep_draft", "edit_case"))
    proposal = case.proposals.get()
    begun = {"summary": "Halvskrive", "revision": str(case.revision)}
    client.post(keep, begun)
    do(acts.edit_proposal, "adviser", proposal=proposal, payload=proposal.payload, wording="Arkivplanen blir vedteken.")
    assert Case.objects.get(pk=case.pk).revision > case.revision
    saved = client.post(edit, {"title": case.title, **begun, "intent": ""})
    assert saved.status_code == 302
    assert Case.objects.get(pk=case.pk).summary == "Halvskrive"
    with pytest.raises(Stale):
        do(acts.edit_case, case=Case.objects.get(pk=case.pk), title="Anna", revision=case.revision)
    change = {"payload": proposal.payload, "wording": "Anna"}
    with pytest.raises(Stale):
        do(acts.edit_proposal, proposal=Proposal.objects.get(pk=proposal.pk), revision=case.revision, **change)
