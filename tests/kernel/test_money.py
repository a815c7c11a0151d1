"""Money is split so that the parts sum to the whole, to the øre."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstyring.kernel.money import apportion, kroner

weights = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=60).filter(any)


@settings(max_examples=200)
@given(total=st.integers(min_value=-(10**15), max_value=10**15), weights=weights)
def test_the_parts_sum_to_the_whole(total: int, weights: list[int]) -> None:
    assert sum(apportion(total, weights)) == total


@settings(max_examples=200)
@given(total=st.integers(min_value=0, max_value=10**12), weights=weights)
def test_no_part_is_more_than_an_ore_from_its_exact_share(total: int, weights: list[int]) -> None:
    whole = sum(weights)
    for part, weight in zip(apportion(total, weights), weights, strict=True):
        assert abs(Fraction(total * weight, whole) - part) < 1
        assert weight or part == 0


@settings(max_examples=200)
@given(total=st.integers(min_value=0, max_value=10**12), weights=weights)
def test_who_weighs_more_never_pays_less(total: int, weights: list[int]) -> None:
    parts = apportion(total, weights)
    pairs = sorted(zip(weights, parts, strict=True))
    for (lighter, light_part), (heavier, heavy_part) in itertools.pairwise(pairs):
        assert lighter == heavier or light_part <= heavy_part


def test_equal_remainders_go_to_the_earlier() -> None:
    assert apportion(100, [1, 1, 1]) == [34, 33, 33]
    assert apportion(-100, [1, 1, 1]) == [-34, -33, -33]


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1]])
def test_nothing_to_split_over_is_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"nothing|zero|negative"):
        apportion(100, weights)


def test_kroner_for_files() -> None:
    assert kroner(125_000_050) == "1250000.50"
    assert kroner(-5) == "-0.05"
    assert kroner(300) == "3"
