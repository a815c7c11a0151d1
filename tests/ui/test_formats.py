"""How dates, times, money and numbers are written, in all three languages."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import translation

from samstyring.kernel import clock
from samstyring.ui import formats


@pytest.fixture(autouse=True)
def nynorsk():
    with translation.override("nn"):
        yield


@pytest.fixture(autouse=True)
def in_2022(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2022, 11, 22))


def plain(text):
    return text.replace(formats.NBSP, " ")


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (125_000_000, "1 250 000 kr"),
        (125_000_050, "1 250 000,50 kr"),
        (0, "0 kr"),
        (5, "0,05 kr"),
        (-90_000, f"{formats.MINUS}900 kr"),
        (None, formats.EN_DASH),
    ],
)
def test_money_is_kroner_with_ore_only_where_there_are_any(ore, text):
    assert plain(formats.money(ore)) == text


def test_money_never_breaks_over_two_lines():
    assert " " not in formats.money(125_000_000)


@pytest.mark.parametrize(
    ("language", "full", "weekday", "short"),
    [
        ("nn", "22. november 2022", "tysdag 22. november 2022", "22. nov."),
        ("nb", "22. november 2022", "tirsdag 22. november 2022", "22. nov."),
        ("en", "22 November 2022", "Tuesday 22 November 2022", "22 Nov"),
    ],
)
def test_dates_in_each_language(language, full, weekday, short):
    with translation.override(language):
        assert plain(formats.day(date(2022, 11, 22))) == full
        assert plain(formats.day(date(2022, 11, 22), weekday=True)) == weekday
        assert plain(formats.short_day(date(2022, 11, 22))) == short


def test_a_short_date_says_the_year_only_when_it_is_another():
    assert plain(formats.short_day(date(2025, 1, 1))) == "1. jan. 2025"


def test_an_instant_is_told_by_the_clock_of_norway():
    instant = datetime(2022, 11, 22, 23, 30, tzinfo=UTC)
    assert plain(formats.moment(instant)) == "23. november 2022 kl. 00.30"
    assert plain(formats.clock(time(9, 0))) == "kl. 09.00"


def test_a_period_ends_on_the_day_before_until():
    assert plain(formats.period(date(2022, 1, 1), date(2025, 1, 1))) == "1. januar 2022 – 31. desember 2024"
    assert plain(formats.period(date(2022, 1, 1), None)) == "frå 1. januar 2022"
    assert plain(formats.period(None, date(2025, 1, 1))) == "til og med 31. desember 2024"
    assert plain(formats.period(date(2022, 1, 1), date(2022, 1, 2))) == "1. januar 2022"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(1250, None, "1 250"), (Decimal("8.10"), None, "8,1"), (8.15, 1, "8,2"), (0, 2, "0,00"), (-3, None, "−3")],
)
def test_numbers(value, decimals, text):
    assert plain(formats.number(value, decimals)) == text


def test_shares_sizes_lists_and_words():
    assert plain(formats.percent(0.534)) == "53 %"
    assert plain(formats.file_size(1_400_000)) == "1,4 MB"
    assert plain(formats.file_size(740_400)) == "740 kB"
    assert formats.sentence(["Fedje", "Modalen", "Solund"]) == "Fedje, Modalen og Solund"
    assert formats.sentence(["Fedje"]) == "Fedje"
    assert formats.in_words(6) == "seks"
    assert formats.in_words(13) == "13"
