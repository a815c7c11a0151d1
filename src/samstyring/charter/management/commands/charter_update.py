"""./run charter update CHARTER.toml."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.charter import acts, queries
from samstyring.charter.errors import CharterHasErrors
from samstyring.kernel import clock
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import Refusal

SECTIONS = {
    "power": gettext_lazy("powers"),
    "procedure": gettext_lazy("procedures"),
    "authority": gettext_lazy("matters with a body that decides them"),
    "rule": gettext_lazy("rules in the rules of procedure"),
    "obligation": gettext_lazy("obligations"),
    "case_kind": gettext_lazy("kinds of cases"),
    "evaluation_question": gettext_lazy("questions for the evaluation"),
    "purpose": gettext_lazy("purposes"),
    "office": gettext_lazy("offices"),
    "scheme": gettext_lazy("financing schemes"),
    "body": gettext_lazy("bodies"),
    "seat": gettext_lazy("seats"),
    "tile": gettext_lazy("places on the map"),
    "setting": gettext_lazy("settings of obligations"),
}


class Command(BaseCommand):
    """Add what a charter file has and the installation lacks."""

    help = (
        "Add what a charter file tells of how the agreement is run and this installation lacks, after an upgrade: powers, "
        "procedures, authority, rules, obligations and settings that these lack, purposes, schemes, offices, bodies, "
        "places on the map. Nothing is changed or taken away. docs/upgrading.md tells more."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and whether to only tell."""
        names = ", ".join(queries.packaged_charters())
        parser.add_argument(
            "charter", metavar="CHARTER.toml", type=Path, help=f"a file, or the name of one of the product's: {names}"
        )
        parser.add_argument("--dry-run", action="store_true", help="print what would be added, and add nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add it, or say what would be added."""
        try:
            text = queries.charter_file(options["charter"])
            agreement = queries.agreement_on(clock.today())
            update = queries.charter_update(agreement, text)
            self._tell(update)
            self._tell_what_nobody_may(update.source or queries.edition_on(clock.today()).source)
            if not any(update.added.values()):
                return
            if options["dry_run"]:
                self.stdout.write(_("Nothing was written: this was a dry run."))
                return
            edition = acts.update_charter(agreement=agreement, source_text=text, by=INSTALLATION, at=clock.now())
        except CharterHasErrors as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem), self.style.NOTICE)
            says = _("Errors in the charter file: %(count)s. Nothing was written.")
            raise CommandError(says % {"count": len(refusal.problems)}) from refusal
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(_("The agreement as data is up to date: edition %(edition)s.") % {"edition": edition.number})

    def _tell(self, update: queries.Update) -> None:
        if update.problems:
            raise CharterHasErrors(list(update.problems))
        for section, lines in update.added.items():
            if lines:
                self.stdout.write(f"{len(lines)} {SECTIONS[section]}")
                for line in lines:
                    self.stdout.write(f"  {line}")
        if not any(update.added.values()) and not update.waiting:
            self.stdout.write(_("The file has nothing to add: all that it says is here already."))
        if update.waiting:
            self.stdout.write(
                _("These wait for the amendment that is out with the parties. Run the same again when it has ended:")
            )
            for line in update.waiting:
                self.stdout.write(f"  {line}")
        if update.differs:
            says = _("The file says otherwise about these, and they stay as they are here: %(names)s.")
            self.stdout.write(says % {"names": ", ".join(update.differs)})
        if update.only_there:
            says = _("These are parts of the agreement itself, and are not added: %(names)s.")
            self.stdout.write(says % {"names": ", ".join(update.only_there)})

    def _tell_what_nobody_may(self, text: str) -> None:
        """Name what this version can do and no role or body is given, on purpose or since the file is older."""
        if names := queries.given_to_nobody(text):
            self.stdout.write(
                _("This version has them, and neither the agreement nor the file gives them to anyone: %(names)s.")
                % {"names": ", ".join(names)}
            )
