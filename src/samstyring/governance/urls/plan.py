"""The addresses of yearly plans."""

from django.urls import path

from ..views import plan as views

urlpatterns = [
    path("bodies/<str:key>/plan/", views.PlanView.as_view(), name="plan"),
    path("bodies/<str:key>/plan.ics", views.PlanCalendarView.as_view(), name="plan_calendar"),
    path("bodies/<str:key>/plan/new/", views.AddEntryView.as_view(), name="add_plan_entry"),
    path("bodies/<str:key>/plan/<int:year>/", views.NextYearView.as_view(), name="plan_next_year"),
    path("plan-entries/<uuid:pk>/", views.ChangeEntryView.as_view(), name="change_plan_entry"),
    path("plan-entries/<uuid:pk>/remove/", views.RemoveEntryView.as_view(), name="remove_plan_entry"),
]
