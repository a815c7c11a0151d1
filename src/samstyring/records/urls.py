"""The addresses of documents."""

from django.urls import path

from . import bounce_views, views
from .released import views as released
from .takeover import urls as takeover

app_name = "records"
urlpatterns = [
    path("documents/published/", released.ReleasedView.as_view(), name="released"),
    path("documents/published/<uuid:pk>/", released.ReleasedFileView.as_view(), name="released_file"),
    path("documents/check/", released.CheckView.as_view(), name="check"),
    path("documents/<uuid:pk>/", views.DocumentView.as_view(), name="document"),
    path("mail/returned/", bounce_views.Bounces.as_view(), name="bounces"),
    path("mail/returned/<uuid:pk>/again/", bounce_views.SendAgain.as_view(), name="send_again"),
    path("mail/returned/<uuid:pk>/settle/", bounce_views.SettleBounce.as_view(), name="settle_bounce"),
    *takeover.urlpatterns,
]
