"""The forms of scoring: the criteria of a version row by row, and a sheet of levels."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.fields import WholeNumberField
from samstyring.ui.forms import rows
from samstyring.ui.views import ActForm

from ..rules.scoring import SCALES

NOT_JUDGED = "none"


class CriterionForm(forms.Form):
    """A criterion. Its steps are one word a line, the lowest first."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Criterion"), max_length=80)
    weight = WholeNumberField(
        label=_("Weight, in points"),
        min_value=1,
        max_value=1000,
    )
    explanation = forms.CharField(
        label=_("What is judged"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    levels = forms.CharField(
        label=_("The steps, one a line, the lowest first"),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean_levels(self) -> list[str]:
        """Return the steps."""
        words = [line.strip() for line in self.cleaned_data["levels"].splitlines() if line.strip()]
        if len(words) not in SCALES:
            raise forms.ValidationError(_("Write from 2 to 10 steps, one a line."))
        return words


CriterionRows = rows(CriterionForm, legend=_("Criteria"), add_words=_("Add a criterion"), minimum=1, extra=0)


def criterion_rows(criteria: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return criteria as the form begins with them."""
    return [{**row, "levels": "\n".join(row["levels"])} for row in criteria]


class NoteForm(ActForm):
    """What stands beside the criteria."""

    note = forms.CharField(
        label=_("Note"),
        help_text=_("What whoever reads it should know: how the weights were found, what was weighed against what."),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OrderNoteForm(NoteForm):
    """What stands beside an order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = _("What whoever reads the order should know: what was weighed against what.")


class ScoreForm(ActForm):
    """A sheet: for each criterion of a version a step, and one sentence why."""

    def __init__(self, *args: Any, criteria: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = criteria.criteria
        self.plain = True  # what is judged has its why: no field says that it is optional
        for row in self._criteria:
            steps = [(str(step), f"{step} {word}") for step, word in enumerate(row["levels"], 1)]
            self.fields[f"level_{row['key']}"] = forms.ChoiceField(
                label=row["name"],
                help_text=row["explanation"],
                choices=[(NOT_JUDGED, _("Not judged yet")), *steps],
                widget=forms.RadioSelect,
                initial=NOT_JUDGED,
            )
            self.fields[f"why_{row['key']}"] = forms.CharField(
                label=_("%(criterion)s: why, in one sentence") % {"criterion": row["name"]},
                max_length=500,
                required=False,
            )
        self.fields["note"] = forms.CharField(
            label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: the levels by the keys of the criteria."""
        own = super().arguments()
        levels = {}
        for row in self._criteria:
            level = own[f"level_{row['key']}"]
            levels[row["key"]] = {
                "level": None if level == NOT_JUDGED else int(level),
                "why": own[f"why_{row['key']}"],
            }
        return {"levels": levels, "note": own["note"]}


class BringForm(ActForm):
    """What the secretariat says in the case."""

    background = forms.CharField(
        label=_("Background"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 4})
    )
    assessment = forms.CharField(
        label=_("Assessment"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Why the body should adopt it. The wording of the decision is filled in, and is changed in the case."
        ),
    )
