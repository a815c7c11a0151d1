"""./run takeover: take over what was decided before, from a workbook."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import Refusal

from ...acts import take_over
from ...registry import Problem
from ...takeover import checking, reading, writing

WIDTH = 30


class Command(BaseCommand):
    """Show what a workbook would give, with every error in it; write it when that is confirmed."""

    help = "Take over decisions and what rests on them from a workbook: first a preview, then, if confirmed, one act."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and what to do with it."""
        parser.add_argument("file", nargs="?", metavar="FILE.xlsx", help="the workbook")
        parser.add_argument("--confirm", action="store_true", help="write it without asking, if it has no errors")
        parser.add_argument("--source", default="", help="where this was kept before (default: the file's name)")
        parser.add_argument("--example", action="store_true", help="mark it as an example")
        parser.add_argument("--template", metavar="OUT.xlsx", help="write an empty workbook to fill in")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        if options["template"]:
            self._write_template(Path(options["template"]))
            return
        if not options["file"]:
            raise CommandError(_("Name the workbook, or write an empty one: ./run takeover --template OUT.xlsx"))
        path = Path(options["file"])
        self._tell(_("Reading %(file)s …") % {"file": path.name})
        try:
            workbook = reading.read(path.read_bytes(), path.name)
        except OSError as error:
            reasons = {FileNotFoundError: _("there is no such file"), IsADirectoryError: _("it is a folder")}
            reason = reasons.get(type(error), error.strerror or str(error))
            raise CommandError(_("%(file)s cannot be read: %(why)s") % {"file": path, "why": reason}) from error
        except reading.NotReadable as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell(_("Checking %(count)s rows …") % {"count": workbook.row_count})
        checked = checking.check(workbook, clock.today())
        self._show(checked)
        if checked.problems:
            raise CommandError(
                ngettext(
                    "%(count)s error. Nothing was taken over.",
                    "%(count)s errors. Nothing was taken over.",
                    len(checked.problems),
                )
                % {"count": len(checked.problems)}
            )
        if not checked.new:
            self.stdout.write(_("Everything in this file was taken over before. There is nothing to do."))
        elif options["confirm"] or self._confirmed():
            self._take_over(workbook, options)
        else:
            self.stdout.write(_("Nothing was written. Use --confirm to take it over."))

    def _write_template(self, path: Path) -> None:
        if path.exists():
            raise CommandError(_("%(file)s is there already.") % {"file": path})
        path.write_bytes(writing.workbook())
        self.stdout.write(_("Wrote %(file)s. Fill it in, then: ./run takeover %(file)s") % {"file": path})

    def _show(self, checked: checking.Checked) -> None:
        for sheet in checked.sheets:
            line = ngettext("%(count)s row", "%(count)s rows", len(sheet.rows)) % {"count": len(sheet.rows)}
            self.stdout.write(f"{sheet.sheet.title}: {line}")
            for words in sheet.summary:
                self.stdout.write(f"    {words}")
            if sheet.already:
                words = ngettext(
                    "%(count)s row was taken over before and is left out",
                    "%(count)s rows were taken over before and are left out",
                    sheet.already,
                )
                self.stdout.write(f"    {words % {'count': sheet.already}}")
        for problem in checked.problems:
            self.stdout.write(told(problem))

    def _confirmed(self) -> bool:
        if not sys.stdin.isatty():
            return False
        answer = input(_("Take this over? It cannot be undone. [y/N] "))
        return answer.strip().lower() in {"y", "yes", "j", "ja"}

    def _take_over(self, workbook: reading.Workbook, options: dict[str, Any]) -> None:
        try:
            made = take_over(
                workbook=workbook,
                source=options["source"] or workbook.file_name,
                is_example=options["example"],
                progress=self._progress,
                by=INSTALLATION,
                at=clock.now(),
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self._tell("")
        self.stdout.write(_("Taken over, marked with the source “%(source)s”.") % {"source": made.source})

    def _progress(self, sheet: str, done: int, total: int) -> None:
        full = WIDTH * done // total if total else WIDTH
        end = "" if self.stderr.isatty() and done < total else "\n"
        self.stderr.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {done}/{total} {sheet:<20}", ending=end)

    def _tell(self, words: str) -> None:
        if words:
            self.stderr.write(words)


def told(problem: Problem) -> str:
    """Return a problem as one line."""
    place = problem.sheet
    if problem.row:
        place += _(", row %(row)s") % {"row": problem.row}
    if problem.column:
        place += _(", column “%(column)s”") % {"column": problem.column}
    value = f" «{problem.value[:80]}»" if problem.value else ""
    return f"{place}:{value} {problem.why} {problem.right}".rstrip()
