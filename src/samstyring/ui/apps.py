"""The ui app: what every page is made of."""

from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Layout, components, forms and tables; has no models of its own."""

    name = "samstyring.ui"
    label = "ui"


# What is said most often is said in plain words. Set before any form is read in: a field takes its words when it is made.
Field.default_error_messages["required"] = _("This must be filled in.")
