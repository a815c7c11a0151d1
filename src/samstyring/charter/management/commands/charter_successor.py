"""./run charter successor FILE.toml."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.charter import acts, queries
from samstyring.charter.errors import CharterHasErrors
from samstyring.charter.queries import crossings, differing, successors
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import Refusal


class Command(BaseCommand):
    """Prepare the agreement that takes over."""

    help = (
        "Prepare the agreement that is to take over from the one in force: how the two differ, what there is today and "
        "what is proposed to become of it, and what is missing. Choices, signatures and the take-over itself follow on "
        "its page. docs/charter.md tells more."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether to only tell."""
        parser.add_argument("charter", metavar="FILE.toml", type=Path, help="the charter file of the new agreement")
        parser.add_argument("--dry-run", action="store_true", help="print it, and write nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare it, or say what there would be."""
        try:
            text, dry = queries.charter_file(options["charter"]), options["dry_run"]
            with transaction.atomic():
                self._prepare(text)
                transaction.set_rollback(dry)
        except CharterHasErrors as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem), self.style.NOTICE)
            says = _("Errors in the charter file: %(count)s. Nothing was written.")
            raise CommandError(says % {"count": len(refusal.problems)}) from refusal
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("")
        if dry:
            self.stdout.write(_("Nothing was written: this was a dry run."))
        else:
            self.stdout.write(
                _(
                    "It is being prepared. Choose what goes on, register the signatures, and let it take over on its page."
                )
            )

    def _prepare(self, text: str) -> None:
        agreement = queries.agreement_on(clock.today())
        found = acts.prepare_successor(predecessor=agreement, source_text=text, by=INSTALLATION, at=clock.now())
        page = successors.successor_page(found.pk, INSTALLATION, crossings.EVERY)
        says = _("%(title)s takes over from %(predecessor)s on %(day)s.")
        facts = {"title": found.title, "predecessor": agreement.title, "day": found.begins_on.isoformat()}
        self.stdout.write(says % facts)
        for line in differing.as_lines(page.differences):
            self.stdout.write(line)
        for kind in page.kinds:
            self.stdout.write("")
            self.stdout.write(str(kind.kind.label))
            for row in kind.shown:
                word = _("Closed") if row.choice == "closed" else _("Goes on")
                self.stdout.write(f"  {word}: {row.thing.label}. {row.why}")
        self.stdout.write("")
        self.stdout.write(_("Before it can take over"))
        for problem in page.problems:
            self.stdout.write(f"  {problem}")
