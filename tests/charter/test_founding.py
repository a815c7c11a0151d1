"""Founding: what a charter file makes, and what makes it refused."""

import pytest

from samstyring.charter import queries
from samstyring.charter.models import Clause, Obligation, Power
from samstyring.governance.models import Seat
from samstyring.kernel import clock, journal
from samstyring.parties.models import Organisation
from tests.founding import EXAMPLE, OPENING, actor, found_charter


def test_the_packaged_charter_makes_the_co_operation(founded: None) -> None:
    edition = queries.edition_on(clock.today())
    assert queries.cooperation().name == "Digi Vestland"
    assert Clause.objects.filter(edition=edition).count() == 80
    assert Organisation.objects.filter(kind="municipality").count() == 43
    assert Seat.objects.filter(body__key="SG", kind="voting").count() == 10
    assert Obligation.objects.count() == 67
    assert clock.today() == OPENING.date()
    assert journal.verify() is None


def test_the_cast_acts_by_the_charters_powers(founded: None) -> None:
    assert actor("adviser").may("governance.open_case")
    assert not actor("alver").may("governance.open_case")
    assert actor("leader").has_role("leader")
    assert Power.objects.filter(role="leader", act="governance.approve_summons").get().source


@pytest.mark.django_db
def test_another_kind_of_co_operation_founds_too() -> None:
    found_charter(EXAMPLE)
    assert queries.cooperation().legal_form == "host_municipality"
    assert [who.body_key for who in queries.who_decides("portfolio.enter_portfolio", clock.today())] == ["KST"]
