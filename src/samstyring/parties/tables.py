"""The lists of municipalities and of people as tables: sorted and narrowed in the address."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samstyring.kernel.actors import Actor
from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table
from samstyring.ui.templatetags.ui import mark

from . import queries, registry
from .expected import Expected, sources
from .models import Organisation
from .queries import Listing, Row


class ShowFilter(ChoiceFilter):
    """Whom to show; its chip says the choice alone, which is long enough for a phone."""

    def words(self, value: Any) -> str:
        """Say the choice without how many there are."""
        return str(dict(self.choices).get(value, value)).rpartition(" (")[0]


class MunicipalityTable(Table):
    """The municipalities, with a column for each thing that a floor above knows of them."""

    caption = _("The municipalities")
    file_name = "kommunar"
    sort = "name"
    page_size = 100
    own: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            _("Municipality"),
            header=True,
            sort="sort_key",
            value=lambda row: row.organisation.name,
            link=lambda row: row.organisation.get_absolute_url(),
        ),
        Column(
            "number", _("Municipality number"), on_page=False, value=lambda row: row.organisation.municipality_number
        ),
        Column("area", _("Area"), value=lambda row: formats.sentence(group.name for group in row.groups)),
        Column("inhabitants", _("Inhabitants"), kind="number", sort="inhabitants"),
    )

    def __init__(self, request: HttpRequest, listing: Listing) -> None:
        """Add what the floors above know: a column each, and the choice of whom to show."""
        own = [column for column in self.own if listing.groups or column.name != "area"]
        self.columns = [*own, *(_column(column) for column in listing.columns)]  # type: ignore[misc]
        area = ChoiceFilter(
            "group",
            _("Area"),
            lambda rows, key: [row for row in rows if row.belongs_to(key)],
            choices=[(group.key, group.name) for group in listing.groups],
            every=_("All"),
        )
        self.filters = [  # type: ignore[misc]
            SearchFilter("q", _("Name or number"), lambda rows, text: [row for row in rows if row.matches(text)]),
            *([area] if listing.groups else []),
            ShowFilter(
                "show",
                _("Which municipalities"),
                lambda rows, name: [row for row in rows if name in row.passes],
                choices=[(chip.name, f"{chip.label} ({count})") for chip, count in listing.filters],
                every=f"{_('All')} ({len(listing.rows)})",
            ),
        ]
        super().__init__(request, listing.rows)


def _column(known: registry.Column) -> Column:
    return Column(known.name, known.label, value=_reader(known.name))


def _reader(name: str) -> Callable[[Row], Any]:
    def read(row: Row) -> Any:
        cell = row.cell(name)
        if cell is None:
            return formats.EN_DASH
        return mark(cell.mark, cell.text) if cell.mark else cell.text

    return read


MARKS = {"open": "soon", "answered": "ok", "closed": "na"}
EVERY_STATE = "all"
STATES = (("open", _("waits for an answer")), ("answered", _("is answered")), ("closed", _("was not answered")))


class ExpectedTable(Table):
    """What municipalities are asked for, what is open first."""

    caption = _("What is asked")
    file_name = "spurt"
    page_size = 100
    empty = Empty(
        _("Nothing is asked of your municipality"),
        _("Acceptances of projects, input on cases, summonses and follow-up stand here with their deadline."),
    )

    def __init__(
        self,
        request: HttpRequest,
        rows: Sequence[Expected],
        on: date,
        places: Collection[Organisation],
        *,
        open_first: bool,
    ) -> None:
        """Show the municipality where there are several; mark what is late.

        With `open_first` what waits stands alone until the rest is asked for: what all have answered is long.
        """
        labels = {source.name: source.label for source in sources}
        kinds = [(name, label) for name, label in labels.items() if any(row.kind == name for row in rows)]
        several = len(places) > 1
        states = [*STATES[1:], (EVERY_STATE, _("All"))] if open_first else STATES

        def state(row: Expected) -> tuple[str, Any]:
            if row.late(on):
                return "broken", _("The deadline is past")
            return MARKS[row.state], capfirst(str(row.answer or dict(STATES)[row.state]))

        municipality = Column("organisation", _("Municipality"), value=lambda row: row.organisation.name)
        self.columns = (  # type: ignore[misc]
            Column("deadline", _("Deadline"), "day", css="nowrap"),
            Column(
                "heading", _("What is asked"), header=True, link=lambda row: row.url, small=lambda row: row.asked_by
            ),
            *((municipality,) if several else ()),
            Column("kind", _("Kind"), value=lambda row: labels[row.kind]),
            Column("state", _("State"), "mark", value=state, small=lambda row: row.state == "open" and row.trouble),
            Column("clause", _("Clause"), "clause"),
        )
        self.filters = (  # type: ignore[misc]
            ChoiceFilter(
                "state",
                _("State"),
                lambda rows, value: [row for row in rows if value in (row.state, EVERY_STATE)],
                choices=states,
                every=capfirst(STATES[0][1]) if open_first else _("All"),
            ),
            ChoiceFilter(
                "kind",
                _("Kind"),
                lambda rows, value: [row for row in rows if row.kind == value],
                choices=kinds,
                every=_("All"),
            ),
            *(
                (
                    ChoiceFilter(
                        "of",
                        _("Municipality"),
                        lambda rows, value: [row for row in rows if row.organisation.address_key == value],
                        choices=[(row.address_key, row.name) for row in sorted(places, key=lambda p: p.sort_key)],
                        every=_("All"),
                    ),
                )
                if several
                else ()
            ),
        )
        super().__init__(request, rows)


class PeopleTable(Table):
    """Everyone registered. It comes as no file: it is a register of persons. Offices are read for the page's rows only."""

    caption = _("People")
    sort = "name"
    exports = False
    empty = Empty(text=_("People are registered on the page of their municipality."))
    filters: ClassVar[Sequence[Any]] = (SearchFilter("q", _("Name"), queries.named),)
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "name",
            _("Name"),
            header=True,
            sort="sort_key",
            link=lambda person: reverse("parties:edit_person", args=[person.pk]),
        ),
        Column(
            "organisation",
            _("Organisation"),
            link=lambda person: person.organisation.get_absolute_url() if person.organisation else "",
        ),
        Column("offices", _("Offices"), value=lambda person: ", ".join(person.titles) or formats.EN_DASH),
        Column("email", _("E-mail"), value=lambda person: person.email or formats.EN_DASH),
        Column(
            "arrives",
            _("Letters"),
            value=lambda person: mark(person.address.mark, person.address.text) if person.address else "",
            link=lambda person: person.address.url if person.address else "",
        ),
    )

    def __init__(self, request: HttpRequest, *, by: Actor, on: date) -> None:
        """Show the offices of a day, and what the floors above know of the addresses."""
        super().__init__(request, queries.people())
        self.by, self.on = by, on

    def with_rows(self, rows: Iterable[Any]) -> Iterable[Any]:
        """Return the people with their offices, and what is known of their addresses."""
        shown = list(rows)
        titles = queries.titles_of(shown, self.on)
        known: dict[Any, Any] = {}
        for source in registry.addresses:
            known |= source([person.pk for person in shown], self.by)
        for person in shown:
            person.titles = titles.get(person.pk, [])
            person.address = known.get(person.pk)
        return shown
