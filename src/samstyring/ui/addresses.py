"""Addresses of pages, each written once.

Django goes through the patterns of all apps each time that an address is written, and a list links a hundred times.
"""

from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, reverse


def address_of(name: str, *args: Any) -> str:
    """Return the address with this name. `args` are texts, numbers or ids. Raises NoReverseMatch where there is none."""
    return _written(get_script_prefix(), name, args)


def address_if_any(name: str, *args: Any) -> str:
    """Return the same, or nothing where there is none: for a floor that links to those above it, if they are there."""
    try:
        return address_of(name, *args)
    except NoReverseMatch:
        return ""


@lru_cache(maxsize=4096)
def _written(prefix: str, name: str, args: tuple[Any, ...]) -> str:
    del prefix  # part of every address: how the product is mounted
    return reverse(name, args=args)
