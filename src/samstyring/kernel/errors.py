"""The refusals that the kernel itself can give. Each is readable by a user."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .actors import Capacity


class Refusal(Exception):
    """An act was refused: what happened, why, what to do, and the clause that says so.

    `clause` is the id of a provision of the agreement, or None where the reason is not the agreement's.
    `field` names the form field that the message belongs beside, if any.
    """

    message: Any = _("This cannot be done.")
    about_file: ClassVar[bool] = False
    """True where it stands beside the one file of a form, whatever the form calls it."""

    def __init__(
        self,
        message: Any = None,
        *,
        clause: str | None = None,
        field: str | None = None,
    ) -> None:
        self.message = message if message is not None else type(self).message
        self.clause = clause
        self.field = field
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} ({self.clause})" if self.clause else str(self.message)


class NotAuthorised(Refusal):
    """No capacity of the actor gives the power to do this."""

    message = _("The agreement does not give you the power to do this.")


class CapacityUnclear(Refusal):
    """Several capacities of the actor would do: the form must ask which."""

    message = _("You can do this in more than one capacity. Choose which.")

    def __init__(self, options: "Sequence[Capacity]") -> None:
        super().__init__()
        self.options = options


class Stale(Refusal):
    """The thing was changed after the form was shown (by another, or in another window). Carries what it holds now, so that both can be shown."""

    message = _("This was changed after you opened it. Look at the difference, then save again.")

    def __init__(self, current: Any = None) -> None:
        super().__init__()
        self.current = current


class InvalidInput(Refusal):
    """Values that cannot be taken: a message per field ("" for the whole)."""

    message = _("Some of what was entered cannot be used.")

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__()
        self.errors = dict(errors)

    def __str__(self) -> str:
        return "; ".join(f"{field}: {text}" if field else str(text) for field, text in self.errors.items())


class RepeatedByOther(Refusal):
    """The form's intent was already used by someone else or for something else."""

    message = _("This form has already been used. Open the page again.")


class RepeatedWithOther(RepeatedByOther):
    """The form was sent before with something else in it: the page was gone back to, and changed."""

    message = _("This form was sent before with something else in it, and that is done. What you have written now is not saved yet: send it again to have it done as well.")  # fmt: skip


class ClockBehind(Refusal):
    """The act would be dated before the last entry of the journal."""

    message = _("The clock stands before the last thing that was done here. Start the demo afresh (--fresh).")


class NotThere(Refusal):
    """The thing does not exist, or is not for this reader: the two are not told apart."""

    message = _("There is nothing here.")


class ActError(RuntimeError):
    """An act or effect is used against the rules of the house. A programming error, never shown to a user."""
