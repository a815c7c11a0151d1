"""The forms of needs and ideas."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samstyring.parties.models import Organisation
from samstyring.ui.fields import Choice, Pairs
from samstyring.ui.forms import PlainSelect
from samstyring.ui.views import ActForm

from ..models import Need, NeedAnswer, NeedSupport
from ..queries import to_choose
from ..queries.to_choose import Offered

OF_PARTIES = [
    (
        Need.Kind.NEED,
        Choice(_("A need or an idea"), _("Something we think should be solved together, or looked into.")),
    ),
    (
        Need.Kind.INITIATIVE,
        Choice(_("Something we do ourselves"), _("We have begun or decided it, and invite others to join.")),
    ),
]


class OfMunicipality(ActForm):
    """A form in which someone speaks for a municipality: one of their own, or for the secretariat any."""

    def __init__(self, *args: Any, parties: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {str(party.pk): party for party in parties}
        choices = Pairs([("", ""), *self._named()])
        field: Any = forms.ChoiceField(label=_("Municipality"), choices=choices, widget=PlainSelect)
        if len(parties) == 1:
            field.initial, field.widget = next(iter(self._parties)), forms.HiddenInput()
        self.fields["organisation"] = field
        self.order_fields(["organisation"])

    def _named(self) -> list[tuple[str, str]]:
        return [(key, str(party)) for key, party in self._parties.items()]

    def clean_organisation(self) -> Any:
        """Return the organisation."""
        return self._parties[self.cleaned_data["organisation"]]


class SendNeedForm(OfMunicipality):
    """A need, an idea or an initiative: four questions, five minutes."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=OF_PARTIES, widget=forms.RadioSelect, initial="need")
    name = forms.CharField(label=_("In one line"), max_length=200)
    text = forms.CharField(
        label=_("What is the need?"),
        help_text=_("Who has the problem, how is it today, and what would be better? A few sentences are enough."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )

    def __init__(self, *args: Any, for_others: bool, similar_at: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("name", "text"):
            self.fields[name].widget.attrs |= {
                "hx-get": similar_at,
                "hx-trigger": "input changed delay:500ms",
                "hx-target": "#similar",
                "hx-include": "[name=name],[name=text]",
            }
        if for_others:
            self.fields["received_from"] = forms.CharField(
                label=_("Who asked for it, and how?"),
                help_text=_(
                    "You register it for the municipality. For example: the contact, by telephone 21 November."
                ),
                max_length=200,
            )


class SupportForm(OfMunicipality):
    """Support of another's need."""

    interest = forms.ChoiceField(
        label=_("How far would you go?"), choices=NeedSupport.Interest.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("Anything to add?"),
        help_text=_("For example how it is with you, or who can be asked."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interest"].choices = [  # type: ignore[attr-defined]
            (value, capfirst(str(label))) for value, label in NeedSupport.Interest.choices
        ]


class GoesOnForm(ActForm):
    """What comes of something that a municipality sent in: of which kind, what it goes on as, and in words.

    A form of it says its kinds and words, and what going on as another need is called. What is not over is offered.
    """

    into_label: Any = _("Merged into")

    def __init__(self, *args: Any, needs: Sequence[Offered], projects: Sequence[Offered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ChoiceField(
            label=self.into_label,
            required=False,
            choices=Pairs([("", ""), *((row.key, f"{row.code} {row.name} ({row.of})") for row in needs)]),
            widget=PlainSelect,
        )
        self.fields["project"] = forms.ChoiceField(
            label=_("Project"), required=False, choices=project_choices(projects), widget=PlainSelect
        )
        self.order_fields(["kind", "into", "project", "text"])

    def clean_into(self) -> Any:
        """Return the need that it goes on as."""
        return to_choose.need_of_key(self.cleaned_data["into"])

    def clean_project(self) -> Any:
        """Return the project."""
        return to_choose.project_of_key(self.cleaned_data["project"])


def project_choices(projects: Sequence[Offered]) -> Pairs:
    """Return projects to choose one of."""
    return Pairs([("", ""), *((row.key, f"{row.code} {row.name}") for row in projects)])


class AnswerNeedForm(GoesOnForm):
    """The answer to a need: one of four, and what the sender reads."""

    kind = forms.ChoiceField(
        label=_("What is the answer?"),
        widget=forms.RadioSelect,
        choices=[
            (NeedAnswer.Kind.STUDIED, Choice(_("We study it"), _("The secretariat looks into it, and answers again."))),
            (NeedAnswer.Kind.CANDIDATE, Choice(_("It belongs to a project"), _("One that is registered already."))),
            (NeedAnswer.Kind.MERGED, Choice(_("It is merged into another"), _("Those behind it follow along."))),
            (NeedAnswer.Kind.DECLINED, Choice(_("We do not go on with it"), _("Write why."))),
        ],
    )
    text = forms.CharField(
        label=_("What the sender reads"),
        help_text=_("Why, and what happens next. It is open to all the parties."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )


class WithdrawNeedForm(ActForm):
    """Taking a need back."""

    text = forms.CharField(label=_("Why?"), max_length=500, required=False)
