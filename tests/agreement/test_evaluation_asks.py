"""The evaluation asks every party: questions from the charter, one link, one answer, silence, a report, a case (VA-2)."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts, evaluation_letters
from samstyring.governance.evaluation_errors import EvaluationClosed, EvaluationOpen, NotAskedToEvaluate
from samstyring.governance.models import Case, EvaluationAnswer, EvaluationRound
from samstyring.governance.queries import evaluations as queries
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotAuthorised, NotThere, Stale
from samstyring.parties.models import Organisation
from samstyring.records.errors import EvidenceNeeded, NotYourMunicipality
from samstyring.records.models import Document
from samstyring.ui import questions as links
from samstyring.web.evaluation.answers import answers_of
from tests.founding import acting, actor, person
from tests.governance import steps
from tests.governance.asking import contact_of, organisation, received
from tests.governance.steps import do
from tests.governance.test_room_pages import signed_in
from tests.records.reading import text_of

pytestmark = [pytest.mark.usefixtures("founded"), pytest.mark.clause("VA-2")]
SPRING = datetime(2023, 3, 1, 9, tzinfo=clock.OSLO)
WORDS = {"text": "Avtalen skal evaluerast. Svara blir lagde ved saka."}


def opened() -> EvaluationRound:
    """Ask every party what the charter file proposes."""
    given = queries.proposed(clock.today())
    shown = {name: given[name] for name in ("from_date", "last_day", "questions")}
    written = do(acts.write_evaluation_questions, **shown, **WORDS)
    round_: EvaluationRound = do(
        acts.open_evaluation, questions=written, answer_by=clock.today() + timedelta(days=28), remind=True
    )
    return round_


def replies(level: int = 4, **words: str) -> dict[str, object]:
    """Answer every scale alike."""
    return {f"q{number}": level for number in range(1, 5)} | words


def test_every_party_is_asked_and_answers_by_link_signed_in_or_in_writing(client: Client) -> None:
    with clock.standing_at(SPRING):
        contact_of("Austrheim", "Masfjorden")
        round_ = opened()
        assert len(queries.rows_of(round_)) == round_.asks.count() > 30
        letter = round_.letters.get(person__email="it.drift@example.no")
        assert evaluation_letters.send_evaluation_question.func(str(letter.pk)) == "sent"
        address = urlsplit(links.address_of(letter.link_id)).path
        assert address in mail.outbox[-1].body

        page = client.get(address)
        assert "Kva bør endrast i samarbeidet eller i avtalen?" in page.text
        wrong = client.post(address, {"q1": "4", "answered_by": "IT-leiar", "answered_as": "IT-leiar"})
        assert "Vel kor einige de er" in wrong.text
        sent = {**replies(2), "q6": "Meir opplæring", "answered_by": "IT-leiar", "answered_as": "IT-leiar"}
        places = [str(organisation(name).pk) for name in ("Austrheim", "Masfjorden")]
        client.post(address, {**sent, "organisations": places})
        given = EvaluationAnswer.objects.get()
        assert (given.way, given.parties.count()) == ("link", 2)
        assert evaluation_letters.send_evaluation_reminder.func(str(letter.pk)) == "answered"

        do(acts.answer_evaluation, "alver", round_=round_, organisations=[organisation("Alver")], replies=replies(5))
        for names, refusal in ((["Stad"], NotYourMunicipality), (["Bergen", "Alver"], NotYourMunicipality)):
            with pytest.raises((refusal, NotAuthorised)):
                do(
                    acts.answer_evaluation,
                    "alver",
                    round_=round_,
                    organisations=[organisation(name) for name in names],
                    replies=replies(),
                )
        with pytest.raises(EvidenceNeeded):
            do(acts.answer_evaluation, round_=round_, organisations=[organisation("Gloppen")], replies=replies())
        outsider = Organisation.objects.exclude(kind="municipality").first()
        with pytest.raises(NotAskedToEvaluate):
            do(acts.answer_evaluation, round_=round_, organisations=[outsider], replies=replies(), **received())
        late = SPRING + timedelta(days=40)
    with clock.standing_at(late):
        places = [organisation(name) for name in ("Gloppen", "Stryn")]
        do(acts.answer_evaluation, round_=round_, organisations=places, replies=replies(0, q5="Møta"), **received())
        answers = answers_of(queries.asking())
        assert answers is not None
        rows = {row[0]: row[1:] for row in answers.tables[0].rows}
        asked = str(round_.asks.count())
        assert rows["Alle partar"][:3] == (asked, "5", "2"), "two parties have no view"
        assert rows["Alle partar"][4] == "3,0", "2, 2 and 5"
        assert answers.recommendations[0].entries == [("Austrheim og Masfjorden", "Meir opplæring")]
        lines = dict(answers.lines)
        assert lines["Svarte etter fristen"] == "Gloppen og Stryn"
        assert "Bergen" in lines["Har ikkje svart"]


def test_the_questions_are_versions_until_they_are_sent_and_then_stand() -> None:
    with pytest.raises(InvalidInput) as early:
        opened()
    assert "why_early" in early.value.errors, "the time for it has not begun"
    first = queries.proposed(clock.today())
    assert first["number"] == 1, "the version stays as a draft"
    shown = {name: first[name] for name in ("from_date", "last_day", "questions")}
    with pytest.raises(Stale):
        do(acts.write_evaluation_questions, **shown, **WORDS, revision=0)
    member, secretary = signed_in("alver"), signed_in("adviser")
    write, page = reverse("governance:write_evaluation_questions"), reverse("governance:evaluation")
    assert member.get(write).status_code == 403
    form = {
        "from_date": "1.1.2022", "last_day": "31.12.2022", "text": "Svar, er de snille.", "revision": "1",
        "rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0", "rows-0-kind": "text", "rows-0-text": "Kva er best?",
        "rows-1-kind": "scale", "rows-1-text": "",
    }  # fmt: skip
    assert "rows-2-text" in secretary.post(write, {**form, "add_row": "rows"}).text
    assert secretary.post(write, form).status_code == 302
    assert [each["text"] for each in queries.proposed(clock.today())["questions"]] == ["Kva er best?"]
    sent = {"answer_by": "20.12.2022", "why_early": "Svara skal vere inne når vindauget opnar."}
    assert secretary.post(reverse("governance:open_evaluation"), sent).status_code == 302
    shown_page = member.get(page).text
    assert "Svara skal vere inne når vindauget opnar." in shown_page
    assert "Har ikkje svart" in shown_page
    with pytest.raises(EvaluationOpen):
        opened()
    with pytest.raises(NotThere):
        queries.asking_page(actor("project_manager"))


def test_it_is_brought_to_a_case_with_the_report_and_then_stands() -> None:
    with clock.standing_at(SPRING):
        round_ = opened()
        text = {"q6": "Fast kontaktmøte kvart kvartal"}
        do(
            acts.answer_evaluation,
            "alver",
            round_=round_,
            organisations=[organisation("Alver")],
            replies=replies(**text),
        )
        secretary = signed_in("adviser")
        assert "Fast kontaktmøte" in secretary.get(reverse("web:evaluation")).text
        bring = reverse("web:bring_evaluation")
        assert signed_in("alver").get(bring).status_code in (403, 404)
        assert "har ikkje svart" in secretary.get(bring).text
        answer = secretary.post(bring)
        case = Case.objects.get(evaluation_round__round=round_)
        assert answer["Location"] == case.get_absolute_url()
        report = Document.objects.get(about_id=case.pk)
        file = secretary.get(reverse("records:document", args=[report.pk]))
        printed = text_of(b"".join(file.streaming_content) if file.streaming else file.content)
        assert "Fast kontaktmøte" in printed
        assert "Har ikkje svart" in printed
        assert case.proposals.get().payload["from_date"] == round_.questions.from_date.isoformat()
        with pytest.raises(EvaluationClosed):
            do(acts.answer_evaluation, "alver", round_=round_, organisations=[organisation("Alver")], replies=replies())
        do(acts.withdraw_case, case=case, why="Meir tid")
        do(acts.answer_evaluation, "alver", round_=round_, organisations=[organisation("Alver")], replies=replies())
        again = acts.bring_evaluation(
            round_=round_,
            body=steps.body(),
            report=steps.LETTER,
            by=acting("adviser"),
            at=clock.now(),
        )
        decided = steps.decide(steps.open_meeting([Case.objects.get(pk=again.pk)]), again.title)
        assert decided.basis.evaluation.until == round_.questions.until


def test_nobody_to_write_to_is_still_asked() -> None:
    with clock.standing_at(SPRING):
        round_ = opened()
        nobody = round_.asks.filter(person=None)
        assert nobody.exists()
        assert person("contact").pk in set(round_.asks.values_list("person_id", flat=True))
