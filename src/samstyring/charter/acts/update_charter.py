"""Bring the agreement as data up to date with a later version of its charter file."""

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy

from samstyring.kernel import acts, clock
from samstyring.kernel.actors import Actor
from samstyring.kernel.models import Basis

from .. import founding, queries
from ..effects.write_edition import edition_brought_up_to_date, write_next_edition
from ..effects.write_lasting import write_lasting
from ..errors import CharterHasErrors, NothingToAdd
from ..models import Agreement, Edition
from ..registry import Founding, standing


@acts.act(says=gettext_lazy("%(who)s brought the agreement as data up to date: edition %(edition)s"))
def update_charter(*, agreement: Agreement, source_text: str, by: Actor, at: datetime) -> Edition:
    """Add what a charter file tells of how the agreement is run and the agreement lacks: powers, duties, offices, bodies.

    For an installation whose software has got new acts since it was founded: nobody may do what the charter gives
    nobody. All of it rests on clauses that are there; no text of the agreement is changed and nothing is taken away. A
    new edition comes of it, in force from today; the earlier ones stay. What rests on a clause that the parties are being
    asked to change waits for their answer. Raises CharterHasErrors, NothingToAdd.
    """
    base = Edition.objects.get(pk=queries.latest_edition(agreement).pk)
    here = standing()
    update = queries.charter_update(agreement, source_text)
    if update.problems:
        raise CharterHasErrors(list(update.problems))
    if not any(update.added.values()):
        raise NothingToAdd
    charter = founding.read(update.source).charter
    with translation.override(agreement.cooperation.language):
        label = edition_brought_up_to_date(agreement.title, base.number + 1)
    today = clock.local_date(at)
    basis = Basis.objects.create(kind=Basis.Kind.EDITION, label=label[-300:], dated=today)
    edition = write_next_edition(
        charter=charter,
        source=update.source,
        after=base,
        in_force_from=max(today, base.in_force_from),
        basis=basis,
    )
    with translation.override(agreement.cooperation.language):
        step = Founding(charter, agreement.cooperation, agreement, edition, basis, by, today, here)
        write_lasting(new=_new(charter, update), step=step, basis=basis)
    acts.record(
        agreement,
        edition,
        basis,
        edition=edition.number,
        added={section: list(lines) for section, lines in update.added.items() if lines},
        waiting=list(update.waiting),
        edition_sha256=edition.sha256,
    )
    return edition


def _name(section: str, row: Any) -> str:
    return f"{row.body} {row.key}" if section == "seat" else str(row.key)


def _new(charter: Any, update: founding.Update) -> dict[str, list[Any]]:
    return {
        section: [row for row in getattr(charter, section) if _name(section, row) in names]
        for section, names in update.lasting.items()
    }
