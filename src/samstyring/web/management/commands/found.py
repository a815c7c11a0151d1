"""./run found CHARTER.toml."""

import tomllib
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samstyring.charter import acts as charter
from samstyring.charter import queries
from samstyring.charter.errors import CharterHasErrors
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.clock import OSLO
from samstyring.kernel.errors import Refusal
from samstyring.kernel.models import Installation

from ...founding import open_first_account


class Command(BaseCommand):
    """Make the co-operation of a charter file."""

    help = "Make the co-operation that a charter file describes. docs/charter.md explains the file."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and how to found."""
        parser.add_argument("charter", metavar="CHARTER.toml", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="print what would be made, and make nothing")
        parser.add_argument("--account", metavar="E-MAIL", help="make the first account, for the secretariat's leader")
        parser.add_argument("--name", help="the name of the one who gets the account")
        parser.add_argument("--demo", action="store_true", help="mark the installation as a demo, for good")
        parser.add_argument("--today", metavar="DATE", type=_day, help="the day that a demo's clock opens on (ISO)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Found, or say what founding would make."""
        if options["today"] and not options["demo"]:
            raise CommandError(_("Only a demo can have its clock moved: --today goes with --demo."))
        try:
            text = queries.charter_file(options["charter"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        with translation.override(_language_of(text)):
            self._found(text, options)

    def _found(self, text: str, options: Mapping[str, Any]) -> None:
        if options["account"]:
            _check_address(options["account"])
        if options["dry_run"]:
            self._show(text)
            return
        opening = datetime.combine(options["today"], time(8), tzinfo=OSLO) if options["today"] else timezone.now()
        try:
            cooperation = charter.found(
                source_text=text,
                mode=Installation.Mode.DEMO if options["demo"] else Installation.Mode.REAL,
                clock_offset=opening - timezone.now() if options["today"] else timedelta(0),
                by=INSTALLATION,
                at=opening,
            )
            self._show(text)
            self.stdout.write(_("%(name)s is founded.") % {"name": cooperation.name})
            if options["account"]:
                self._account(options["account"], options["name"])
        except CharterHasErrors as refusal:
            raise self._refused(refusal.problems) from refusal
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _show(self, text: str) -> None:
        outline = queries.outline(text)
        if outline.problems:
            raise self._refused(outline.problems)
        width = max(len(str(count)) for _label, count in outline.counts)
        for label, count in outline.counts:
            self.stdout.write(f"{count:>{width}}  {label}")
        for remark in outline.remarks:
            self.stdout.write(str(remark))

    def _refused(self, problems: Sequence[Any]) -> CommandError:
        """Print every error in a line of its own, and return how many there are."""
        for problem in problems:
            self.stderr.write(str(problem), self.style.NOTICE)
        says = _("Errors in the charter file: %(count)s. Nothing was written.")
        return CommandError(says % {"count": len(problems)})

    def _account(self, address: str, name: str | None) -> None:
        link = open_first_account(address, name)
        says = _("%(address)s has an account as leader of the secretariat.")
        self.stdout.write(says % {"address": address})
        self.stdout.write(_("Choose a password here: %(link)s") % {"link": link})
        self.stdout.write(_("It opens once ./run serve is running (with another --port, write that in the link)."))


def _language_of(text: str) -> str:
    """Return the language that a charter file is for, if the pages have it: what is said of the file is said in that."""
    try:
        named = tomllib.loads(text)["cooperation"]["language"]
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        named = None
    return named if named in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError as error:
        raise CommandError(_("%(address)s is not an e-mail address.") % {"address": address}) from error
