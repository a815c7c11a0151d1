"""The organisation chart: for any date, as tree and table, the same figures however many bodies there are."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.governance.models import Body
from samstyring.governance.rules.bodies import organised
from samstyring.kernel import clock
from tests.founding import user
from tests.governance.groups import set_up


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
