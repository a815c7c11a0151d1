"""The forms of a project that stands still: pausing it, expecting it another day, letting it go on."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import Choice, DayField, needed
from samstyring.ui.views import ActForm

from ..models import Passing
from ..rules.standstill import first_resumption


class WordForm(ActForm):
    """Who has decided it, and where it stands."""

    decided_by = forms.ChoiceField(
        label=_("Who has decided it?"),
        choices=[
            (Passing.DecidedBy.OWNER, Choice(_("The project owner"))),
            (Passing.DecidedBy.BOARD, Choice(_("The project board"))),
        ],
        widget=forms.RadioSelect,
        initial=Passing.DecidedBy.OWNER,
    )
    reference = needed(
        forms.CharField(
            label=_("Where does it stand?"),
            help_text=_("For example: minutes of the project board, 3 May. The owner's own people can leave it open."),
            max_length=200,
            required=False,
        ),
        _("needed, but for the owner's own word"),
    )


class PauseForm(WordForm):
    """Why, from when, and until when as it looks now."""

    reason = forms.CharField(label=_("Why is it paused?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    from_date = DayField(label=_("Paused from"))
    expected_on = DayField(
        label=_("When is it expected to go on?"),
        help_text=_("Nothing happens by itself on that day. Whoever leads the project is reminded of it."),
    )
    field_order = ("reason", "from_date", "expected_on", "decided_by", "reference")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day, expected = self.fields["from_date"], self.fields["expected_on"]
        assert isinstance(day, DayField)
        assert isinstance(expected, DayField)
        day.latest = day.initial = on
        expected.earliest = on + timedelta(days=1)


class ExtendPauseForm(ActForm):
    """Another day, and why."""

    expected_on = DayField(label=_("When is it expected to go on?"))
    why = forms.CharField(label=_("Why is the day changed?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ResumeForm(WordForm):
    """The first day at work again."""

    resumed_on = DayField(label=_("First day at work again"))
    field_order = ("resumed_on", "decided_by", "reference")

    def __init__(self, *args: Any, on: date, since: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["resumed_on"]
        assert isinstance(day, DayField)
        day.earliest = first_resumption(since)
        day.latest = day.initial = max(on, day.earliest)
