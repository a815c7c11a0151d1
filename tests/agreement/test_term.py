"""How long the agreement holds, what is said when it no longer does, its evaluation and its annex."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.charter import acts, queries
from samstyring.charter.errors import AgreementNotInForce
from samstyring.charter.models import Agreement
from samstyring.charter.rules import require_in_force
from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput
from samstyring.parties.models import Organisation
from tests.founding import actor, move_to, user

AFTER = datetime(2025, 2, 3, 8, 0, tzinfo=clock.OSLO)


def state(clause: str, on: date) -> str:
    """Return the state of the clause's obligation on a day."""
    return next(duty.state for duty in queries.conformance(on).duties if duty.clause == clause)


@pytest.mark.clause("VA-1")
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2020, 5, 31), "coming"),
        (date(2020, 6, 1), "fulfilled"),
        (date(2023, 12, 31), "fulfilled"),
        (date(2024, 1, 2), "due"),
        (date(2024, 12, 31), "due"),
        (date(2025, 1, 1), "broken"),
    ],
)
def test_the_term_is_warned_of_and_runs_out(founded: None, on: date, expected: str) -> None:
    assert state("VA-1", on) == expected


@pytest.mark.clause("VA-1")
def test_an_agreement_that_ran_out_says_so_and_refuses_new_commitments(founded: None, client: Client) -> None:
    move_to(AFTER)
    with pytest.raises(AgreementNotInForce) as refused:
        require_in_force(queries.today_term())
    assert refused.value.clause == "VA-1"
    client.force_login(user("adviser"))
    for name in ("charter:agreement", "charter:conformance"):
        page = client.get(reverse(name)).content.decode()
        assert 'class="ds-alert measure"' in page
        assert "2024" in page


@pytest.mark.clause("VA-1")
def test_what_was_signed_inside_the_term_can_be_registered_late(founded: None) -> None:
    move_to(AFTER)
    solund = Organisation.objects.get(name="Solund")

    def sign(on: date) -> None:
        acts.register_signature(
            agreement=Agreement.objects.get(),
            organisation=solund,
            signed_on=on,
            signatory="Ordføraren",
            place="Hardbakke",
            by=actor("adviser"),
            at=clock.now(),
        )

    with pytest.raises(InvalidInput):
        sign(date(2025, 1, 1))
    sign(date(2024, 12, 31))
    assert queries.is_party(solund, date(2024, 12, 31))


@pytest.mark.clause("VA-2")
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2022, 12, 31), "coming"),
        (date(2023, 1, 1), "due"),
        (date(2023, 6, 30), "due"),
        (date(2023, 7, 1), "broken"),
    ],
)
def test_the_evaluation_is_due_in_its_window(founded: None, on: date, expected: str) -> None:
    assert state("VA-2", on) == expected


@pytest.mark.clause("OR-5")
def test_the_annex_that_did_not_come_along_is_shown_as_missing(founded: None, client: Client) -> None:
    assert state("OR-5", clock.today()) == "broken"
    page = client.get(reverse("charter:agreement"))
    assert [annex.present for annex in page.context["found"].annexes] == [False]
    assert client.get(reverse("charter:clause", args=["OR-5"])).status_code == 200


@pytest.mark.clause("OR-4")
def test_bergen_leads_the_secretariat(founded: None) -> None:
    duties = [duty for duty in queries.conformance().duties if duty.check == "governance.office_filled"]
    assert [(duty.state, duty.responsible) for duty in duties] == [("fulfilled", "Bergen")]
    names = [item.text for duty in duties for item in duty.shown]
    assert names[0].startswith("Leiar, sekretariatet")
