"""The addresses of written procedures."""

from django.urls import path

from ..views import written as views

_WRITTEN = "written/<uuid:pk>/"

urlpatterns = [
    path("cases/<uuid:pk>/written/", views.PrepareView.as_view(), name="prepare_written"),
    path("cases/<uuid:pk>/written/advice/", views.PrepareAdviceView.as_view(), name="prepare_written_advice"),
    path("written/", views.WrittenListView.as_view(), name="written_list"),
    path(_WRITTEN, views.WrittenView.as_view(), name="written"),
    path(f"{_WRITTEN}send/", views.SendView.as_view(), name="written_send"),
    path(f"{_WRITTEN}answer/", views.AnswerView.as_view(), name="written_answer"),
    path(f"{_WRITTEN}register/", views.RegisterView.as_view(), name="written_register"),
    path(f"{_WRITTEN}text/", views.TextView.as_view(), name="written_text"),
    path(f"{_WRITTEN}remind/", views.RemindView.as_view(), name="written_remind"),
    path(f"{_WRITTEN}advice/", views.GiveAdviceView.as_view(), name="written_advice"),
    path(f"{_WRITTEN}close/", views.ConcludeView.as_view(), name="written_conclude"),
    path(f"{_WRITTEN}take-back/", views.TakeBackView.as_view(), name="written_take_back"),
    path(f"{_WRITTEN}rounds/<int:number>/", views.RoundView.as_view(), name="written_round"),
]
