"""The addresses of governance: every module of this folder gives its own list."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern, URLResolver

app_name = "governance"
urlpatterns: list[URLPattern | URLResolver] = [
    pattern
    for module in sorted(iter_modules(__path__), key=lambda module: module.name)
    for pattern in import_module(f"{__name__}.{module.name}").urlpatterns
]
