"""Queries whose SQL is written once answer as those that are written anew."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Count, F, QuerySet
from django.test.utils import CaptureQueriesContext

from samstyring.governance.models import Body, Seat
from samstyring.kernel import clock
from samstyring.kernel.prepared import Prepared, Unused
from samstyring.parties.models import OfficeHolding, Organisation
from tests.founding import person

pytestmark = pytest.mark.usefixtures("founded")


def held(person_id: UUID, on: date) -> QuerySet[OfficeHolding, Any]:
    rows = OfficeHolding.objects.on(on).filter(person_id=person_id).exclude(office__role__in=["member", "observer"])
    return rows.order_by("pk").values_list("pk", "from_date", "until", "office__title", "office__organisation_id")


def seats(bodies: Sequence[UUID], kind: str) -> QuerySet[Any, Any]:
    rows = Seat.objects.filter(body_id__in=bodies, kind=kind).select_related("body__leader_office")
    return rows.annotate(of=F("body__name"), times=Count("holdings")).prefetch_related("holdings").order_by("pk")


def test_the_answer_is_the_querys_own_for_each_argument() -> None:
    prepared = Prepared(held)
    today = clock.today()
    answers = []
    for key in ("leader", "alver", "adviser", "leader"):
        for day in (today, today - timedelta(days=3650)):
            expected = list(held(person(key).pk, day))
            assert prepared(person(key).pk, on=day) == expected
            answers.append(expected)
    assert len({str(answer) for answer in answers}) == 4  # three answers differ, and nobody held anything then


def test_rows_of_models_come_with_all_that_stands_beside_them() -> None:
    prepared = Prepared(seats)
    keys = list(Body.objects.order_by("pk").values_list("pk", flat=True))
    assert len(keys) > 2
    for some in ([], keys[:1], keys[:2], keys[:3], keys, [uuid4()], tuple(keys[1:])):
        for kind in (Seat.Kind.VOTING, "observer"):
            expected = list(seats(some, kind))
            with CaptureQueriesContext(connection) as asked:
                found = prepared(some, kind)
                told = [
                    (row, row.of, row.times, row.body, row.body.leader_office, list(row.holdings.all()))
                    for row in found
                ]
            assert told == [
                (row, row.of, row.times, row.body, row.body.leader_office, list(row.holdings.all())) for row in expected
            ]
            assert [vars(row).keys() for row in found] == [vars(row).keys() for row in expected]
            assert len(asked) == (0 if not some else 2 if expected else 1)
            assert not any(row._state.adding for row in found)


def test_one_value_of_each_row_and_the_first_row() -> None:
    def names(kind: str) -> QuerySet[Organisation, str]:
        return Organisation.objects.filter(kind=kind).order_by("name").values_list("name", flat=True)

    prepared = Prepared(names)
    assert prepared("municipality") == list(names("municipality"))
    assert prepared.first("municipality") == names("municipality").first()
    assert prepared.first("none") is None


def test_it_can_be_asked_for_something_without_arguments() -> None:
    prepared = Prepared(lambda: Organisation.objects.order_by("name").values_list("pk", "name")[:3])
    assert prepared() == list(Organisation.objects.order_by("name").values_list("pk", "name")[:3])


def test_an_argument_that_the_query_does_not_use_is_refused() -> None:
    def unused(on: date, person_id: UUID) -> QuerySet[Any, Any]:
        del on
        return held(person_id, date(2022, 1, 1))

    with pytest.raises(Unused, match="on"):
        Prepared(unused)(on=clock.today(), person_id=person("leader").pk)


def test_what_would_stay_as_it_was_the_first_time_is_refused() -> None:
    def reckons(person_id: UUID, on: date) -> QuerySet[Any, Any]:
        return held(person_id, on).filter(from_date__gt=on - timedelta(days=30))

    def asks_the_day(person_id: UUID) -> QuerySet[Any, Any]:
        return held(person_id, clock.today())

    def looks(kind: str) -> QuerySet[Any, Any]:
        return Organisation.objects.filter(kind=kind, name__startswith=kind.upper())

    with pytest.raises(Unused):
        Prepared(reckons)(person("leader").pk, clock.today())
    with pytest.raises(clock.Asked):
        Prepared(asks_the_day)(person("leader").pk)
    with pytest.raises(Unused):
        Prepared(looks)("municipality")
    assert clock.today()
