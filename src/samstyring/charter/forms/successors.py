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


class ChoicesForm(ActForm):
    """What goes on and what is closed, one field for each thing, and what the take-over rests on."""

    rests_on = forms.CharField(
        label=gettext_lazy("What the take-over rests on"),
        help_text=gettext_lazy(
            "Who decided that the old is wound up as chosen: a decision by its number, or what the new agreement says. "
            "The agreement itself says nothing of it: not regulated."
        ),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds
        for kind in kinds:
            for row in kind.rows:
                if row.thing.fixed:
                    continue
                name = f"{kind.kind.name}:{row.thing.key}"
                self.fields[f"choice:{name}"] = forms.ChoiceField(
                    label=row.thing.label,
                    choices=[("carried", _("Goes on")), ("closed", _("Closed"))],
                    initial=row.choice,
                    widget=forms.Select({"class": "wide-12"}),
                )
                self.fields[f"why:{name}"] = forms.CharField(
                    label=_("Why, %(thing)s") % {"thing": row.thing.label},
                    initial="" if row.is_proposed and not row.by_whom else row.why,
                    max_length=500,
                    required=False,
                )

    def rows(self) -> list[tuple[Any, list[tuple[Any, Any, Any]]]]:
        """Return the kinds with their things, each with its two fields (None where there is no choice)."""
        found = []
        for kind in self.kinds:
            rows = []
            for row in kind.rows:
                name = f"{kind.kind.name}:{row.thing.key}"
                fields = (None, None) if row.thing.fixed else (self[f"choice:{name}"], self[f"why:{name}"])
                rows.append((row, *fields))
            found.append((kind, rows))
        return found

    def arguments(self) -> dict[str, Any]:
        """Return the choices by kind and key."""
        data = self.cleaned_data
        choices = {}
        for name, value in data.items():
            what, _colon, rest = name.partition(":")
            if what == "choice":
                kind, _colon, key = rest.partition(":")
                choices[kind, key] = (value, data.get(f"why:{rest}") or "")
        return {"choices": choices, "rests_on": data["rests_on"]}
