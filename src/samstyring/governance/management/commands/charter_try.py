"""./run charter try NEW.toml."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.charter import queries as charter
from samstyring.charter.errors import CharterHasErrors
from samstyring.charter.queries import differing
from samstyring.governance.queries import trying
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.errors import Refusal


class Command(BaseCommand):
    """Try another charter file on what is recorded here."""

    help = (
        "Try a charter file on what is recorded here, and write nothing: what it has differently from the agreement in "
        "force, which duties would be broken or gone, and which decisions would have gone another way by the positions "
        "that were taken."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and a format."""
        names = ", ".join(charter.packaged_charters())
        parser.add_argument(
            "charter", metavar="NEW.toml", type=Path, help=f"a file, or the name of one of the product's: {names}"
        )
        parser.add_argument("--json", action="store_true", help="as JSON, with every decision and duty")

    def handle(self, *args: Any, **options: Any) -> None:
        """Try it, and tell."""
        try:
            trial = trying.trial(charter.charter_file(options["charter"]), INSTALLATION)
        except CharterHasErrors as refusal:
            for problem in refusal.problems:
                self.stderr.write(str(problem), self.style.NOTICE)
            says = _("Errors in the charter file: %(count)s. Nothing was tried.")
            raise CommandError(says % {"count": len(refusal.problems)}) from refusal
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(trying.as_data(trial), ensure_ascii=False, indent=2))
            return
        self.stdout.write(_("%(title)s, tried on what is recorded here. Nothing is written.") % {"title": trial.title})
        self._differences(trial)
        self._duties(trial)
        self._decisions(trial)

    def _heading(self, text: str) -> None:
        self.stdout.write("")
        self.stdout.write(text)

    def _differences(self, trial: trying.Trial) -> None:
        if not trial.told:
            self._heading(_("The file says the same as the agreement in force."))
        for line in differing.as_lines(trial.told):
            self.stdout.write(line)

    def _duties(self, trial: trying.Trial) -> None:
        for what, label in trying.DUTY_WORDS.items():
            if found := trial.with_duty(what):
                self._heading(f"{label}: {len(found)}")
                for duty in found:
                    why = f": {duty.there.why}" if duty.there and duty.there.why else ""
                    self.stdout.write(f"  {duty.shown.clause} {duty.shown.heading}{why}")

    def _decisions(self, trial: trying.Trial) -> None:
        every = len(trial.decisions)
        self._heading(ngettext("%(count)s decision", "%(count)s decisions", every) % {"count": every})
        for outcome, label in trying.OUTCOME_WORDS.items():
            found = trial.with_outcome(outcome)
            self.stdout.write(f"  {label}: {len(found)}")
            if outcome != "same":
                self._each(found)

    def _each(self, found: Sequence[trying.DecisionTried]) -> None:
        for each in found:
            clause = f" ({each.tried.clause})" if each.tried.clause else ""
            self.stdout.write(f"    {each.decision.label} {each.decision.title}: {each.tried.why}{clause}")
