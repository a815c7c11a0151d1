"""The agreement: each edition's charter file, to the letter."""

from samstyring.charter.models import Edition

from . import names
from .target import Target


def write_charters(target: Target) -> int:
    """Write the charter file of every edition. Return how many there are."""
    count = 0
    for edition in Edition.objects.select_related("agreement").order_by("in_force_from", "number"):
        name = f"{edition.agreement.key} {edition.number}.toml"
        target.write("charter", edition.source.encode(), names.agreement(), name)
        count += 1
    return count
