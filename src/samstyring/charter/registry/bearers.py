"""Who acts for those whose duty it is: the floors upstairs know the bodies, and who is appointed to lead them."""

from collections.abc import Callable, Sequence
from datetime import date

from samstyring.kernel.registry import Registry
from samstyring.parties.models import Person

Bearers = Callable[[str, date], Sequence[Person] | None]
"""(key of an office or a body, day) -> who acts for it that day, or None for a key that the floor does not know."""

bearers: Registry[Bearers] = Registry("who acts for an office or a body")
