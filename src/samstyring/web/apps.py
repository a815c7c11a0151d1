"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The start page, the public site, and pages that gather from the whole house."""

    name = "samstyring.web"
    label = "web"
