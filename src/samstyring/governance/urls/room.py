"""The addresses of the meeting room."""

from django.urls import path

from ..views import advice, disqualification, room_late, statements
from ..views import room as views

_ROOM = "meetings/<uuid:pk>/room/"
_ITEM = f"{_ROOM}<uuid:item>/"

urlpatterns = [
    path(_ROOM, views.RoomView.as_view(), name="room"),
    path(f"{_ROOM}open/", views.OpenMeetingView.as_view(), name="room_open"),
    path(f"{_ROOM}chair/", views.GiveChairView.as_view(), name="room_chair"),
    path(f"{_ROOM}attendance/", views.AttendanceView.as_view(), name="room_attendance"),
    path(f"{_ROOM}close/", views.CloseMeetingView.as_view(), name="room_close"),
    path(_ITEM, views.ItemView.as_view(), name="room_item"),
    path(f"{_ITEM}now/", views.LiveView.as_view(), name="room_live"),
    path(f"{_ITEM}take-up/", views.TakeUpView.as_view(), name="room_take_up"),
    path(f"{_ITEM}late/", room_late.LateView.as_view(), name="room_late"),
    path(f"{_ITEM}round/", views.NewRoundView.as_view(), name="room_new_round"),
    path(f"{_ITEM}rounds/<int:number>/", views.RoundView.as_view(), name="room_round"),
    path(f"{_ITEM}text/", views.TextView.as_view(), name="room_text"),
    path(f"{_ITEM}no-objection/", views.NoObjectionView.as_view(), name="room_no_objection"),
    path(f"{_ITEM}position/", views.PositionView.as_view(), name="room_position"),
    path(f"{_ITEM}withdraw/", views.WithdrawPositionView.as_view(), name="room_withdraw"),
    path(f"{_ITEM}account/", views.AccountView.as_view(), name="room_account"),
    path(f"{_ITEM}note/", views.TakeNoteView.as_view(), name="room_note"),
    path(f"{_ITEM}consensus/", views.ConsensusView.as_view(), name="room_consensus"),
    path(f"{_ITEM}majority/", views.MajorityView.as_view(), name="room_majority"),
    path(f"{_ITEM}statement/", statements.StatementView.as_view(), name="room_statement"),
    path(f"{_ITEM}advice/", advice.AdviceView.as_view(), name="room_advice"),
    path(f"{_ITEM}leader/", views.LeaderView.as_view(), name="room_leader"),
    path(
        f"{_ITEM}disqualification/",
        disqualification.RaiseDisqualificationView.as_view(),
        name="room_raise_disqualification",
    ),
    path(
        f"{_ITEM}disqualification/<uuid:question>/",
        disqualification.RuleOnDisqualificationView.as_view(),
        name="room_rule_disqualification",
    ),
    path(f"{_ITEM}postpone/", views.PostponeView.as_view(), name="room_postpone"),
    path(f"{_ITEM}send-back/", views.SendBackView.as_view(), name="room_send_back"),
]
