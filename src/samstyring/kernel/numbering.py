"""Gapless numbers, per body and year or any other series."""

from .acts import require_running
from .models import NumberSeries


def next_number(series: str) -> int:
    """Return the next number of a series ("SG/2022"), from 1, without gaps: it is given back if the act fails."""
    require_running("next_number")
    row = NumberSeries.objects.select_for_update().filter(key=series).first()
    if row is None:
        NumberSeries.objects.create(key=series, last=1)
        return 1
    row.last += 1
    row.save(update_fields=["last"])
    return row.last


def go_on_after(series: str, last: int) -> None:
    """Let a series go on after the last number that was given elsewhere. One that is past it stays as it is."""
    require_running("go_on_after")
    row = NumberSeries.objects.select_for_update().filter(key=series).first()
    if row is None:
        NumberSeries.objects.create(key=series, last=last)
    else:
        for _number in range(row.last, last):  # the database lets a series go one up at a time
            next_number(series)
