"""The addresses of the portfolio."""

from django.urls import path

from . import addresses
from .views import mandates, needs, parties, projects

addresses.register()
app_name = "portfolio"
_PROJECT = "projects/<code:code>/"
_NEED = "needs/<code:code>/"

urlpatterns = [
    path("projects/", projects.ProjectsView.as_view(), name="projects"),
    path("projects/new/", projects.RegisterView.as_view(), name="register"),
    path("projects/purposes/", projects.PurposesView.as_view(), name="purposes"),
    path("needs/", needs.NeedsView.as_view(), name="needs"),
    path("needs/new/", needs.SendView.as_view(), name="send_need"),
    path("needs/similar/", needs.SimilarView.as_view(), name="similar_needs"),
    path(_NEED, needs.NeedView.as_view(), name="need"),
    path(f"{_NEED}support/", needs.SupportView.as_view(), name="support_need"),
    path(f"{_NEED}support/end/", needs.EndSupportView.as_view(), name="end_support"),
    path(f"{_NEED}answer/", needs.AnswerView.as_view(), name="answer_need"),
    path(f"{_NEED}withdraw/", needs.WithdrawView.as_view(), name="withdraw_need"),
    path("answers/", parties.AnswersView.as_view(), name="answers"),
    path(_PROJECT, projects.ProjectView.as_view(), name="project"),
    path(f"{_PROJECT}edit/", projects.EditView.as_view(), name="edit"),
    path(f"{_PROJECT}parties/add/", parties.AddView.as_view(), name="add_party"),
    path(f"{_PROJECT}parties/ask/", parties.AskView.as_view(), name="ask"),
    path(f"{_PROJECT}parties/<uuid:pk>/remove/", parties.RemoveView.as_view(), name="remove_party"),
    path(f"{_PROJECT}parties/<uuid:pk>/answer/", parties.RegisterAnswerView.as_view(), name="register_answer"),
    path(f"{_PROJECT}mandates/new/", mandates.DraftView.as_view(), name="draft_mandate"),
    path(f"{_PROJECT}mandates/<uuid:pk>/", mandates.MandateView.as_view(), name="mandate"),
    path(f"{_PROJECT}mandates/<uuid:pk>/edit/", mandates.EditView.as_view(), name="edit_mandate"),
    path(f"{_PROJECT}mandates/<uuid:pk>/withdraw/", mandates.WithdrawView.as_view(), name="withdraw_mandate"),
]
