"""What every page shows round its content: the co-operation, who acts, the menus, the languages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from samstyring.kernel import actors, clock
from samstyring.kernel.models import Installation

from . import navigation

LANGUAGE_NAMES = {"nn": "Nynorsk", "nb": "Bokmål", "en": "English"}
"""Each language in its own words: the one thing on a page that is never translated."""


@dataclass(frozen=True)
class PageInstallation:
    """The installation as a page shows it. `day` is today by its clock, `moved` whether that clock is moved."""

    name: str
    is_demo: bool
    is_founded: bool
    day: date
    moved: bool
    ahead: int = 0
    """By how many seconds its clock stands before the machine's."""


_name_sources: list[Callable[[], str]] = []


def register_cooperation_name(source: Callable[[], str]) -> Callable[[], str]:
    """Add the source of the co-operation's name: it stands in the header and in every page title."""
    if source not in _name_sources:
        _name_sources.append(source)
    return source


def cooperation_name() -> str:
    """Return the co-operation's name, or the product's before anything is founded."""
    return next((name for source in _name_sources if (name := source())), "Samstyring")


_language_sources: list[Callable[[], Sequence[str]]] = []


def register_languages(source: Callable[[], Sequence[str]]) -> Callable[[], Sequence[str]]:
    """Add the source of the languages that a reader can choose among, the one offered first being the first."""
    if source not in _language_sources:
        _language_sources.append(source)
    return source


def languages() -> list[str]:
    """Return the languages that a reader can choose: the co-operation's own, or all before anything is founded."""
    every = [code for code, _name in settings.LANGUAGES]
    if _mode() is None:
        return every
    own = next((own for source in _language_sources if (own := source())), every)
    return [code for code in own if code in every] or every


def _mode() -> str | None:
    """Return whether this is the demo or real, which is said once, at founding: it is asked of the database until then."""
    mode: str | None = cache.get("installation-mode")
    if mode is None and (mode := Installation.objects.values_list("mode", flat=True).first()) is not None:
        cache.set("installation-mode", mode, timeout=3600)
    return mode


def installation() -> PageInstallation:
    """Read the installation for a page. No SQL statement once it is founded, besides what the name's source needs."""
    mode = _mode()
    return PageInstallation(
        name=cooperation_name() if mode else "Samstyring",
        is_demo=mode == Installation.Mode.DEMO,
        is_founded=mode is not None,
        day=clock.today(),
        moved=bool(clock.offset()),
        ahead=round(clock.offset().total_seconds()),
    )


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. Everything is lazy: a page that shows none of it asks for none of it."""
    actor = getattr(request, "actor", None) or actors.ANONYMOUS
    return {
        "actor": actor,
        "installation": SimpleLazyObject(installation),
        "menu": SimpleLazyObject(lambda: navigation.menu(request, actor)),
        "page_languages": SimpleLazyObject(lambda: [(code, LANGUAGE_NAMES[code]) for code in languages()]),
    }
