"""Pages of a body's yearly plan: the wheel and the list, its entries, and planning next year (SG-6)."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.ui import formats
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts
from ..acts.plan_next_year import EntryCopy, MeetingCopy
from ..forms import plan as forms
from ..queries import bodies, plan_calendar
from ..queries import plan as queries
from .bodies import BodyAct

EARLIEST, LATEST = 1900, 2999


def plan_url(key: str, year: int) -> str:
    """Return the address of a body's year."""
    return f"{reverse('governance:plan', args=[key])}?year={year}"


def _days(row: Any) -> str:
    return formats.period(row.day, row.until)


def _leads_to(row: Any) -> str:
    if row.meeting:
        return reverse("governance:meeting", args=[row.meeting.pk])
    return ""


class PlanTable(Table):
    """The year as a list: the same as the wheel, in words."""

    caption = gettext_lazy("The year, day by day")
    file_name = "plan"
    page_size = 500
    columns: ClassVar[Any] = (
        Column("number", gettext_lazy("No."), "number", sort="number"),
        Column("day", gettext_lazy("When"), value=_days, sort="day", in_files=False),
        Column("first", gettext_lazy("First day"), "day", value=lambda row: row.day, on_page=False),
        Column("last", gettext_lazy("Last day"), "day", value=lambda row: row.last_day or row.day, on_page=False),
        Column("title", gettext_lazy("What"), header=True, link=_leads_to, small=lambda row: row.note, sort="title"),
        Column("kind", gettext_lazy("Kind"), value=lambda row: capfirst(row.kind_words)),
        Column("note", gettext_lazy("Note"), on_page=False),
    )
    filters = (
        ChoiceFilter(
            "kind",
            gettext_lazy("Kind"),
            lambda rows, kind: [row for row in rows if row.kind == kind],
            choices=queries.kinds,
            every=gettext_lazy("All"),
        ),
    )
    sort = "number"


class EditablePlanTable(PlanTable):
    """The list for those who may change the plan."""

    columns: ClassVar[Any] = (
        *PlanTable.columns,
        Column(
            "change",
            gettext_lazy("Change"),
            value=lambda row: _("Change") if row.entry else "",
            link=lambda row: reverse("governance:change_plan_entry", args=[row.entry.pk]) if row.entry else "",
            in_files=False,
        ),
    )


class PlanView(PageView):
    """A body's year as a wheel and a list."""

    template_name = "governance/plan.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the page, or with the list as a file."""
        today = clock.today()
        page = queries.plan_page(self.kwargs["key"], self.actor, today, year_asked(request, today.year))
        scope = f"body:{page.body.pk}"
        may = {
            name: self.actor.may(f"governance.{name}", scope)
            for name in ("add_plan_entry", "change_plan_entry", "plan_next_year", "plan_meeting")
        }
        kind = EditablePlanTable if may["change_plan_entry"] else PlanTable
        add = reverse("governance:add_plan_entry", args=[page.body.key]) if may["add_plan_entry"] else ""
        empty = Empty(
            _("Nothing is planned in %(year)s") % {"year": page.year},
            _("Meetings stand here by themselves; themes and deadlines are added."),
            f"{add}?year={page.year}" if add else "",
            _("Add a theme or a deadline"),
        )
        table = kind(request, page.rows, empty=empty)
        file = table.file()
        if file is not None:
            return file
        context = {
            "page_title": _("Yearly plan %(year)s: %(body)s") % {"year": page.year, "body": page.body.name},
            "page": page,
            "body": page.body,
            "wheel": page.wheel,
            "months": [formats.month(number, short=True) for number in range(1, 13)],
            "table": table,
            "may": may,
            "before": page.year - 1,
            "after": page.year + 1,
        }
        return self.render_to_response(self.get_context_data(**kwargs) | context)


def year_asked(request: HttpRequest, otherwise: int) -> int:
    """Return the year in an address, or another where there is none that can be read."""
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and EARLIEST <= int(text[:5]) <= LATEST else otherwise


class PlanCalendarView(ActorMixin, View):
    """A body's year as a file to take into one's calendar."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the .ics file."""
        today = clock.today()
        page = queries.plan_page(self.kwargs["key"], self.actor, today, year_asked(request, today.year))
        content = plan_calendar.of_year(page, clock.now())
        response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        name = f"{page.body.key}-{page.year}.ics".encode("ascii", "ignore").decode()
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class AddEntryView(BodyAct):
    """Add a theme or a deadline."""

    act = staticmethod(acts.add_plan_entry)
    form_class = forms.EntryForm
    template_name = "governance/plan_act.html"
    heading = gettext_lazy("Add a theme or a deadline")
    button = gettext_lazy("Add it")
    success_message = gettext_lazy("It stands in the plan.")

    def get_initial(self) -> dict[str, Any]:
        """Begin in the year that one came from."""
        year = year_asked(self.request, clock.today().year)
        return {} if year == clock.today().year else {"day": clock.today().replace(year=year, month=1, day=1)}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "body": self.body}

    def cancel(self) -> str:
        """Go back to the year."""
        return plan_url(self.body.key, year_asked(self.request, clock.today().year))

    def done_url(self, result: Any) -> str:
        """Go to the year in which it stands."""
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it belongs."""
        return super().get_context_data(**kwargs) | {"crumb": (_("Yearly plan"), self.cancel())}


class EntryAct(ActView):
    """An act on an entry of a plan."""

    template_name = "governance/plan_act.html"

    @cached_property
    def entry(self) -> Any:
        """Return the entry. Raises NotThere."""
        return queries.entry(self.kwargs["pk"])

    def scopes(self) -> Iterable[str]:
        """Return the body."""
        return [f"body:{self.entry.body_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the entry."""
        return {**form.arguments(), "entry": self.entry}

    def cancel(self) -> str:
        """Go back to the year."""
        return str(self.entry.get_absolute_url())

    def done_url(self, result: Any) -> str:
        """Go to the year in which it stands or stood."""
        return str(result.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it belongs, and the entry."""
        return super().get_context_data(**kwargs) | {"crumb": (_("Yearly plan"), self.cancel()), "entry": self.entry}


class ChangeEntryView(EntryAct):
    """Change an entry."""

    act = staticmethod(acts.change_plan_entry)
    form_class = forms.EntryForm
    heading = gettext_lazy("Change the plan")
    takes_revision = True
    success_message = gettext_lazy("Saved.")

    def get_initial(self) -> dict[str, Any]:
        """Begin with what holds now."""
        return {name: getattr(self.entry, name) for name in ("title", "kind", "day", "last_day", "note", "revision")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer to take it out."""
        away = reverse("governance:remove_plan_entry", args=[self.entry.pk])
        return super().get_context_data(**kwargs) | {"away": away}


class RemoveEntryView(EntryAct):
    """Take an entry out, after a look at it."""

    act = staticmethod(acts.remove_plan_entry)
    heading = gettext_lazy("Take this out of the plan?")
    button = gettext_lazy("Take it out")
    danger = True
    success_message = gettext_lazy("It is taken out of the plan.")


class NextYearView(BodyAct):
    """Plan a year from the one before: a preview to change, and nothing made until it is confirmed."""

    act = staticmethod(acts.plan_next_year)
    form_class = forms.NextYearForm
    template_name = "governance/plan_next_year.html"
    success_message = gettext_lazy("The year is planned.")

    @cached_property
    def proposed(self) -> queries.NextYear:
        """Return how the year would be planned. Raises NotThere for a year that makes no sense."""
        year = int(self.kwargs["year"])
        if not EARLIEST < year <= LATEST:
            raise NotThere
        return queries.next_year(bodies.body(self.kwargs["key"]), self.actor, clock.today(), year)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the lines."""
        return super().get_form_kwargs() | {"proposed": self.proposed}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the lines that were taken."""
        taken = form.taken()
        return {
            "body": self.body,
            "year": self.proposed.year,
            "entries": [EntryCopy(line.row, line.entry, day, last) for line, day, last in taken if line.entry],
            "meetings": [
                MeetingCopy(line.row, line.meeting, *forms.times_on(line.meeting, day))
                for line, day, _last in taken
                if line.meeting
            ],
        }

    def cancel(self) -> str:
        """Go back to the year before."""
        return plan_url(self.body.key, self.proposed.year - 1)

    def done_url(self, result: Any) -> str:
        """Go to the year."""
        return plan_url(self.body.key, self.proposed.year)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the year, and what would be missing in it."""
        words = {"year": self.proposed.year, "body": self.body.name}
        return super().get_context_data(**kwargs) | {
            "page_title": _("Plan %(year)s for %(body)s") % words,
            "button": _("Plan %(year)s") % words,
            "crumb": (_("Yearly plan"), self.cancel()),
            "proposed": self.proposed,
        }
