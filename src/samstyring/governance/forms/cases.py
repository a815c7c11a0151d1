"""Forms on cases and proposals."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.uploads import upload_of
from samstyring.ui import richtext
from samstyring.ui.fields import Choice, DayField, FileField, RichTextField, needed
from samstyring.ui.views import ActForm

from ..models import Case, PaperDraft
from ..queries.papers import TEXTS, tree

KINDS = (
    (
        Case.Kind.PROJECT,
        Choice(_("Project decision"), _("Mandate, budget, funding plan or start of a project.")),
    ),
    (
        Case.Kind.FREE_TEXT,
        Choice(_("Decision in free text"), _("Anything else that the body decides in its own words.")),
    ),
    (
        Case.Kind.INFORMATION,
        Choice(_("For information"), _("The body takes note of it. The proposal comes by itself.")),
    ),
    (
        Case.Kind.OTHER_BUSINESS,
        Choice(_("Other business"), _("Room for what comes up. It stands last on the agenda.")),
    ),
)


class KindForm(forms.Form):
    """The first question of a new case: what kind it is. `kinds` are the charter's own (key, name, hint), if any."""

    kind = forms.ChoiceField(label=_("What kind of case is it?"), choices=KINDS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kinds:
            choices = [(key, Choice(name, hint)) for key, name, hint in kinds]
            self.fields["kind"].choices = choices  # type: ignore[attr-defined]


def _legal_basis() -> forms.CharField:
    """Return the field for what exempts a paper or a file from public access."""
    field = forms.CharField(
        label=_("Legal basis for the exemption"),
        help_text=_("For example: offl. § 13, jf. fvl. § 13."),
        required=False,
        max_length=200,
    )
    return needed(field, _("needed where it is exempt"))


class AccessMixin(ActForm):
    """Whether the paper is exempt from public access, and on which basis."""

    exempt = forms.BooleanField(label=_("The case is exempt from public access"), required=False)
    legal_basis = _legal_basis()


DRAFTED = ("title", "summary", *TEXTS, "case_officer", "exempt", "legal_basis")
"""The fields that are kept while they are written: all that the form of a paper holds."""


class CaseForm(AccessMixin):
    """The paper of a case on one page."""

    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(
        label=_("In short"),
        help_text=_("One or two sentences: what the body is asked to do. It stands under the title everywhere."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    background = RichTextField(label=_("Background"), required=False)
    assessment = RichTextField(label=_("Assessment"), required=False)
    recommendation = RichTextField(label=_("Recommendation"), required=False)
    case_officer = forms.ChoiceField(label=_("Case officer"), required=False)

    field_order: Sequence[str] = DRAFTED

    def __init__(self, *args: Any, officers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case_officer"].choices = [("", "–"), *officers]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: texts as canonical JSON, without the case officer (the view finds the person)."""
        data = super().arguments()
        data.pop("case_officer")
        return {**data, **{name: richtext.canonical(data[name]) if data[name] else "" for name in TEXTS}}


class NewCaseForm(CaseForm):
    """A new case of a kind already chosen: for which body, about what."""

    body = forms.ChoiceField(label=_("For which body?"))
    about = forms.ChoiceField(label=_("What is it about?"), required=False)

    field_order = ("body", "about", *CaseForm.field_order)

    def __init__(
        self,
        *args: Any,
        bodies: list[tuple[str, str]],
        abouts: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]
        if abouts:
            self.fields["about"].choices = [("", "–"), *abouts]  # type: ignore[attr-defined]
            self.fields["about"].required = True
        else:
            del self.fields["about"]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, without body and about (the view finds them)."""
        data = super().arguments()
        data.pop("body")
        data.pop("about", None)
        return data


def initial_of(case: Case, drafts: Sequence[PaperDraft] = ()) -> dict[str, Any]:
    """Return what the form of a case begins with: what is stored, and over it what its writer typed and did not save.

    A draft that was begun on an earlier revision keeps that one, so that saving it shows what was changed since.
    """
    typed: dict[str, Any] = {draft.part: tree(draft.text) if draft.part in TEXTS else draft.text for draft in drafts}
    if "exempt" in typed:
        typed["exempt"] = bool(typed["exempt"])
    if typed:
        return initial_of(case) | typed | {"revision": min(draft.revision for draft in drafts)}
    return {
        "title": case.title,
        "summary": case.summary,
        "case_officer": str(case.case_officer_id or ""),
        "exempt": case.exempt,
        "legal_basis": case.legal_basis,
        "revision": case.revision,
        **{name: tree(getattr(case, name)) for name in TEXTS},
    }


class WhyForm(ActForm):
    """A reason."""

    why = forms.CharField(label=_("Why?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class PassOverForm(ActForm):
    """The reason for passing over something that should hold."""

    reason = forms.CharField(
        label=_("Why the case goes on all the same"),
        help_text=_("It is printed in the paper of the case, with your name and the date."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposalForm(ActForm):
    """What every proposal has beside the matter's own form: its wording, and a condition where one is allowed."""

    wording = forms.CharField(
        label=_("Proposed decision"),
        help_text=_("As it is read in the meeting and stands in the minutes."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    condition = forms.CharField(
        label=_("Only on the condition that"),
        help_text=_("The decision stands at once, but takes effect when the condition is confirmed."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    condition_confirmed_by = forms.ChoiceField(label=_("Who confirms it"), required=False)
    condition_latest = DayField(label=_("At the latest"), required=False)

    def __init__(self, *args: Any, conditional: bool, confirmers: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if conditional:
            self.fields["condition_confirmed_by"].choices = [("", "–"), *confirmers]  # type: ignore[attr-defined]
        else:
            for name in ("condition", "condition_confirmed_by", "condition_latest"):
                del self.fields[name]


class AttachForm(ActForm):
    """A file to attach to a case."""

    upload = FileField(label=_("File"), megabytes=50)
    title = forms.CharField(
        label=_("What it is"), max_length=300, required=False, help_text=_("If you leave it empty, the file's name.")
    )
    exempt = forms.BooleanField(label=_("Exempt from public access"), required=False)
    legal_basis = _legal_basis()

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, the file as an upload."""
        data = super().arguments()
        return {**data, "upload": upload_of(data["upload"])}


class AccessForm(ActForm):
    """Whether a document is exempt from public access, and on which basis."""

    exempt = forms.BooleanField(label=_("Exempt from public access"), required=False)
    legal_basis = _legal_basis()
