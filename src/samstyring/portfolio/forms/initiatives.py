"""The forms of an initiative that others are invited to: inviting, answering, reminding, closing."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.parties.models import Organisation
from samstyring.records.asking_forms import ByLink, ForWhom, FromWhom
from samstyring.records.uploads import UploadField, upload_of
from samstyring.ui.fields import Choice, DayField
from samstyring.ui.forms import PlainSelect
from samstyring.ui.views import ActForm

from ..models import InitiativeAnswer, NeedAnswer
from ..queries import to_choose
from ..queries.initiatives import ToInvite
from ..queries.to_choose import Offered
from .needs import GoesOnForm, project_choices

Kind = InitiativeAnswer.Kind
EVERYONE, CHOSEN = "all", "chosen"


class InviteForm(ActForm):
    """Whom to invite, by when they answer, and the first time what they are invited to."""

    def __init__(self, *args: Any, to_invite: ToInvite, on: date, first: bool, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {str(row.pk): row for row, _person in to_invite.rows}
        self._districts = {group.key: ids for group, ids in to_invite.districts}
        if first:
            self._ask_what()
        self.fields["whom"] = forms.ChoiceField(
            label=_("Whom do you invite?"),
            widget=forms.RadioSelect,
            initial=CHOSEN,
            choices=[
                (EVERYONE, _("All municipalities")),
                *((group.key, group.name) for group, _ids in to_invite.districts),
                (CHOSEN, _("Those that I tick below")),
            ],
        )
        self.fields["organisations"] = forms.MultipleChoiceField(
            label=_("Municipalities"),
            required=False,
            choices=[
                (str(row.pk), Choice(row.name, _("%(person)s, %(email)s") % {"person": who.name, "email": who.email}))
                for row, who in to_invite.rows
            ],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-many"}),
        )
        self.fields["answer_by"] = DayField(label=_("Answer by"), earliest=on, initial=on + timedelta(days=21))
        if for_others:
            self.fields["received_from"] = forms.CharField(
                label=_("Who asked for it, and how?"),
                help_text=_("You invite on behalf of the municipality. For example: the contact, by e-mail."),
                max_length=200,
            )
            self.fields["evidence"] = UploadField(
                label=_("The letter or e-mail"), help_text=_("It is kept as evidence that the municipality invites.")
            )

    def _ask_what(self) -> None:
        self.fields["time"] = forms.CharField(
            label=_("When?"), help_text=_("For example: January to June 2023"), max_length=200
        )
        self.fields["gives"] = forms.CharField(
            label=_("What does a participant give?"),
            help_text=_("People, hours, equipment, something to try it out on. Two or three sentences."),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=2000,
        )
        self.fields["cost"] = forms.CharField(
            label=_("What does it cost a participant?"),
            help_text=_("Leave it empty where it is not known yet: then that is said."),
            max_length=300,
            required=False,
        )
        self.fields["contact"] = forms.CharField(
            label=_("Whom can they ask?"), help_text=_("For example: IT manager, Fedje"), max_length=200
        )

    def clean_evidence(self) -> Any:
        """Return the file's name and bytes."""
        return upload_of(self.cleaned_data["evidence"])

    def clean(self) -> dict[str, Any]:
        """Somebody is invited."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("whom") == CHOSEN and not cleaned.get("organisations"):
            self.add_error("organisations", _("Choose at least one municipality to invite."))
        return cleaned

    def arguments(self) -> dict[str, Any]:
        """Return whom to invite, and the rest."""
        given = super().arguments()
        whom, ticked = given.pop("whom"), given["organisations"]
        keys = ticked if whom == CHOSEN else list(self._parties)
        if whom in self._districts:
            keys = [str(key) for key in self._districts[whom]]
        return {**given, "organisations": [self._parties[key] for key in keys]}


class AnswerInitiativeForm(ForWhom):
    """The answer of one or several municipalities to an invitation."""

    kind = forms.ChoiceField(
        label=_("Do you take part?"),
        widget=forms.RadioSelect,
        choices=[
            (Kind.YES, Choice(_("Yes, we take part"), _("It binds you to no project: that is asked by itself."))),
            (Kind.INTERESTED, Choice(_("Interested"), _("Write what it depends on in the field below."))),
            (Kind.NO, _("No")),
        ],
        error_messages={"required": _("Choose an answer.")},
    )
    text = forms.CharField(
        label=_("Anything to add?"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    field_order = ("kind", "text")

    def clean(self) -> dict[str, Any]:
        """Interest is given with its remark."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Kind.INTERESTED and not (cleaned.get("text") or "").strip():
            self.add_error("text", _("Write what it depends on, or what you wonder about."))
        return cleaned


class LinkAnswerInitiativeForm(AnswerInitiativeForm, ByLink):
    """The answer by link, which may have been passed on to a colleague."""


class RegisterInitiativeAnswerForm(FromWhom, AnswerInitiativeForm):
    """The secretariat registers an answer that came in writing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("Do they take part?")


class RemindForm(ActForm):
    """A reminder, with the day to answer by."""

    def __init__(self, *args: Any, on: date, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begins = max(on, latest)
        self.fields["answer_by"] = DayField(
            label=_("Answer by"),
            earliest=begins,
            initial=begins if latest > on else on + timedelta(days=7),
            help_text=_("The same day, or a later one: then they have until that."),
        )


class PutWillingForm(ActForm):
    """Which of those who want to take part are put on which project."""

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[Organisation],
        projects: Sequence[Offered],
        goes_on: bool,
        **kwargs: Any,
    ) -> None:
        """`goes_on`: the need can be answered by the project too."""
        super().__init__(*args, **kwargs)
        self._parties = {str(row.pk): row for row in organisations}
        self.fields["project"] = forms.ChoiceField(
            label=_("Project"),
            choices=project_choices(projects),
            widget=PlainSelect,
            error_messages={"required": _("Choose the project.")},
        )
        self.fields["organisations"] = forms.MultipleChoiceField(
            label=_("Who is put on it?"),
            help_text=_(
                "They are asked there, and take part when they have accepted. Those on it already stay as they are."
            ),
            choices=[(key, row.name) for key, row in self._parties.items()],
            initial=list(self._parties),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one municipality.")},
        )
        if goes_on:
            self.fields["goes_on"] = forms.BooleanField(
                label=_("It goes on as this project"),
                help_text=_("Those who sent it, support it or were invited are told so. No more answers are taken."),
                required=False,
                initial=True,
            )

    def clean_project(self) -> Any:
        """Return the project."""
        found = to_choose.project_of_key(self.cleaned_data["project"])
        if found is None:  # it is over by now
            raise forms.ValidationError(self.fields["project"].error_messages["required"])
        return found

    def clean_organisations(self) -> Any:
        """Return the municipalities."""
        return [self._parties[key] for key in self.cleaned_data["organisations"]]


class CloseInitiativeForm(GoesOnForm):
    """What came of an initiative."""

    into_label = _("Goes on as the need")
    kind = forms.ChoiceField(
        label=_("What did it come to?"),
        widget=forms.RadioSelect,
        choices=[
            (NeedAnswer.Kind.CLOSED, Choice(_("It is done, or nothing more comes of it"), _("Write what it came to."))),
            (NeedAnswer.Kind.MERGED, Choice(_("It goes on as a common need"), _("One that is sent in already."))),
            (NeedAnswer.Kind.CANDIDATE, Choice(_("It goes on as a project"), _("One that is registered already."))),
        ],
    )
    text = forms.CharField(
        label=_("In words"),
        help_text=_("Those who were invited read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )
