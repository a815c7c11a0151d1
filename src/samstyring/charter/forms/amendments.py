"""Forms for amendments: what is proposed, and what a party answers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.asking_forms import ByLink, Received
from samstyring.records.uploads import UploadField, upload_of
from samstyring.ui.fields import Choice, DayField
from samstyring.ui.views import ActForm

ANSWERS = [
    ("consent", Choice(_("We consent"), _("The amendment comes into force when all parties have consented."))),
    ("refuse", Choice(_("We refuse"), _("One refusal ends the amendment. The agreement stays as it is."))),
]
TERM = [
    ("same", _("As it is")),
    ("until", Choice(_("To a new last day"), _("Write the day below."))),
    ("open", _("Without an end")),
]


class AmendmentForm(ActForm):
    """What an amendment is for, and the term."""

    title = forms.CharField(label=_("Title"), max_length=200)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 5}), max_length=5000)
    initiative = forms.CharField(
        label=_("On whose initiative"),
        max_length=300,
        help_text=_("The decision or letter behind it, for example: case 4/24, 7 June 2024."),
    )
    term = forms.ChoiceField(label=_("How long the agreement holds"), choices=TERM, widget=forms.RadioSelect)
    last_day = DayField(label=_("New last day"), required=False)
    in_force_from = DayField(
        label=_("In force from"),
        required=False,
        help_text=_("Leave it empty for the day that the last party consents."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the day where a new last day is chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("term") == "until" and not cleaned.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", _("Write the new last day."))
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what is wrong with the end of the term beside the day."""
        super().add_error("last_day" if field == "until" else field, error)

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments: the end as the first day it no longer holds."""
        given = super().arguments()
        term, last_day = given.pop("term"), given.pop("last_day")
        until = last_day + timedelta(days=1) if term == "until" and last_day else None
        return {**given, "changes_term": term != "same", "until": until}


def written_in(amendment: Any) -> dict[str, Any]:
    """Return what the form shows of an amendment."""
    term = "same" if not amendment.changes_term else "until" if amendment.until else "open"
    return {
        "title": amendment.title,
        "reason": amendment.reason,
        "initiative": amendment.initiative,
        "in_force_from": amendment.in_force_from,
        "term": term,
        "last_day": amendment.until - timedelta(days=1) if amendment.until else None,
        "revision": amendment.revision,
    }


class ClauseForm(ActForm):
    """Another text of a clause, or its repeal."""

    heading = forms.CharField(label=_("Heading"), max_length=200, required=False)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 8}), max_length=20000, required=False)
    repealed = forms.BooleanField(
        label=_("Repeal this clause"), required=False, help_text=_("Heading and text are then not used.")
    )


class AnnexForm(ActForm):
    """Another text of an annex."""

    heading = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 12}), max_length=50000)


class NewClauseForm(ActForm):
    """A new clause: its id, chapter, heading and text."""

    ref = forms.CharField(
        label=_("Id of the clause"),
        max_length=16,
        widget=forms.TextInput({"class": "wide-12"}),
        help_text=_("As the others are numbered, for example SG-9."),
    )
    chapter = forms.ChoiceField(label=_("Chapter"), choices=())
    heading = forms.CharField(label=_("Heading"), max_length=200)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 8}), max_length=20000)

    def __init__(self, *args: Any, chapters: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chapter"].choices = list(chapters)  # type: ignore[attr-defined]


class SendForm(ActForm):
    """By when the parties are asked to answer."""

    answer_by = DayField(
        label=_("Answer by"), help_text=_("An answer that comes later is taken too: silence is not consent.")
    )


class ConsentForm(ActForm):
    """What a party answers in writing, however it comes."""

    kind = forms.ChoiceField(label=_("The answer of the municipality"), choices=ANSWERS, widget=forms.RadioSelect)
    authority = forms.CharField(
        label=_("Authority behind the answer"),
        max_length=300,
        required=False,
        help_text=_("For example: municipal council, case 34/24. Needed to consent."),
    )
    authority_dated = DayField(label=_("Decided on"), required=False)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}), max_length=4000, required=False)
    field_order: Sequence[str] = ("kind", "answered_by", "answered_as", "authority", "authority_dated", "reason")


class WithDecision(ConsentForm):
    """An answer with the decision behind it as a file."""

    decision_file = UploadField(label=_("The decision"), required=False)
    field_order: Sequence[str] = ("kind", "authority", "authority_dated", "decision_file", "answered_by", "reason")

    def clean_decision_file(self) -> Any:
        """Return the file's name and bytes."""
        return upload_of(self.cleaned_data["decision_file"])


class AnswerForm(WithDecision):
    """A party's answer, by its own people."""

    answered_by = forms.CharField(
        label=_("Who answers"),
        max_length=200,
        required=False,
        help_text=_("Name or office of the one with authority, if that is not you."),
    )


class LinkAnswerForm(ConsentForm, ByLink):
    """A party's answer by link, which may have been passed on to the one with authority."""


class RegisterAnswerForm(WithDecision, Received):
    """A party's answer that came in writing, registered by the secretariat."""

    field_order = ("kind", "answered_by", "answered_as", "answered_on", "evidence", *WithDecision.field_order)


class WithdrawForm(ActForm):
    """Why an amendment is withdrawn."""

    why = forms.CharField(label=_("Why"), widget=forms.Textarea({"rows": 3}), max_length=2000)


class CommentsAskedForm(ActForm):
    """By when the parties are asked to comment."""

    comments_until = DayField(
        label=_("Comments by"), help_text=_("A comment that comes later is taken, marked as late.")
    )


class CommentForm(ActForm):
    """A comment on a draft, by a party's own people."""

    organisation = forms.ChoiceField(label=_("Comment from"), choices=())
    gist = forms.CharField(label=_("What the comment says"), widget=forms.Textarea({"rows": 6}), max_length=5000)
    also_for = forms.MultipleChoiceField(
        label=_("Given also for"),
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choices-many"}),
        help_text=_("Where you speak for several, for example a region or those with the same IT operator."),
    )

    def __init__(self, *args: Any, own: Any, everyone: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {str(party.pk): party for party in everyone}
        names = [(str(party.pk), str(party)) for party in own]
        self.fields["organisation"].choices = names if len(names) == 1 else [("", ""), *names]  # type: ignore[attr-defined]
        if 1 < len(own) < len(everyone):  # whoever answers for several says it for them all, unless one is taken out
            self.fields["organisation"].initial = str(own[0].pk)
            self.fields["also_for"].initial = [str(party.pk) for party in own[1:]]
        others = sorted(everyone, key=lambda party: party not in own)  # one's own first
        self.fields["also_for"].choices = [(str(party.pk), str(party)) for party in others]  # type: ignore[attr-defined]

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, parties as such."""
        given = super().arguments()
        given["organisation"] = self._parties[given["organisation"]]
        given["also_for"] = [self._parties[key] for key in given["also_for"]]
        return given


class RegisterCommentForm(CommentForm, Received):
    """A comment that came in writing, registered by the secretariat."""

    field_order = ("organisation", "gist", "also_for")


class ReplyForm(ActForm):
    """What the secretariat replies."""

    text = forms.CharField(
        label=_("The reply"),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
        help_text=_("What becomes of it: taken into the text, or why not."),
    )
