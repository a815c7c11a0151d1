"""The page of what may still be done between two agreements."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.ui.views import PageView

from ..queries import between as queries


class BetweenView(PageView):
    """What may still be done when the term is out, and by whom."""

    template_name = "governance/between.html"

    def page(self) -> Mapping[str, Any]:
        """Return it as of today. Raises NotThere."""
        return {
            "page_title": _("When no agreement is in force"),
            "found": queries.between(self.actor, clock.today()),
        }
