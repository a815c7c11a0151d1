"""Checks that the agreement's obligations on the portfolio hold: every module of this folder registers its checks."""

from importlib import import_module
from pkgutil import iter_modules

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
