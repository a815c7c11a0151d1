"""./run journal verify."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from samstyring.kernel import journal
from samstyring.kernel.models import JournalEntry


class Command(BaseCommand):
    """Walk the journal's chain and name the first broken link."""

    help = "Walk the journal from its first entry: is it whole, and if not, where is the first broken link?"

    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a published digest."""
        parser.add_argument("--digest", help="a digest that was published before: it must stand in the journal")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify; exit with 1 at a broken link."""
        broken = journal.verify(options["digest"])
        if broken is not None:
            says = _("The journal is broken at entry %(position)s: %(why)s.")
            raise CommandError(says % {"position": broken.position, "why": broken.why})
        says = _("The journal is whole: %(count)s entries. Its last digest, to publish: %(digest)s")
        self.stdout.write(says % {"count": JournalEntry.objects.count(), "digest": journal.last_digest()})
