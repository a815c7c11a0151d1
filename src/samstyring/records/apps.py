"""The records app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Documents, versions, files, what is released, and what was taken over from before."""

    name = "samstyring.records"
    label = "records"
