"""What the list of projects can be narrowed to and grouped by."""

from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui.tables import ChoiceFilter, Filter, Grouping, SearchFilter

from .. import queries
from ..models import Project
from ..queries import choosing, phases, programmes, tolerances
from ..reading import OUTSIDE
from ..reporting import reading

ALL = gettext_lazy("All")


def project_filters(on: date, *, reports: bool) -> list[Filter]:
    """Return the filters of the list; `reports`: the reader sees what is reported."""
    filters: list[Filter] = [
        SearchFilter("q", gettext_lazy("Name or code"), queries.that_name),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            queries.in_state,
            choices=[
                *Project.State.choices,
                (queries.PAUSED, gettext_lazy("paused")),
                (queries.LIVING, gettext_lazy("not over")),
            ],
            every=ALL,
        ),
        ChoiceFilter("phase", gettext_lazy("Phase"), phases.in_phase, choices=lambda: _phases(on), every=ALL),
        ChoiceFilter(
            "party",
            gettext_lazy("Municipality"),
            queries.of_party,
            choices=queries.parties_on_projects,
            every=ALL,
        ),
        *(
            [
                ChoiceFilter("light", gettext_lazy("Last report"), choosing.of_light, choices=_lights, every=ALL),
                ChoiceFilter(
                    "tolerance",
                    gettext_lazy("Tolerances"),
                    lambda rows, stand: tolerances.in_tolerance(rows, stand, on),
                    choices=_tolerances,
                    every=ALL,
                ),
            ]
            if reports
            else []
        ),
        ChoiceFilter(
            "origin",
            gettext_lazy("Origin"),
            lambda rows, origin: rows.filter(origin=origin),
            choices=Project.Origin.choices,
            every=ALL,
            folded=True,
        ),
        ChoiceFilter(
            "purpose",
            gettext_lazy("Purpose"),
            queries.that_serve,
            choices=lambda: [(row.key, row.name) for row in queries.purposes_on(on)],
            every=ALL,
            folded=True,
        ),
        ChoiceFilter(
            "programme",
            gettext_lazy("Programme"),
            programmes.of_programme,
            choices=_programmes,
            every=ALL,
            folded=True,
        ),
        ChoiceFilter(
            "owner",
            gettext_lazy("Project owner"),
            choosing.owned_by,
            choices=choosing.owners,
            every=ALL,
            folded=True,
        ),
        ChoiceFilter(
            "manager",
            gettext_lazy("Project manager"),
            choosing.managed_by,
            choices=choosing.managers,
            every=ALL,
            folded=True,
        ),
        ChoiceFilter(
            "model", gettext_lazy("Project model"), choosing.of_model, choices=_models, every=ALL, folded=True
        ),
    ]
    return filters


def _programmes() -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = list(programmes.programmes_to_choose())
    return [*found, (programmes.NONE, _("in no programme"))] if found else []


def _phases(on: date) -> list[tuple[str, str]]:
    return list(phases.phases_in_use(on))


def _lights() -> list[tuple[str, Any]]:
    return [*((light, reading.light_name(light)) for light in reading.MARKS), (choosing.SILENT, _("not reported"))]


def _tolerances() -> list[tuple[str, Any]]:
    return [
        (tolerances.OUTSIDE, _("outside the tolerances")),
        *((area, _("outside on %(what)s") % {"what": OUTSIDE[area]}) for area in tolerances.AREAS),
        (tolerances.INSIDE, _("inside the tolerances")),
        (tolerances.SILENT, _("no forecast")),
    ]


def _models() -> list[tuple[str, Any]]:
    return [(choosing.THE_AGREEMENTS, _("the agreement's own")), *choosing.models_followed()]


def project_groupings(on: date, *, reports: bool) -> list[Grouping]:
    """Return what the list can be grouped by."""
    purposes = cache(lambda: [row.name for row in queries.purposes_on(on)])
    groupings = [
        Grouping("state", gettext_lazy("State"), "state", lambda row: _first_big(row.get_state_display())),
        Grouping(
            "phase",
            gettext_lazy("Phase"),
            "stage",
            _stage,
            lambda rows: choosing.by_phase(rows, [key for key, _name in phases.phases_in_use(on)]),
        ),
        Grouping(
            "owner",
            gettext_lazy("Project owner"),
            "owner_key",
            lambda row: row.owner or _("No owner yet"),
            choosing.by_owner,
        ),
        Grouping(
            "purpose",
            gettext_lazy("Purpose (the first that it serves)"),
            "first_purpose",
            lambda row: _("No purpose named") if row.first_purpose is None else purposes()[row.first_purpose],
            lambda rows: choosing.by_purpose(rows, on),
        ),
        Grouping(
            "programme",
            gettext_lazy("Programme"),
            "programme__sort_key",
            lambda row: row.programme or _("In no programme"),
        ),
        Grouping("origin", gettext_lazy("Origin"), "origin", lambda row: _first_big(row.get_origin_display())),
    ]
    if reports:
        groupings.append(
            Grouping(
                "light",
                gettext_lazy("Last report"),
                "light_order",
                lambda row: _first_big(reading.light_name(row.light) if row.light else _("not reported")),
                choosing.by_light,
            )
        )
    return groupings


def _stage(row: Any) -> str:
    name = row.row.phase if row.state == Project.State.STARTED else ""
    return _first_big(name or str(row.get_state_display()))


def _first_big(words: Any) -> str:
    text = str(words)
    return text[:1].upper() + text[1:]
