"""./run charter schema."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from samstyring.charter import queries


class Command(BaseCommand):
    """Print the JSON Schema of a charter file."""

    help = "Print the JSON Schema of a charter file, for an editor that completes and checks while one writes."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Print it."""
        self.stdout.write(json.dumps(queries.json_schema(), ensure_ascii=False, indent=2))
