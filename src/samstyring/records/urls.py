"""The addresses of documents."""

from django.urls import path

from . import views
from .takeover import urls as takeover

app_name = "records"
urlpatterns = [
    path("documents/<uuid:pk>/", views.DocumentView.as_view(), name="document"),
    *takeover.urlpatterns,
]
