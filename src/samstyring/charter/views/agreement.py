"""Pages of the agreement: its text, its state, its editions, and what the secretariat registers about it."""

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views import View

from samstyring.kernel import clock, reading
from samstyring.kernel.errors import NotThere
from samstyring.parties.queries import organisation
from samstyring.records.downloads import attachment_response
from samstyring.records.pdf.render import Language, render
from samstyring.records.uploads import upload_of
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts, queries, tables
from ..forms import SchemeConnectionForm, SignatureForm, day_asked
from ..queries import joining
from ..rules import MARKS, STATE_WORDS, links_evidence, role_words


class InItsWords(PageView):
    """A page that shows the agreement's own words, which are not translated: they say in which language they are."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the attribute for elements that hold such words: nothing where the page is in that language itself."""
        language = queries.cooperation().language
        attribute = "" if language == get_language() else format_html(' lang="{}"', language)
        return super().get_context_data(**kwargs) | {"in_its_words": attribute}


class Agreement(InItsWords):
    """The agreement by chapter, each clause with what was done under it and how its duties stand."""

    template_name = "charter/agreement.html"
    sign_in_first: ClassVar[bool] = False

    def page(self) -> Mapping[str, Any]:
        """Return the agreement as it was on the day asked for."""
        form, on = day_asked(self.request.GET, clock.today())
        found = queries.agreement_page(by=self.actor, on=on)
        return {
            "page_title": _("The agreement"),
            "found": found,
            "term": found.term,
            "day_form": form,
            "marks": MARKS,
            "state_words": STATE_WORDS,
            "chips": tables.chips(found.board) if found.board else [],
        }


class OneClause(InItsWords):
    """One clause, with everything that rests on it."""

    template_name = "charter/clause.html"
    sign_in_first: ClassVar[bool] = False

    def page(self) -> Mapping[str, Any]:
        """Return the clause. Raises NotThere."""
        _form, on = day_asked(self.request.GET, clock.today())
        whole = "all" in self.request.GET
        found = queries.clause_page(self.kwargs["ref"], by=self.actor, on=on, whole=whole)
        return {
            "page_title": found.read.clause.heading,
            "found": found,
            "read": found.read,
            "duties": tables.marked(found.read.duties),
            "powers": [(role_words(role), reasons) for role, reasons in found.powers.items()],
            "links_evidence": links_evidence(self.actor),
        }


class Editions(PageView):
    """Every edition of every agreement."""

    template_name = "charter/editions.html"
    sign_in_first: ClassVar[bool] = False

    def page(self) -> Mapping[str, Any]:
        """Return them, the newest first."""
        return {
            "page_title": _("Editions of the agreement"),
            "editions": queries.editions(),
            "signed_in": not self.actor.is_anonymous,
        }


class BoardAsked(ActorMixin):
    """What the address asks of the board: which states, in which order."""

    def for_those_who_take_part(self) -> None:
        """Refuse whoever only has an account: the evidence names what the bodies decided. Raises NotThere."""
        if not self.actor.takes_part:
            raise NotThere

    def sorted_by(self) -> str:
        """Return the order that the address asks for: by "clause", or by whoever must act ("duty")."""
        return "duty" if self.request.GET.get("by") == "duty" else "clause"

    def kept(self, board: queries.Board) -> list[queries.Duty]:
        """Return the obligations in the state that the address asks for."""
        state = self.request.GET.get("state")
        return [duty for duty in board.duties if state not in STATE_WORDS or duty.state == state]


class Conformance(BoardAsked, InItsWords):
    """Do we keep the agreement? Every obligation with state, evidence, whoever must act, and deadline."""

    template_name = "charter/conformance.html"

    def page(self) -> Mapping[str, Any]:
        """Return the board as the address asks for it."""
        form, on = day_asked(self.request.GET, clock.today())
        self.for_those_who_take_part()
        board = queries.with_reminders(queries.conformance(on))
        by = self.sorted_by()
        return {
            "page_title": _("Do we keep the agreement?"),
            "board": board,
            "day_form": form,
            "chips": tables.chips(board),
            "state": self.request.GET.get("state", ""),
            "by": by,
            "groups": tables.grouped(self.kept(board), by),
            "query": self.request.GET.urlencode(),
            "term": queries.term_on(board.on),
            "links_evidence": links_evidence(self.actor),
            "without_duty": queries.without_duty(board),
            "may_remind": board.on == board.today
            and self.actor.may("charter.send_reminders")
            and queries.somebody_to_remind(board),
        }


class ConformanceFile(BoardAsked, View):
    """The same rows as CSV, JSON or PDF."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """Return the file."""
        _form, on = day_asked(request.GET, clock.today())
        self.for_those_who_take_part()
        with reading.once():
            board = queries.with_reminders(queries.conformance(on))
            if kind == "json":
                return JsonResponse(queries.as_data(board), json_dumps_params={"ensure_ascii": False, "indent": 2})
            name = _("conformance-%(day)s.%(kind)s") % {"day": board.on.isoformat(), "kind": kind}
            if kind == "csv":
                rows = tables.as_csv(self.kept(board)).encode()
                return attachment_response(rows, name=name, content_type="text/csv; charset=utf-8")
            data = queries.printed_board(board, self.kept(board), by=self.sorted_by())
        document = render("conformance", data, language=cast(Language, get_language()))
        return attachment_response(document, name=name, content_type="application/pdf")


class RegisterSignature(ActView):
    """Register that a municipality has signed."""

    act = staticmethod(acts.register_signature)
    form_class = SignatureForm
    template_name = "charter/signature.html"
    button = gettext_lazy("Register the signature")
    success_message = gettext_lazy("The signature is registered.")

    def organisation(self) -> Any:
        """Return the municipality in the address. Raises NotThere."""
        return organisation(self.kwargs["key"])

    def scopes(self) -> list[str]:
        """Ask for the municipality."""
        return [f"party:{self.organisation().pk}"]

    def get_form(self, form_class: Any = None) -> Any:
        """Ask for the council's decision only where it is not registered."""
        form = super().get_form(form_class)
        if joining.place_of(self.organisation(), clock.today()).state == joining.DECIDED:
            del form.fields["council_decision"]
        return form

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the agreement and the municipality."""
        return {
            **form.arguments(),
            "agreement": queries.agreement_on(clock.today()),
            "organisation": self.organisation(),
            "signed_file": upload_of(form.cleaned_data["signed_file"]),
        }

    def done_url(self, result: Any) -> str:
        """Go to the municipality's steps, where the checksums are."""
        return reverse("charter:party", args=[result.organisation.address_key])

    def cancel(self) -> str:
        """Go to the municipality."""
        return str(self.organisation().get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which municipality, which agreement, and on which text."""
        found = self.organisation()
        edition = queries.edition_on(clock.today())
        return super().get_context_data(**kwargs) | {
            "heading": _("%(party)s has signed the agreement") % {"party": found.name},
            "organisation": found,
            "term": queries.today_term(),
            "signature_clause": queries.clause_of_signatures(edition.agreement),
            "place": joining.place_of(found, clock.today()),
            "edition": edition,
            "digest": queries.digest_of(edition),
        }


class ConnectToScheme(ActView):
    """Register which municipalities are connected to a financing scheme."""

    act = staticmethod(acts.register_scheme_connection)
    form_class = SchemeConnectionForm
    template_name = "charter/connect.html"
    button = gettext_lazy("Register")
    success_message = gettext_lazy("The connections are registered.")

    def scheme(self) -> Any:
        """Return the scheme in the address. Raises NotThere."""
        return queries.scheme(self.kwargs["key"])

    def get_form(self, form_class: Any = None) -> Any:
        """Offer those that are not connected yet."""
        form = super().get_form(form_class)
        form.fields["organisations"].queryset = queries.not_connected(self.scheme(), clock.today())
        return form

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the scheme."""
        return {
            **form.arguments(),
            "scheme": self.scheme(),
            "organisations": list(form.cleaned_data["organisations"]),
            "evidence": upload_of(form.cleaned_data["evidence"]),
        }

    def done_url(self, result: Any) -> str:
        """Go to the municipalities."""
        return reverse("parties:organisations")

    def cancel(self) -> str:
        """Go to the municipalities."""
        return reverse("parties:organisations")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which scheme."""
        says = _("Municipalities that are connected to %(scheme)s")
        scheme = self.scheme()
        return super().get_context_data(**kwargs) | {"heading": says % {"scheme": scheme.name}, "scheme": scheme}
