"""Comments on a draft mandate: asking for them, giving one, answering one."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.parties.queries import for_the_party

from .. import acts, queries
from ..forms import mandate_comments as forms
from ..queries import mandate_comments
from ..reading import LABELS
from .mandates import OfMandate


class AskView(OfMandate):
    """Ask those concerned for comments."""

    act = staticmethod(acts.ask_for_mandate_comments)
    form_class = forms.AskCommentsForm
    template_name = "portfolio/mandate_comments_ask.html"
    heading = gettext_lazy("Ask for comments on the draft")
    button = gettext_lazy("Ask for comments")
    lead = gettext_lazy(
        "Everyone on the project gets it on the work list, and sees what the others say. Whoever answers for a municipality"
        " that has not commented gets an e-mail with a link, and needs no account."
    )
    success_message = gettext_lazy("The municipalities on the project are asked for comments.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say the day."""
        return super().get_form_kwargs() | {"on": clock.today()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {"mandate": self.mandate, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to the draft."""
        return f"{self.cancel()}#comments"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who cannot be written to, before anyone is."""
        return super().get_context_data(**kwargs) | {
            "unreachable": mandate_comments.silent_without_anyone(self.mandate),
            "registers": self.actor.has_role(*mandate_comments.REPLIES),
        }


class CommentView(OfMandate):
    """Comment for one's own municipality, or register what came in writing."""

    act = staticmethod(acts.comment_on_mandate)
    template_name = "portfolio/mandate_comment.html"
    heading = gettext_lazy("Comment on the draft mandate")

    @cached_property
    def parties(self) -> Any:
        """Return those that the reader may comment for. Raises NotThere where there are none, or it takes no comments."""
        found = mandate_comments.may_comment_for(self.mandate, self.actor)
        if not found:
            raise NotThere
        return found

    def scopes(self) -> Iterable[str]:
        """Ask for the municipalities that the reader reaches."""
        return [f"party:{row.pk}" for row in self.parties]

    @cached_property
    def registers(self) -> bool:
        """Tell whether the reader registers for others."""
        return self.actor.has_role(*mandate_comments.REPLIES)

    def get_form_class(self) -> Any:
        """Return the form for the reader's role."""
        return forms.RegisterMandateCommentForm if self.registers else forms.MandateCommentForm

    def get_initial(self) -> dict[str, Any]:
        """Begin with the part that the address names."""
        return {"part": self.request.GET.get("part", "")}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the municipalities."""
        given = super().get_form_kwargs() | {"organisations": self.parties}
        return given | {"on": clock.today()} if self.registers else given

    def form_valid(self, form: Any) -> HttpResponse:
        """Comment in the capacity that one holds for the municipality, whatever was chosen in the menu."""
        if not self.registers:
            by = for_the_party(self.actor, self.act_name(), form.arguments()["organisation"].pk)
            if by.chosen:
                self.request.actor = by  # type: ignore[attr-defined]
        return super().form_valid(form)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the version."""
        return {"mandate": self.mandate, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Go to the comment, beside the draft."""
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the whole draft that is commented on."""
        page = queries.mandate_page(self.kwargs["code"], self.kwargs["pk"], self.actor, clock.today())
        return super().get_context_data(**kwargs) | {
            "lines": [(label, after) for label, _before, after in page.rows if after],
            "button": _("Register the comment") if self.registers else _("Send the comment"),
        }


class ReplyView(OfMandate):
    """Say what came of a comment."""

    act = staticmethod(acts.reply_to_mandate_comment)
    form_class = forms.ReplyToCommentForm
    template_name = "portfolio/confirm.html"
    button = gettext_lazy("Send the reply")
    success_message = gettext_lazy("The comment is answered.")

    @cached_property
    def comment(self) -> Any:
        """Return the comment in the address. Raises NotThere."""
        found = mandate_comments.comment_by_id(self.kwargs["comment"], self.actor)
        if found.mandate_id != self.mandate.pk:
            raise NotThere
        return found

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the comment."""
        return {"comment": self.comment, **form.arguments()}

    def done_url(self, result: Any) -> str:
        """Return to the comment."""
        return self.cancel()

    def cancel(self) -> str:
        """Return to the comment."""
        return str(self.comment.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is answered."""
        comment = self.comment
        about = LABELS[comment.part] if comment.part else _("The mandate as a whole")
        return super().get_context_data(**kwargs) | {
            "heading": _("Answer the comment from %(party)s") % {"party": comment.organisation},
            "facts": [(about, comment.text)],
        }
