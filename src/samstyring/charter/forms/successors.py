"""Forms for the agreement that is to take over."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.records.uploads import UploadField
from samstyring.ui.fields import DayField, TextFileField
from samstyring.ui.views import ActForm

from ..founding import read


class SuccessorForm(ActForm):
    """The charter file of the new agreement."""

    file = TextFileField(
        megabytes=2,
        label=gettext_lazy("The new agreement as a charter file"),
        help_text=gettext_lazy("A TOML file. Its own first day (term_from) is the day on which it is to take over."),
    )

    def clean_file(self) -> str:
        """Refuse a file with errors: each is told with its line."""
        text = str(self.cleaned_data["file"])
        if problems := read(text).problems:
            raise forms.ValidationError([str(problem) for problem in problems])
        return text

    def arguments(self) -> dict[str, Any]:
        """Give the text."""
        return {"source_text": self.cleaned_data["file"]}


class SignatureForm(ActForm):
    """Who signed for one municipality, where and when."""

    signed_on = DayField(label=gettext_lazy("Signed on"))
    signatory = forms.CharField(label=gettext_lazy("Signed by"), max_length=200)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120)
    council_decision = forms.CharField(
        label=gettext_lazy("The council's decision"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example: case 34/22."),
    )
    signed_file = UploadField(label=gettext_lazy("The signed agreement"), required=False)
    signed_as = forms.CharField(
        label=gettext_lazy("By what right"),
        max_length=200,
        help_text=gettext_lazy("The office or the authority of whoever signed. For example: mayor, by case 34/22."),
    )
    council_case = forms.CharField(label=gettext_lazy("The council's case number"), max_length=60)
    council_decided_on = DayField(label=gettext_lazy("The council decided on"))
    council_file = UploadField(label=gettext_lazy("The council's decision, as a file"))

    def __init__(self, *args: Any, joins: bool, declined: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["council_decision"].required = declined
        if joins:
            del self.fields["council_decision"]
            self.fields["signed_file"].required = True
        else:
            for name in ("signed_as", "council_case", "council_decided_on", "council_file"):
                del self.fields[name]


class DeclineForm(ActForm):
    """What the council decided, in which case, when."""

    case_number = forms.CharField(
        label=gettext_lazy("Case number"),
        max_length=60,
        help_text=gettext_lazy("For example: case 34/22."),
        widget=forms.TextInput({"class": "wide-12"}),
    )
    decided_on = DayField(label=gettext_lazy("Decided on"))
    words = forms.CharField(label=gettext_lazy("In which words"), widget=forms.Textarea({"rows": 4}))
    council_file = UploadField(label=gettext_lazy("The council's decision, as a file"))


class TakeBackForm(ActForm):
    """Why what was registered does not count."""

    why = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=400,
        help_text=gettext_lazy("What was wrong. It is shown beside what is taken back."),
        widget=forms.Textarea({"rows": 3}),
    )


class WithdrawSuccessorForm(ActForm):
    """Why nothing is to come of it."""

    why = forms.CharField(label=gettext_lazy("Why"), max_length=400, widget=forms.Textarea({"rows": 3}))


CHOICES = (("carried", gettext_lazy("Goes on")), ("closed", gettext_lazy("Closed")))


class FilterForm(forms.Form):
    """Which things of a kind one wants to see."""

    kind = forms.CharField(widget=forms.HiddenInput, required=False)
    q = forms.CharField(
        label=gettext_lazy("Find"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    show = forms.ChoiceField(
        label=gettext_lazy("Which"),
        choices=[
            ("", gettext_lazy("All")),
            ("open", gettext_lazy("Not chosen yet")),
            ("chosen", gettext_lazy("Chosen")),
            ("closed", gettext_lazy("To be closed")),
        ],
        required=False,
    )


class ChoicesForm(ActForm):
    """What goes on and what is closed: two fields for each thing on the page, or one choice for all that are found."""

    rests_on = forms.CharField(
        label=gettext_lazy("What the take-over rests on"),
        help_text=gettext_lazy(
            "Who decided that the old is wound up as chosen: a decision by its number, or what the new agreement says. "
            "The agreement itself says nothing of it: not regulated."
        ),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    every = forms.ChoiceField(
        label=gettext_lazy("The same for all of them"),
        choices=[
            ("", gettext_lazy("No, each as chosen in the table")),
            *CHOICES,
            ("proposed", gettext_lazy("As proposed")),
        ],
        required=False,
    )
    every_why = forms.CharField(
        label=gettext_lazy("Why, for all of them"),
        help_text=gettext_lazy("Needed where something is closed against the proposal."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, asked: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        if len(asked.matching) < 2:
            del self.fields["every"], self.fields["every_why"]
        for row in asked.rows:
            if not row.thing.fixed:
                self._add(row, f"{asked.kind.kind.name}:{row.thing.key}")

    def _add(self, row: Any, name: str) -> None:
        as_proposed = _("As proposed: closed") if row.thing.proposed == "closed" else _("As proposed: goes on")
        self.fields[f"choice:{name}"] = forms.ChoiceField(
            label=row.thing.label,
            choices=[("", as_proposed), *CHOICES],
            initial=row.choice if row.by_whom else "",
            required=False,
            widget=forms.Select({"class": "wide-12"}),
        )
        self.fields[f"why:{name}"] = forms.CharField(
            label=_("Why, %(thing)s") % {"thing": row.thing.label},
            initial=row.why if row.by_whom else "",
            max_length=500,
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Ask why where all that are found are closed, and one of them is proposed to go on."""
        data: dict[str, Any] = super().clean() or {}
        closes = any(row.thing.proposed != "closed" for row in self.asked.matching)
        if data.get("every") == "closed" and closes and not (data.get("every_why") or "").strip():
            self.add_error("every_why", _("Say why it is closed."))
        return data

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the things on the page, each with its two fields (None where there is no choice)."""
        found = []
        for row in self.asked.rows:
            name = f"{self.asked.kind.kind.name}:{row.thing.key}"
            fields = (None, None) if row.thing.fixed else (self[f"choice:{name}"], self[f"why:{name}"])
            found.append((row, *fields))
        return found

    def arguments(self) -> dict[str, Any]:
        """Return the choices by kind and key: of what is on the page, or of all that are found."""
        data, kind = self.cleaned_data, self.asked.kind
        if every := data.get("every"):
            given = ("" if every == "proposed" else every, data.get("every_why") or "")
            choices = {(kind.kind.name, row.thing.key): given for row in self.asked.matching}
        else:
            choices = {}
            for row in self.asked.rows:
                if not row.thing.fixed:
                    name = kind.kind.name, row.thing.key
                    choices[name] = (data[f"choice:{':'.join(name)}"], data.get(f"why:{':'.join(name)}") or "")
        return {"choices": choices, "rests_on": data["rests_on"]}
