"""When the term is out and no other agreement is in force, it is said what may still be done and by whom (VA-1)."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance.queries.between import between
from samstyring.governance.registry import matters
from samstyring.kernel import clock
from samstyring.kernel.actors import ANONYMOUS
from samstyring.kernel.errors import NotThere
from tests.founding import actor, user
from tests.governance.test_room_pages import signed_in

pytestmark = pytest.mark.clause("VA-1")
AFTER = datetime(2025, 1, 2, 9, tzinfo=clock.OSLO)


def test_what_may_still_be_done_is_told_from_the_agreement_itself(founded: None, client: Client) -> None:
    address = reverse("governance:between")
    assert "Blir han ikkje forlengd" in signed_in("alver").get(address).text
    with clock.standing_at(AFTER):
        found = between(actor("adviser"), AFTER.date())
        assert found.term.expired
        assert {row.label for row in found.refused}.isdisjoint({row.label for row in found.still})
        assert matters["portfolio.adopt_mandate"].label in {row.label for row in found.refused}
        for winding_up in ("governance.approve_minutes", "governance.close_group"):
            assert matters[winding_up].label in {row.label for row in found.still}
        approve = found.doings[0]
        assert any(who.sources for who in approve.who), "each with what gives it the power"
        client.force_login(user("adviser"))
        page = client.get(address).text
        assert "Sekretariatet" in page
        assert reverse("governance:between") in client.get(reverse("charter:agreement")).text
    assert client.get(address).status_code == 200
    assert date(2025, 1, 1) == found.term.until
    with pytest.raises(NotThere):
        between(ANONYMOUS, clock.today())
