"""The meeting room: the list of items, one item, and the acts on it. A page that is only read is one query."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock
from samstyring.kernel.errors import CapacityUnclear, InvalidInput, NotAuthorised, NotThere, Refusal, Stale
from samstyring.ui.views import ActorMixin, ActView, PageView, refusal_text

from .. import acts, drafts
from ..forms import room as forms
from ..queries import input as input_queries
from ..queries import room as queries
from ..queries import statements


class RoomView(PageView):
    """The room of a meeting: who is there, and the items."""

    template_name = "governance/room/room.html"

    def page(self) -> Mapping[str, Any]:
        """Return the room."""
        room = queries.room(self.kwargs["pk"], self.actor)
        cases = [line.item.case for line in room.lines] if not room.is_held else []
        gaps = input_queries.gap_words(room.meeting.body, cases, clock.today())
        return {"room": room, "gaps": gaps, "meeting": room.meeting, "page_title": queries.heading(room.meeting)}


class ItemView(PageView):
    """One item in the room."""

    template_name = "governance/room/item.html"

    def page(self) -> Mapping[str, Any]:
        """Return the item, with the forms that the reader can use."""
        return item_context(self.request, self.kwargs, self.actor)


def item_context(request: HttpRequest, kwargs: Mapping[str, Any], actor: Any, **more: Any) -> dict[str, Any]:
    """Return what the page of an item shows; `more` are forms to show again with what was typed."""
    page = queries.item_page(kwargs["pk"], kwargs["item"], actor)
    context = {
        "page": page,
        "gap": input_queries.gap_words(page.item.meeting.body, [page.case], clock.today()).get(page.case.pk, ""),
        "live": page.live,
        "item": page.item,
        "meeting": page.item.meeting,
        "page_title": f"{page.item.label} {page.case.title}",
        "may_state": statements.may_record(page.item, actor),
        "heading_of_meeting": queries.heading(page.item.meeting),
        **more,
    }
    context.setdefault("account_text", page.account)
    if "position_form" not in context and page.live.open:
        context["position_form"] = position_form(page.live, initial={"seat": request.GET.get("seat")})
    return context


def position_form(live: Any, data: Any = None, initial: Any = None) -> forms.PositionForm | None:
    """Return the form for a position of the seats that the reader may answer for, or None."""
    if live.tally is None:
        return None
    present = {str(stand.seat_id) for stand in live.tally.stands if stand.present}
    seats = present if live.rights.records else present & live.rights.own
    if not seats:
        return None
    if initial is not None:
        wanted = initial.get("seat") or (next(iter(seats)) if len(seats) == 1 else "")
        initial |= {"seat": wanted}
        for stand in live.tally.stands:
            if str(stand.seat_id) == wanted and stand.answered:
                initial |= {"kind": stand.kind, "text": stand.text}
    return forms.PositionForm(data, seats=sorted(seats), initial=initial)


class LiveView(ActorMixin, View):
    """The part of an item's page that changes while one looks. Nothing new: 204, by one cheap question."""

    def get(self, request: HttpRequest, pk: Any, item: Any) -> HttpResponse:
        """Answer with the part, with nothing, or with the news that the whole page must be read again."""
        found = queries.item_for(pk, item, self.actor)
        seen, version = request.GET.get("seen", ""), queries.version_of(item)
        if seen == version:
            return HttpResponse(status=204)
        live = queries.live(found, self.actor)
        if seen.split("-")[:3] != version.split("-")[:3]:
            # Another state or another text: who has nothing to write here gets the new page, the others are told.
            if not live.rights.writes and not live.rights.own:
                return HttpResponse(headers={"HX-Refresh": "true"})
            return render(request, "governance/room/_live.html", {"live": live, "item": found, "outdated": True})
        return render(request, "governance/room/_live.html", {"live": live, "item": found})


class OfMeeting(ActView):
    """A form page that does one act on a meeting."""

    @cached_property
    def meeting(self) -> Any:
        """Return the meeting."""
        return queries.meeting_for(self.kwargs["pk"], self.actor)

    def scopes(self) -> Iterable[str]:
        """Return the meeting's scopes."""
        return [f"body:{self.meeting.body_id}", f"meeting:{self.meeting.pk}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the meeting."""
        return {**super().arguments(form), "meeting": self.meeting}

    def done_url(self, result: Any) -> str:
        """Return to the room."""
        return reverse("governance:room", args=[self.meeting.pk])

    def cancel(self) -> str:
        """Return to the room."""
        return reverse("governance:room", args=[self.meeting.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the meeting and where it is."""
        context = {"meeting": self.meeting, "heading_of_meeting": queries.heading(self.meeting)}
        return super().get_context_data(**kwargs) | context


class OpenMeetingView(OfMeeting):
    """Open the meeting."""

    act = staticmethod(acts.open_meeting)
    form_class = forms.OpenForm
    template_name = "governance/room/open.html"
    heading = gettext_lazy("Open the meeting")
    button = gettext_lazy("Open the meeting")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Name the leader in the choice."""
        room = queries.room(self.kwargs["pk"], self.actor)
        leader = room.chair.name if room.chair and room.meeting.chair_id is None else ""
        initial = {"chair": room.meeting.chair_id}
        return {**super().get_form_kwargs(), "leader": leader, "initial": initial}

    def done_url(self, result: Any) -> str:
        """Go on to the attendance."""
        return reverse("governance:room_attendance", args=[self.meeting.pk])


class GiveChairView(OfMeeting):
    """Give someone the chair."""

    act = staticmethod(acts.give_chair)
    form_class = forms.ChairForm
    template_name = "governance/room/act.html"
    heading = gettext_lazy("Who chairs the meeting?")
    success_message = gettext_lazy("The chair is recorded.")


class AttendanceView(OfMeeting):
    """Record who is there."""

    act = staticmethod(acts.record_attendance)
    form_class = forms.AttendanceForm
    template_name = "governance/room/attendance.html"
    heading = gettext_lazy("Who is there?")
    button = gettext_lazy("Save the attendance")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the seats with who holds them."""
        room = queries.room(self.kwargs["pk"], self.actor)
        return {**super().get_form_kwargs(), "seats": room.seats, "others": room.others} | {
            "substitutes": queries.may_be_sent(room.meeting)
        }


class CloseMeetingView(OfMeeting):
    """Close the meeting."""

    act = staticmethod(acts.close_meeting)
    form_class = forms.CloseForm
    template_name = "governance/room/close.html"
    heading = gettext_lazy("Close the meeting")
    button = gettext_lazy("Close the meeting")
    success_message = gettext_lazy("The meeting is closed.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell which items were not reached."""
        self.room = queries.room(self.kwargs["pk"], self.actor)
        return {**super().get_form_kwargs(), "left": self.room.left}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the items that were not reached."""
        return super().get_context_data(**kwargs) | {"room": self.room}


class OfItem(OfMeeting):
    """A form page that does one act on an item."""

    template_name = "governance/room/item_act.html"

    @cached_property
    def item(self) -> Any:
        """Return the item."""
        return queries.item_for(self.kwargs["pk"], self.kwargs["item"], self.actor)

    @property
    def meeting(self) -> Any:
        """Return the item's meeting."""
        return self.item.meeting

    @cached_property
    def round(self) -> Any:
        """Return the round that the reader saw: the last, where the form does not say which."""
        page = queries.live(self.item, self.actor)
        number = self.request.POST.get("round")
        if page.round is None:
            raise NotThere
        if number and number.isdigit() and int(number) != page.round.round.number:
            return queries.round_for(self.kwargs["pk"], self.kwargs["item"], int(number), self.actor).round
        page.round.round.item = self.item
        return page.round.round

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the item."""
        return {**form.arguments(), "item": self.item}

    def here(self) -> str:
        """Return the item's page."""
        return reverse("governance:room_item", args=[self.item.meeting_id, self.item.pk])

    def done_url(self, result: Any) -> str:
        """Return to the item."""
        return self.here()

    def cancel(self) -> str:
        """Return to the item."""
        return self.here()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the item."""
        return super().get_context_data(**kwargs) | {"item": self.item}


class OnRound(OfItem):
    """A form page that does one act on the round that counts."""

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return the form's arguments and the round."""
        return {**form.arguments(), "round_": self.round}


class Button:
    """A button on the item's page: what is refused is said there, and what was typed elsewhere on it stays."""

    form_class: Any = forms.ButtonForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing is done by reading: show the item."""
        return HttpResponseRedirect(self.here())  # type: ignore[attr-defined]

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say on the item's page why it could not be done; ask for the capacity where several would do."""
        if "capacity" in form.fields and form.has_error("capacity"):
            return ask_capacity(self.request, form.fields["capacity"].choices, self.here())  # type: ignore[attr-defined]
        for errors in form.errors.values():
            for error in errors:
                messages.error(self.request, error)  # type: ignore[attr-defined]
        return HttpResponseRedirect(self.here())  # type: ignore[attr-defined]


def ask_capacity(request: HttpRequest, choices: Iterable[tuple[str, str]], back: str) -> HttpResponse:
    """Ask in which capacity the button is pressed, and press it again with the answer."""
    fields = [(name, value) for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "capacity")]
    context = {"choices": list(choices), "fields": fields, "back": back, "page_title": _("In which capacity?")}
    return render(request, "governance/room/capacity.html", context, status=422)


class TakeUpView(Button, OfItem):
    """Take up the item."""

    act = staticmethod(acts.take_up_item)


class NewRoundView(Button, OfItem):
    """Open a new round on the text as it stands."""

    act = staticmethod(acts.open_round)
    form_class = forms.WhyForm


class NoObjectionView(Button, OnRound):
    """The others have no objection."""

    act = staticmethod(acts.record_no_objection)


class TakeNoteView(Button, OfItem):
    """The meeting takes note."""

    act = staticmethod(acts.take_note)

    def done_url(self, result: Any) -> str:
        """Stay at the item: the next one is a key away."""
        return self.here()


class ConsensusView(Button, OnRound):
    """There is consensus."""

    act = staticmethod(acts.find_consensus)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add whether the silent have no objection."""
        return {**super().arguments(form), "silent_agree": self.request.POST.get("silent") == "yes"}


class MajorityView(Button, OnRound):
    """There is a majority."""

    act = staticmethod(acts.find_majority)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add whether the silent are in favour."""
        return {**super().arguments(form), "silent_agree": self.request.POST.get("silent") == "yes"}


class LeaderView(OnRound):
    """The leader decides."""

    act = staticmethod(acts.decide_as_leader)
    form_class = forms.ReasonsForm
    template_name = "governance/room/leader.html"
    heading = gettext_lazy("The leader decides")
    button = gettext_lazy("Decide")

    def scopes(self) -> Iterable[str]:
        """Return the body: chairing the meeting is not enough."""
        return [f"body:{self.meeting.body_id}"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how the round stands."""
        return super().get_context_data(**kwargs) | {"live": queries.live(self.item, self.actor)}


class PostponeView(OfItem):
    """Postpone the item."""

    act = staticmethod(acts.postpone_item)
    form_class = forms.WhyForm
    heading = gettext_lazy("Postpone the item")
    button = gettext_lazy("Postpone")


class SendBackView(OfItem):
    """Send the item back."""

    act = staticmethod(acts.send_back_item)
    form_class = forms.SendBackForm
    heading = gettext_lazy("Send the item back")
    button = gettext_lazy("Send back")


class TextView(OnRound):
    """Change the text, which makes a new round."""

    act = staticmethod(acts.change_text)
    form_class = forms.TextForm
    template_name = "governance/room/text.html"
    heading = gettext_lazy("Change the text")
    button = gettext_lazy("Save as a new round")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the proposals, and who can confirm a condition: the same as when a proposal is written."""
        return super().get_form_kwargs() | queries.for_new_text(self.item)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the number of the round that was seen."""
        return super().get_context_data(**kwargs) | {"round": self.round}


class RoundView(PageView):
    """An earlier round as it stood."""

    template_name = "governance/room/round.html"

    def page(self) -> Mapping[str, Any]:
        """Return the round."""
        round_ = queries.round_for(self.kwargs["pk"], self.kwargs["item"], self.kwargs["number"], self.actor)
        item = round_.round.item
        return {
            "record": round_,
            "item": item,
            "meeting": item.meeting,
            "page_title": _("Round %(number)s of %(label)s") % {"number": round_.round.number, "label": item.label},
        }


class OnSeat(Button, OnRound):
    """An act on the position of a seat: the secretariat for any, a member for the own."""

    form_class: Any = forms.PositionForm

    def scopes(self) -> Iterable[str]:
        """Return the seats that the reader may answer for, any one of them."""
        return [f"seat:{seat}" for seat in self.actor.scoped_ids("seat", "member")] or ["seat:"]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the seats that the reader may answer for."""
        live = queries.live(self.item, self.actor)
        stands = live.tally.stands if live.tally else ()
        seats = [str(each.seat_id) for each in stands]
        return {**super().get_form_kwargs(), "seats": [s for s in seats if live.rights.records or s in live.rights.own]}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the item again with what was typed."""
        if form.has_error("capacity"):
            return super().form_invalid(form)
        context = item_context(self.request, self.kwargs, self.actor, position_form=form)
        return render(self.request, ItemView.template_name, context, status=422)


class PositionView(OnSeat):
    """Record where a seat stands."""

    act = staticmethod(acts.record_position)


class WithdrawPositionView(OnSeat):
    """Withdraw what was recorded for a seat."""

    act = staticmethod(acts.withdraw_position)
    form_class = forms.SeatForm


class AccountView(ActorMixin, View):
    """The account of an item: kept as it is typed (JSON to the script), recorded by its button or when one leaves it.

    While the item is treated, leaving it only keeps the text: the act that ends the item records it.
    """

    def post(self, request: HttpRequest, pk: Any, item: Any) -> HttpResponse:
        """Save, or say why not; what was typed is never lost."""
        found = queries.item_for(pk, item, self.actor)
        form = forms.AccountForm(request.POST)
        quietly = request.headers.get("X-Autosave") == "yes"
        if not form.is_valid():
            return self._refused(request, found, _("The text could not be read."), 422, quietly)
        text, revision = form.cleaned_data["text"], form.cleaned_data["revision"]
        written = {"item": found, "text": text, "revision": revision, "by": self.actor, "at": clock.now()}
        unchanged = queries.is_recorded(found, text)
        try:
            if quietly and not (form.cleaned_data["leaving"] and queries.has_ended(found)):
                return JsonResponse({"revision": drafts.keep_account(**written)})
            saved = found if unchanged else acts.write_account(**written)
        except Stale as refusal:
            return self._refused(request, found, str(refusal.message), 409, quietly)
        except (NotAuthorised, CapacityUnclear) as refusal:
            if not quietly:
                raise PermissionDenied(str(refusal.message)) from refusal
            return self._refused(request, found, str(refusal.message), 422, quietly)
        except InvalidInput as refusal:
            return self._refused(request, found, str(refusal), 422, quietly)
        except Refusal as refusal:
            return self._refused(request, found, str(refusal_text(refusal)), 422, quietly)
        return self._saved(request, saved, quietly)

    def get(self, request: HttpRequest, pk: Any, item: Any) -> HttpResponse:
        """Show the item."""
        return HttpResponseRedirect(reverse("governance:room_item", args=[pk, item]))

    def _saved(self, request: HttpRequest, item: Any, quietly: bool) -> HttpResponse:
        if quietly:
            return JsonResponse({"revision": item.account_revision})
        messages.success(request, _("The account is saved."))
        return HttpResponseRedirect(reverse("governance:room_item", args=[item.meeting_id, item.pk]) + "#account")

    def _refused(self, request: HttpRequest, item: Any, why: str, status: int, quietly: bool) -> HttpResponse:
        if quietly:
            return JsonResponse({"error": why}, status=status)
        context = item_context(
            request, self.kwargs, self.actor, account_text=request.POST.get("text", ""), account_error=why
        )
        if status == 409:
            context["account_stored"] = context["page"].account
        return render(request, ItemView.template_name, context, status=status)
