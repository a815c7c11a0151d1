"""A body's advice in another body's case, from the meeting room."""

from typing import Any

from django.utils.translation import gettext_lazy

from .. import acts
from ..forms.advice import AdviceForm
from ..queries import room as queries
from .room import OnRound


class AdviceView(OnRound):
    """Record what the body advises, with the positions in sight."""

    act = staticmethod(acts.give_advice)
    form_class = AdviceForm
    template_name = "governance/advice/give.html"
    heading = gettext_lazy("The advice of the body")
    button = gettext_lazy("Record the advice")
    success_message = gettext_lazy("The advice is recorded, and follows the case.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the round stands."""
        return super().get_context_data(**kwargs) | {"live": queries.live(self.item, self.actor)}
