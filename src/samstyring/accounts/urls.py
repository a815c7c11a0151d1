"""Addresses of sign-in and of one-question links."""

from django.urls import path

from . import account_views, views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("capacity/", views.choose_capacity, name="capacity"),
    path("language/", views.choose_language, name="language"),
    path("notices/", account_views.NoticesView.as_view(), name="notices"),
    path("calendar/mine/", account_views.CalendarView.as_view(), name="calendar"),
    path("calendar/mine/end/", account_views.RevokeCalendarView.as_view(), name="revoke_calendar"),
    path("calendar/mine/<str:token>.ics", account_views.calendar_feed, name="calendar_feed"),
    path("q/<str:token>/", views.question, name="question"),
]
