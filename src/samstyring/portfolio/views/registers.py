"""The registers of a project: the list of each, an entry with its history, the acts on it; and the lessons of all."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.ui.tables import Empty, Table, TableView

from .. import acts
from ..forms.registers import CloseEntryForm, EntryForm
from ..queries import registers as queries
from ..tables.registers import EntriesTable, LessonsTable, state_of
from .base import OfProject, OfRow, ProjectActView, ProjectPageView


class OfRegister(OfProject):
    """A page under the address of a register."""

    @cached_property
    def register(self) -> Any:
        """Return the register. Raises NotThere."""
        return queries.register_by_key(self.kwargs["register"])

    @property
    def list_url(self) -> str:
        """Return the address of the register."""
        return reverse("portfolio:entries", args=[self.project.code, self.register.key])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the register, for the way back."""
        return super().get_context_data(**kwargs) | {"register": self.register}


class EntriesView(OfRegister, TableView):
    """The list."""

    template_name = "portfolio/registers/list.html"

    @property
    def heading(self) -> Any:
        """Return what the register is called."""
        return self.register.heading

    @property
    def lead(self) -> Any:
        """Return what it is for."""
        return self.register.lead

    @cached_property
    def may(self) -> Mapping[str, bool]:
        """Return what the reader may do."""
        return queries.may_of(self.project, self.actor)

    def table(self) -> Table:
        """Return the table."""
        register = self.register
        add = reverse("portfolio:add_entry", args=[self.project.code, register.key]) if self.may["add_entry"] else ""
        empty = Empty(register.nothing, register.lead, add, register.add)
        return EntriesTable(
            self.request, queries.entries_for(self.project, register, self.actor), register=register, empty=empty
        )

    def page(self) -> Mapping[str, Any]:
        """Say what the reader may do."""
        return {**super().page(), "may": self.may}


class AddView(OfRegister, ProjectActView):
    """Write an entry."""

    act = staticmethod(acts.add_entry)
    form_class = EntryForm
    template_name = "portfolio/registers/act.html"
    success_message = gettext_lazy("It is written.")

    @property
    def heading(self) -> Any:
        """Return what is added."""
        return self.register.add

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say what is asked for."""
        return super().get_form_kwargs() | {"register": self.register}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the risk that happened, where one is named in the address."""
        number = self.request.GET.get("risk", "")
        begins = self.register.key == "issues" and number.isascii() and number.isdigit() and len(number) < 9
        return queries.begins_as_issue(self.kwargs["code"], int(number)) if begins else {}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the project and the register."""
        return {"project": self.project, "register": self.register.key, **form.arguments()}

    def cancel(self) -> str:
        """Return to the list."""
        return self.list_url


class EntryView(OfRegister, ProjectPageView):
    """An entry, with its history."""

    template_name = "portfolio/registers/entry.html"

    def page(self) -> Mapping[str, Any]:
        """Return it."""
        found = queries.entry_page(self.kwargs["code"], self.kwargs["register"], self.kwargs["number"], self.actor)
        state = state_of(found.entry, found.register)
        return {"page": found, "entry": found.entry, "may": found.may, "state": state, "page_title": found.entry.title}


class OfEntry(OfRegister, OfRow):
    """A form about one entry."""

    row_name = "entry"
    template_name = "portfolio/registers/act.html"

    def find(self) -> Any:
        """Return it. Raises NotThere."""
        return queries.entry_of(self.kwargs["code"], self.kwargs["register"], self.kwargs["number"])


class EditView(OfEntry):
    """Change it."""

    act = staticmethod(acts.edit_entry)
    form_class = EntryForm
    heading = gettext_lazy("Change it")
    success_message = gettext_lazy("Saved. What it said before stands in its history.")
    takes_revision = True

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say what is asked for."""
        return super().get_form_kwargs() | {"register": self.register}

    def get_initial(self) -> dict[str, Any]:
        """Show what is stored."""
        return queries.content_to_edit(self.row)


class CloseView(OfEntry):
    """Close it."""

    act = staticmethod(acts.close_entry)
    form_class = CloseEntryForm

    @property
    def heading(self) -> Any:
        """Return what is asked."""
        return self.register.closing.heading

    @property
    def button(self) -> Any:
        """Return what it is called to do it."""
        return self.register.closing.button

    @property
    def success_message(self) -> Any:
        """Say that it is done."""
        return self.register.closing.done

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say what is asked for, and the day."""
        return super().get_form_kwargs() | {"closing": self.register.closing, "on": clock.today()}


class LessonsView(TableView):
    """What all projects have learned."""

    template_name = "portfolio/registers/lessons.html"
    heading = gettext_lazy("Lessons learned")
    lead = gettext_lazy("What the projects have learned: search before you begin something like it.")

    def table(self) -> Table:
        """Return the table."""
        empty = Empty(
            _("No lessons are written down"),
            _("A project writes down what it learns on its own page. Here they can be searched together."),
        )
        return LessonsTable(self.request, queries.lessons(self.actor), empty=empty)
