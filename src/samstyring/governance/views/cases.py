"""Pages of cases: the list, one case, its paper and proposals, what is missing, attachments."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui.addresses import address_of
from samstyring.ui.tables import ChoiceFilter, Column, Empty, SearchFilter, Table
from samstyring.ui.tables.views import TableView
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts
from ..forms import cases as forms
from ..queries import bodies, comments, routines, summons, visible, written
from ..queries import cases as queries
from ..queries import input as input_queries
from ..queries.drafts import drafts_of
from ..rules import readers
from .summons import pdf_response

MARKS = {
    "draft": "na",
    "on_agenda": "soon",
    "in_treatment": "due",
    "decided": "ok",
    "closed": "na",
    "withdrawn": "na",
}
STATES = (
    ("draft", gettext_lazy("in preparation")),
    ("on_agenda", gettext_lazy("on the agenda")),
    ("in_treatment", gettext_lazy("being treated")),
    ("decided", gettext_lazy("decided")),
    ("closed", gettext_lazy("closed without a decision")),
    ("withdrawn", gettext_lazy("withdrawn")),
)
CASE_KINDS = (
    ("project", gettext_lazy("project decision")),
    ("free_text", gettext_lazy("free-text decision")),
    ("information", gettext_lazy("for information")),
    ("agenda", gettext_lazy("approval of the agenda")),
    ("minutes", gettext_lazy("approval of the last minutes")),
    ("other_business", gettext_lazy("other business")),
)


class CaseTable(Table):
    """Cases."""

    caption = gettext_lazy("Cases")
    columns = (
        Column(
            "title",
            gettext_lazy("Case"),
            sort="title",
            header=True,
            link=lambda row: address_of("governance:case", row.pk),
            small=lambda row: row.summary,
        ),
        Column("reference", gettext_lazy("Reference"), sort="created_at", css="nowrap"),
        Column("number", gettext_lazy("No."), value=lambda row: row.number or "", css="nowrap"),
        Column("body", gettext_lazy("Body"), value=lambda row: row.body.name, sort="body__name"),
        Column("kind", gettext_lazy("Kind"), value=lambda row: capfirst(row.get_kind_display()), sort="kind"),
        Column(
            "state",
            gettext_lazy("State"),
            "mark",
            value=lambda row: (MARKS[row.state], capfirst(row.get_state_display())),
            sort="state",
        ),
        Column("meets_at", gettext_lazy("Meeting"), "day", sort="meets_at", css="nowrap"),
        Column(
            "case_officer",
            gettext_lazy("Case officer"),
            value=lambda row: row.case_officer.name if row.case_officer else "",
            on_page=False,
        ),
    )
    filters = (
        SearchFilter("q", gettext_lazy("Search"), queries.searched),
        ChoiceFilter(
            "state",
            gettext_lazy("State"),
            lambda rows, value: rows.filter(state=value),
            choices=STATES,
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "kind",
            gettext_lazy("Kind"),
            lambda rows, value: rows.filter(kind=value),
            choices=CASE_KINDS,
            every=gettext_lazy("All"),
        ),
        ChoiceFilter(
            "body",
            gettext_lazy("Body"),
            lambda rows, value: rows.filter(body__key=value),
            choices=queries.bodies_with_cases,
            every=gettext_lazy("All"),
        ),
    )
    sort = "-reference"
    file_name = "cases"


class CasesView(TableView):
    """The list of cases."""

    template_name = "governance/cases.html"
    heading = gettext_lazy("Cases")

    def table(self) -> Table:
        """Return the table of what the actor may read."""
        may_open = self.actor.may("governance.open_case")
        empty = Empty(
            gettext_lazy("No cases yet"),
            gettext_lazy("A case gathers background, assessment and recommendation, and what is proposed.")
            if may_open
            else gettext_lazy("A case stands here once its paper has been sent to a meeting that you are called to."),
            reverse("governance:new_case") if may_open else "",
            gettext_lazy("New case"),
        )
        return CaseTable(self.request, queries.listed(self.actor), empty=empty)

    def page(self) -> Mapping[str, Any]:
        """Say what the page holds, and who may open a case."""
        return {
            "page_title": _("Cases"),
            "heading": self.heading,
            "may_open": self.actor.may("governance.open_case"),
            "reads_all": readers.reads_all(self.actor),
        }


class CaseView(PageView):
    """A case before its meeting: proposals, what is missing, paper, attachments, and why it stands here."""

    template_name = "governance/case.html"

    def page(self) -> Mapping[str, Any]:
        """Return the case."""
        page = queries.case_page(self.kwargs["pk"], self.actor, clock.today())
        case = page.case
        scope = f"body:{case.body_id}"
        names = (
            "edit_case",
            "withdraw_case",
            "add_proposal",
            "edit_proposal",
            "remove_proposal",
            "pass_over_requirement",
            "put_on_agenda",
            "register_late_decision",
            "prepare_written_procedure",
        )
        return {
            "page_title": case.title,
            "page": page,
            "case": case,
            "paper": page.paper,
            "reads_all": readers.reads_all(self.actor),
            "comments": comments.comments_of(case) if comments.reads_comments(self.actor, case) else None,
            "input": input_queries.case_input(case, self.actor, clock.today()),
            "written": written.prepared(case, self.actor),
            "may": {name: page.editable and self.actor.may(f"governance.{name}", scope) for name in names}
            | {
                "ask_advice_in_writing": page.editable
                and self.actor.may("governance.prepare_written_procedure", scope)
                and written.has_advisers(case),
                "attach": page.open and self.actor.may("records.attach_file", *queries.document_scopes(case)),
                "remove_file": page.editable and self.actor.may("records.remove_file", scope),
                "set_access": self.actor.may("records.set_access", scope),
            },
        }


class CasePreviewView(ActorMixin, View):
    """The paper of a case as it prints."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the PDF."""
        case = visible.case(self.kwargs["pk"], self.actor)
        if not readers.prepares(self.actor, case.body_id):
            raise NotThere
        return pdf_response(summons.case_preview(case, clock.now()), f"{case.reference}.pdf")


class ChooseKindView(ActorMixin, View):
    """The first question of a new case: what kind it is. The answer goes on in the address."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask, or go on to the case's form."""
        return NewCaseView.as_view()(request) if request.GET.get("kind") else KindView.as_view()(request)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Take the case's form."""
        return NewCaseView.as_view()(request)


class KindView(PageView):
    """Asks what kind of case it is."""

    template_name = "governance/case_kind.html"

    def page(self) -> Mapping[str, Any]:
        """Return the question, with what the address presets."""
        if not self.actor.may("governance.open_case"):
            raise NotThere
        about = queries.about_named(self.request.GET.get("about", ""), self.actor)
        wanted = about[0].case_kind if about else "free_text"
        kinds = routines.kinds_to_open(clock.today())
        usual = [kind.key for form, kind in kinds if form == wanted and kind.usual]
        form = forms.KindForm(
            kinds=[(kind.key, kind.name, kind.hint) for _form, kind in kinds],
            initial={"kind": usual[0] if usual else wanted},
        )
        return {"page_title": _("New case"), "form": form, "about": about, "body": self.request.GET.get("body", "")}


class NewCaseView(ActView):
    """Open a case of the kind chosen."""

    act = staticmethod(acts.open_case)
    form_class = forms.NewCaseForm
    template_name = "governance/case_edit.html"
    button = gettext_lazy("Open the case")
    success_message = gettext_lazy("The case is opened.")

    @cached_property
    def chosen(self) -> tuple[str, str, str]:
        """Return the form, the kind by the charter's list ("" for none) and its name. Raises NotThere for no such kind."""
        asked = self.request.GET.get("kind", "")
        for form, kind in routines.kinds_to_open(clock.today()):
            if kind.key == asked:
                return form, kind.key, kind.name
        if asked not in dict(forms.KINDS):
            raise NotThere
        return asked, "", str({str(key): choice for key, choice in forms.KINDS}[asked])

    @property
    def kind(self) -> str:
        """Return the form that the case takes."""
        return self.chosen[0]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form bodies, officers, and what the case can be about."""
        asked = self.request.GET
        return super().get_form_kwargs() | {
            "bodies": queries.bodies_with_cases(),
            "officers": queries.secretaries(),
            "abouts": queries.about_choices(self.actor) if self.kind == "project" else [],
            "initial": {
                "body": asked.get("body", ""),
                "about": asked.get("about", ""),
                "title": asked.get("title", ""),
                "summary": asked.get("summary", ""),
                "case_officer": str(self.actor.person_id or ""),
            },
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.cleaned_data
        about = queries.about_named(data.get("about", ""), self.actor)
        return {
            **form.arguments(),
            "body": bodies.body(data["body"]),
            "kind": self.kind,
            "routine": self.chosen[1],
            "about_kind": about[0].kind if about else "",
            "about_id": about[1] if about else None,
            "case_officer": bodies.person(data["case_officer"]),
        }

    def done_url(self, result: Any) -> str:
        """Go to the new case."""
        return reverse("governance:case", args=[result.pk])

    def cancel(self) -> str:
        """Go back to the list."""
        return reverse("governance:cases")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the kind."""
        heading = _("New case")
        return super().get_context_data(**kwargs) | {
            "page_title": heading,
            "heading": heading,
            "lead": self.chosen[2],
            "crumb": (_("Cases"), self.cancel()),
            "wide": True,
        }


class CaseAct(ActView):
    """An act on a case, from its page."""

    template_name = "governance/case_act.html"

    @cached_property
    def case(self) -> Any:
        """Return the case, if the actor may read it. Raises NotThere."""
        return visible.case(self.kwargs["pk"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the case's body."""
        return [f"body:{self.case.body_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the case."""
        return {**form.arguments(), "case": self.case}

    def cancel(self) -> str:
        """Go back to the case."""
        return reverse("governance:case", args=[self.case.pk])

    def done_url(self, result: Any) -> str:
        """Go back to the case."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it belongs."""
        return super().get_context_data(**kwargs) | {"case": self.case, "crumb": (self.case.title, self.cancel())}


class EditCaseView(CaseAct):
    """Edit the paper of a case on one page."""

    act = staticmethod(acts.edit_case)
    form_class = forms.CaseForm
    template_name = "governance/case_edit.html"
    takes_revision = True
    success_message = gettext_lazy("The paper is saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what is stored, and with what the writer typed and did not save."""
        return super().get_form_kwargs() | {
            "officers": queries.secretaries(),
            "initial": forms.initial_of(self.case, self.drafts),
        }

    @cached_property
    def drafts(self) -> Any:
        """Return what the writer has typed and not saved."""
        return drafts_of(self.case, self.actor)

    def get_form(self, form_class: Any = None) -> Any:
        """Let each field be kept while it is written."""
        form = super().get_form(form_class)
        for name in forms.DRAFTED:
            form.fields[name].widget.attrs["data-autosave"] = reverse("governance:keep_draft", args=[self.case.pk])
        return form

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        officer = bodies.person(form.cleaned_data["case_officer"])
        return {**form.arguments(), "case": self.case, "case_officer": officer}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the case."""
        heading = _("Paper of the case")
        return super().get_context_data(**kwargs) | {
            "page_title": heading,
            "heading": heading,
            "lead": f"{self.case.reference} {self.case.title}",
            "drafts": [] if self.request.method == "POST" else self.drafts,
            "wide": True,
        }


class WithdrawCaseView(CaseAct):
    """Withdraw a case."""

    act = staticmethod(acts.withdraw_case)
    form_class = forms.WhyForm
    heading = gettext_lazy("Withdraw the case")
    button = gettext_lazy("Withdraw the case")
    danger = True
    success_message = gettext_lazy("The case is withdrawn.")


class PassOverView(CaseAct):
    """Pass over a requirement that should hold."""

    act = staticmethod(acts.pass_over_requirement)
    form_class = forms.PassOverForm
    heading = gettext_lazy("Go on all the same")
    button = gettext_lazy("Go on all the same")
    success_message = gettext_lazy("The reason is kept, and printed in the paper.")

    @cached_property
    def requirement(self) -> Any:
        """Return the requirement that the address names. Raises NotThere."""
        page = queries.case_page(self.case.pk, self.actor, clock.today())
        key = self.request.GET.get("what", "")
        found = next((each for each in page.paper.standings if each.requirement.key == key and each.passable), None)
        if found is None:
            raise NotThere
        return found.requirement

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "case": self.case, "requirement": self.request.GET.get("what", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is passed over."""
        return super().get_context_data(**kwargs) | {
            "note": self.requirement.text,
            "note_clause": self.requirement.source,
        }


# -- proposals ---------------------------------------------------------------------------------------------------------
