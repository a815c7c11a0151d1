"""The organisation, drawn from the data for any date (OR-1, OR-5, BE-1, RG-2)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samstyring.governance import acts
from samstyring.governance.queries.organisation import Chart, Unit, chart
from samstyring.kernel import clock
from tests.founding import person, user
from tests.governance.groups import set_up
from tests.governance.steps import body, do

pytestmark = pytest.mark.usefixtures("founded")


def named(found: Chart, key: str) -> Unit:
    return next(unit for unit in found.units if unit.body.key == key)


@pytest.mark.clause("OR-1")
@pytest.mark.clause("BE-1")
def test_the_chart_is_drawn_from_the_charter() -> None:
    found = chart(clock.today())
    assert [unit.body.key for unit in found.tops] == ["SG"]
    steering, secretariat, resource = (named(found, key) for key in ("SG", "SEK", "RG"))
    assert {unit.body.key for unit in steering.under} == {"SEK", "RG"}
    assert (len(steering.members), len(steering.observers)) == (10, 2)
    assert steering.leader == person("leader")
    assert steering.body.secretary == secretariat.body
    assert resource.body.prepares_for == steering.body
    assert secretariat.host is not None
    assert secretariat.host.name == "Bergen"


@pytest.mark.clause("OR-5")
@pytest.mark.clause("RG-2")
def test_a_group_stands_in_the_chart_from_the_day_of_its_decision_and_a_designated_leader_as_long_as_it_holds(
    client: Client,
) -> None:
    set_up()
    do(acts.designate_leader, "leader", body=body(), designated=person("alver"), from_date=clock.today())
    found = chart(clock.today())
    group = named(found, "FA")
    assert group.above == body()
    assert group.set_up_by is not None
    assert group in named(found, "SG").under
    assert named(found, "SG").leader == person("alver")
    before = chart(clock.today() - timedelta(days=1))
    assert "FA" not in {unit.body.key for unit in before.units}
    assert named(before, "SG").leader == person("leader")
    client.force_login(user("contact"))
    page = client.get(reverse("governance:organisation")).content.decode()
    assert "Faggruppe arkiv" in page
    earlier = client.get(reverse("governance:organisation"), {"on": str(clock.today() - timedelta(days=1))})
    assert "Faggruppe arkiv" not in earlier.content.decode()
