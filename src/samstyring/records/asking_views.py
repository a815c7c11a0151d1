"""The page on which a party's own people answer what they are asked, signed in."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from samstyring.parties.queries import for_the_party
from samstyring.ui.views import ActView


class AnswerForParty(ActView):
    """Answer for one's own parties. A subclass gives `parties`, and `context()` for the whole question.

    Its template extends `records/answer.html`: what was answered already, the facts, the text, the form while it is open.
    """

    template_name = "records/answer.html"
    button = gettext_lazy("Send the answer")
    success_message = gettext_lazy("Thank you. The answer is registered.")

    @property
    def parties(self) -> Any:
        """Return those that the reader answers for here. Raises NotThere."""
        raise NotImplementedError  # each question has parties of its own

    def context(self) -> dict[str, Any]:
        """Return how the question reads: `heading`, `lead`, `facts`, `already`, `is_open`, and what the text needs."""
        return {}

    def scopes(self) -> Iterable[str]:
        """Return the parties."""
        return [f"party:{row.pk}" for row in self.parties]

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer in the capacity that one holds for the party: whatever was chosen in the menu."""
        by = for_the_party(self.actor, self.act_name(), self.parties[0].pk)
        if by.chosen:
            self.request.actor = by  # type: ignore[attr-defined]
        return super().form_valid(form)

    def done_url(self, result: Any) -> str:
        """Stay on the page, where the answer now stands."""
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the whole question."""
        return super().get_context_data(**kwargs) | {"is_open": True} | self.context()
