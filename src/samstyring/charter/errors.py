"""The refusals of the agreement."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class AgreementNotInForce(Refusal):
    """New commitments are refused when the agreement is not in force (VA-1)."""

    message = _("The agreement is not in force on this day, so no new commitments can be made.")

    def __init__(self, message: Any = None, *, clause: str = "") -> None:
        super().__init__(message, clause=clause or None)


class OtherBodyDecides(Refusal):
    """The charter gives this matter to another body, or to none (SG-2)."""


class NotFounded(Refusal):
    """No co-operation has been founded here yet."""

    message = _("No co-operation has been founded here yet. Run: ./run found CHARTER.toml")


class CharterHasErrors(Refusal):
    """A charter file with errors: nothing was written. `problems` holds each with its line."""

    message = _("The charter file has errors. Nothing was written.")

    def __init__(self, problems: list[Any]) -> None:
        super().__init__()
        self.problems = problems


class AlreadyFounded(Refusal):
    """An installation holds one co-operation, founded once."""

    message = _("A co-operation has been founded here already. Use an empty data folder for another (SAMSTYRING_HOME).")


class NoSecretariatLeader(Refusal):
    """The first account goes to the leader of the secretariat, and the charter has no such office."""

    message = _("The charter has no office with the role secretariat_leader, so nobody can get the first account.")


class NotInvited(Refusal):
    """Only those named in the agreement can sign it (BG-1)."""

    message = _("The agreement is not open to this municipality: it does not name it.")

    def __init__(self, *, clause: str = "") -> None:
        super().__init__(clause=clause or None)


class AlreadyParty(Refusal):
    """A municipality signs once (SI-1)."""

    message = _("This municipality has signed the agreement already.")

    def __init__(self, *, clause: str = "") -> None:
        super().__init__(clause=clause or None)


class WrongStep(Refusal):
    """The steps of joining follow one another: invited, decided by the council, signed (BG-1, SI-1)."""

    message = _("This step cannot be taken now. Open the page again to see what is next.")


class IsMerged(WrongStep):
    """A municipality that is merged into another takes no step of its own."""

    message = _("This municipality is merged into another, which stands in its place.")


class AlreadyInvited(WrongStep):
    """One invitation at a time."""

    message = _("This municipality is invited already, and the invitation still stands.")


class NotInvitedNow(WrongStep):
    """There is no invitation that stands: it was withdrawn, answered or signed."""

    message = _("The invitation no longer stands: it is answered or withdrawn.")


class CouncilFirst(WrongStep):
    """An invited municipality signs when its council has decided to join."""

    message = _("The council has not decided yet. Register its decision before the signature.")


class CouncilDeclined(WrongStep):
    """The council has decided not to join: that ended the invitation."""

    message = _("The council decided not to join, and that ended the invitation. Invite the municipality again first.")


class LeavesAlready(Refusal):
    """A party gives notice once."""

    message = _("This municipality has given notice already, or has left.")


class HasLeft(Refusal):
    """A notice can be taken back until the last day (BG-1)."""

    message = _(
        "The notice cannot be taken back: it has been already, or the last day is past. One that left can join again."
    )


class TextChanged(WrongStep):
    """The council decided on another text than the one in force on the day of the signature (EN-1)."""

    message = _(
        "The agreement has another text than the one that the council decided on. "
        "Withdraw the invitation, and invite again on the text in force."
    )


class NotADraft(Refusal):
    """A text that was sent is never changed (EN-1)."""

    message = _("This amendment has been sent or has ended, so its text stands. Withdraw it and draft another.")


class NotInRound(Refusal):
    """Answers are taken from the day the text is sent until the amendment ends."""

    message = _("This amendment is not out for consent, so no answer can be given.")


class AmendmentOver(Refusal):
    """What has ended cannot end again."""

    message = _("This amendment has ended already.")


class OneAtATime(Refusal):
    """Two texts in the air would each change what the other was written on."""

    message = _("Another amendment is out for consent. Send this one when that has ended.")


class NobodyToAsk(Refusal):
    """Nobody is a party, so there is nobody to consent."""

    message = _("No municipality is a party to the agreement on this day, so there is nobody to ask.")


class NoLongerParty(Refusal):
    """The consent of one that has left is not needed, and its refusal ends nothing."""

    message = _("This municipality is no longer a party, so its answer does not count.")


class NotOpenForComments(Refusal):
    """Comments are taken on a draft that the parties were asked about."""

    message = _("Comments on this amendment are not asked for, or its text has been sent.")


class AnsweredAlready(Refusal):
    """A party answers once; one that has consented can still refuse until the end."""

    message = _("This municipality has given this answer already.")


class SomeAreSilent(Refusal):
    """Silence is not consent."""

    message = _("Not all have consented. These have not answered: %(parties)s.")


class NobodyToRemind(Refusal):
    """Everyone whose duty has a date ahead is reminded of it."""

    message = _("Everyone is reminded of the deadlines ahead. A reminder of a duty and a date is sent once.")


class NobodyIsSilent(Refusal):
    """Only those that have not answered are reminded."""

    message = _("All have answered, so there is nobody to remind.")


class AmendmentOvertaken(Refusal):
    """The text was written on an edition that is no longer the last one."""

    message = _("The agreement has a newer edition than the one this amendment changes. Withdraw it and draft it anew.")


class NothingToAdd(Refusal):
    """A charter file that has nothing which the installation lacks."""

    message = _("The file has nothing to add: all that it says is here already.")


class CharterUnreadable(Refusal):
    """A charter file that cannot be opened, or is not text."""


class AnotherCooperation(Refusal):
    """A successor is another agreement of the same co-operation."""

    message = _("This file is of another co-operation.")


class SuccessorRefused(Refusal):
    """A file cannot take over as it is: why, in whole sentences."""

    def __init__(self, problems: list[Any]) -> None:
        super().__init__(" ".join(str(problem) for problem in problems), field="file")
        self.problems = problems


class SuccessorUnderWay(Refusal):
    """One successor is prepared at a time (VA-1)."""

    message = _("Another agreement is being prepared to take over already. Withdraw it first.")


class SuccessorOver(Refusal):
    """What has taken over, or is withdrawn, stays as it is."""

    message = _("This preparation is over: the agreement has taken over, or it was withdrawn.")


class SuccessorSigned(Refusal):
    """A text that someone has signed is not changed (SI-1)."""

    message = _(
        "Someone has signed this file, so it stays as it is. Take the signature back if it was registered wrongly, or "
        "withdraw the preparation to begin on another text."
    )


class NotInSuccessor(Refusal):
    """Only those that the new agreement is open to can sign it (BG-1)."""

    message = _("The new agreement is not open to this municipality.")


class SignedSuccessorAlready(Refusal):
    """One signs once (SI-1)."""

    message = _("This municipality's signature is registered already.")


class DeclinedSuccessorAlready(Refusal):
    """A council's decision on one text is registered once (SI-1)."""

    message = _("That this council declined is registered already.")


class TakenBackAlready(Refusal):
    """What is taken back once, is."""

    message = _("It is taken back already.")


class TooEarlyToTakeOver(Refusal):
    """The take-over is carried out on the first day of the new agreement, or later."""

    message = _("The new agreement has not begun yet.")


class NobodySigned(Refusal):
    """An agreement binds nobody before someone has signed it (SI-1)."""

    message = _("An agreement takes at least two that have signed it.")
