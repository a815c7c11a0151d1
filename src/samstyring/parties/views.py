"""Pages of municipalities, people and offices."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui import formats
from samstyring.ui.tables import TableView
from samstyring.ui.views import ActView, PageView

from . import acts, expected, queries, rules
from .forms import AppointForm, EndOfficeForm, PersonForm
from .navigation import sees_people
from .roles import SECRETARIAT
from .tables import ExpectedTable, MunicipalityTable, PeopleTable


class Organisations(TableView):
    """The municipalities: who has signed, who has not, who represents whom."""

    template_name = "parties/organisations.html"
    heading = gettext_lazy("The municipalities")
    lead = gettext_lazy("Everyone that the agreement is open to: who has signed, who has not, and who represents them.")

    def table(self) -> MunicipalityTable:
        """Return the list as it is today."""
        self.listing = queries.listing(by=self.actor, on=clock.today())
        return MunicipalityTable(self.request, self.listing)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the buttons that those who may get."""
        return {**super().get_context_data(**kwargs), "actions": self.listing.actions}


class OneOrganisation(PageView):
    """A municipality: facts, offices, and what other floors know of it."""

    template_name = "parties/organisation.html"

    def page(self) -> Mapping[str, Any]:
        """Return its page. Raises NotThere."""
        found = queries.organisation_page(self.kwargs["key"], by=self.actor, on=clock.today())
        scope = f"party:{found.organisation.pk}"
        return {
            "page_title": found.organisation.name,
            "found": found,
            "organisation": found.organisation,
            "people": queries.people_of(found.organisation),
            "may_register": self.actor.may("parties.register_person", scope),
            "offices": [
                (filled, self.actor.may("parties.appoint", *rules.scopes_of_office(filled.office)))
                for filled in found.offices
            ],
        }


class Asked(TableView):
    """Everything that the reader's municipalities are asked for; for the secretariat, what all are asked for."""

    def table(self) -> ExpectedTable:
        """Return the list. Raises NotThere for those who answer for nobody."""
        organisations, today = expected.organisations_for(self.actor), clock.today()
        if not organisations:
            raise NotThere
        self.places = list(organisations.values())
        wanted = {row.pk: row for row in self.places if row.address_key == self.request.GET.get("of")}
        of_all = self.actor.has_role(*SECRETARIAT)
        only_open = of_all and not self.request.GET.get("state")
        rows = expected.expected_of(wanted or organisations, self.actor, today, only_open=only_open)
        self.counts = Counter("late" if row.late(today) else row.state for row in rows)
        return ExpectedTable(self.request, rows, today, self.places, open_first=of_all)

    def page(self) -> Mapping[str, Any]:
        """Say whose list it is, and how it stands."""
        if self.actor.has_role(*SECRETARIAT):
            heading = _("Asked of the municipalities")
        elif len(self.places) == 1:
            heading = _("What %(party)s is asked") % {"party": self.places[0]}
        else:
            heading = _("What your municipalities are asked")
        lead = _("What waits for an answer stands first, by deadline. One line, one answer.")
        return {"page_title": heading, "heading": heading, "lead": f"{lead} {self._standing()}".strip()}

    def _standing(self) -> str:
        """Say how many wait, are late, and are answered."""
        waits, late, answered = (self.counts[state] for state in ("open", "late", "answered"))
        says = [
            ngettext("%(n)s waits", "%(n)s wait", waits + late) % {"n": waits + late},
            ngettext("%(n)s of them is late", "%(n)s of them are late", late) % {"n": late} if late else "",
            ngettext("%(n)s is answered", "%(n)s are answered", answered) % {"n": answered} if answered else "",
        ]
        return "" if not self.counts else capfirst(formats.sentence(part for part in says if part)) + "."


class People(TableView):
    """Everyone registered: for the secretariat, which keeps the register."""

    heading = gettext_lazy("People")
    lead = gettext_lazy(
        "Everyone who acts for a municipality or for the co-operation. "
        "New people are registered on the page of their municipality."
    )

    def table(self) -> PeopleTable:
        """Return the register. Raises NotThere for those who do not keep it."""
        if not sees_people(self.actor):
            raise NotThere
        return PeopleTable(self.request, by=self.actor, on=clock.today())


class RegisterPerson(ActView):
    """Register a person of an organisation; afterwards one goes on to the office that it was for, if any."""

    act = staticmethod(acts.register_person)
    form_class = PersonForm
    template_name = "parties/act.html"
    heading = gettext_lazy("Register a person")
    button = gettext_lazy("Register")
    success_message = gettext_lazy("The person is registered.")

    def organisation(self) -> Any:
        """Return the organisation in the address. Raises NotThere."""
        return queries.organisation(self.kwargs["key"])

    def scopes(self) -> list[str]:
        """Ask for the organisation."""
        return rules.scopes_of(self.organisation())

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the organisation."""
        return {**form.arguments(), "organisation": self.organisation()}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the language that the municipality writes."""
        return {"language": "nb" if self.organisation().written_standard == "bokmål" else "nn"}

    def done_url(self, result: Any) -> str:
        """Go on to the office that the person was registered for, or to the organisation."""
        office = self.request.GET.get("office")
        if office:
            return f"{reverse('parties:appoint', args=[_uuid(office)])}?person={result.pk}"
        return reverse("parties:organisation", args=[self.kwargs["key"]])

    def cancel(self) -> str:
        """Go back to the organisation."""
        return reverse("parties:organisation", args=[self.kwargs["key"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say of which organisation."""
        organisation = self.organisation()
        return super().get_context_data(**kwargs) | {
            "organisation": organisation,
            "lead": _("A person who acts for %(organisation)s.") % {"organisation": organisation.name},
        }


class EditPerson(ActView):
    """Correct what is registered of a person."""

    act = staticmethod(acts.edit_person)
    form_class = PersonForm
    template_name = "parties/act.html"
    success_message = gettext_lazy("What is registered of the person is corrected.")

    def person(self) -> Any:
        """Return the person in the address. Raises NotThere."""
        return queries.person(self.kwargs["pk"])

    def scopes(self) -> list[str]:
        """Ask for the person's organisation."""
        return rules.scopes_of(self.person().organisation)

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is registered."""
        person = self.person()
        return {"name": person.name, "email": person.email, "language": person.language}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add whom it is about."""
        return {**form.arguments(), "person": self.person()}

    def done_url(self, result: Any) -> str:
        """Go back to the organisation."""
        return _home(result.organisation)

    def cancel(self) -> str:
        """Go back to the organisation."""
        return _home(self.person().organisation)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who it is."""
        person = self.person()
        return super().get_context_data(**kwargs) | {
            "heading": person.name,
            "organisation": person.organisation,
            "lead": _("Correct what is registered. The address of an account stays as it is."),
        }


class Appoint(ActView):
    """Register who holds an office."""

    act = staticmethod(acts.appoint)
    form_class = AppointForm
    template_name = "parties/appoint.html"
    button = gettext_lazy("Register")
    success_message = gettext_lazy("The office is filled.")

    @cached_property
    def office(self) -> Any:
        """Return the office in the address. Raises NotThere."""
        return queries.office(self.kwargs["pk"])

    def scopes(self) -> list[str]:
        """Ask for the office."""
        return rules.scopes_of_office(self.office)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer those who can be chosen."""
        return super().get_form_kwargs() | {"people": queries.candidates(self.office)}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the person just registered, and today."""
        return {"person": self.request.GET.get("person"), "from_date": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the office."""
        return {**form.arguments(), "office": self.office}

    def done_url(self, result: Any) -> str:
        """Go back to the organisation."""
        return _back(self.office)

    def cancel(self) -> str:
        """Go back to the organisation."""
        return _back(self.office)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the office and who holds it now."""
        office = self.office
        return super().get_context_data(**kwargs) | {
            "heading": office.title,
            "office": office,
            "filled": queries.filled(office, clock.today()),
            "alone": rules.held_by_one(office),
            "goes_with": queries.goes_with(office, clock.today()),
        }


class EndOffice(ActView):
    """Register that someone holds an office no longer."""

    act = staticmethod(acts.end_office)
    form_class = EndOfficeForm
    template_name = "parties/act.html"
    button = gettext_lazy("Register the end")
    success_message = gettext_lazy("The end is registered.")

    def holding(self) -> Any:
        """Return the time in office that the address names. Raises NotThere."""
        return queries.holding(self.kwargs["pk"])

    def scopes(self) -> list[str]:
        """Ask for the office."""
        return rules.scopes_of_office(self.holding().office)

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"until": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add whose time in which office."""
        return {**form.arguments(), "holding": self.holding()}

    def done_url(self, result: Any) -> str:
        """Go back to the organisation."""
        return _back(result.office)

    def cancel(self) -> str:
        """Go back to the organisation."""
        return _back(self.holding().office)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose time ends."""
        holding = self.holding()
        return super().get_context_data(**kwargs) | {
            "heading": _("%(person)s leaves the office") % {"person": holding.person.name},
            "organisation": holding.office.organisation,
            "lead": holding.office.title,
            "goes_with": queries.goes_with(holding.office, clock.today()),
        }


def _back(office: Any) -> str:
    return _home(office.organisation)


def _home(organisation: Any) -> str:
    return str(organisation.get_absolute_url()) if organisation else reverse("parties:organisations")


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotThere from error
