"""The page of the work list: filters in the address, print, Excel, and the dated lines as a calendar."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samstyring.kernel import clock
from samstyring.records.downloads import attachment_response
from samstyring.ui.tables import ChoiceFilter, Column, Empty, FlagFilter, SearchFilter, Table, TableView
from samstyring.ui.worklist import KINDS

from . import queries
from .queries import Task

LONGEST = 120
"""How much of what stands under a line is shown; the file has it all."""
MARKS = {"late": "broken", "soon": "due", "later": "soon", "undated": "na", "done": "ok"}
STATES = {
    "late": gettext_lazy("late"),
    "soon": gettext_lazy("within two weeks"),
    "later": gettext_lazy("later"),
    "undated": gettext_lazy("no deadline"),
    "done": gettext_lazy("in place now"),
}


def state_words(task: Task) -> str:
    """Say how a task stands; one that is late, by how many days."""
    if task.state == "late" and not task.days:
        return _("not in place")
    if task.state == "late":
        return ngettext("%(days)s day overdue", "%(days)s days overdue", task.days) % {"days": task.days}
    return str(STATES[task.state])


def with_words(rows: Iterable[Task], words: str) -> list[Task]:
    """Return the tasks in which every word stands."""
    wanted = words.lower().split()
    return [row for row in rows if all(word in f"{row.heading} {row.text} {row.who}".lower() for word in wanted)]


class WorkTable(Table):
    """Everything that waits."""

    caption = gettext_lazy("What waits, for whom, and by when")
    file_name = "work-list"
    page_size = 100
    sort = "order"
    columns = (
        Column("deadline", gettext_lazy("Deadline"), "day", sort="deadline", css="nowrap"),
        Column(
            "heading",
            gettext_lazy("What"),
            header=True,
            sort="heading",
            link=lambda row: row.url,
            small=lambda row: Truncator(row.text).chars(LONGEST),
        ),
        Column("text", gettext_lazy("More"), on_page=False),
        Column("who", gettext_lazy("Who"), sort="who", value=lambda row: capfirst(row.who)),
        Column("kind", gettext_lazy("Kind"), sort="kind", value=lambda row: capfirst(str(row.kind_words))),
        Column(
            "state",
            gettext_lazy("State"),
            "mark",
            value=lambda row: (MARKS[row.state], capfirst(state_words(row))),
        ),
        Column("clause", gettext_lazy("Why"), "clause"),
    )

    def __init__(self, request: HttpRequest, rows: list[Task], **kwargs: Any) -> None:
        people = sorted({row.who for row in rows})
        there = {row.kind for row in rows}
        kinds = [(key, capfirst(str(words))) for key, words in KINDS.items() if key in there]
        self.filters = (  # type: ignore[misc]
            SearchFilter("q", gettext_lazy("Search"), with_words),
            ChoiceFilter(
                "who",
                gettext_lazy("Who"),
                lambda rows, who: [row for row in rows if row.who == who],
                choices=[(who, capfirst(who)) for who in people],
                every=gettext_lazy("Everyone"),
            ),
            ChoiceFilter(
                "kind",
                gettext_lazy("Kind"),
                lambda rows, kind: [row for row in rows if row.kind == kind],
                choices=kinds,
                every=gettext_lazy("All"),
            ),
            ChoiceFilter(
                "due",
                gettext_lazy("Deadline"),
                lambda rows, due: [row for row in rows if row.state == due],
                choices=[(key, capfirst(str(words))) for key, words in STATES.items() if key != "done"],
                every=gettext_lazy("All"),
            ),
            FlagFilter("done", gettext_lazy("Also what is in place"), lambda rows, _on: rows),
        )
        if not request.GET.get("done"):
            rows = [row for row in rows if row.state != "done"]
        super().__init__(request, rows, **kwargs)


class WorkListView(TableView):
    """The work list of the secretariat. `format=ics` gives the dated lines that pass the filters as a calendar."""

    template_name = "web/work_list.html"
    heading = gettext_lazy("Work list")

    def table(self) -> Table:
        """Return the list. Raises NotThere for others than the secretariat."""
        empty = Empty(
            gettext_lazy("Nothing waits for anybody"),
            gettext_lazy("What the agreement, decisions, mandates and the yearly plan require stands here by itself."),
        )
        return WorkTable(self.request, queries.work_list(by=self.actor, today=clock.today()), empty=empty)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the page, a file, or a calendar."""
        if request.GET.get("format") != "ics":
            return super().get(request, *args, **kwargs)
        host = request.build_absolute_uri("/").rstrip("/")
        content = queries.as_calendar(list(self.table().rows), at=clock.now(), host=host)
        return attachment_response(content, name="work-list.ics", content_type="text/calendar")

    def page(self) -> Mapping[str, Any]:
        """Return heading and address of the calendar."""
        query = self.request.GET.copy()
        query["format"] = "ics"
        return {
            "page_title": _("Work list"),
            "heading": self.heading,
            "calendar_url": f"{reverse('web:work_list')}?{query.urlencode()}",
        }
