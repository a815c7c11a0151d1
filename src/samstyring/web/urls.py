"""Addresses of the start page and of the pages that belong to the whole house."""

from django.urls import path

from . import views
from .evaluation import views as evaluation
from .work_list import views as work

app_name = "web"
urlpatterns = [
    path("", views.Start.as_view(), name="start"),
    path("work-list/", work.WorkListView.as_view(), name="work_list"),
    path("journal/", views.Journal.as_view(), name="journal"),
    path("basis/<uuid:pk>/", views.BasisPage.as_view(), name="basis"),
    path("accessibility/", views.Accessibility.as_view(), name="accessibility"),
    path("feedback/", views.GiveFeedback.as_view(), name="feedback"),
    path("feedback/received/", views.FeedbackReceived.as_view(), name="feedback_received"),
    path("evaluation/", evaluation.EvaluationView.as_view(), name="evaluation"),
    path("evaluation/case/", evaluation.BringEvaluation.as_view(), name="bring_evaluation"),
    path("evaluation.pdf", evaluation.EvaluationFile.as_view(), name="evaluation_file"),
    path("about/", views.About.as_view(), name="about"),
    path("outbox/", views.Outbox.as_view(), name="outbox"),
    path("outbox/<str:key>/<int:number>/", views.Attachment.as_view(), name="attachment"),
]
