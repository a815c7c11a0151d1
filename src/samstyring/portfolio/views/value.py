"""Value against risk."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui.tables import TableView

from .. import queries
from ..queries import value
from ..queries.reports import reads_reports
from ..tables.municipalities import empty
from ..tables.value import ValueTable, level_words, line_words


class ValueView(TableView):
    """What projects say of their benefit against how heavy their heaviest risk is, for those who read the reports."""

    template_name = "portfolio/value.html"
    heading = gettext_lazy("Value against risk")
    lead = gettext_lazy("What each project last said of its benefit, or how a candidate that has not reported is scored, against its heaviest open risk as it is when the actions are done.")  # fmt: skip

    def table(self) -> ValueTable:
        """Return the projects. Raises NotThere for who does not read the reports."""
        if not reads_reports(self.actor):
            raise NotThere
        scores = value.placed_by_score(self.actor, clock.today())
        self.found = ValueTable(self.request, queries.projects(self.actor), scores=scores, empty=empty())
        return self.found

    def page(self) -> Mapping[str, Any]:
        """Add the picture."""
        squares = value.picture(self.found.rows)
        for square in (each for line in squares for each in line):
            square.url = self.found.address(benefit=square.benefit, risk=square.level)
        return {
            **super().page(),
            "page_title": self.heading,
            "levels": [level_words(square.level) for square in squares[0]],
            "picture": [(line_words(line[0].benefit), line) for line in squares],
        }
