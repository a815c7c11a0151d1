"""The ui app: what every page is made of."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Layout, components, forms and tables; has no models of its own."""

    name = "samstyring.ui"
    label = "ui"
