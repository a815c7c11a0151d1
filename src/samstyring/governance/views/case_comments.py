"""Pages of the comments between those who prepare a case."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.ui.views import ActView, PageView

from .. import acts
from ..forms import comments as forms
from ..queries import comments as queries


class CommentsView(PageView):
    """The threads of a case paper, the open ones first."""

    template_name = "governance/case_comments.html"

    def page(self) -> Mapping[str, Any]:
        """Return the comments. Raises NotThere for those who do not read them."""
        found = queries.comments_page(self.kwargs["pk"], self.actor)
        scope = f"body:{found.case.body_id}"
        return {
            "page_title": _("Comments on the paper"),
            "page": found,
            "case": found.case,
            "may_comment": found.takes_more and self.actor.may("governance.comment_on_case", scope),
            "may_resolve": self.actor.may("governance.resolve_comment", scope),
        }


class _CommentAct(ActView):
    """An act on the comments of a case."""

    template_name = "governance/case_comment_act.html"

    @cached_property
    def case(self) -> Any:
        """Return the case. Raises NotThere."""
        return self.thread.case

    @cached_property
    def thread(self) -> Any:
        """Return the thread. Raises NotThere."""
        return queries.thread_for(self.kwargs["thread"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the case's body."""
        return [f"body:{self.case.body_id}"]

    def cancel(self) -> str:
        """Go back to the comments."""
        return reverse("governance:case_comments", args=[self.case.pk])

    def done_url(self, result: Any) -> str:
        """Go to the thread."""
        return f"{self.cancel()}#comment-{result.thread_id or result.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what it is about."""
        return super().get_context_data(**kwargs) | {
            "case": self.case,
            "crumb": (self.case.title, self.cancel()),
            "first": self.thread if "thread" in self.kwargs else None,
        }


class NewCommentView(_CommentAct):
    """Begin a thread, on a passage that is quoted or on the whole."""

    act = staticmethod(acts.comment_on_case)
    form_class = forms.CommentForm
    heading = gettext_lazy("Comment on the paper")
    button = gettext_lazy("Add the comment")
    success_message = gettext_lazy("The comment stands.")

    @cached_property
    def case(self) -> Any:
        """Return the case. Raises NotThere."""
        return queries.case_commented(self.kwargs["pk"], self.actor)

    def get_initial(self) -> dict[str, Any]:
        """Begin with the passage that the address quotes."""
        return {"quote": self.request.GET.get("quote", "")[:500]}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "case": self.case}


class ReplyView(_CommentAct):
    """Reply in a thread."""

    act = staticmethod(acts.comment_on_case)
    form_class = forms.ReplyForm
    heading = gettext_lazy("Reply")
    button = gettext_lazy("Reply")
    success_message = gettext_lazy("The reply stands.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "case": self.case, "thread": self.thread}


class ResolveView(_CommentAct):
    """Resolve a thread."""

    act = staticmethod(acts.resolve_comment)
    form_class = forms.SettleForm
    heading = gettext_lazy("Resolve the comment")
    button = gettext_lazy("Resolve")
    success_message = gettext_lazy("The comment is resolved.")

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "thread": self.thread}


class ReopenView(ResolveView):
    """Open a thread again."""

    act = staticmethod(acts.reopen_comment)
    heading = gettext_lazy("Open the comment again")
    button = gettext_lazy("Open it again")
    success_message = gettext_lazy("The comment is open again.")
