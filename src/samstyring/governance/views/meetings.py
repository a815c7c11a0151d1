"""Pages of meetings: the plan, one meeting, and the acts that plan, move and cancel it; regrets."""

import functools
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock
from samstyring.kernel.errors import InvalidInput, NotThere
from samstyring.ui import formats
from samstyring.ui.addresses import address_of
from samstyring.ui.tables import ChoiceFilter, Column, Empty, Table
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts
from ..forms import meetings as forms
from ..queries import bodies, invitations, substitutes, visible
from ..queries import cases as case_queries
from ..queries import input as input_queries
from ..queries import meetings as queries
from ..rules import letters, readers
from ..rules.meetings import day_of, quarter_of

STATES = {"planned": "soon", "called": "due", "open": "due", "held": "ok", "cancelled": "na"}


def beside_fields(act: Any, fields: Mapping[str, str]) -> Any:
    """Return an act whose refusals name the fields of the form: a form asks for day and times, the act for instants."""

    @functools.wraps(act)
    def run(**arguments: Any) -> Any:
        try:
            return act(**arguments)
        except InvalidInput as refusal:
            errors = {fields.get(name, name): words for name, words in refusal.errors.items()}
            raise InvalidInput(errors) from refusal

    return run


TIMES = {"starts_at": "day", "ends_at": "ends"}


def title_of(meeting: Any) -> str:
    """Return what a page calls a meeting: "Styringsgruppa 9. desember 2022"."""
    return _("%(body)s, %(day)s") % {"body": meeting.body.name, "day": formats.day(meeting.starts_at)}


class PastMeetings(Table):
    """Meetings that are over."""

    caption = gettext_lazy("Meetings held and cancelled")
    show_caption = True
    columns = (
        Column(
            "starts_at",
            gettext_lazy("Day"),
            "day",
            value=lambda row: day_of(row),
            sort="starts_at",
            header=True,
            link=lambda row: address_of("governance:meeting", row.pk),
        ),
        Column("body", gettext_lazy("Body"), value=lambda row: row.body.name, sort="body__name"),
        Column("quarter", gettext_lazy("Quarter"), value=lambda row: capfirst(str(quarter_of(row.starts_at)))),
        Column("item_count", gettext_lazy("Items"), "number", sort="item_count"),
        Column(
            "state",
            gettext_lazy("State"),
            "mark",
            value=lambda row: (STATES[row.state], capfirst(row.get_state_display())),
            sort="state",
        ),
    )
    filters = (
        ChoiceFilter(
            "body",
            gettext_lazy("Body"),
            lambda rows, key: rows.filter(body__key=key),
            choices=case_queries.bodies_with_cases,
            every=gettext_lazy("All"),
        ),
    )
    sort = "-starts_at"
    file_name = "meetings"
    empty = Empty(
        gettext_lazy("No meeting has been held yet"),
        gettext_lazy("When a meeting is closed, it stands here with its minutes."),
    )


class MeetingsView(PageView):
    """The plan of meetings: by quarter, those to come, and those that are over."""

    template_name = "governance/meetings.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Answer with the page, or with the table as a file."""
        year = request.GET.get("year", "")
        page = queries.meetings_page(
            self.actor, clock.today(), int(year) if year.isdecimal() and "1900" <= year <= "2999" else None
        )
        table = PastMeetings(request, page.past)
        file = table.file()
        if file is not None:
            return file
        context = {
            "page_title": _("Meetings"),
            "page": page,
            "table": table,
            "may_plan": readers.may_anywhere(self.actor, "governance.plan_meeting"),
        }
        return self.render_to_response(self.get_context_data(**kwargs) | context)


class MeetingView(PageView):
    """A meeting: time and place, agenda, who it goes to, what was sent, regrets."""

    template_name = "governance/meeting.html"

    def page(self) -> Mapping[str, Any]:
        """Return the meeting's page."""
        page = queries.meeting_page(self.kwargs["pk"], self.actor, clock.today())
        meeting = page.meeting
        scopes = [f"body:{meeting.body_id}", f"meeting:{meeting.pk}"]
        names = (
            "move_meeting",
            "designate_leader",
            "give_chair",
            "cancel_meeting",
            "put_on_agenda",
            "order_agenda",
            "freeze_agenda",
            "withdraw_item",
            "take_off_agenda",
            "approve_summons",
            "call_meeting",
            "send_late_papers",
        )
        seats = [f"seat:{seat.pk}" for seat in page.my_seats]
        can_take_back = {
            row.pk for row in page.regrets if self.actor.may("governance.withdraw_regrets", f"seat:{row.seat_id}")
        }
        return {
            "page_title": title_of(meeting),
            "page": page,
            "meeting": meeting,
            "when": letters.when(meeting.starts_at, meeting.ends_at),
            "path": _path(page),
            "regretting": {regrets.seat_id for regrets in page.regrets},
            "can_take_back": can_take_back,
            "calls": substitutes.calls_at(meeting.pk) if page.regrets else {},
            "may_answer": {
                row.seat_id
                for row in page.regrets
                if self.actor.may("governance.answer_as_substitute", f"seat:{row.seat_id}")
            },
            "may": {name: self.actor.may(f"governance.{name}", *scopes) for name in names}
            | {
                "register_regrets": self.actor.may("governance.register_regrets", *seats)
                if seats or page.prepares
                else False,
                "room": self.actor.may("governance.open_meeting", *scopes),
            },
            "gaps": input_queries.gap_words(meeting.body, [row.item.case for row in page.items], clock.today())
            if page.is_coming
            else {},
            "is_leader": self.actor.has_role("leader", scope=f"body:{meeting.body_id}"),
        }


def _path(page: Any) -> list[tuple[str, str]]:
    """Return the way of a meeting as steps."""
    meeting = page.meeting
    if meeting.state == "cancelled":
        return []
    approved = page.minutes is not None and page.minutes.state == "approved"
    done = [True, meeting.frozen_at, meeting.called_at, meeting.closed_at, approved]
    labels = [_("Plan"), _("Agenda"), _("Summons"), _("Meeting"), _("Minutes")]
    reached = next((place for place, step in enumerate(done) if not step), len(done))
    return [
        (label, "done" if place < reached else "now" if place == reached else "todo")
        for place, label in enumerate(labels)
    ]


class InvitationView(ActorMixin, View):
    """The meeting as a file to take into one's calendar."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the .ics file."""
        meeting = visible.meeting(self.kwargs["pk"], self.actor)
        found = invitations.to_take(meeting)
        response = HttpResponse(found.content, content_type=f"text/calendar; charset=utf-8; method={found.method}")
        response.headers["Content-Disposition"] = f'attachment; filename="meeting-{day_of(meeting).isoformat()}.ics"'
        return response


class PlanMeetingView(ActView):
    """Plan a meeting."""

    act = staticmethod(beside_fields(acts.plan_meeting, TIMES))
    form_class = forms.PlanForm
    template_name = "governance/meeting_plan.html"
    heading = gettext_lazy("Plan a meeting")
    button = gettext_lazy("Plan the meeting")
    success_message = gettext_lazy("The meeting is planned.")

    def scopes(self) -> Iterable[str]:
        """Return every body: who may plan for one of them gets the form, with just those."""
        return [f"body:{pk}" for pk in queries.body_ids()]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the bodies that the actor may plan for, and the one that the address names."""
        kwargs = super().get_form_kwargs() | {"bodies": queries.bodies_to_plan(self.actor)}
        kwargs["initial"] = {"body": self.request.GET.get("body", "")}
        return kwargs

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        return {**form.arguments(), "body": bodies.body(form.cleaned_data["body"])}

    def done_url(self, result: Any) -> str:
        """Go to the new meeting."""
        return reverse("governance:meeting", args=[result.pk])

    def cancel(self) -> str:
        """Go back to the plan."""
        return reverse("governance:meetings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it belongs, and how the year stands."""
        today = clock.today()
        return super().get_context_data(**kwargs) | {
            "crumb": (_("Meetings"), self.cancel()),
            "quarters": queries.meetings_page(self.actor, today).quarters,
        }


class MeetingAct(ActView):
    """An act on a meeting, from its page."""

    template_name = "governance/meeting_act.html"

    @cached_property
    def meeting(self) -> Any:
        """Return the meeting, if the actor may read it. Raises NotThere."""
        return visible.meeting(self.kwargs["pk"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the body and the meeting."""
        return [f"body:{self.meeting.body_id}", f"meeting:{self.meeting.pk}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the meeting."""
        return {**form.arguments(), "meeting": self.meeting}

    def cancel(self) -> str:
        """Go back to the meeting."""
        return reverse("governance:meeting", args=[self.meeting.pk])

    def done_url(self, result: Any) -> str:
        """Go back to the meeting."""
        return self.cancel()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it belongs."""
        return super().get_context_data(**kwargs) | {
            "meeting": self.meeting,
            "crumb": (title_of(self.meeting), self.cancel()),
        }


class MoveView(MeetingAct):
    """Move a meeting, or change its place."""

    act = staticmethod(beside_fields(acts.move_meeting, TIMES))
    form_class = forms.MoveForm
    heading = gettext_lazy("Move the meeting")
    button = gettext_lazy("Move the meeting")
    takes_revision = True
    success_message = gettext_lazy("The meeting has a new time or place.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what holds now."""
        meeting = self.meeting
        start, end = meeting.starts_at.astimezone(clock.OSLO), meeting.ends_at.astimezone(clock.OSLO)
        return super().get_form_kwargs() | {
            "called": meeting.called_at is not None,
            "initial": {
                "day": start.date(),
                "starts": start.time(),
                "ends": end.time(),
                "place": meeting.place,
                "video_link": meeting.video_link,
                "revision": meeting.revision,
            },
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what follows when the meeting has been called."""
        note = ""
        if self.meeting.called_at is not None:
            note = _("Everyone who was called gets the changed invitation at once.")
        return super().get_context_data(**kwargs) | {"note": note}


class CancelView(MeetingAct):
    """Cancel a meeting."""

    act = staticmethod(acts.cancel_meeting)
    form_class = forms.CancelForm
    heading = gettext_lazy("Cancel the meeting")
    button = gettext_lazy("Cancel the meeting")
    danger = True
    success_message = gettext_lazy("The meeting is cancelled.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ask for the leader's word where it may be needed."""
        return super().get_form_kwargs() | {"called": self.meeting.called_at is not None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what follows."""
        note = _("The cases on the agenda can go on another agenda. Numbers already given are not used again.")
        if self.meeting.called_at is not None:
            at_once = _("Everyone who was called gets the cancellation at once.")
            note = f"{at_once} {note}"
        return super().get_context_data(**kwargs) | {"note": note}


class RegretsView(MeetingAct):
    """Register regrets: for one's own seat, or by the secretariat for another."""

    act = staticmethod(acts.register_regrets)
    form_class = forms.RegretsForm
    heading = gettext_lazy("Register regrets")
    button = gettext_lazy("Register regrets")
    success_message = gettext_lazy("The regrets are registered.")

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """Return the seats that the actor can send regrets for."""
        everyone = queries.seats_that_can_regret(self.meeting)
        return [(key, label) for key, label in everyone if self.actor.may("governance.register_regrets", f"seat:{key}")]

    def scopes(self) -> Iterable[str]:
        """Return the seats that are left to choose from."""
        return [f"seat:{key}" for key, _label in self.choices]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the seats."""
        own = self.actor.scoped_ids("seat")
        return super().get_form_kwargs() | {
            "seats": self.choices,
            "substitutes": bool(queries.rule_of(self.meeting, "substitutes").value),
            "for_others": any(key not in own for key, _label in self.choices),
        }

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the act's arguments."""
        data = form.arguments()
        return {**data, "meeting": self.meeting, "seat": bodies.seat(data["seat"])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which meeting it is, and what regrets lead to."""
        note = _(
            "The meeting is %(when)s. The regrets stand on its page at once, and can be taken back until it begins."
        )
        when = {"when": letters.when(self.meeting.starts_at, self.meeting.ends_at)}
        return super().get_context_data(**kwargs) | {"note": note % when}


class WithdrawRegretsView(ActView):
    """Take back regrets."""

    act = staticmethod(acts.withdraw_regrets)
    template_name = "governance/meeting_act.html"
    heading = gettext_lazy("Take back the regrets")
    button = gettext_lazy("Comes after all")
    success_message = gettext_lazy("The regrets are taken back.")

    @cached_property
    def regrets(self) -> Any:
        """Return the regrets. Raises NotThere."""
        found = queries.regrets(self.kwargs["pk"], self.actor)
        if found.withdrawn_at is not None:
            raise NotThere
        return found

    def scopes(self) -> Iterable[str]:
        """Return the seat."""
        return [f"seat:{self.regrets.seat_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the regrets."""
        return {"regrets": self.regrets}

    def cancel(self) -> str:
        """Go back to the meeting."""
        return reverse("governance:meeting", args=[self.regrets.meeting_id])

    def done_url(self, result: Any) -> str:
        """Go back to the meeting."""
        return reverse("governance:meeting", args=[result.meeting_id])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the seat."""
        meeting = self.regrets.meeting
        return super().get_context_data(**kwargs) | {
            "crumb": (title_of(meeting), self.cancel()),
            "note": f"{self.regrets.seat.name}: {self.regrets.person.name}",
        }
