"""Small things that every matter about a project needs."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from samstyring.charter import queries as charter
from samstyring.governance.registry import Asked, Payload, Requirement
from samstyring.kernel.errors import NotThere
from samstyring.ui import formats


def key_in(payload: Payload, name: str) -> UUID:
    """Return an id from a payload. Raises NotThere for none, or for what is none."""
    try:
        return UUID(str(payload[name]))
    except (KeyError, ValueError) as error:
        raise NotThere from error


def in_cooperation_language() -> Any:
    """Return a context in which texts are in the co-operation's language: what is decided is written in it."""
    return translation.override(charter.cooperation().language)


def version_closed(key: str, version: Any, source: str) -> Requirement:
    """Return the requirement that a version is still open, for one that is not: it was decided on, or withdrawn."""
    text = _("The version is still open: it is %(state)s") % {"state": version.get_state_display()}
    return Requirement(key, True, False, text, source, version.get_absolute_url())


def version_stands(key: str, version: Any, asked: Asked, source: str) -> list[Requirement]:
    """Return what is wrong with the version itself: decided on or withdrawn already, or of another project."""
    made = []
    if version.state not in ("draft", "proposed"):
        made.append(version_closed(f"{key}_open", version, source))
    if asked.about_id is not None and version.project_id != asked.about_id:
        text = _("The version belongs to the project that the case is about")
        made.append(Requirement(f"{key}_of_the_project", True, False, text, source, version.get_absolute_url()))
    return made


OF_A_PROJECT = (
    "portfolio.adopt_mandate",
    "finance.adopt_budget",
    "finance.adopt_funding_plan",
    "portfolio.start_project",
)


def speaks_first(name: str, asked: Asked) -> bool:
    """Tell whether a matter is the first in its case of those about a project: what they all ask is asked by it alone."""
    names = [sibling for sibling, _payload in asked.siblings if sibling in OF_A_PROJECT]
    return not names or names[0] == name


def next_number(versions: Iterable[Any]) -> int:
    """Return the number that the next adopted version gets, seen from all versions of a project."""
    return max((version.number or 0 for version in versions), default=0) + 1


def risk_accepted(risk: Any, last_day: date | None) -> str:
    """Return the wording by which a body accepts a risk, in the co-operation's language."""
    with in_cooperation_language():
        facts = {"risk": risk.title, "project": risk.project}
        if last_day is None:
            return (
                _("«%(risk)s» in %(project)s is accepted as it is judged in the case, until it is judged anew.") % facts
            )
        facts["day"] = formats.day(last_day)
        return (
            _("«%(risk)s» in %(project)s is accepted as it is judged in the case, until and including %(day)s.") % facts
        )
