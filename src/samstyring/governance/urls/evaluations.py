"""The addresses of asking the parties in an evaluation."""

from django.urls import path

from ..views import evaluations as views

urlpatterns = [
    path("evaluation/parties/", views.AskingView.as_view(), name="evaluation"),
    path("evaluation/questions/", views.WriteQuestionsView.as_view(), name="write_evaluation_questions"),
    path("evaluation/ask/", views.OpenView.as_view(), name="open_evaluation"),
    path("evaluation/<uuid:pk>/answer/", views.AnswerView.as_view(), name="answer_evaluation"),
    path("evaluation/<uuid:pk>/register/", views.RegisterView.as_view(), name="register_evaluation_answer"),
]
