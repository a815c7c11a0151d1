"""Money: whole øre (1/100 krone), never floats."""

from collections.abc import Sequence
from fractions import Fraction


def apportion(total: int, weights: Sequence[int | Fraction]) -> list[int]:
    """Split `total` øre by `weights` so that the parts sum to the whole to the øre.

    Largest remainder: each part is first rounded towards zero, what is left goes one øre at a time to the parts with
    the largest remainder, the earlier one first where they are equal. `total` may be negative (a refund).
    Raises ValueError for no weights, a negative weight, or weights that are all zero while there is money to split.
    """
    if not weights:
        raise ValueError("nothing to split over")
    if any(weight < 0 for weight in weights):
        raise ValueError("a weight is negative")
    whole = sum(Fraction(weight) for weight in weights)
    if whole == 0:
        if total:
            raise ValueError("all weights are zero")
        return [0] * len(weights)
    sign, amount = (-1, -total) if total < 0 else (1, total)
    exact = [amount * Fraction(weight) / whole for weight in weights]
    parts = [int(share) for share in exact]
    left = amount - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[:left]:
        parts[index] += 1
    return [sign * part for part in parts]


def kroner(amount: int) -> str:
    """Write øre as plain kroner for logs and files: 125000050 -> '1250000.50'."""
    sign = "-" if amount < 0 else ""
    whole, rest = divmod(abs(amount), 100)
    return f"{sign}{whole}.{rest:02d}" if rest else f"{sign}{whole}"
