"""One list of substitutes for a body: who may step in for which seat, when, and where there is nobody (SG-1, RG-1)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samstyring.governance import acts
from samstyring.governance.queries.substitutes import every_line
from samstyring.governance.rules.substitutes import gaps
from samstyring.kernel import clock
from tests.agreement.test_rules_of_procedure import adopted, rule
from tests.founding import person, user
from tests.governance import steps
from tests.governance.steps import do, seat

FIRST = date(2023, 1, 1)
days = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))


@given(
    st.lists(st.tuples(days, st.one_of(st.none(), days)).filter(lambda row: row[1] is None or row[0] < row[1])), days
)
def test_each_day_is_covered_or_lies_in_one_gap(covered: list[tuple[date, date | None]], since: date) -> None:
    found = gaps(covered, since)
    for number in range(60):
        day = since + timedelta(days=number)
        held = any(begins <= day and (ends is None or day < ends) for begins, ends in covered)
        assert sum(begins <= day and (ends is None or day < ends) for begins, ends in found) == (not held)


@pytest.mark.clause("SG-1", "RG-1")
def test_the_list_shows_each_seat_in_its_order_by_period_and_where_nobody_can_step_in(
    founded: None, client: Client
) -> None:
    adopted(rule("substitutes", True))
    today = clock.today()
    on = today + timedelta(days=10)
    rows = (
        ("alver", "contact", today, on),
        ("alver", "project_manager", on, None),
        ("nordfjord", "contact", today, None),
    )
    for key, who, begins, ends in rows:
        told = {"seat": seat(key), "person": person(who), "from_date": begins, "until": ends, "source": "Brev"}
        do(acts.appoint_substitute, **told)

    def lines(key: str) -> list[tuple[str, str]]:
        found = [row for row in every_line(steps.body(), on) if row.seat == seat(key)]
        return [(row.state, row.substitute.person.name.split(",")[0] if row.substitute else "") for row in found]

    assert lines("alver") == [("over", "Kontaktperson"), ("now", "Prosjektleiar")]
    assert lines("bergen_leiar") == [("nobody", "")]
    alver = next(row for row in every_line(steps.body(), today) if row.seat == seat("alver"))
    assert list(alver.elsewhere) == [seat("nordfjord").name], "one person cannot meet for two seats"

    client.force_login(user("adviser"))
    address = reverse("governance:substitutes", args=["SG"])
    with CaptureQueriesContext(connection) as few:
        shown = client.get(address).text
    assert address in client.get(reverse("governance:body", args=["SG"])).text
    assert reverse("governance:appoint_substitute", args=["SG"]) in shown
    nobody = client.get(address, {"state": "nobody", "on": f"{on:%d.%m.%Y}"}).context["table"]
    assert seat("bergen_leiar").name in {row.seat.name for row in nobody.rows}
    assert not {"nordfjord", "alver"} & {row.seat.key for row in nobody.rows}
    assert "Prosjektleiar" in client.get(address, {"format": "csv"}).getvalue().decode("utf-8-sig")
    for who in ("leader", "adviser", "secretariat_leader"):
        do(acts.appoint_substitute, seat=seat("bergen_leiar"), person=person(who), from_date=today, source="Brev")
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few)
    client.force_login(user("contact"))
    assert reverse("governance:appoint_substitute", args=["SG"]) not in client.get(address).text
