"""Queries whose SQL is written once answer as those that are written anew."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from samstyring.kernel import clock
from samstyring.kernel.prepared import Prepared, Unused
from samstyring.parties.models import OfficeHolding, Organisation
from tests.founding import person

pytestmark = pytest.mark.usefixtures("founded")


def held(person_id, on):
    rows = OfficeHolding.objects.on(on).filter(person_id=person_id).exclude(office__role__in=["member", "observer"])
    return rows.order_by("pk").values_list("pk", "from_date", "until", "office__title", "office__organisation_id")


def test_the_answer_is_the_querys_own_for_each_argument() -> None:
    prepared = Prepared(held, person_id=UUID, on=date)
    today = clock.today()
    answers = []
    for key in ("leader", "alver", "adviser", "leader"):
        for day in (today, today - timedelta(days=3650)):
            expected = list(held(person(key).pk, day))
            assert prepared(person_id=person(key).pk, on=day) == expected
            answers.append(expected)
    assert len({str(answer) for answer in answers}) == 4  # three answers differ, and nobody held anything then


def test_it_can_be_asked_for_something_without_arguments() -> None:
    prepared = Prepared(lambda: Organisation.objects.order_by("name").values_list("pk", "name")[:3])
    assert prepared() == list(Organisation.objects.order_by("name").values_list("pk", "name")[:3])


def test_an_argument_that_the_query_does_not_use_is_refused() -> None:
    prepared = Prepared(lambda on, person_id: held(person_id, date(2022, 1, 1)), on=date, person_id=UUID)
    with pytest.raises(Unused, match="on"):
        prepared(on=clock.today(), person_id=person("leader").pk)
