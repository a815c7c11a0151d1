"""The ui app: what every page is made of."""

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Layout, components, forms and tables; has no models of its own."""

    name = "samstyring.ui"
    label = "ui"

    def ready(self) -> None:
        """Say in plain words what is said most often."""
        Field.default_error_messages["required"] = _("This must be filled in.")
