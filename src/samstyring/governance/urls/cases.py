"""The addresses of cases."""

from django.urls import path

from ..views import agenda, case_comments, case_drafts, case_files, case_progress, case_versions, proposals
from ..views import cases as views

_CASE = "cases/<uuid:pk>/"

urlpatterns = [
    path("cases/", views.CasesView.as_view(), name="cases"),
    path("cases/progress/", case_progress.CaseProgressView.as_view(), name="case_progress"),
    path("cases/new/", views.ChooseKindView.as_view(), name="new_case"),
    path(_CASE, views.CaseView.as_view(), name="case"),
    path(f"{_CASE}paper.pdf", views.CasePreviewView.as_view(), name="case_preview"),
    path(f"{_CASE}comments/", case_comments.CommentsView.as_view(), name="case_comments"),
    path(f"{_CASE}comments/new/", case_comments.NewCommentView.as_view(), name="new_comment"),
    path("cases/comments/<uuid:thread>/reply/", case_comments.ReplyView.as_view(), name="reply_comment"),
    path("cases/comments/<uuid:thread>/resolve/", case_comments.ResolveView.as_view(), name="resolve_comment"),
    path("cases/comments/<uuid:thread>/reopen/", case_comments.ReopenView.as_view(), name="reopen_comment"),
    path(f"{_CASE}versions/", case_versions.VersionsView.as_view(), name="case_versions"),
    path(f"{_CASE}versions/<int:number>/", case_versions.VersionView.as_view(), name="case_version"),
    path(f"{_CASE}versions/<int:number>/take-back/", case_versions.TakeBackView.as_view(), name="take_back_version"),
    path(f"{_CASE}draft/", case_drafts.KeepDraftView.as_view(), name="keep_draft"),
    path(f"{_CASE}draft/throw-away/", case_drafts.ThrowAwayView.as_view(), name="throw_away_draft"),
    path(f"{_CASE}edit/", views.EditCaseView.as_view(), name="edit_case"),
    path(f"{_CASE}withdraw/", views.WithdrawCaseView.as_view(), name="withdraw_case"),
    path(f"{_CASE}agenda/", agenda.CaseOnAgendaView.as_view(), name="case_on_agenda"),
    path(f"{_CASE}pass-over/", views.PassOverView.as_view(), name="pass_over"),
    path(f"{_CASE}proposals/new/", proposals.AddProposalView.as_view(), name="add_proposal"),
    path("proposals/<uuid:pk>/", proposals.EditProposalView.as_view(), name="edit_proposal"),
    path("proposals/<uuid:pk>/remove/", proposals.RemoveProposalView.as_view(), name="remove_proposal"),
    path(f"{_CASE}files/new/", case_files.AttachView.as_view(), name="attach_file"),
    path(f"{_CASE}files/<uuid:document>/remove/", case_files.RemoveFileView.as_view(), name="remove_file"),
    path(f"{_CASE}files/<uuid:document>/access/", case_files.AccessView.as_view(), name="set_access"),
]
