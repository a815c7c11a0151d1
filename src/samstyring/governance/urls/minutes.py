"""The addresses of minutes."""

from django.urls import path

from ..views import minutes as views

_MINUTES = "meetings/<uuid:pk>/minutes/"

urlpatterns = [
    path(_MINUTES, views.MinutesView.as_view(), name="minutes"),
    path("meetings/<uuid:pk>/minutes.pdf", views.MinutesFileView.as_view(), name="minutes_pdf"),
    path(f"{_MINUTES}draft/", views.DraftView.as_view(), name="minutes_draft"),
    path(f"{_MINUTES}send/", views.SendView.as_view(), name="minutes_send"),
    path(f"{_MINUTES}remark/", views.RemarkView.as_view(), name="minutes_remark"),
    path(f"{_MINUTES}approve/", views.ApproveView.as_view(), name="minutes_approve"),
    path(f"{_MINUTES}correct/", views.CorrectView.as_view(), name="minutes_correct"),
    path(f"{_MINUTES}sign/", views.SignView.as_view(), name="minutes_sign"),
    path(f"{_MINUTES}release/", views.ReleaseView.as_view(), name="minutes_release"),
]
