"""Addresses of the agreement."""

from django.urls import path, re_path

from . import views

app_name = "charter"
urlpatterns = [
    path("agreement/", views.Agreement.as_view(), name="agreement"),
    path("agreement/editions/", views.Editions.as_view(), name="editions"),
    path("agreement/editions/<slug:key>/<int:number>/text/", views.EditionText.as_view(), name="edition_text"),
    path("agreement/parties/", views.WhoIsWhere.as_view(), name="who_is_where"),
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
    path("agreement/connections/<uuid:pk>/end/", views.EndConnection.as_view(), name="end_connection"),
    path("agreement/<str:ref>/", views.OneClause.as_view(), name="clause"),
    path("mailbox/", views.SecretariatMailbox.as_view(), name="secretariat_mailbox"),
    path("conformance/", views.Conformance.as_view(), name="conformance"),
    re_path(r"^conformance\.(?P<kind>csv|json|pdf)$", views.ConformanceFile.as_view(), name="conformance_file"),
]
