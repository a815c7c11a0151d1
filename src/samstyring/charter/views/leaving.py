"""Pages by which a municipality leaves the agreement, or stays after all."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.records.uploads import upload_of
from samstyring.ui import formats

from .. import acts, queries
from ..forms import NoticeForm, TakeBackForm
from .joining import OfOrganisation


class FromParty(OfOrganisation):
    """A form in which a municipality's own decision is registered, with the letter."""

    def get_form(self, form_class: Any = None) -> Any:
        """Ask for the letter of one who acts for the municipality."""
        form = super().get_form(form_class)
        if self.is_for_others():
            form.needs_evidence()
        return form


class GiveNotice(FromParty):
    """Register that a party leaves: first what ends and what remains, then the days."""

    act = staticmethod(acts.give_notice)
    form_class = NoticeForm
    template_name = "charter/give_notice.html"
    button = gettext_lazy("Register the notice")
    success_message = gettext_lazy("The notice is registered.")
    danger = True

    @cached_property
    def leaving(self) -> Any:
        """Return what ends and what remains."""
        return queries.leaving(self.organisation(), by=self.actor, on=clock.today())

    def get_initial(self) -> dict[str, Any]:
        """Begin with today, and the earliest day that the period of notice gives."""
        return {"notice_on": clock.today(), "last_day": self.leaving.earliest}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the party."""
        return {
            **form.arguments(),
            "accession": queries.accession_held(self.organisation(), clock.today()),
            "letter": upload_of(form.cleaned_data["letter"]),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """List what ends and what remains. Raises NotThere for one that is no party."""
        found, today = self.organisation(), clock.today()
        queries.accession_held(found, today)
        return super().get_context_data(**kwargs) | {
            "heading": _("%(party)s leaves the agreement") % {"party": found.name},
            "leaving": self.leaving,
        }


class TakeBackNotice(FromParty):
    """Register that a notice is taken back."""

    act = staticmethod(acts.take_back_notice)
    form_class = TakeBackForm
    template_name = "charter/joining_act.html"
    button = gettext_lazy("Register that it stays")
    success_message = gettext_lazy("The municipality goes on as a party.")

    def organisation(self) -> Any:
        """Return the municipality that gave notice."""
        return queries.withdrawal(self.kwargs["pk"]).accession.organisation

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the notice."""
        return {
            **form.arguments(),
            "withdrawal": queries.withdrawal(self.kwargs["pk"]),
            "letter": upload_of(form.cleaned_data["letter"]),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say until when, and what happens to the seats."""
        notice = queries.withdrawal(self.kwargs["pk"])
        says = _(
            "It can be done until %(day)s. The notice stays as it was written. Seats go on from the next day, save those "
            "that others have been given meanwhile."
        )
        return super().get_context_data(**kwargs) | {
            "heading": _("%(party)s takes back its notice") % {"party": notice.accession.organisation.name},
            "lead": says % {"day": formats.day(notice.last_day)},
        }
