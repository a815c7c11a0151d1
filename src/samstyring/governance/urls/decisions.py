"""The addresses of decisions, their conditions, and follow-up actions. The public reads what is released at the same ones."""

from django.urls import path

from ..views import actions, decisions, extensions, public, reviews

_DECISION = "decisions/<str:body>/<int:year>/<int:number>/"

urlpatterns = [
    path("decisions/", decisions.DecisionsView.as_view(), name="decisions"),
    path("decisions/feed.atom", public.feed, name="decisions_feed"),
    path("decisions/holds/", reviews.HoldsView.as_view(), name="holds"),
    path("decisions/holds/before/", reviews.EarlierView.as_view(), name="holds_before"),
    path("decisions/holds/before/<uuid:pk>/review/", reviews.EarlierDateView.as_view(), name="earlier_review_date"),
    path("decisions/holds/<str:body>/bring-up/", reviews.BringView.as_view(), name="bring_up"),
    path(f"{_DECISION}review/", reviews.ReviewDateView.as_view(), name="review_date"),
    path(_DECISION, decisions.DecisionView.as_view(), name="decision"),
    path(f"{_DECISION}release/", decisions.ReleaseView.as_view(), name="release_decision"),
    path(f"{_DECISION}minutes.pdf", public.MinutesFileView.as_view(), name="public_minutes"),
    path("conditions/<uuid:pk>/confirm/", decisions.ConfirmView.as_view(), name="confirm_condition"),
    path("conditions/<uuid:pk>/return/", decisions.ReturnView.as_view(), name="return_to_agenda"),
    path("cases/<uuid:pk>/late-decision/", decisions.LateDecisionView.as_view(), name="late_decision"),
    path("actions/", actions.ActionsView.as_view(), name="actions"),
    path("actions/<uuid:pk>/", actions.ActionView.as_view(), name="action"),
    path("actions/<uuid:pk>/report/", actions.ReportView.as_view(), name="report_action"),
    path("actions/<uuid:pk>/close/", actions.CloseView.as_view(), name="close_action"),
    path("actions/<uuid:pk>/more-time/", extensions.AskView.as_view(), name="ask_for_more_time"),
    path("extensions/<uuid:pk>/grant/", extensions.GrantView.as_view(), name="grant_extension"),
    path("extensions/<uuid:pk>/refuse/", extensions.RefuseView.as_view(), name="refuse_extension"),
]
