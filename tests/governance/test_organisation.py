"""The organisation chart: for any date, as tree and table, the same figures however many bodies there are."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.governance import acts
from samstyring.governance.models import Body, Case
from samstyring.governance.queries.organisation import Chart, Unit, chart
from samstyring.governance.rules.bodies import organised
from samstyring.kernel import clock
from tests.founding import person, user
from tests.governance.steps import body, decide, do, open_meeting


def named(found: Chart, key: str) -> Unit:
    return next(unit for unit in found.units if unit.body.key == key)


def set_up(name: str = "Faggruppe arkiv", key: str = "FA") -> None:
    """Set a group up by decision of the steering group."""
    case = do(acts.open_case, body=body(), kind=Case.Kind.FREE_TEXT, title=name)
    payload = {"name": name, "key": key, "mandate": "Greie ut felles arkivløysing."}
    do(acts.add_proposal, case=case, matter="governance.set_up_group", payload=payload, wording="Ho blir sett ned.")
    decide(open_meeting([case], starts_at=clock.now() + timedelta(minutes=5)), name)


@pytest.mark.usefixtures("founded")
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


@pytest.mark.usefixtures("founded")
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


@pytest.mark.usefixtures("founded")
def test_the_page_says_so_before_there_was_any_body_or_where_the_day_cannot_be_read(client: Client) -> None:
    address = reverse("governance:organisation")
    assert client.get(address).status_code == 302
    client.force_login(user("adviser"))
    empty = client.get(address, {"on": "1999-01-01"})
    assert (empty.status_code, list(empty.context["chart"].units)) == (200, [])
    odd = client.get(address, {"on": "i går"})
    assert odd.context["looked_at"] == clock.today()
    assert odd.context["day_form"].errors
    csv = client.get(address, {"format": "csv"})
    assert csv["content-type"].startswith("text/csv")
    assert "Ressursgruppa" in b"".join(csv).decode("utf-8-sig")


@pytest.mark.usefixtures("founded")
def test_the_chart_takes_as_many_statements_with_one_group_more(
    client: Client, django_assert_max_num_queries: object
) -> None:
    set_up()
    client.force_login(user("adviser"))
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        assert client.get(reverse("governance:organisation")).status_code == 200


@given(st.data())
def test_nobody_is_left_out_of_the_tree_however_the_charter_ties_the_bodies_together(data: st.DataObject) -> None:
    bodies = [Body(key=str(number), name=str(number), kind="other") for number in range(data.draw(st.integers(1, 6)))]
    keys = st.sampled_from([each.pk for each in bodies])
    for each in bodies:
        each.prepares_for_id = data.draw(st.none() | keys)
        each.secretary_id = data.draw(st.none() | keys)
    above = organised(bodies, data.draw(st.dictionaries(keys, keys)))
    for each in bodies:
        place, steps = each.pk, 0
        while place in above:
            place, steps = above[place], steps + 1
            assert steps <= len(bodies)
