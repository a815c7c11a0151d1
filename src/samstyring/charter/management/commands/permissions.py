"""Print which role may do which act, from a packaged charter's table of powers."""

import tomllib
from importlib.resources import files
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from samstyring.kernel import acts
from samstyring.kernel.actors import ROLES


class Command(BaseCommand):
    """The matrix of acts and roles, as Markdown."""

    help = "Print which role may do which act, by which clause."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the packaged charter's name."""
        parser.add_argument("--charter", default="digi-vestland-2020")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the matrix."""
        source = files("samstyring.charters") / f"{options['charter']}.toml"
        given: dict[str, dict[str, str]] = {}
        for row in tomllib.loads(source.read_text())["power"]:
            for act in row["acts"]:
                given.setdefault(act, {})[row["role"]] = row.get("clause") or row["source"]
        roles = [role for role in ROLES if any(role in of_act for of_act in given.values())]
        lines = [
            "# Who may do what",
            "",
            f"Printed from the powers in `{options['charter']}.toml` by `./run manage permissions`. In each cell the",
            "clause that gives the power. A role reaches only its own scope: its body, seat, party, project or meeting.",
            "",
            "| act | " + " | ".join(roles) + " |",
            "| --- |" + " --- |" * len(roles),
        ]
        specs = sorted(
            (spec for spec in acts.discover() if spec.function.__module__.startswith("samstyring.")),
            key=lambda spec: spec.name,
        )
        for spec in specs:
            cells = ["anyone" if spec.public else given.get(spec.name, {}).get(role, "") for role in roles]
            lines.append(f"| {spec.name} | " + " | ".join(cells) + " |")
        self.stdout.write("\n".join(lines))
