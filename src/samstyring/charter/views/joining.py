"""Pages of how a municipality joins: its steps, and a form for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock
from samstyring.parties.queries import organisation
from samstyring.records.downloads import attachment_response
from samstyring.records.uploads import upload_of
from samstyring.ui import formats
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts, queries
from ..forms import CouncilDecisionForm, InvitationForm, InvitationsForm, WithdrawInvitationForm
from ..queries import joining as way
from ..rules import acts_for_others

ENDING = (way.LEAVING, way.LEFT)


class Party(PageView):
    """One municipality's way into the agreement: the steps, the state, what is next and who must act."""

    template_name = "charter/party.html"

    def page(self) -> Mapping[str, Any]:
        """Return it as it stands today. Raises NotThere."""
        found, today = organisation(self.kwargs["key"]), clock.today()
        place = way.place_of(found, today)
        joinings, accessions = way.joinings_of(found, today), way.accessions_of(found, today)
        return {
            "page_title": _("%(party)s and the agreement") % {"party": found.name},
            "organisation": found,
            "place": place,
            "steps": steps(place),
            "next": what_is_next(place),
            "actions": self._actions(place),
            "joinings": joinings,
            "accessions": accessions,
            "readable": way.readable_by(self.actor, joinings, accessions, place.declined),
            "clause": queries.clause_of_signatures(queries.agreement_on(today)),
            "rule": queries.rule_on("council_decision", today),
            "notice_rule": queries.rule_on("leaving_notice_months", today),
            "leaving": queries.leaving(found, by=self.actor, on=today) if place.state in ENDING else None,
        }

    def _actions(self, place: way.Place) -> list[tuple[Any, str]]:
        """Return the buttons: what this reader may do now, the main one first."""
        scope, key = f"party:{place.organisation.pk}", place.organisation.address_key
        offered: list[tuple[str, Any, str]] = []
        if place.state in way.MAY_BE_INVITED:
            offered += [("invite_to_join", _("Invite"), reverse("charter:invite_to_join", args=[key]))]
        if place.state in (way.NOT_INVITED, way.DECIDED):
            url = reverse("charter:register_signature", args=[key])
            offered += [("register_signature", _("Register the signature"), url)]
        if place.state == way.INVITED:
            url = reverse("charter:register_council_decision", args=[place.joining.pk])
            offered += [("register_council_decision", _("Register the council's decision"), url)]
        if place.state in (way.INVITED, way.DECIDED):
            url = reverse("charter:withdraw_invitation", args=[place.joining.pk])
            offered += [("withdraw_invitation", _("Withdraw the invitation"), url)]
        if place.state == way.PARTY and place.accession is not None and place.accession.until is None:
            offered += [("give_notice", _("Register that it leaves"), reverse("charter:give_notice", args=[key]))]
        if place.state == way.LEAVING and place.accession is not None:
            url = reverse("charter:take_back_notice", args=[place.accession.withdrawal.pk])
            offered += [("take_back_notice", _("Register that it stays after all"), url)]
        return [(words, url) for act, words, url in offered if self.actor.may(f"charter.{act}", scope)]


def steps(place: way.Place) -> list[tuple[Any, str]]:
    """Return the steps of joining, each done, now or to come."""
    reached = {
        way.INVITED: 1,
        way.DECIDED: 2,
        way.SIGNED: 3,
        way.PARTY: 4,
        way.LEAVING: 4,
        way.LEFT: 4,
        way.MERGED: 4,
    }.get(place.state, 0)
    if place.state == way.DECLINED:
        return [(_("Invited"), "done"), (_("The council declined"), "now")][1 if place.declined else 0 :]
    names = [_("Invited"), _("The council has decided"), _("Signed"), _("Party")]
    if reached >= 3 and place.joining is None:
        # Nothing is registered of what came before the signature.
        names, reached = names[2:], reached - 2
    return [
        (name, "done" if number < reached else "now" if number == reached else "todo")
        for number, name in enumerate(names)
    ]


def what_is_next(place: way.Place) -> str:
    """Say what is next, and who must act."""
    name = place.organisation.name
    if place.succession is not None:
        says = _("From %(day)s %(successor)s stands in its place.")
        return says % {"day": formats.day(place.succession.on), "successor": place.succession.successor.name}
    if place.state == way.INVITED:
        says = _("The council of %(party)s decides. It was asked for an answer by %(day)s.")
        if place.overdue:
            says = _("%(party)s has not answered. The answer was asked for by %(day)s; silence is no answer.")
        return says % {"party": name, "day": formats.day(place.joining.answer_by)}
    if place.state == way.DECIDED:
        says = _("One with authority signs for %(party)s, and the secretariat registers the signature.")
        return says % {"party": name}
    if place.state == way.DECLINED:
        return _("Nobody: the council's decision ended the invitation. The municipality can be invited again.")
    if place.state == way.SIGNED:
        return _("Nobody: the municipality becomes a party when the agreement comes into force.")
    if place.state in (way.NOT_INVITED, way.LEFT):
        return _("The secretariat can invite the municipality.")
    if place.state == way.OUTSIDE:
        return _("The agreement does not name this municipality: it must be amended first.")
    if place.last_day is not None:
        says = _(
            "%(party)s has given notice. Its last day as a party is %(day)s; until then it can take the notice back."
        )
        return says % {"party": name, "day": formats.day(place.last_day)}
    return ""


class OfOrganisation(ActView):
    """A form about the municipality in the address."""

    def organisation(self) -> Any:
        """Return it. Raises NotThere."""
        return organisation(self.kwargs["key"])

    def scopes(self) -> Sequence[str]:
        """Ask for the municipality."""
        return [f"party:{self.organisation().pk}"]

    def is_for_others(self) -> bool:
        """Tell whether the reader would do it on behalf of the municipality: then what was received is needed."""
        return any(acts_for_others(permit.capacity) for permit in self.actor.permits(self.act_name(), self.scopes()))

    def done_url(self, result: Any) -> str:
        """Go to its steps."""
        return self.cancel()

    def cancel(self) -> str:
        """Go back to its steps."""
        return reverse("charter:party", args=[self.organisation().address_key])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which municipality, and where it stands."""
        found = self.organisation()
        return super().get_context_data(**kwargs) | {
            "organisation": found,
            "place": way.place_of(found, clock.today()),
            "clause": queries.clause_of_signatures(queries.agreement_on(clock.today())),
        }


class InviteToJoin(OfOrganisation):
    """Invite a municipality."""

    act = staticmethod(acts.invite_to_join)
    form_class = InvitationForm
    template_name = "charter/joining_act.html"
    button = gettext_lazy("Register the invitation")
    success_message = gettext_lazy("The invitation is registered.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"invited_on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the agreement and the municipality."""
        return {
            **form.arguments(),
            "agreement": queries.agreement_on(clock.today()),
            "organisation": self.organisation(),
            "letter": upload_of(form.cleaned_data["letter"]),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whom, and on which text."""
        context = super().get_context_data(**kwargs)
        edition = queries.edition_on(clock.today())
        says = _("The invitation is to the text in force today: %(title)s, edition no. %(number)s.")
        return context | {
            "heading": _("Invite %(party)s to join") % {"party": context["organisation"].name},
            "lead": says % {"title": edition.agreement.title, "number": edition.number},
        }


class InviteSeveral(ActView):
    """Invite several municipalities at once, with one letter to all."""

    act = staticmethod(acts.invite_several)
    form_class = InvitationsForm
    template_name = "charter/invite_several.html"
    heading = gettext_lazy("Invite several")
    button = gettext_lazy("Register the invitations")
    success_message = gettext_lazy("The invitations are registered.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with today."""
        return {"invited_on": clock.today()}

    def get_form(self, form_class: Any = None) -> Any:
        """Offer those that can be invited."""
        form = super().get_form(form_class)
        form.fields["organisations"].queryset = way.free_to_invite(clock.today())
        return form

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the agreement."""
        return {
            **form.arguments(),
            "agreement": queries.agreement_on(clock.today()),
            "organisations": list(form.cleaned_data["organisations"]),
            "letter": upload_of(form.cleaned_data["letter"]),
        }

    def done_url(self, result: Any) -> str:
        """Go to the list."""
        return self.cancel()

    def cancel(self) -> str:
        """Go back to the list."""
        return reverse("charter:who_is_where")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say to which text."""
        edition = queries.edition_on(clock.today())
        return super().get_context_data(**kwargs) | {
            "edition": edition,
            "clause": queries.clause_of_signatures(edition.agreement),
        }


class OfJoining(OfOrganisation):
    """A form about the invitation in the address."""

    def joining(self) -> Any:
        """Return it. Raises NotThere."""
        return way.joining(self.kwargs["pk"])

    def organisation(self) -> Any:
        """Return the municipality that was invited."""
        return self.joining().organisation


class RegisterCouncilDecision(OfJoining):
    """Register what the council decided."""

    act = staticmethod(acts.register_council_decision)
    form_class = CouncilDecisionForm
    template_name = "charter/joining_act.html"
    button = gettext_lazy("Register the decision")
    success_message = gettext_lazy("The council's decision is registered.")

    def get_form(self, form_class: Any = None) -> Any:
        """Ask for evidence of one who acts for the municipality."""
        form = super().get_form(form_class)
        if self.is_for_others():
            form.needs_evidence()
        return form

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the invitation."""
        return {
            **form.arguments(),
            "joining": self.joining(),
            "evidence": upload_of(form.cleaned_data["evidence"]),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose council, and that it cannot be changed afterwards."""
        context = super().get_context_data(**kwargs)
        return context | {
            "heading": _("The council of %(party)s has decided") % {"party": context["organisation"].name},
            "lead": _("It is registered once, and stands. A decision not to join ends the invitation."),
        }


class WithdrawInvitation(OfJoining):
    """Withdraw an invitation."""

    act = staticmethod(acts.withdraw_invitation)
    form_class = WithdrawInvitationForm
    template_name = "charter/joining_act.html"
    button = gettext_lazy("Withdraw the invitation")
    success_message = gettext_lazy("The invitation is withdrawn.")
    danger = True

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the invitation."""
        return {**form.arguments(), "joining": self.joining()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whose."""
        context = super().get_context_data(**kwargs)
        return context | {
            "heading": _("Withdraw the invitation to %(party)s") % {"party": context["organisation"].name},
            "lead": _("What was registered stays and is shown as withdrawn. The municipality can be invited again."),
        }


class EditionText(ActorMixin, View):
    """The exact text of an edition as a plain file: what is signed, and what the checksum is of."""

    sign_in_first = False

    def get(self, request: HttpRequest, key: str, number: int) -> HttpResponseBase:
        """Return the file."""
        edition = queries.edition_numbered(key, number)
        return attachment_response(
            queries.plain_text_of(edition).encode(),
            name=f"{key}-{number}.txt",
            content_type="text/plain; charset=utf-8",
        )
