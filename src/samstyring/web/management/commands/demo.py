"""./run demo: found the example co-operation, or go on with the one that is there."""

from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samstyring.accounts import queries as accounts
from samstyring.kernel import clock, journal, tables
from samstyring.kernel.actors import INSTALLATION
from samstyring.ui import formats

from ... import acts
from ...demo import begin, place


class Command(BaseCommand):
    """Found the example from the packaged charter and tell its story; keep one that is there."""

    help = "Found the example co-operation with its clock on 22 November 2022, or keep the one that is there."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day and whether to begin anew."""
        parser.add_argument("--today", metavar="DATE", help="let the example's clock show this day (YYYY-MM-DD)")
        parser.add_argument("--fresh", action="store_true", help="throw the earlier example away and begin anew")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it."""
        today = self._day(options["today"])
        found = place.look()
        if found in (place.Place.REAL, place.Place.FOREIGN):
            raise CommandError(
                _("This database is not an example, and is left as it is. Set SAMSTYRING_HOME to another folder.")
            )
        if found is place.Place.DEMO and options["fresh"]:
            place.throw_away()
            found = place.Place.EMPTY
        if found is place.Place.DEMO:
            tables.bring_up_to_date()
            self._keep(today)
        else:
            self._begin(today or begin.TODAY)
        self._tell_accounts()

    def _day(self, text: str | None) -> date | None:
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise CommandError(_("%(text)s is not a day: write it as 2022-11-22.") % {"text": text}) from error

    def _begin(self, today: date) -> None:
        if today < begin.EARLIEST:
            raise CommandError(
                _("The example begins on %(day)s: choose that day or a later one.")
                % {"day": formats.day(begin.EARLIEST)}
            )
        self.stderr.write(_("Founding the example co-operation …"))
        tables.bring_up_to_date()
        begun = begin.begin(today, self._progress)
        if self.stderr.isatty():
            self.stderr.write("")
        self.stdout.write(
            _("The example is founded: %(count)s things were done before %(day)s.")
            % {"count": begun.done, "day": formats.day(begun.opening)}
        )

    def _progress(self, done: int, day: date) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{formats.day(day):<24}{'.' * (done // 10)}", ending="")

    def _keep(self, today: date | None) -> None:
        now = clock.now()
        if today is not None and today != clock.local_date(now):
            now = self._move(today, now)
        self.stdout.write(_("The example is kept as it was. Its clock shows %(day)s.") % {"day": formats.day(now)})

    def _move(self, today: date, now: datetime) -> datetime:
        wanted = datetime.combine(today, time(9), tzinfo=clock.OSLO)
        last = journal.last_at()
        if last is not None and wanted < last:
            raise CommandError(
                _(
                    "The last thing in this example was done %(day)s, so its clock cannot show an earlier day. Begin anew with --fresh."
                )
                % {"day": formats.moment(last)}
            )
        acts.move_clock(offset=wanted - timezone.now(), by=INSTALLATION, at=min(now, wanted))
        return wanted

    def _tell_accounts(self) -> None:
        with translation.override("nn"):
            self.stdout.write(_("Accounts (no password: pick one on the sign-in page, on this machine only):"))
            for user in accounts.cast():
                self.stdout.write(f"  {user.person.name:<34}{user.email}")
