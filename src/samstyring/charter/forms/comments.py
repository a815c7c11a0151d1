"""The form by which one comments on a draft by link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.records.asking_forms import ByLink, ForWhom


class LinkCommentForm(ForWhom, ByLink):
    """A comment by link, which may have been passed on to a colleague."""

    gist = forms.CharField(label=_("What the comment says"), widget=forms.Textarea({"rows": 6}), max_length=5000)
    field_order = ("gist", "answered_by", "answered_as")
