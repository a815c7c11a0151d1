"""Who has accepted a place on a project, and what people and hours each has promised, as a table."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy

from samstyring.ui.tables import ChoiceFilter, Column, Empty, FlagFilter, SearchFilter, Table
from samstyring.ui.tables.filters import Filter

from .. import queries
from ..models import Participation
from ..queries import promises
from ..reading import promise_words


def _promised(row: Any) -> str:
    return "\n".join(promise_words(effort) for effort in row.efforts)


def _left(row: Any) -> int:
    return max(0, int(row.hours) - int(row.delivered))


def _hours_of(row: Any) -> str:
    return reverse("portfolio:delivered", args=[row.participation.project.code, row.participation_id])


class AcceptedTable(Table):
    """The answers that count of those who have said yes, each with what it promises."""

    caption = gettext_lazy("Who has accepted, and what is promised")
    file_name = "aksept-og-innsats"
    sort = "project"
    empty = Empty(
        gettext_lazy("Nobody has accepted yet"),
        gettext_lazy(
            "When a municipality accepts, its answer stands here, with the people and hours that it promises."
        ),
    )
    filters: ClassVar[Sequence[Filter]] = (
        SearchFilter("q", gettext_lazy("Project, name or code"), promises.on_project),
        ChoiceFilter(
            "party",
            gettext_lazy("Municipality"),
            lambda rows, key: rows.filter(participation__organisation_id=key),
            choices=queries.parties_on_projects,
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "role",
            gettext_lazy("Takes part as"),
            lambda rows, role: rows.filter(participation__role=role),
            choices=Participation.Role.choices,
            every=gettext_lazy("All"),
        ),
        FlagFilter("hours", gettext_lazy("With promised hours"), lambda rows, _on: rows.filter(hours__gt=0)),
        FlagFilter("none", gettext_lazy("Without promised hours"), lambda rows, _on: rows.filter(hours=0)),
        FlagFilter(
            "behind",
            gettext_lazy("Not all delivered"),
            lambda rows, _on: rows.filter(hours__gt=F("delivered")),
        ),
        FlagFilter("reserved", gettext_lazy("With a reservation"), lambda rows, _on: rows.exclude(reservation="")),
    )
    columns: ClassVar[Sequence[Column]] = (
        Column(
            "project",
            gettext_lazy("Project"),
            header=True,
            sort="participation__project__sort_key",
            value=lambda row: row.participation.project.name,
            link=lambda row: row.participation.get_absolute_url(),
            small=lambda row: row.participation.project.code,
        ),
        Column("code", gettext_lazy("Code"), value=lambda row: row.participation.project.code, on_page=False),
        Column(
            "party",
            gettext_lazy("Municipality"),
            sort="participation__organisation__sort_key",
            value=lambda row: row.participation.organisation.name,
            link=lambda row: row.participation.organisation.get_absolute_url(),
            small=lambda row: row.participation.get_role_display(),
        ),
        Column(
            "role",
            gettext_lazy("Takes part as"),
            value=lambda row: row.participation.get_role_display(),
            on_page=False,
        ),
        Column(
            "answered_on",
            gettext_lazy("Answered"),
            "day",
            sort="answered_on",
            small=lambda row: row.answered_by,
        ),
        Column("answered_by", gettext_lazy("By"), on_page=False),
        Column("answered_as", gettext_lazy("As"), on_page=False),
        Column("way", gettext_lazy("How"), value=lambda row: row.get_way_display(), on_page=False),
        Column("reservation", gettext_lazy("Reservation")),
        Column("promised", gettext_lazy("What is promised"), value=_promised, css="pre-line wide-cell"),
        Column("people", gettext_lazy("People"), "number", on_page=False),
        Column("hours", gettext_lazy("Hours"), "number", sort="hours"),
        Column(
            "delivered",
            gettext_lazy("Delivered"),
            "number",
            sort="delivered",
            link=lambda row: _hours_of(row) if row.hours or row.delivered else "",
        ),
        Column("left", gettext_lazy("Left"), "number", value=_left),
    )

    def with_rows(self, rows: Iterable[Any]) -> Iterable[Any]:
        """Read what each promises."""
        return promises.with_promised(rows)


class DeliveredTable(Table):
    """What is registered of delivered hours, the last first."""

    caption = gettext_lazy("Delivered hours")
    file_name = "leverte-timar"
    sort = "-number"
    columns: ClassVar[Sequence[Column]] = (
        Column("number", gettext_lazy("No."), "number", value=lambda row: row.sequence, sort="sequence"),
        Column("role", gettext_lazy("Role"), header=True),
        Column("hours", gettext_lazy("Hours"), "number", sort="hours"),
        Column("starts_on", gettext_lazy("First day"), "day", css="nowrap"),
        Column("ends_on", gettext_lazy("Last day"), "day", sort="ends_on", css="nowrap"),
        Column("note", gettext_lazy("About")),
        Column("registered_by", gettext_lazy("Registered by")),
        Column("at", gettext_lazy("Registered"), "moment", css="nowrap"),
    )
