"""./run export: all data, documents and decisions as folders of PDF/A, xlsx and JSON."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from samstyring.kernel.errors import Refusal

from ...export import export

WIDTH = 30


class Command(BaseCommand):
    """Write everything to a folder: anyone may leave with everything."""

    help = "Write all data, documents and decisions to a folder, as PDF/A, xlsx and JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder."""
        parser.add_argument("folder", metavar="DIR", help="a folder that is not there, or is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it and tell what is there."""
        folder = Path(options["folder"]).expanduser().absolute()
        try:
            made = export(folder, self._tell)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandError(
                _("%(folder)s cannot be written: %(why)s") % {"folder": folder, "why": reason}
            ) from error
        self._clear()
        self.stdout.write(
            _(
                "Wrote %(files)s files to %(folder)s: %(tables)s tables, %(decisions)s decisions, %(cases)s cases, "
                "%(documents)s documents, %(entries)s journal entries. Begin with index.html."
            )
            % {
                "files": made.files,
                "folder": folder,
                "tables": len(made.rows),
                "decisions": made.decisions + made.taken_over,
                "cases": made.cases,
                "documents": made.documents,
                "entries": made.entries,
            }
        )
        if made.missing:
            self.stdout.write(
                _("%(missing)s files are missing on the disk: a note with the checksum lies in the place of each.")
                % {"missing": made.missing}
            )

    def _tell(self, what: str, done: int, total: int) -> None:
        if self.stderr.isatty():
            full = WIDTH * done // total if total else WIDTH
            self.stderr.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {what:<40.40}", ending="")
        elif done == 0:
            self.stderr.write(what)

    def _clear(self) -> None:
        if self.stderr.isatty():
            self.stderr.write("\r" + " " * (WIDTH + 45) + "\r", ending="")
