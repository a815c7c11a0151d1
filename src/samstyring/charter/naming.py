"""Texts that name the body which decides a matter: what it is called is for the agreement to say, not for the code."""

from typing import Any

from django.utils.functional import lazy
from django.utils.text import capfirst

from samstyring.kernel import clock

from . import queries


def _named(text: Any, matter: str) -> str:
    named = str(text) % {"body": queries.name_of_decider(matter, clock.today())}
    return str(capfirst(named))


naming_decider: Any = lazy(_named, str)
"""`naming_decider(gettext_lazy("%(body)s decides."), "portfolio.adopt_mandate")`: written anew each time it is read, so
that a heading, a message or a help text can stand in a class as any other."""
