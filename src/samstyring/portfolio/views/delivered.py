"""The hours that a municipality has delivered of what it promised on a project."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui.tables import Empty, TableView

from .. import acts, queries
from ..forms.answers import DeliveredForm
from ..queries import promises
from ..tables.promises import DeliveredTable
from .base import ProjectActView


class DeliveredView(TableView):
    """What was promised, what is delivered of it, and each time that it was registered (PA-5)."""

    template_name = "portfolio/delivered.html"

    @cached_property
    def participation(self) -> Any:
        """Return the party's place. Raises NotThere where the project is not for the reader."""
        place = promises.place_with_hours(self.kwargs["pk"], self.kwargs["code"])
        if not queries.projects(self.actor).filter(pk=place.project_id).exists():
            raise NotThere
        return place

    @property
    def may(self) -> bool:
        """Tell whether the reader registers hours here."""
        place = self.participation
        scopes = (f"party:{place.organisation_id}", f"project:{place.project_id}")
        return any(self.actor.may("portfolio.register_delivered_hours", scope) for scope in scopes)

    def table(self) -> DeliveredTable:
        """Return what is registered."""
        empty = Empty(
            _("No hours are registered yet"),
            _(
                "Whoever answers for the municipality, the project manager or the secretariat registers what was worked."
            ),
        )
        return DeliveredTable(self.request, promises.delivered_rows(self.participation), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Add how much of each promise is delivered."""
        place = self.participation
        roles = promises.standing_of(place)
        return {
            **super().page(),
            "page_title": _("Hours from %(party)s") % {"party": place.organisation},
            "place": place,
            "project": place.project,
            "roles": roles,
            "promised": sum(row.promised for row in roles),
            "delivered": sum(row.delivered for row in roles),
            "may": self.may and any(row.promised for row in roles),
        }


class RegisterView(ProjectActView):
    """Register hours that were delivered."""

    when_over = True
    act = staticmethod(acts.register_delivered_hours)
    form_class = DeliveredForm
    heading = gettext_lazy("Register delivered hours")
    button = gettext_lazy("Register the hours")
    success_message = gettext_lazy("The hours are registered.")

    @cached_property
    def participation(self) -> Any:
        """Return the party's place. Raises NotThere."""
        return promises.place_with_hours(self.kwargs["pk"], self.kwargs["code"])

    def scopes(self) -> list[str]:
        """Ask for a capacity for the municipality, or for the project."""
        place = self.participation
        return [f"party:{place.organisation_id}", f"project:{place.project_id}"]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which roles are promised, and the day. Raises NotThere where nothing is promised yet."""
        roles = promises.roles_promised(self.participation)
        if not roles:
            raise NotThere
        return super().get_form_kwargs() | {"roles": roles, "on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the place."""
        return {"participation": self.participation, **form.arguments()}

    def cancel(self) -> str:
        """Return to the hours."""
        return reverse("portfolio:delivered", args=[self.kwargs["code"], self.kwargs["pk"]])

    def done_url(self, result: Any) -> str:
        """Return to the hours."""
        return self.cancel()
