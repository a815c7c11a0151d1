"""./run clauses."""

import ast
import json
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Tell which clauses of the packaged agreement have scenarios in the tests."""

    help = "Which clauses of the agreement have scenarios in the tests (@pytest.mark.clause)?"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the charter and a format."""
        parser.add_argument("--charter", default="digi-vestland-2020", help="name of a packaged charter")
        parser.add_argument("--json", action="store_true", help="as JSON, with the scenarios of each clause")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count them."""
        source = files("samstyring.charters") / f"{options['charter']}.toml"
        if not source.is_file():
            raise CommandError(f"there is no packaged charter {options['charter']}")
        ids = [row["id"] for row in tomllib.loads(source.read_text(encoding="utf-8"))["clause"]]
        scenarios: dict[str, list[str]] = {ref: [] for ref in ids}
        unknown: dict[str, list[str]] = {}
        for ref, test in marked(Path(settings.BASE_DIR) / "tests"):
            (scenarios if ref in scenarios else unknown).setdefault(ref, []).append(test)
        covered = [ref for ref in ids if scenarios[ref]]
        missing = [ref for ref in ids if not scenarios[ref]]
        if options["json"]:
            data = {
                "total": len(ids),
                "covered": covered,
                "missing": missing,
                "scenarios": scenarios,
                "unknown": unknown,
            }
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
            return
        for ref in covered:
            self.stdout.write(f"{ref:<8} {len(scenarios[ref]):>3}  {scenarios[ref][0]}")
        self.stdout.write(f"{len(covered)} of {len(ids)} clauses have scenarios.")
        self.stdout.write(f"Without: {', '.join(missing) or 'none'}.")
        for ref, tests in unknown.items():
            self.stdout.write(f"No such clause: {ref} ({tests[0]})")


def marked(folder: Path) -> Iterator[tuple[str, str]]:
    """Give every mark as (clause id, test): `@pytest.mark.clause("SG-7")` on a test, a class or a whole module."""
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        where = path.relative_to(folder.parent).as_posix()
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                yield from ((ref, f"{where}::{node.name}") for mark in node.decorator_list for ref in _ids(mark))
            elif isinstance(node, ast.Assign) and any(getattr(name, "id", "") == "pytestmark" for name in node.targets):
                yield from ((ref, where) for part in ast.walk(node.value) for ref in _ids(part))


def _ids(node: ast.AST) -> list[str]:
    if not isinstance(node, ast.Call) or not ast.unparse(node.func).endswith("mark.clause"):
        return []
    return [str(part.value) for part in node.args if isinstance(part, ast.Constant)]
