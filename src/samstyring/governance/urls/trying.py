"""The addresses of trying another charter file."""

from django.urls import path, re_path

from ..views import trying

urlpatterns = [
    path("agreement/try/", trying.TryCharterView.as_view(), name="try_charter"),
    re_path(r"^agreement/try/(?P<token>[\w-]{20,60})/$", trying.TrialView.as_view(), name="trial"),
    re_path(r"^agreement/try/(?P<token>[\w-]{20,60})\.json$", trying.TrialData.as_view(), name="trial_data"),
]
