"""The kernel app: its signals keep the database's guards and the write guard in place."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class KernelConfig(AppConfig):
    """Installs the write guard on each connection and the declared guards after each migration."""

    name = "samstyring.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Connect the guards and let every app register what lower floors ask for."""
        from . import finding, guards, noting, writeguard

        connection_created.connect(writeguard.watch, dispatch_uid="kernel.writeguard")
        connection_created.connect(noting.watch, dispatch_uid="kernel.noting")
        connection_created.connect(finding.watch, dispatch_uid="kernel.finding")
        pre_migrate.connect(guards.before_migrate, dispatch_uid="kernel.guards.before")
        post_migrate.connect(guards.after_migrate, dispatch_uid="kernel.guards.after")
        autodiscover_modules(
            "roles",
            "matters",
            "obligations",
            "navigation",
            "worklist",
            "worklist_whole",
            "sections",
            "journeys",
            "takeover",
        )
