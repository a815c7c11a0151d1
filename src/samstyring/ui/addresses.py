"""Addresses of pages, each written once.

Django goes through the patterns of all apps each time that an address is written, and a list links a hundred times.
"""

from functools import lru_cache
from typing import Any

from django.urls import NoReverseMatch, get_script_prefix, reverse


def address_of(name: str, *args: Any) -> str:
    """Return the address with this name, or nothing while no app has it. `args` are texts, numbers or ids."""
    return _written(get_script_prefix(), name, args)


@lru_cache(maxsize=4096)
def _written(prefix: str, name: str, args: tuple[Any, ...]) -> str:
    del prefix  # part of every address: how the product is mounted
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
