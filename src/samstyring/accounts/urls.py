"""Addresses of sign-in and of one-question links."""

from django.urls import path

from . import account_views, list_views, views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.sign_in, name="sign_in"),
    path("capacity/", views.choose_capacity, name="capacity"),
    path("language/", views.choose_language, name="language"),
    path("notices/", account_views.NoticesView.as_view(), name="notices"),
    path("calendar/mine/", account_views.CalendarView.as_view(), name="calendar"),
    path("calendar/mine/end/", account_views.RevokeCalendarView.as_view(), name="revoke_calendar"),
    path("calendar/mine/<str:token>.ics", account_views.calendar_feed, name="calendar_feed"),
    path("views/", list_views.ViewsView.as_view(), name="views"),
    path("views/new/", list_views.SaveView.as_view(), name="save_view"),
    path("views/opening/", list_views.OpenWithView.as_view(), name="open_list_with"),
    path("views/<uuid:pk>/", list_views.ChangeView.as_view(), name="change_view"),
    path("views/<uuid:pk>/share/", list_views.ShareView.as_view(), name="share_view"),
    path("views/<uuid:pk>/remove/", list_views.RemoveView.as_view(), name="remove_view"),
    path("q/<str:token>/", views.question, name="question"),
]
