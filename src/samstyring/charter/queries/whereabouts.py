"""Who is where: every municipality's place on a day, as a table, and as a map of tiles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from samstyring.kernel import clock, keeping
from samstyring.parties.models import Group, Organisation
from samstyring.parties.names import search_key
from samstyring.parties.queries import members_on, numbers_inherited
from samstyring.ui.addresses import address_of as written_address_of
from samstyring.ui.tile_map import Tile

from .editions import edition_on, said_in
from .joining import PLACE_WORDS, PLACES, Place, places_on
from .parties import clause_of_signatures


@dataclass(frozen=True)
class Standing:
    """A municipality in the list: where it stands, and the areas it belongs to."""

    place: Place
    groups: Sequence[Group]

    @property
    def sort_key(self) -> str:
        """Return the key that names are sorted by."""
        return self.place.organisation.sort_key

    def matches(self, text: str) -> bool:
        """Tell whether its name holds a text, accents and case aside, or its number is that text."""
        organisation = self.place.organisation
        return search_key(text) in organisation.search_key or text.strip() == organisation.municipality_number

    @property
    def day(self) -> date | None:
        """Return the day that its state is from."""
        return self.place.day

    @property
    def rank(self) -> int:
        """Return the place of its state among the states."""
        return PLACES.index(self.place.state)


@dataclass(frozen=True)
class WhoIsWhere:
    """Where all stand on a day. `tiles` is empty where the agreement gives no positions; `off_map` lack one."""

    on: date
    today: date
    rows: Sequence[Standing]
    counts: Sequence[tuple[str, Any, int]]
    tiles: Sequence[Tile]
    off_map: Sequence[str]
    clause: str


# How full a tile is drawn. The word stands in it, so that colour is never alone.
STEPS = {"party": 4, "leaving": 3, "signed": 3, "decided": 2, "invited": 1}


def who_is_where(on: date) -> WhoIsWhere:
    """Return where every municipality stands on a day. At most ten SQL statements, however many they are.

    It is kept until an act writes something of it, the same for all readers: nobody changes it.
    """
    with keeping.book("who is where", on, clock.today(), get_language()) as kept:
        return kept.share("all", lambda: _who_is_where(on))


def _who_is_where(on: date) -> WhoIsWhere:
    edition = edition_on(on)
    groups = members_on(on)
    rows = [Standing(place, groups.get(place.organisation.pk, [])) for place in places_on(on)]
    counts = [(state, PLACE_WORDS[state], sum(row.place.state == state for row in rows)) for state in PLACES]
    spots = spots_on(on, [row.place.organisation for row in rows])
    placed = [(row.place, spots.get(row.place.organisation.pk)) for row in rows]
    return WhoIsWhere(
        on=on,
        today=clock.today(),
        rows=rows,
        counts=[count for count in counts if count[2]],
        tiles=[
            Tile(*spot, place.organisation.name, place.short, STEPS.get(place.state, 0), address_of(place))
            for place, spot in placed
            if spot is not None
        ],
        off_map=[place.organisation.name for place, spot in placed if spot is None] if spots else [],
        clause=clause_of_signatures(edition.agreement),
    )


def address_of(place: Place) -> str:
    """Return the page of a municipality's way into the agreement."""
    return written_address_of("charter:party", place.organisation.address_key)


def spots_on(on: date, organisations: Iterable[Organisation]) -> dict[UUID, tuple[int, int]]:
    """Return the tile of each of these, as the edition of a day has it; none where it gives no positions.

    Who has taken another's place has its tile too. One SQL statement, where the edition has been read.
    """
    said = said_in(edition_on(on)).get("party", [])
    by_number = {row["number"]: (int(row["tile"][0]), int(row["tile"][1])) for row in said if row.get("tile")}
    if not by_number:
        return {}
    inherited = {key: by_number[number] for key, number in numbers_inherited(on) if number in by_number}
    return inherited | {row.pk: by_number[row.number] for row in organisations if row.number in by_number}
