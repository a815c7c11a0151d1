"""Charter files: those that people write, and those that come with the product."""

import tomllib
from importlib.resources import files
from pathlib import Path

from django.utils.translation import gettext as _

from ..errors import CharterUnreadable
from ..founding import InRound, Update, update_of
from ..models import Agreement, Amendment, Edition
from ..registry import standing
from .amendments import latest_edition


def packaged_charters() -> list[str]:
    """Return the names of the charter files that come with the product."""
    return sorted(each.name for each in files("samstyring.charters").iterdir() if each.name.endswith(".toml"))


def given_to_nobody(text: str) -> list[str]:
    """Return the acts and matters that some packaged charter gives to a role or a body, and this file does not.

    A charter need not use them all. One that is older than the product lacks them without having said so.
    """
    known: set[str] = set()
    for name in packaged_charters():
        known |= _given_in((files("samstyring.charters") / name).read_text(encoding="utf-8"))
    return sorted(known - _given_in(text))


def _given_in(text: str) -> set[str]:
    data = tomllib.loads(text)
    acts = {act for row in data.get("power", ()) for act in row["acts"]}
    return acts | {row["matter"] for row in data.get("authority", ())}


def charter_file(path: Path) -> str:
    """Return the text of a charter file: one on disk, or one that comes with the product, by its name.

    Raises CharterUnreadable.
    """
    packaged = {name for name in packaged_charters() if str(path) in (name, name.removesuffix(".toml"))}
    try:
        if not path.exists() and packaged:
            return (files("samstyring.charters") / packaged.pop()).read_text(encoding="utf-8")
        return path.read_text(encoding="utf-8-sig")  # as Windows writes it too, with a mark first
    except OSError as error:
        says = _("The file %(file)s cannot be read: %(reason)s. These come with the product: %(names)s.")
        reasons = {FileNotFoundError: _("there is no such file"), IsADirectoryError: _("it is a folder")}
        reason = reasons.get(type(error), error.strerror)
        facts = {"file": path, "reason": reason, "names": ", ".join(packaged_charters())}
        raise CharterUnreadable(says % facts) from error
    except UnicodeDecodeError as error:
        raise CharterUnreadable(_("The file %(file)s is not text in UTF-8.") % {"file": path}) from error


def charter_update(agreement: Agreement, text: str) -> Update:
    """Tell what a charter file would add to an agreement. Writes nothing."""
    stored = Edition.objects.values_list("source", flat=True).get(pk=latest_edition(agreement).pk)
    return update_of(stored, text, standing(), in_round(agreement))


def in_round(agreement: Agreement) -> InRound | None:
    """Return what the parties are being asked to change, if anything."""
    amendment = agreement.amendments.filter(state=Amendment.State.PROPOSED).prefetch_related("changes").first()
    if amendment is None:
        return None
    refs = {change.ref for change in amendment.changes.all()}
    return InRound(amendment.number, refs, amendment.changes_term)
