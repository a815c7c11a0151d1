"""The versions of a case paper: every saved state is kept, read, compared and can be taken back; nothing is lost."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.governance import acts
from samstyring.governance.errors import CaseInTreatment, NothingToTakeBack
from samstyring.governance.models import Case, CaseVersion
from samstyring.governance.rules.working import PAUSE, sittings
from samstyring.kernel import clock
from samstyring.kernel.errors import Stale
from samstyring.kernel.ids import uuid7
from tests.founding import acting, user
from tests.governance.preparing import edit, text
from tests.governance.steps import do, free_text_case, open_meeting, take_up

START = datetime(2022, 11, 22, 8, 0, tzinfo=clock.OSLO)


def saved(case: Case, who: str, **changes: str) -> Case:
    """Edit a case as someone."""
    case = Case.objects.get(pk=case.pk)
    names = ("title", "summary", "background", "assessment", "recommendation")
    kept: dict[str, Any] = {name: getattr(case, name) for name in names}
    acts.edit_case(case=case, **{**kept, **changes}, by=acting(who), at=clock.now())
    return Case.objects.get(pk=case.pk)


@pytest.mark.usefixtures("founded")
@pytest.mark.clause("SE-4e")
def test_every_saved_version_is_kept_and_an_earlier_one_is_taken_back_as_a_new_one(client: Client) -> None:
    case = free_text_case()
    case = saved(case, "adviser", background=text("Fem kommunar har bede om ei felles løysing."))
    case = saved(case, "adviser", background=text("Seks kommunar har bede om ei felles løysing."))
    case = saved(case, "secretariat_leader", background=text("Kommunane vil ha ei felles løysing."))
    saved(case, "secretariat_leader")  # nothing changed: no version
    found = list(CaseVersion.objects.filter(case=case))
    assert [version.number for version in found] == [1, 2, 3, 4]
    assert [(each.version.number, len(each.on_the_way)) for each in sittings(found)] == [(3, 2), (4, 0)]

    client.force_login(user("secretariat_leader"))
    listed = client.get(reverse("governance:case_versions", args=[case.pk])).content.decode()
    assert "Lagra 2 gonger undervegs" in listed
    compared = client.get(reverse("governance:case_version", args=[case.pk, 4]), {"with": "3"}).content.decode()
    assert "<del>" in compared
    assert "Tittel" not in compared.split("</form>")[-1]  # parts that are alike are left out
    back = reverse("governance:take_back_version", args=[case.pk, 3])
    assert client.post(back, {"revision": str(case.revision - 1)}).status_code == 409
    assert client.post(back, {"revision": str(case.revision)}).status_code == 302
    case.refresh_from_db()
    assert case.background == text("Seks kommunar har bede om ei felles løysing.")
    newest = CaseVersion.objects.get(case=case, number=5)
    assert newest.restored_from == found[2]
    with pytest.raises(NothingToTakeBack):
        do(acts.take_back_version, version=newest)
    with pytest.raises(Stale):
        do(acts.take_back_version, version=found[0], revision=1)


@pytest.mark.usefixtures("founded")
def test_two_who_edit_one_paper_each_see_both_texts_and_nothing_is_lost(client: Client) -> None:
    case = free_text_case()
    shown = str(case.revision)
    saved(case, "adviser", assessment=text("Rådgivaren rår til å vente."))
    client.force_login(user("secretariat_leader"))
    address = reverse("governance:edit_case", args=[case.pk])
    typed = {
        "title": case.title,
        "summary": "",
        "assessment": "<p>Leiaren rår til å starte no.</p>",
        "case_officer": "",
    }
    answer = client.post(address, {**typed, "revision": shown})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "vente" in page
    assert "starte no" in page
    case.refresh_from_db()
    again = client.post(address, {**typed, "revision": str(case.revision)})
    assert again.status_code == 302
    texts = [version.assessment for version in CaseVersion.objects.filter(case=case)]
    assert "vente" in texts[1]
    assert "starte" in texts[2]


@pytest.mark.usefixtures("founded")
def test_versions_are_for_those_who_prepare_and_stand_still_in_treatment(client: Client) -> None:
    case = edit(free_text_case(), summary="Kort sagt.")
    meeting = open_meeting([case])
    for key in ("alver", "ks", "contact", "project_manager"):
        client.force_login(user(key))
        for address in ("case_versions", "case_version", "take_back_version"):
            numbered = [] if address == "case_versions" else [1]
            assert client.get(reverse(f"governance:{address}", args=[case.pk, *numbered])).status_code in (403, 404)
    item = take_up(meeting, case.title)
    do(acts.open_round, item=item)
    with pytest.raises(CaseInTreatment):
        do(acts.take_back_version, version=CaseVersion.objects.get(case=case, number=1))


@given(st.lists(st.tuples(st.sampled_from(["a", "b", ""]), st.integers(0, 7200), st.booleans()), max_size=12))
def test_a_sitting_is_one_writer_without_a_long_pause(rows: list[tuple[str, int, bool]]) -> None:
    people = {"a": uuid7(), "b": uuid7(), "": None}
    at, versions = START, []
    for number, (who, pause, back) in enumerate(rows, 1):
        at += timedelta(seconds=pause)
        versions.append(
            CaseVersion(number=number, by_id=people[who], at=at, restored_from_id=uuid7() if back else None)
        )
    found = sittings(versions)
    assert [version for each in found for version in (*each.on_the_way, each.version)] == versions
    for each in found:
        together = [*each.on_the_way, each.version]
        assert len({version.by_id for version in together}) == 1
        assert len(together) == 1 or all(version.by_id and not version.restored_from_id for version in together)
        assert all(b.at - a.at <= PAUSE for a, b in pairwise(together))
    for one, next_ in pairwise(found):
        first = (*next_.on_the_way, next_.version)[0]
        assert (
            one.version.by_id != first.by_id
            or not first.by_id
            or first.at - one.version.at > PAUSE
            or first.restored_from_id
            or one.version.restored_from_id
        )
