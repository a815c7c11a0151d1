"""Tells the agreement's pages which decisions were taken under each clause."""

from collections.abc import Mapping
from datetime import date

from samstyring.charter.registry import Under, doings
from samstyring.kernel.actors import Actor

from ..queries.decisions import under_clause


def decisions(actor: Actor, on: date, ref: str | None, most: int | None) -> Mapping[str, Under]:
    """Return the decisions by clause, the newest first, that the reader may see."""
    return under_clause(actor, on, ref=ref, most=most)


doings.register("governance.decisions", decisions)
