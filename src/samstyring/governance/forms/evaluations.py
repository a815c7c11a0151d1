"""Forms for asking the parties in an evaluation: the questions, sending them, answering, registering an answer."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from samstyring.records.asking_forms import ByLink, ForWhom, FromWhom
from samstyring.ui import formats
from samstyring.ui.fields import DayField
from samstyring.ui.forms import rows
from samstyring.ui.views import ActForm

from ..models import EvaluationQuestions
from ..rules import evaluations as rules


class QuestionsForm(ActForm):
    """The period that is evaluated, and what is said to those who are asked."""

    from_date = DayField(label=_("Evaluated from"))
    last_day = DayField(label=_("Evaluated to"))
    text = forms.CharField(
        label=_("What do you tell them?"),
        help_text=_("Two to six sentences: why they are asked, and what the answers are used for."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=3000,
    )


class QuestionRow(forms.Form):
    """One question."""

    kind = forms.ChoiceField(label=_("Answered by"), choices=EvaluationQuestions.Kind.choices)
    text = forms.CharField(label=_("Question"), max_length=400, required=False)

    def has_changed(self) -> bool:
        """A row without words is empty."""
        return bool(str(self.data.get(self.add_prefix("text"), "")).strip())


QuestionRows = rows(QuestionRow, legend=_("Questions"), add_words=_("Add a question"), extra=2, maximum=rules.MOST)


class OpenForm(ActForm):
    """Until when they can answer, and why they are asked before the time for it."""

    answer_by = DayField(
        label=_("Answer by"),
        help_text=_("An answer that comes later is taken and marked, until the evaluation is brought to a case."),
    )
    remind = forms.BooleanField(label=_("Remind those who are silent, once, two days before"), required=False)

    def __init__(self, *args: Any, on: date, opens: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = self.fields["answer_by"]
        assert isinstance(day, DayField)
        day.earliest, day.initial = on, on + timedelta(days=28)
        if opens is not None:
            self.fields["why_early"] = forms.CharField(
                label=_("Why do you ask now?"),
                help_text=_("The time for the evaluation begins on %(day)s. The reason is printed in the report.")
                % {"day": formats.day(opens)},
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2}),
            )


class AnswerForm(ForWhom):
    """What one or several parties answer: a field for every question."""

    def __init__(self, *args: Any, asked: rules.ToAnswer, **kwargs: Any) -> None:
        super().__init__(*args, organisations=asked.organisations, silent=asked.silent, **kwargs)
        self._questions = asked.round.questions.questions
        own = [name for name in self.fields if name != "organisations"]
        for each in self._questions:
            self.fields[each["key"]] = field_of(each)
        self.order_fields(["organisations", *(each["key"] for each in self._questions), *own])

    def arguments(self) -> dict[str, Any]:
        """Return what is answered, and for whom."""
        data = super().arguments()
        replies = {each["key"]: data.pop(each["key"], None) for each in self._questions}
        return {**data, "replies": replies}


class LinkAnswerForm(AnswerForm, ByLink):
    """The answer by link, which may have been passed on to a colleague."""


class RegisterAnswerForm(AnswerForm, FromWhom):
    """The secretariat registers an answer that came in writing, from one party or from a joint body for several."""


def field_of(question: Mapping[str, str]) -> forms.Field:
    """Return the field of a question."""
    if question["kind"] != EvaluationQuestions.Kind.SCALE:
        return forms.CharField(
            label=question["text"], required=False, max_length=rules.LONGEST, widget=forms.Textarea(attrs={"rows": 4})
        )
    levels = [(level, capfirst(words)) for level, words in rules.LEVELS]
    return forms.TypedChoiceField(
        label=question["text"],
        choices=[*levels, (rules.NO_VIEW, _("No view"))],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far you agree, or that you have no view.")},
    )
