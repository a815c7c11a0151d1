"""Addresses of the agreement."""

from django.urls import path, re_path

from . import views
from .views import amendments, successors

app_name = "charter"
urlpatterns = [
    path("agreement/", views.Agreement.as_view(), name="agreement"),
    path("agreement/editions/", views.Editions.as_view(), name="editions"),
    path("agreement/editions/<slug:key>/<int:number>/text/", views.EditionText.as_view(), name="edition_text"),
    path("agreement/parties/", views.WhoIsWhere.as_view(), name="who_is_where"),
    path("agreement/invite/", views.InviteSeveral.as_view(), name="invite_several"),
    path("agreement/merger/", views.RegisterMerger.as_view(), name="register_merger"),
    path("agreement/split/", views.RegisterSplit.as_view(), name="register_split"),
    path("agreement/parties/<str:key>/", views.Party.as_view(), name="party"),
    path("agreement/parties/<str:key>/invite/", views.InviteToJoin.as_view(), name="invite_to_join"),
    path(
        "agreement/invitations/<uuid:pk>/decision/",
        views.RegisterCouncilDecision.as_view(),
        name="register_council_decision",
    ),
    path("agreement/parties/<str:key>/leave/", views.GiveNotice.as_view(), name="give_notice"),
    path("agreement/notices/<uuid:pk>/take-back/", views.TakeBackNotice.as_view(), name="take_back_notice"),
    path("agreement/invitations/<uuid:pk>/withdraw/", views.WithdrawInvitation.as_view(), name="withdraw_invitation"),
    path("agreement/signatures/<str:key>/", views.RegisterSignature.as_view(), name="register_signature"),
    path("agreement/schemes/<slug:key>/", views.ConnectToScheme.as_view(), name="connect_to_scheme"),
    path("agreement/amendments/", amendments.Amendments.as_view(), name="amendments"),
    path("agreement/amendments/new/", amendments.DraftAmendment.as_view(), name="draft_amendment"),
    path("agreement/amendments/<int:number>/", amendments.AmendmentView.as_view(), name="amendment"),
    path("agreement/amendments/<int:number>/edit/", amendments.EditAmendment.as_view(), name="edit_amendment"),
    path("agreement/amendments/<int:number>/clause/", amendments.ProposeNewClause.as_view(), name="propose_new_clause"),
    path(
        "agreement/amendments/<int:number>/clause/<str:ref>/", amendments.ProposeClause.as_view(), name="propose_clause"
    ),
    path("agreement/amendments/<int:number>/annex/<str:ref>/", amendments.ProposeAnnex.as_view(), name="propose_annex"),
    path("agreement/amendments/<int:number>/drop/<str:ref>/", amendments.DropClause.as_view(), name="drop_clause"),
    path("agreement/amendments/<int:number>/send/", amendments.SendAmendment.as_view(), name="send_amendment"),
    path(
        "agreement/amendments/<int:number>/answer/<str:organisation>/",
        amendments.AnswerAmendment.as_view(),
        name="answer_amendment",
    ),
    path(
        "agreement/amendments/<int:number>/remind/", amendments.RemindOfAmendment.as_view(), name="remind_of_amendment"
    ),
    path(
        "agreement/amendments/<int:number>/withdraw/", amendments.WithdrawAmendment.as_view(), name="withdraw_amendment"
    ),
    path(
        "agreement/amendments/<int:number>/conclude/", amendments.ConcludeAmendment.as_view(), name="conclude_amendment"
    ),
    re_path(
        r"^agreement/amendments/(?P<number>[0-9]+)/(?P<kind>text|agreement|answers)$",
        amendments.AmendmentFile.as_view(),
        name="amendment_file",
    ),
    path("agreement/connections/<uuid:pk>/end/", views.EndConnection.as_view(), name="end_connection"),
    path("agreement/amendments/<int:number>/ask/", amendments.AskForComments.as_view(), name="ask_for_comments"),
    path(
        "agreement/amendments/<int:number>/comment/",
        amendments.CommentOnAmendment.as_view(),
        name="comment_on_amendment",
    ),
    path("agreement/comments/<uuid:pk>/reply/", amendments.ReplyToComment.as_view(), name="reply_to_comment"),
    path("agreement/successors/", successors.Successors.as_view(), name="successors"),
    path("agreement/successors/new/", successors.PrepareSuccessor.as_view(), name="prepare_successor"),
    path("agreement/successors/<uuid:pk>/", successors.SuccessorView.as_view(), name="successor"),
    path("agreement/successors/<uuid:pk>/file", successors.SuccessorFile.as_view(), name="successor_file"),
    path("agreement/successors/<uuid:pk>/edit/", successors.EditSuccessor.as_view(), name="edit_successor"),
    path("agreement/successors/<uuid:pk>/choices/", successors.ChooseCrossings.as_view(), name="choose_crossings"),
    path(
        "agreement/successors/<uuid:pk>/sign/<str:number>/", successors.SignSuccessor.as_view(), name="sign_successor"
    ),
    path(
        "agreement/successors/<uuid:pk>/decline/<str:number>/",
        successors.DeclineSuccessor.as_view(),
        name="decline_successor",
    ),
    path(
        "agreement/successors/answers/<uuid:pk>/take-back/",
        successors.TakeBackAnswer.as_view(),
        name="take_back_successor_answer",
    ),
    path("agreement/successors/<uuid:pk>/withdraw/", successors.WithdrawSuccessor.as_view(), name="withdraw_successor"),
    path("agreement/successors/<uuid:pk>/succeed/", successors.Succeed.as_view(), name="succeed"),
    path("agreement/<str:ref>/", views.OneClause.as_view(), name="clause"),
    path("mailbox/", views.SecretariatMailbox.as_view(), name="secretariat_mailbox"),
    path("conformance/remind/", views.SendReminders.as_view(), name="send_reminders"),
    path("conformance/", views.Conformance.as_view(), name="conformance"),
    re_path(r"^conformance\.(?P<kind>csv|json|pdf)$", views.ConformanceFile.as_view(), name="conformance_file"),
]
