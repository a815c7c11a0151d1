"""The address of what may still be done between two agreements."""

from django.urls import path

from ..views.between import BetweenView

urlpatterns = [path("agreement/between/", BetweenView.as_view(), name="between")]
