"""When the agreement is no longer in force: what is refused, and what is registered late (VA-1)."""

from datetime import date, datetime, timedelta

import pytest

from samstyring.charter.errors import AgreementNotInForce
from samstyring.governance import acts, errors
from samstyring.governance.models import Decision
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from tests.founding import move_to

from . import steps
from .steps import do

INSIDE = date(2024, 12, 12)


@pytest.fixture(autouse=True)
def _after_the_term(founded: None) -> None:
    move_to(datetime(2025, 2, 3, 8, 0, tzinfo=clock.OSLO))


@pytest.mark.clause("VA-1")
def test_a_new_commitment_is_refused_and_nothing_is_decided() -> None:
    meeting = steps.open_meeting()
    item = steps.take_up(meeting, "Sak 1")
    with pytest.raises(AgreementNotInForce) as refused:
        do(acts.find_consensus, round_=steps.round_of(item), silent_agree=True)
    assert refused.value.clause == "VA-1"
    assert not Decision.objects.exists()


@pytest.mark.clause("VA-1")
def test_what_binds_nobody_anew_can_still_be_decided() -> None:
    meeting = steps.open_meeting([steps.information_case()])
    do(acts.take_note, item=steps.item_of(meeting, "Orientering"))
    assert Decision.objects.get().way == Decision.Way.NOTED


@pytest.mark.clause("VA-1")
def test_what_was_decided_inside_the_term_is_registered_late_with_both_days() -> None:
    case = steps.free_text_case()
    late = {"case": case, "way": Decision.Way.CONSENSUS}
    with pytest.raises(errors.EvidenceMissing):
        do(acts.register_late_decision, **late, decided_on=INSIDE, evidence=None)
    with pytest.raises(AgreementNotInForce):
        do(acts.register_late_decision, **late, decided_on=date(2025, 1, 2), evidence=steps.LETTER)
    with pytest.raises(errors.NotInItsTerm):
        do(acts.register_late_decision, **late, decided_on=clock.today(), evidence=steps.LETTER)
    decision = do(acts.register_late_decision, **late, decided_on=INSIDE, evidence=steps.LETTER)
    assert (decision.decided_on, decision.registered_on) == (INSIDE, clock.today())
    assert decision.year == 2024
    assert decision.evidence is not None
    assert decision.basis.dated == INSIDE


def test_the_way_must_be_one_that_the_agreement_knows() -> None:
    case = steps.free_text_case()
    with pytest.raises(InvalidInput):
        do(
            acts.register_late_decision,
            case=case,
            decided_on=INSIDE,
            way=Decision.Way.MAJORITY,
            evidence=steps.LETTER,
        )


def test_a_late_decision_keeps_the_number_that_its_agenda_gave() -> None:
    case = steps.free_text_case()
    meeting = steps.called_meeting([case], starts_at=clock.now() + timedelta(days=1))
    item = steps.item_of(meeting, case.title)
    decision = do(
        acts.register_late_decision,
        case=case,
        decided_on=INSIDE,
        way=Decision.Way.CONSENSUS,
        evidence=steps.LETTER,
    )
    assert (decision.year, decision.number) == (item.year, item.number)
