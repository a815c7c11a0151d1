"""What holds of an entry on the radar, and how two readings of it differ. Pure functions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from ..models import RADAR_CONTENT, RadarEntry

LABELLED = {"kind": RadarEntry.Kind, "state": RadarEntry.State, "platform": RadarEntry.Platform}

ALERTS = ("asks", "asks_by", "state")
"""What concerns a municipality when it changes: what it is asked for, by when, and whether it can be had."""


def plain(value: Any) -> Any:
    """Return a value as it is kept in a change: dates as text."""
    return value.isoformat() if isinstance(value, date) else value


def content_of(entry: RadarEntry) -> dict[str, Any]:
    """Return what is said of an entry, as it is compared."""
    return {name: plain(getattr(entry, name)) for name in RADAR_CONTENT}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what differs of two contents, as it was and as it is."""
    changed = [name for name in RADAR_CONTENT if before.get(name) != after.get(name)]
    return {name: before.get(name) for name in changed}, {name: after.get(name) for name in changed}


def problems(values: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong with what is to be said of an entry, by field."""
    wrong = {name: _("Write this.") for name in ("name", "provider") if not values.get(name)}
    for name in ("kind", "state"):
        if values.get(name) not in LABELLED[name].values:
            wrong[name] = _("Choose one.")
    if values.get("platform") == RadarEntry.Platform.OTHER and not values.get("platform_reason"):
        wrong["platform_reason"] = _("Write why it is not on the Fiks platform.")
    if values.get("asks_by") and not values.get("asks"):
        wrong["asks"] = _("There is a day, but not what is to be done by then.")
    return wrong


def tidied(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return every field of the content: texts without blanks around them, what is not given empty."""
    found = {name: values.get(name) for name in RADAR_CONTENT}
    return {
        name: value
        if name == "asks_by"
        else " ".join(str(value or "").split())
        if name == "name"
        else str(value or "").strip()
        for name, value in found.items()
    }
