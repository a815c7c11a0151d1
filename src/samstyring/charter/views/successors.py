"""Pages of the agreement that is to take over: the preparation, the choices, the signatures, and the record."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock, reading
from samstyring.kernel.errors import NotThere
from samstyring.records.downloads import attachment_response
from samstyring.records.uploads import upload_of
from samstyring.ui import formats
from samstyring.ui.views import ActForm, ActorMixin, ActView, PageView

from .. import acts
from ..forms.successors import (
    ChoicesForm,
    DeclineForm,
    FilterForm,
    SignatureForm,
    SuccessorForm,
    TakeBackForm,
    WithdrawSuccessorForm,
)
from ..queries import agreement_on, crossings
from ..queries import successors as queries

MARKS = {"draft": "soon", "taken_over": "ok", "withdrawn": "na"}


class Successors(PageView):
    """Every agreement that was prepared to take over, and those that have."""

    template_name = "charter/successors.html"

    def page(self) -> Mapping[str, Any]:
        """Return them."""
        rows, may = queries.successors(self.actor), self.actor.may("charter.prepare_successor")
        return {
            "page_title": _("The agreement that takes over"),
            "rows": [(row, MARKS[row.state]) for row in rows],
            "may_prepare": may and not any(r.state == "draft" for r in rows),
            "may_try": may,
        }


class SuccessorView(PageView):
    """One: what it has, what there is today, what becomes of each thing; or the record, once it has taken over."""

    template_name = "charter/successor.html"

    def page(self) -> Mapping[str, Any]:
        """Return it. Raises NotThere."""
        whole = self.request.GET.get("whole", "")
        found = queries.successor_page(self.kwargs["pk"], self.actor, whole)
        return {
            "page_title": found.successor.title,
            "found": found,
            "successor": found.successor,
            "mark_name": MARKS[found.successor.state],
            "is_draft": found.successor.state == "draft",
            "every": crossings.EVERY if found.more_parties or any(kind.more for kind in found.kinds) else "",
        }


class SuccessorFile(ActorMixin, View):
    """The charter file, to the letter."""

    def get(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        """Return it. Raises NotThere."""
        found = queries.successor(pk, self.actor)
        return attachment_response(
            found.source.encode(), name=f"{found.sha256[:12]}.toml", content_type="text/plain; charset=utf-8"
        )


class FileView(ActView):
    """A form that takes a charter file; every error in it is shown with its line."""

    form_class = SuccessorForm
    template_name = "charter/successor_file.html"


class PrepareSuccessor(FileView):
    """Begin with a file."""

    act = staticmethod(acts.prepare_successor)
    heading = gettext_lazy("Prepare the agreement that takes over")
    button = gettext_lazy("Read the file and begin")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the agreement of today."""
        return {**form.arguments(), "predecessor": agreement_on(clock.today())}

    def cancel(self) -> str:
        """Go back to the list."""
        return reverse("charter:successors")


class OfSuccessor(ActView):
    """A form about one preparation; afterwards one sees its page."""

    @cached_property
    def successor(self) -> Any:
        """Return it. Raises NotThere."""
        return queries.successor(self.kwargs["pk"], self.actor)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add it."""
        return {**form.arguments(), "successor": self.successor}

    def done_url(self, result: Any) -> str:
        """Go to its page."""
        return str(self.successor.get_absolute_url())

    def cancel(self) -> str:
        """Go to its page."""
        return str(self.successor.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add it."""
        return super().get_context_data(**kwargs) | {"successor": self.successor}


class EditSuccessor(OfSuccessor, FileView):
    """Put another file in place."""

    act = staticmethod(acts.edit_successor)
    heading = gettext_lazy("Put another file in place")
    button = gettext_lazy("Read the file")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Say which revision it replaces."""
        return {"revision": self.successor.revision}


class ChooseCrossings(OfSuccessor):
    """What goes on and what is closed: one kind at a time, as many as a filter finds, one page of them."""

    act = staticmethod(acts.choose_crossings)
    form_class = ChoicesForm
    template_name = "charter/successor_choices.html"
    heading = gettext_lazy("What goes on, and what is closed")
    button = gettext_lazy("Save the choices")
    success_message = gettext_lazy("The choices are saved. What was chosen elsewhere stands.")
    takes_revision = True

    @cached_property
    def asked(self) -> Any:
        """Return the things that the address asks for. Raises NotThere where the preparation is over."""
        if self.successor.state != "draft":
            raise NotThere
        given, there = self.request.GET, queries.data_of(self.successor)
        with reading.once():
            kinds, _problems = queries.worked_out(self.successor, there)
            return crossings.choosing(
                self.successor,
                there,
                kinds,
                name=given.get("kind", ""),
                words=given.get("q", ""),
                show=given.get("show", ""),
                page=int(page) if (page := given.get("page", "")).isdecimal() and len(page) < 6 else 1,
            )

    def get_initial(self) -> dict[str, Any]:
        """Begin with what stands."""
        return {"revision": self.successor.revision, "rests_on": self.successor.rests_on}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer each thing that is asked for."""
        return {**super().get_form_kwargs(), "asked": self.asked}

    def done_url(self, result: Any) -> str:
        """Stay where one is, or go to the next page of what is found."""
        del result
        onwards = self.asked.page + 1 if "onwards" in self.request.POST else self.asked.page
        return self._address(page=onwards)

    def _address(self, **changed: Any) -> str:
        """Return the address of this choosing with some of it changed."""
        kind = self.asked.kind.kind.name if self.asked.kind else ""
        now = {"kind": kind, **{name: self.request.GET.get(name, "") for name in ("q", "show")}}
        told = {name: value for name, value in (now | changed).items() if value not in ("", None)}
        return f"{self.request.path}?{urlencode(told)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form is as wide as the page."""
        asked = self.asked
        return super().get_context_data(**kwargs) | {
            "wide": True,
            "asked": asked,
            "filter": FilterForm(self.request.GET),
            "kinds": [(each, self._address(kind=each.kind.name, q="", show="")) for each in asked.kinds],
            "open_url": self._address(q="", show="open"),
            "all_url": self._address(q="", show=""),
            "before_url": self._address(page=asked.page - 1) if asked.page > 1 else "",
            "after_url": self._address(page=asked.page + 1) if asked.page < asked.pages else "",
        }


FILES = ("signed_file", "council_file")


class OfParty(OfSuccessor):
    """Register what one municipality has answered."""

    template_name = "charter/successor_sign.html"
    button = gettext_lazy("Register")
    says: Any = ""

    @cached_property
    def party(self) -> Any:
        """Return the one in the address. Raises NotThere for one that the new agreement is not open to."""
        rows = queries.parties_of(self.successor, queries.data_of(self.successor))
        found = next((row for row in rows if row.number == self.kwargs["number"] and row.is_named), None)
        if found is None:
            raise NotThere
        return found

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add which municipality, and the file received."""
        given = super().arguments(form)
        files = {name: upload_of(form.cleaned_data[name]) for name in FILES if name in form.cleaned_data}
        return {**given, "number": self.party.number, **files}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which municipality."""
        return super().get_context_data(**kwargs) | {
            "heading": self.says % {"party": self.party.name},
            "party": self.party,
            "signs": self.form_class is SignatureForm,
        }


class SignSuccessor(OfParty):
    """Register one signature."""

    act = staticmethod(acts.register_successor_signature)
    form_class = SignatureForm
    says = gettext_lazy("%(party)s has signed the new agreement")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell whether it is new, or has declined: then its council's decision is asked for too."""
        return {**super().get_form_kwargs(), "joins": self.party.is_new, "declined": self.party.decline is not None}


class DeclineSuccessor(OfParty):
    """Register that its council said no."""

    act = staticmethod(acts.register_successor_decline)
    form_class = DeclineForm
    says = gettext_lazy("The council of %(party)s has declined the new agreement")


class TakeBackAnswer(OfSuccessor):
    """Let a signature or a decline that was registered wrongly count no longer."""

    act = staticmethod(acts.take_back_successor_answer)
    form_class = TakeBackForm
    button = gettext_lazy("Take it back")
    danger = True

    @cached_property
    def answer(self) -> Any:
        """Return it. Raises NotThere."""
        return queries.answer(self.kwargs["pk"], self.actor)

    @cached_property
    def successor(self) -> Any:
        """Return what it answers."""
        return self.answer.successor

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add which."""
        return {**form.arguments(), "answer": self.answer}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which."""
        says = _("Take back the signature of %(party)s")
        if self.answer.is_decline:
            says = _("Take back that the council of %(party)s declined")
        return super().get_context_data(**kwargs) | {"heading": says % {"party": self.answer.name}}


class WithdrawSuccessor(OfSuccessor):
    """Let nothing come of it."""

    act = staticmethod(acts.withdraw_successor)
    form_class = WithdrawSuccessorForm
    heading = gettext_lazy("Withdraw the preparation")
    button = gettext_lazy("Withdraw the preparation")
    danger = True


class Succeed(OfSuccessor):
    """Let it take over: all that becomes of it is said before."""

    act = staticmethod(acts.succeed)
    form_class = ActForm
    template_name = "ui/confirm.html"
    button = gettext_lazy("Let it take over")
    danger = True
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Say which revision is carried out."""
        return {"revision": self.successor.revision}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will be."""
        found = queries.successor_page(self.successor.pk, self.actor)
        facts = [
            (_("Takes over on"), formats.day(self.successor.begins_on)),
            (_("Parties"), formats.sentence(row.name for row in found.signed)),
            *_outside(found),
            *((kind.kind.label, _closed_words(kind)) for kind in found.kinds),
            (_("Rests on"), self.successor.rests_on or formats.EN_DASH),
        ]
        return super().get_context_data(**kwargs) | {
            "heading": _("Let %(title)s take over") % {"title": self.successor.title},
            "facts": facts,
            "warning": _(
                "It cannot be undone. What was decided before stays under the agreement of today; what comes after is "
                "under the new one."
            ),
        }


def _closed_words(kind: Any) -> str:
    return _("%(carried)s go on, %(closed)s are closed") % {
        "carried": kind.carried,
        "closed": kind.closed,
    }


def _outside(found: Any) -> list[tuple[Any, str]]:
    """Say who of today's parties will stand outside, and who of them has said no."""
    told = (
        (_("Have not signed, and stand outside"), found.left_out),
        (_("Of these, the council has declined"), [row for row in found.left_out if row.decline]),
    )
    return [(words, formats.sentence(row.name for row in rows)) for words, rows in told if rows]
