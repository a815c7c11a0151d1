"""Comments between case officers: in threads, open or resolved, and never outside the secretariat."""

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.errors import CaseSettled, ThreadOpen, ThreadResolved
from samstyring.governance.models import Case
from samstyring.governance.queries.comments import comments_of
from samstyring.governance.queries.papers import paper_of
from samstyring.kernel import canonical, clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised
from samstyring.ui.worklist import waiting_for
from tests.founding import actor, user
from tests.governance.preparing import edit, text
from tests.governance.steps import called_meeting, do, free_text_case, planned_meeting

pytestmark = pytest.mark.usefixtures("founded")
WORDS = "Har vi tal på dette?"


@pytest.mark.clause("SE-4a")
def test_a_thread_is_opened_on_a_passage_answered_resolved_and_opened_again(client: Client) -> None:
    case = edit(free_text_case(), background=text("Åtte kommunar har same leverandør."))
    client.force_login(user("secretariat_leader"))
    new = reverse("governance:new_comment", args=[case.pk])
    empty = client.post(new, {"quote": "Åtte kommunar", "text": ""})
    assert empty.status_code == 422
    assert "Åtte kommunar" in empty.content.decode()
    assert client.post(new, {"quote": "Åtte kommunar", "text": WORDS}).status_code == 302
    thread = case.comments.get()
    officer = Case.objects.get(pk=case.pk).case_officer
    assert officer is not None
    assert [task.key for task in waiting_for(actor("adviser"), clock.today())].count(
        f"governance.comments:{case.pk}"
    ) == 1
    assert client.post(reverse("governance:reply_comment", args=[thread.pk]), {"text": "Eg spør."}).status_code == 302
    assert client.post(reverse("governance:resolve_comment", args=[thread.pk]), {"text": ""}).status_code == 302
    assert comments_of(case).open == []
    with pytest.raises(ThreadResolved):
        do(acts.comment_on_case, case=case, text="Meir", thread=thread)
    with pytest.raises(ThreadResolved):
        do(acts.resolve_comment, thread=thread)
    do(acts.reopen_comment, thread=thread)
    with pytest.raises(ThreadOpen):
        do(acts.reopen_comment, thread=thread)
    edit(case, background=text("Ni kommunar har same leverandør."))
    page = client.get(reverse("governance:case_comments", args=[case.pk])).content.decode()
    assert "Opna på nytt" in page
    assert "Avsnittet er endra sidan" in page
    with pytest.raises(InvalidInput):
        do(acts.comment_on_case, case=case, text=" ")
    do(acts.withdraw_case, case=case, why="Ikkje aktuelt.")
    with pytest.raises(CaseSettled):
        do(acts.comment_on_case, case=case, text="For seint")


def test_comments_are_in_no_paper_and_read_by_nobody_outside_the_secretariat(client: Client) -> None:
    case = free_text_case()
    thread = do(acts.comment_on_case, case=case, text=WORDS)
    called_meeting([case])
    assert WORDS not in canonical.dumps(paper_of(Case.objects.get(pk=case.pk), clock.today()).content)
    for key in ("leader", "alver", "ks", "contact", "project_manager"):
        client.force_login(user(key))
        page = client.get(reverse("governance:case", args=[case.pk]))
        assert WORDS not in page.content.decode()
        assert reverse("governance:case_comments", args=[case.pk]) not in page.content.decode()
        assert client.get(reverse("governance:case_comments", args=[case.pk])).status_code == 404
        assert client.get(reverse("governance:reply_comment", args=[thread.pk])).status_code in (403, 404)
        with pytest.raises(NotAuthorised):
            do(acts.comment_on_case, key, case=case, text="Hei")


def test_what_is_open_is_told_before_the_agenda_is_frozen_and_is_not_in_the_way(client: Client) -> None:
    case, meeting = free_text_case(), planned_meeting()
    do(acts.put_on_agenda, meeting=meeting, case=case)
    do(acts.comment_on_case, case=case, text=WORDS)
    client.force_login(user("adviser"))
    address = reverse("governance:freeze_agenda", args=[meeting.pk])
    assert "Opne kommentarar" in client.get(address).content.decode()
    do(acts.freeze_agenda, meeting=meeting)
