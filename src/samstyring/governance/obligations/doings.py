"""Tells the agreement's pages which decisions were taken under each clause."""

from collections.abc import Mapping, Sequence
from datetime import date

from samstyring.charter.registry import Done, doings
from samstyring.kernel.actors import Actor

from ..queries.decisions import address_of_decision, under_clause


def decisions(actor: Actor, on: date) -> Mapping[str, Sequence[Done]]:
    """Return the decisions by clause, the newest first, that the reader may see."""
    return {
        ref: [Done(f"{each.label} {each.title}", address_of_decision(each), each.decided_on) for each in rows]
        for ref, rows in under_clause(actor, on).items()
    }


doings.register("governance.decisions", decisions)
