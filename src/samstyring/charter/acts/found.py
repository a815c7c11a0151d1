"""Found a co-operation from its charter."""

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis, Installation

from .. import founding
from ..effects.write_edition import label_of_edition, write_edition
from ..errors import AlreadyFounded, CharterHasErrors
from ..models import Cooperation
from ..registry import Founding, sections


@acts.act(says=_("%(who)s founded %(cooperation)s by %(agreement)s"))
def found(*, source_text: str, mode: str, clock_offset: timedelta, by: Actor, at: datetime) -> Cooperation:
    """Make the co-operation that a charter file describes, and mark the installation as `mode`: demo or real, once.

    `clock_offset` is how far this installation's clock stands from the machine's (a demo's only). Raises
    AlreadyFounded, or CharterHasErrors with every error and its line: then nothing is written.
    """
    if Installation.objects.exists() or Cooperation.objects.exists():
        raise AlreadyFounded
    reading = founding.read(source_text)
    if reading.problems or reading.charter is None:
        raise CharterHasErrors(reading.problems)
    charter = reading.charter
    Installation.objects.create(mode=mode, founded_at=at, clock_offset_seconds=int(clock_offset.total_seconds()))
    clock.forget_offset()
    with translation.override(charter.cooperation.language):
        label = label_of_edition(charter)
        basis = Basis.objects.create(kind=Basis.Kind.EDITION, label=label, dated=charter.agreement.dated)
        edition = write_edition(charter=charter, source=source_text, basis=basis)
        agreement, cooperation = edition.agreement, edition.agreement.cooperation
        step = Founding(charter, cooperation, agreement, edition, basis, by, clock.local_date(at), {})
        for section in sorted(sections, key=lambda section: section.order):
            section.found(step)
    acts.record(
        cooperation,
        agreement,
        edition,
        cooperation=cooperation.name,
        agreement=agreement.title,
        mode=mode,
        sha256=edition.sha256,
    )
    return cooperation
