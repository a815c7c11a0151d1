"""The addresses of input on cases."""

from django.urls import path

from ..views import input as views

urlpatterns = [
    path("cases/<uuid:pk>/input/", views.CaseInputView.as_view(), name="case_input"),
    path("cases/<uuid:pk>/input/ask/", views.AskInputView.as_view(), name="ask_for_input"),
    path("cases/<uuid:pk>/input/register/", views.RegisterInputView.as_view(), name="register_input"),
    path("cases/<uuid:pk>/input/report/", views.ReportBackView.as_view(), name="report_back"),
    path("input/<uuid:pk>/", views.GiveInputView.as_view(), name="give_input"),
]
