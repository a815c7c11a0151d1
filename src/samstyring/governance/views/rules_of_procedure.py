"""The page of a body's rules of procedure."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samstyring.kernel import clock
from samstyring.ui.views import PageView

from ..forms.bodies import day_asked
from ..queries import rules_of_procedure as queries


class RulesOfProcedureView(PageView):
    """The rules in force on a day, each with its source; what is proposed; every version there was."""

    template_name = "governance/rules_of_procedure.html"

    def page(self) -> Mapping[str, Any]:
        """Return the rules as they are, or were, on the day asked for."""
        form, on = day_asked(self.request.GET, clock.today())
        page = queries.rules_page(self.kwargs["key"], self.actor, on)
        decides = page.body if page.decider is not None else page.body.prepares_for
        may_open = decides is not None and self.actor.may("governance.open_case", f"body:{decides.pk}")
        return {
            "page_title": _("Rules of procedure for %(body)s") % {"body": page.body.name},
            "page": page,
            "body": page.body,
            "day_form": form,
            "today": clock.today(),
            "decides": decides,
            "may_propose": may_open and (page.decider or page.given_by) is not None,
        }
