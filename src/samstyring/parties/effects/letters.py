"""The letter that shows an appointment, or the end of one, is kept with its basis."""

from datetime import date
from typing import Any

from samstyring.kernel import acts
from samstyring.kernel.acts import effect
from samstyring.kernel.models import Basis

from ..registry import letters


@effect
def keep_letter(*, letter: Any, basis: Basis, received_from: str, dated: date) -> None:
    """Keep a letter as what shows the running act, or nothing where there is none. Raises what the keeper refuses."""
    if letter is None:
        return
    document = letters["records"].keep(
        upload=letter, title=basis.label, about=basis, received_from=received_from, dated=dated
    )
    acts.on_behalf_of(None, [document])
