"""Forms for input on a case: asking for it, giving it, registering it."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from samstyring.charter.rules import Ruled
from samstyring.parties.models import Organisation
from samstyring.records.asking_forms import ByLink, ForWhom, FromWhom
from samstyring.ui import formats
from samstyring.ui.fields import Choice, DayField
from samstyring.ui.views import ActForm

from ..models import Input
from ..queries.input import ToAsk
from ..rules.input import PartyRow


class AskInputForm(ActForm):
    """Ask for input, by a day."""

    def __init__(self, *args: Any, to_ask: ToAsk, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unreachable = to_ask.unreachable
        self.drafted = to_ask.drafted
        self._parties = {str(row.organisation.pk): row.organisation for row, _person in to_ask.rows}
        self.fields["organisations"] = forms.MultipleChoiceField(
            label=_("Whom do you ask?"),
            choices=[
                (str(row.organisation.pk), Choice(row.organisation.name, self._help(row, person)))
                for row, person in to_ask.rows
            ],
            initial=[str(row.organisation.pk) for row, _person in to_ask.rows if row.given is None and row.seats],
            widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-many"}),
            error_messages={"required": _("Choose at least one municipality to ask.")},
        )
        self.fields["text"] = forms.CharField(
            label=_("What do you tell them, and what do you ask?"),
            help_text=_(
                "Two to six sentences: what the case means for them, and what you need to know before the meeting."
            ),
            widget=forms.Textarea(attrs={"rows": 6}),
            max_length=3000,
        )
        usual = min(on + timedelta(days=14), to_ask.latest - timedelta(days=to_ask.days)) if to_ask.latest else None
        self.fields["answer_by"] = DayField(
            label=_("Answer by"),
            earliest=on,
            latest=to_ask.latest,
            initial=max(on, usual or on + timedelta(days=14)),
            help_text=_(
                "An answer is taken until the case is treated; one that comes after this day is marked as late."
            ),
        )
        self.fields["remind"] = forms.BooleanField(
            label=ngettext(
                "Remind those who are silent, once, %(count)s day before",
                "Remind those who are silent, once, %(count)s days before",
                to_ask.days,
            )
            % {"count": to_ask.days},
            help_text=self._source(to_ask.ahead),
            required=False,
        )

    def _source(self, ahead: Ruled) -> Any:
        if not ahead.regulated:
            return _("How long before is not regulated; this is the default.")
        if ahead.basis is not None:
            return _("As the body has decided in its rules of procedure.")
        if ahead.source == "rules_of_procedure":
            return _("As the practice is; the body has adopted no rule on it.")
        return _("As %(clause)s says.") % {"clause": ahead.clause}

    def _help(self, row: PartyRow, person: Any) -> str:
        says: list[Any] = [_("%(person)s, %(email)s") % {"person": person.name, "email": person.email}]
        says.append(
            _("represented by %(seats)s") % {"seats": formats.sentence(seat.name for seat in row.seats)}
            if row.seats
            else _("no seat represents it")
        )
        if row.given is not None:
            says.append(_("has answered"))
        elif row.ask is not None:
            says.append(_("asked before, on %(day)s") % {"day": formats.day(row.ask.request.asked_at)})
        return ". ".join(str(part)[:1].upper() + str(part)[1:] for part in says)

    def clean_organisations(self) -> list[Organisation]:
        """Return the municipalities."""
        return [self._parties[key] for key in self.cleaned_data["organisations"]]


class InputForm(ForWhom):
    """What one or several municipalities say of a case."""

    leaning = forms.ChoiceField(
        label=_("How do you lean?"),
        widget=forms.RadioSelect,
        choices=[
            (Input.Leaning.FOR, _("For what is proposed")),
            (Input.Leaning.REMARK, Choice(_("For, with remarks"), _("Write the remarks in the field below."))),
            (Input.Leaning.AGAINST, Choice(_("Against"), _("Write why in the field below."))),
            (Input.Leaning.NONE, _("We have no view")),
        ],
        error_messages={"required": _("Choose how you lean.")},
    )
    text = forms.CharField(
        label=_("What do you want to say?"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 5})
    )

    field_order = ("leaning", "text")

    def clean(self) -> dict[str, Any]:
        """A remark and a no are given in words."""
        cleaned = super().clean() or self.cleaned_data
        if (
            cleaned.get("leaning") in (Input.Leaning.REMARK, Input.Leaning.AGAINST)
            and not (cleaned.get("text") or "").strip()
        ):
            self.add_error("text", _("Write what the remark is, or why you are against."))
        return cleaned


class LinkInputForm(InputForm, ByLink):
    """The input by link, which may have been passed on to a colleague."""


class ReportForm(ActForm):
    """Tell those who were asked what came of it."""

    text = forms.CharField(
        label=_("What came of it?"),
        help_text=_("Two to six sentences: what was decided, and what became of what they said."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=3000,
    )


class RegisterInputForm(FromWhom, InputForm):
    """The secretariat registers input that came in writing, from one municipality or from a joint body for several."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaning"].label = _("How do they lean?")
        self.fields["text"].label = _("What do they say?")
