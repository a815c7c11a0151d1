"""Addresses are written once, and one that there is not is either said to be wrong or left out, as was asked."""

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from samstyring.ui.addresses import address_if_any, address_of


def test_an_address_is_the_same_each_time_and_follows_where_the_product_is_mounted() -> None:
    assert address_of("charter:clause", "SG-7") == address_of("charter:clause", "SG-7") == "/agreement/SG-7/"
    set_script_prefix("/samarbeid/")
    try:
        assert address_of("charter:clause", "SG-7") == reverse("charter:clause", args=["SG-7"])
        assert address_of("charter:clause", "SG-7").startswith("/samarbeid/")
    finally:
        set_script_prefix("/")


def test_one_that_there_is_not_is_an_error_unless_it_may_be_left_out() -> None:
    for _time in range(2):
        with pytest.raises(NoReverseMatch):
            address_of("charter:clauze", "SG-7")
    assert address_if_any("charter:clauze", "SG-7") == ""
    assert address_if_any("charter:clause", "SG-7") == address_of("charter:clause", "SG-7")
