"""The view of a page whose main thing is a table."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseRedirect

from ..views import PageView
from .table import Table


class TableView(PageView):
    """A page with one table: `table()` makes it from the one query. Files are answered by itself."""

    template_name = "ui/table_page.html"
    heading: Any = ""
    lead: Any = ""

    def table(self) -> Table:
        """Return the table, bound to the request."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the page, or with the file that is asked for; a bare address leads to the reader's own view."""
        table = self.table()
        if not request.GET and table.opens_with:
            return HttpResponseRedirect(table.opens_with.url)
        file = table.file()
        if file is not None:
            return file
        return self.render_to_response(self.get_context_data(table=table, **kwargs))

    def page(self) -> Mapping[str, Any]:
        """Return heading and lead."""
        return {"heading": self.heading, "lead": self.lead}
