"""The forms about comments on a draft mandate: asking for them, giving one, answering one."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.parties.models import Organisation
from samstyring.records.asking_forms import ByLink, Received
from samstyring.ui.fields import DayField
from samstyring.ui.views import ActForm

from ..models import MANDATE_CONTENT, MandateCommentReply
from ..reading import LABELS


class AskCommentsForm(ActForm):
    """By when those concerned are asked to comment."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["comments_until"] = DayField(
            label=_("Comments by"),
            earliest=on,
            initial=on + timedelta(days=14),
            help_text=_("Comments are taken until the draft is put forward for decision, also after this day."),
        )


class MandateCommentForm(ActForm):
    """A comment on one part of the draft, or on the whole."""

    part = forms.ChoiceField(
        label=_("Which part is it about?"),
        required=False,
        choices=[("", _("The mandate as a whole")), *((name, LABELS[name]) for name in MANDATE_CONTENT)],
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what the comment says.")},
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {str(row.pk): row for row in organisations}
        if len(self._parties) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Comment from"), choices=[("", ""), *((key, str(row)) for key, row in self._parties.items())]
            )
            self.order_fields(["organisation", *(self.field_order or ())])

    def arguments(self) -> dict[str, Any]:
        """Return the comment, and whose it is."""
        given = super().arguments()
        key = given.get("organisation") or next(iter(self._parties))
        return {**given, "organisation": self._parties[key]}


class LinkMandateCommentForm(MandateCommentForm, ByLink):
    """A comment by link, which may have been passed on to a colleague."""

    field_order = ("part", "text", "answered_by", "answered_as")


class RegisterMandateCommentForm(MandateCommentForm, Received):
    """A comment that came in writing, registered by the secretariat."""

    field_order = ("part", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What the comment says")


class ReplyToCommentForm(ActForm):
    """What came of a comment."""

    outcome = forms.ChoiceField(
        label=_("What came of it?"),
        choices=MandateCommentReply.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what came of it.")},
    )
    text = forms.CharField(
        label=_("The reply"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed where it is not taken in."),
    )
