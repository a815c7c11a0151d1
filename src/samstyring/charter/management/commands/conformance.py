"""./run conformance."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from samstyring.charter import queries
from samstyring.charter.rules import STATE_WORDS
from samstyring.kernel.errors import Refusal
from samstyring.ui.fields import parse_day


class Command(BaseCommand):
    """Print the state of every obligation of the agreement."""

    help = "Does the agreement hold, clause by clause? Every duty with its state, why, and what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a day and a format."""
        parser.add_argument(
            "--as-of", metavar="DATE", type=_day, help="as it was on this day (ISO); today if not given"
        )
        parser.add_argument("--json", action="store_true", help="as JSON, with all evidence")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them."""
        try:
            board = queries.conformance(options["as_of"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(queries.as_data(board), ensure_ascii=False, indent=2))
            return
        words = {state: str(word) for state, word in STATE_WORDS.items()}
        width = max(len(word) for word in words.values())
        clause = max((len(duty.clause) for duty in board.duties), default=0)
        self.stdout.write(_("As it was on %(day)s:") % {"day": board.on.isoformat()})
        for duty in board.duties:
            why = f": {duty.why}" if duty.why else ""
            self.stdout.write(f"{words[duty.state]:<{width}}  {duty.clause:<{clause}}  {duty.heading}{why}")
            if duty.missing:
                missing = ", ".join(item.text for item in duty.missing)
                self.stdout.write(" " * (width + clause + 4) + _("Missing: %(what)s") % {"what": missing})
        counts = ", ".join(f"{words[state]} {count}" for state, count in board.counts.items() if count)
        self.stdout.write(_("%(all)s duties: %(counts)s") % {"all": len(board.duties), "counts": counts})


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except ValueError as error:
        raise ArgumentTypeError(_("%(text)s is not a date such as 2022-11-22") % {"text": text}) from error
