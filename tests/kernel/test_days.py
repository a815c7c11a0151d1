"""The day that an instant falls on in Norway, as the database tells it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import DateTimeField, Value
from hypothesis import given
from hypothesis import strategies as st

from samstyring.kernel.clock import OSLO
from samstyring.kernel.days import DayOf
from samstyring.kernel.models import TableMark

CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2025, 10, 26, 1, tzinfo=UTC),
    datetime(2026, 1, 1, tzinfo=UTC),
]


def told(at: datetime) -> object:
    asked = TableMark.objects.annotate(day=DayOf(Value(at, output_field=DateTimeField())))
    return asked.values_list("day", flat=True)[0]


@pytest.mark.django_db
@given(
    st.one_of(
        st.datetimes(datetime(2001, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC)),
        st.builds(lambda at, s: at + timedelta(seconds=s), st.sampled_from(CHANGES), st.integers(-100_000, 100_000)),
    )
)
def test_it_is_the_day_in_norway_in_winter_and_in_summer(at: datetime) -> None:
    assert told(at) == at.astimezone(OSLO).date(), connection.vendor
