"""The addresses of this app."""

from django.urls import path

from . import pages

app_name = "ui"
urlpatterns = [
    path("text/from-word/", pages.from_word, name="from_word"),
]
