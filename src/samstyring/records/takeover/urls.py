"""The addresses of taking over."""

from django.urls import path

from . import views

urlpatterns = [
    path("takeover/", views.Upload.as_view(), name="takeover"),
    path("takeover/template.xlsx", views.Template.as_view(), name="takeover_template"),
    path("takeover/<str:token>/", views.Preview.as_view(), name="takeover_preview"),
    path("takeover/<str:token>/discard/", views.Discard.as_view(), name="takeover_discard"),
    path("taken-over/", views.TakenOverDecisions.as_view(), name="taken_over_decisions"),
    path("taken-over/<uuid:pk>/", views.TakenOver.as_view(), name="taken_over"),
]
