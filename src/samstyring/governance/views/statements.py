"""What an observer says to an item, from the meeting room."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.kernel.errors import NotThere

from .. import acts
from ..forms.statements import StatementForm
from ..queries import bodies
from ..queries import statements as queries
from .room import OfItem


class StatementView(OfItem):
    """Record the statement of an observer: one's own, or by the secretariat."""

    act = staticmethod(acts.record_statement)
    form_class = StatementForm
    heading = gettext_lazy("Statement of an observer")
    button = gettext_lazy("Record the statement")
    success_message = gettext_lazy("The statement is recorded.")

    @cached_property
    def seats(self) -> list[tuple[str, str]]:
        """Return the observers there for whom the reader may record. Raises NotThere where there is none."""
        there = queries.observers_there(self.meeting)
        found = [(key, name) for key, name in there if self.actor.may("governance.record_statement", f"seat:{key}")]
        if not found:
            raise NotThere
        return found

    def scopes(self) -> Iterable[str]:
        """Return the seats."""
        return [f"seat:{key}" for key, _name in self.seats]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the observers."""
        return super().get_form_kwargs() | {"seats": self.seats}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the seat of the address and what it said."""
        seat = self.request.GET.get("seat", "")
        said = {str(row.seat_id): row.text for row in queries.statements_on([self.item.pk]).get(self.item.pk, [])}
        wanted = seat or (self.seats[0][0] if len(self.seats) == 1 else "")
        return {"seat": wanted, "text": said.get(wanted, "")}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = super().arguments(form)
        return {**data, "seat": bodies.seat(data["seat"])}

    def done_url(self, result: Any) -> str:
        """Return to the statements of the item."""
        return f"{self.here()}#statements"
