"""Forms of the comments on a case paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.ui.views import ActForm


class ReplyForm(ActForm):
    """A reply."""

    text = forms.CharField(label=_("What you want to say"), widget=forms.Textarea(attrs={"rows": 4}))


class CommentForm(ReplyForm):
    """A first remark, on a passage or on the whole paper."""

    quote = forms.CharField(
        label=_("Passage"),
        help_text=_("Paste the words that it is about. Leave it empty for the whole paper."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("quote", "text")


class SettleForm(ActForm):
    """A few words, if wished."""

    text = forms.CharField(
        label=_("A few words"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
