"""The addresses of a project's money."""

from django.urls import path

from samstyring.portfolio import addresses

from . import views

addresses.register()
app_name = "finance"
_BUDGETS = "projects/<code:code>/budgets/"
_PLANS = "projects/<code:code>/funding/"

urlpatterns = [
    path(f"{_BUDGETS}new/", views.DraftBudgetView.as_view(), name="draft_budget"),
    path(f"{_BUDGETS}<uuid:pk>/", views.BudgetView.as_view(), name="budget"),
    path(f"{_BUDGETS}<uuid:pk>/edit/", views.EditBudgetView.as_view(), name="edit_budget"),
    path(f"{_BUDGETS}<uuid:pk>/withdraw/", views.WithdrawBudgetView.as_view(), name="withdraw_budget"),
    path(f"{_PLANS}new/", views.DraftFundingPlanView.as_view(), name="draft_funding_plan"),
    path(f"{_PLANS}<uuid:pk>/", views.FundingPlanView.as_view(), name="funding_plan"),
    path(f"{_PLANS}<uuid:pk>/edit/", views.EditFundingPlanView.as_view(), name="edit_funding_plan"),
    path(f"{_PLANS}<uuid:pk>/withdraw/", views.WithdrawFundingPlanView.as_view(), name="withdraw_funding_plan"),
]
