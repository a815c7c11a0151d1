"""Canonical JSON: one text for one value."""

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st

from samstyring.kernel.canonical import dumps

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=20,
)


@settings(max_examples=200)
@given(plain)
def test_it_reads_back_and_writes_the_same(value: object) -> None:
    text = dumps(value)
    assert json.loads(text) == value
    assert dumps(json.loads(text)) == text


def test_order_of_keys_does_not_matter() -> None:
    assert dumps({"b": 1, "a": [date(2022, 11, 22)]}) == dumps({"a": [date(2022, 11, 22)], "b": 1})


def test_dates_and_ids_are_text() -> None:
    value = {"d": date(2022, 1, 2), "t": datetime(2022, 1, 2, 3, tzinfo=UTC), "u": UUID(int=7), "l": gettext_lazy("x")}
    assert json.loads(dumps(value)) == {
        "d": "2022-01-02",
        "t": "2022-01-02T03:00:00+00:00",
        "u": "00000000-0000-0000-0000-000000000007",
        "l": "x",
    }


def test_a_float_has_no_place() -> None:
    with pytest.raises(TypeError, match="float"):
        dumps({"amount": 1.5})
