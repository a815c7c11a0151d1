"""The addresses of meetings."""

from django.urls import path

from ..views import agenda, publicity, summons
from ..views import meetings as views

_MEETING = "meetings/<uuid:pk>/"

urlpatterns = [
    path("meetings/", views.MeetingsView.as_view(), name="meetings"),
    path("meetings/new/", views.PlanMeetingView.as_view(), name="plan_meeting"),
    path(_MEETING, views.MeetingView.as_view(), name="meeting"),
    path(f"{_MEETING}invitation.ics", views.InvitationView.as_view(), name="invitation"),
    path(f"{_MEETING}move/", views.MoveView.as_view(), name="move_meeting"),
    path(f"{_MEETING}cancel/", views.CancelView.as_view(), name="cancel_meeting"),
    path(f"{_MEETING}regrets/", views.RegretsView.as_view(), name="register_regrets"),
    path("regrets/<uuid:pk>/withdraw/", views.WithdrawRegretsView.as_view(), name="withdraw_regrets"),
    path(f"{_MEETING}agenda/add/", agenda.PutOnAgendaView.as_view(), name="put_on_agenda"),
    path(f"{_MEETING}agenda/order/", agenda.OrderView.as_view(), name="order_agenda"),
    path(f"{_MEETING}agenda/freeze/", agenda.FreezeView.as_view(), name="freeze_agenda"),
    path("items/<uuid:pk>/off/", agenda.TakeOffView.as_view(), name="take_off_agenda"),
    path("items/<uuid:pk>/withdraw/", agenda.WithdrawItemView.as_view(), name="withdraw_item"),
    path(f"{_MEETING}summons.pdf", summons.PreviewView.as_view(), name="summons_preview"),
    path(f"{_MEETING}summons/approve/", summons.ApproveView.as_view(), name="approve_summons"),
    path(f"{_MEETING}summons/send/", summons.CallView.as_view(), name="call_meeting"),
    path(f"{_MEETING}late-papers/", summons.LatePapersView.as_view(), name="send_late_papers"),
    path(f"{_MEETING}late-papers.pdf", summons.LatePreviewView.as_view(), name="late_preview"),
    path(f"{_MEETING}public/", publicity.PublicPapersView.as_view(), name="public_papers"),
    path(f"{_MEETING}public/<uuid:document>/", publicity.ReleaseFileView.as_view(), name="release_file"),
    path("dispatches/<uuid:pk>/release/", publicity.ReleasePapersView.as_view(), name="release_papers"),
    path("dispatches/<uuid:pk>/", summons.DispatchView.as_view(), name="dispatch"),
]
