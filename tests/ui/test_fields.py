"""Fields take what Norwegians write, and say plainly what they do not take."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from samstyring.ui import fields, formats


@pytest.fixture(autouse=True)
def nynorsk():
    with translation.override("nn"):
        yield


@pytest.mark.parametrize(
    ("typed", "ore"),
    [
        ("1 250 000", 125_000_000),
        ("1\u00a0250\u00a0000", 125_000_000),
        ("1250000,50", 125_000_050),
        ("1.250.000,50", 125_000_050),
        ("1.250.000", 125_000_000),
        ("1250.5", 125_050),
        ("kr 500,-", 50_000),
        ("500 kr", 50_000),
        ("0", 0),
    ],
)
def test_money_as_people_write_it(typed, ore):
    assert fields.MoneyField().clean(typed) == ore


@pytest.mark.parametrize(
    "typed", ["mykje", "12,345", "1,250,000", "--5", "1 2,3,4", "٣,", "1e5", "99999999999999999999"]
)
def test_money_that_is_none_is_refused(typed):
    with pytest.raises(forms.ValidationError):
        fields.MoneyField().clean(typed)


def test_a_negative_amount_only_where_it_makes_sense():
    with pytest.raises(forms.ValidationError, match="mindre enn null"):
        fields.MoneyField().clean("-5")
    assert fields.MoneyField(negative=True).clean("−5") == -500


@given(st.integers(-(10**12), 10**12))
def test_what_is_shown_in_a_money_field_is_read_back_as_the_same(ore):
    field = fields.MoneyField(negative=True)
    assert field.clean(field.prepare_value(ore)) == ore
    assert not field.has_changed(ore, field.prepare_value(ore))


@pytest.mark.parametrize(
    "typed",
    [
        "22.11.2022",
        "22.11.22",
        "22/11-2022",
        "22-11-2022",
        "221122",
        "22112022",
        "22. november 2022",
        "22 nov. 2022",
        "2022-11-22",
    ],
)
def test_dates_as_people_write_them(typed):
    assert fields.DayField().clean(typed) == date(2022, 11, 22)


@pytest.mark.parametrize("typed", ["31.2.2022", "i morgon", "22.11", "2022", "32.1.2022", "31.12.9999", "1.1.1200"])
def test_what_is_no_date_is_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError, match=r"til dømes 22\.11\.2022"):
        fields.DayField().clean(typed)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_date_is_read_as_it_is_written(day):
    with translation.override("nn"):
        assert fields.parse_day(formats.day(day)) == day
        assert fields.parse_day(f"{day:%d.%m.%Y}") == day


def test_the_limits_of_a_date_are_said():
    with pytest.raises(forms.ValidationError, match=r"før 1.*januar 2022"):
        fields.DayField(earliest=date(2022, 1, 1)).clean("31.12.2021")


@pytest.mark.parametrize(
    ("typed", "read"), [("09.00", time(9)), ("9", time(9)), ("kl. 9.30", time(9, 30)), ("0915", time(9, 15))]
)
def test_times_as_people_write_them(typed, read):
    assert fields.ClockField().clean(typed) == read


def test_a_moment_is_a_date_and_a_time_in_norway():
    field = fields.MomentField()
    assert field.clean(["1.7.2022", "09.00"]) == datetime(2022, 7, 1, 7, 0, tzinfo=UTC)
    assert field.widget.decompress(datetime(2022, 7, 1, 7, 0, tzinfo=UTC)) == [date(2022, 7, 1), time(9)]
    with pytest.raises(forms.ValidationError):
        field.clean(["1.7.2022", ""])


def test_numbers_with_comma():
    assert fields.NumberField().clean("8,1") == Decimal("8.1")
    assert fields.WholeNumberField().clean("1 250") == 1250
    with pytest.raises(forms.ValidationError):
        fields.WholeNumberField().clean("8,1")


def test_a_file_of_the_wrong_kind_or_size_is_refused():
    field = fields.FileField(megabytes=1, endings=[".pdf"])
    with pytest.raises(forms.ValidationError, match=r"\.pdf"):
        field.clean(SimpleUploadedFile("brev.exe", b"x"))
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(SimpleUploadedFile("brev.pdf", b"x" * 1_000_001))
    assert "høgst 1\u00a0MB" in refused.value.messages[0]
    assert field.clean(SimpleUploadedFile("brev.PDF", b"x")).name == "brev.PDF"


def test_what_is_ticked_is_one_of_the_choices() -> None:
    field = fields.TicksField(choices=[("a", "A"), ("b", fields.Choice("B", "the second"))])
    assert field.clean(["b", "a"]) == ["b", "a"]
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(["a", "c"])
    assert "c" in refused.value.messages[0]
    with pytest.raises(forms.ValidationError):
        field.clean([])
