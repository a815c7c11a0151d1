"""Minutes that the chair vouches for, and that anyone can check a copy of."""

import hashlib
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts, errors
from samstyring.governance.models import Decision, Minutes, MinutesSignature
from samstyring.governance.queries.decisions import address_of_decision
from samstyring.kernel import clock
from samstyring.kernel.errors import NotAuthorised
from samstyring.kernel.models import JournalEntry
from samstyring.records.models import Release, StoredFile
from samstyring.records.queries import stored_path
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, person
from tests.governance import steps
from tests.governance.steps import do
from tests.governance.test_minutes import approved, held, sent
from tests.governance.test_room_pages import signed_in
from tests.records.reading import text_of

pytestmark = pytest.mark.usefixtures("founded")


def waits(who: str, minutes: Minutes) -> bool:
    """Tell whether the minutes wait for a signature from one of the cast."""
    return f"sign_minutes:{minutes.pk}" in {each.key for each in waiting_for(actor(who), clock.today())}


@pytest.mark.clause("LE-1")
@pytest.mark.clause("SE-2")
def test_whoever_chaired_signs_the_approved_minutes_and_the_secretariat_records_it_only_with_the_page() -> None:
    meeting = steps.called_meeting()
    do(acts.give_chair, "leader", meeting=meeting, chair=person("project_manager"))
    do(acts.open_meeting, meeting=meeting)
    steps.attend(meeting, "alver", "nordfjord", "bergen_leiar")
    minutes = sent(steps.close(meeting))
    with pytest.raises(errors.MinutesNotApproved):
        do(acts.sign_minutes, "leader", minutes=minutes)
    with clock.standing_at(clock.now() + timedelta(days=15)):
        do(acts.approve_minutes_by_silence, minutes=minutes)
        assert (waits("project_manager", minutes), waits("leader", minutes)) == (True, False)
        with pytest.raises(errors.NotTheChair):
            do(acts.sign_minutes, "leader", minutes=minutes)
        with pytest.raises(NotAuthorised):
            do(acts.sign_minutes, "alver", minutes=minutes)
        with pytest.raises(errors.EvidenceMissing):
            do(acts.sign_minutes, minutes=minutes)
        assert not MinutesSignature.objects.exists()
        do(acts.sign_minutes, minutes=minutes, evidence=steps.LETTER)
        signature = MinutesSignature.objects.get()
        minutes.refresh_from_db()
        assert (signature.signed_by, signature.document) == (person("project_manager"), minutes.document)
        entry = JournalEntry.objects.get(act="governance.sign_minutes")
        assert (entry.on_behalf_of, entry.authority) == ("Prosjektleiar, Sunnfjord", "not_regulated")
        with pytest.raises(errors.SignedAlready):
            do(acts.sign_minutes, minutes=minutes, evidence=steps.LETTER)
        assert not actor("project_manager").has_role("chair"), "the chair's role ends with the signature"


def test_the_leader_signs_through_the_page_where_nobody_else_chaired() -> None:
    minutes = approved(held())
    address, page = (reverse(f"governance:{name}", args=[minutes.meeting_id]) for name in ("minutes_sign", "minutes"))
    leader = signed_in("leader")
    assert waits("leader", minutes)
    assert address in leader.get(page).content.decode()
    assert address not in signed_in("alver").get(page).content.decode()
    digest = minutes.document.file.sha256 if minutes.document else ""
    assert digest in leader.get(address).content.decode()
    with clock.standing_at(clock.now() + timedelta(days=16)):
        leader.post(address)
        after = leader.get(page).content.decode()
    assert MinutesSignature.objects.get().signed_by == person("leader")
    assert digest in after, "the signature changes nothing in the document"
    assert address not in after


def test_anyone_checks_a_pdf_against_the_published_one_and_nothing_of_it_is_kept() -> None:
    minutes = approved(held())
    later = clock.now() + timedelta(days=16)
    acts.release_minutes(minutes=minutes, checked=True, by=actor("adviser"), at=later)
    release = Release.objects.get(document=minutes.document)
    content = stored_path(release.public_file).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    stored, stranger, address = StoredFile.objects.count(), Client(enforce_csrf_checks=True), reverse("records:check")

    def check(what: bytes, name: str = "referat.pdf", client: Client = stranger) -> str:
        return client.post(address, {"file": SimpleUploadedFile(name, what)}).content.decode()

    yes = reverse("records:released_file", args=[release.pk])
    assert yes in check(content)
    assert stranger.get(yes).getvalue() == content
    listed = stranger.get(reverse("records:released")).content.decode()
    assert digest in listed, "the digest is published"
    changed = check(content[:-1] + b"x")
    assert yes not in changed
    assert "ds-alert" in changed
    assert yes in stranger.get(address, {"sha256": f"{digest.upper()}  referat.pdf"}).content.decode()
    for wrong in ({"sha256": "123"}, {}, {"file": SimpleUploadedFile("a.pdf", b"hei")}):
        assert stranger.post(address, wrong).status_code == 422

    inside = minutes.document
    assert inside is not None
    original = stored_path(inside.file).read_bytes()
    assert original != content
    assert inside.title not in check(original), "a stranger learns nothing of what is not published"
    assert inside.title in check(original, client=signed_in("alver"))
    assert StoredFile.objects.count() == stored


@pytest.mark.clause("SE-2")
def test_the_public_copy_says_how_it_is_checked_and_corrections_stand_beside_it_also_those_made_later() -> None:
    minutes = approved(held())
    later = clock.now() + timedelta(days=16)
    acts.correct_minutes(minutes=minutes, text="Møtet tok til kl. 09.15.", by=actor("adviser"), at=later)
    release = reverse("governance:minutes_release", args=[minutes.meeting_id])
    assert "Møtet tok til kl. 09.15." in signed_in("adviser").get(release).content.decode()
    acts.release_minutes(minutes=minutes, checked=True, by=actor("adviser"), at=later)
    public = Release.objects.get(document=minutes.document)
    printed = text_of(stored_path(public.public_file).read_bytes())
    assert settings.ADDRESS.removeprefix("http://") + reverse("records:check") in printed
    assert "Møtet tok til kl. 09.15." in printed
    acts.correct_minutes(minutes=minutes, text="Stad var med frå sak 3.", by=actor("adviser"), at=later)
    decision = Decision.objects.filter(meeting=minutes.meeting_id).select_related("body").first()
    assert decision is not None
    for address, query in (
        (reverse("records:released"), {}),
        (reverse("records:check"), {"sha256": public.public_file.sha256}),
        (address_of_decision(decision), {}),
    ):
        page = Client().get(address, query).content.decode()
        assert "Møtet tok til kl. 09.15." in page
        assert "Stad var med frå sak 3." in page
    assert "Stad var med" in Client().get(reverse("records:released"), {"format": "csv"}).getvalue().decode()
