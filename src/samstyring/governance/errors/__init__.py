"""The refusals that governance can give, each readable by a user."""

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal

from .input import InputClosed as InputClosed
from .input import NobodyToReportTo as NobodyToReportTo
from .input import NotAskedForInput as NotAskedForInput
from .input import NothingToReport as NothingToReport
from .input import NotSpokenFor as NotSpokenFor
from .publicity import NotMadePublic as NotMadePublic
from .publicity import NotSentOut as NotSentOut
from .written import AnswersClosed as AnswersClosed
from .written import AnswersComing as AnswersComing
from .written import NotAskedInWriting as NotAskedInWriting
from .written import NotYourSeat as NotYourSeat
from .written import WrittenEnded as WrittenEnded
from .written import WrittenForbidden as WrittenForbidden
from .written import WrittenNeedsLeader as WrittenNeedsLeader
from .written import WrittenNotOpen as WrittenNotOpen
from .written import WrittenNotSent as WrittenNotSent
from .written import WrittenOnTheWay as WrittenOnTheWay

# -- bodies and seats --------------------------------------------------------------------------------------------------


class NotTheirSeat(Refusal):
    """The person cannot hold the seat."""

    message = _("This person cannot hold this seat.")


class EvidenceMissing(Refusal):
    """What another has decided is recorded only with the letter or e-mail that says so."""

    message = _("Attach the letter or e-mail that says so: you are recording what someone else has decided.")


class BodyClosed(Refusal):
    """The body was closed by a decision: it takes no new members, meetings or cases."""

    message = _("This body is closed by a decision. It gets no new members, meetings or cases.")


class NotAGroup(Refusal):
    """The agreement sets the seats of the body; only groups get members one by one."""

    message = _("The agreement itself sets the seats of this body. Register who holds each of them instead.")


class NoLeader(Refusal):
    """The body has no leader's office, or nobody holds it."""

    message = _("This body has no leader on this day.")


class AlreadyEnded(Refusal):
    """The designation, instruction or regrets have ended already."""

    message = _("This has already ended.")


# -- cases -------------------------------------------------------------------------------------------------------------


class CaseSettled(Refusal):
    """The case is decided, closed or withdrawn: its paper stays as it is."""

    message = _("This case is finished and stays as it is. Bring a new case if something is to be changed.")


class ThreadResolved(Refusal):
    """A thread that is resolved takes no reply, and is resolved once."""

    message = _("This comment is resolved. Open it again if there is more to say.")


class ThreadOpen(Refusal):
    """Only a resolved thread can be opened again."""

    message = _("This comment is open already.")


class NothingToTakeBack(Refusal):
    """The paper reads as in the version already."""

    message = _("The paper reads as in this version already.")


class CaseInTreatment(Refusal):
    """The meeting is treating the case: its text changes in the meeting room only."""

    message = _("The meeting is treating this case now. Its text can only be changed in the meeting, as a new round.")


class CaseOnAgenda(Refusal):
    """The case stands on an agenda and must come off it first."""

    message = _("The case is on an agenda. Take it off the agenda first.")


class MatterNotForCase(Refusal):
    """A case of this kind cannot hold such a proposal, or holds it already."""

    message = _("This kind of proposal does not belong in this case.")


class ConditionNotAllowed(Refusal):
    """This matter cannot be decided on a condition."""

    message = _("This cannot be decided on a condition.")


class NothingToDecide(Refusal):
    """A case for decision without a proposal."""

    message = _("The case has no proposal yet, so there is nothing to decide. Add a proposal first.")


class RequirementsMissing(Refusal):
    """Something that must hold does not, or something that should hold was not passed over."""

    message = _("Something is missing before the case can go on an agenda.")


class NotPassable(Refusal):
    """The requirement cannot be passed over."""

    message = _("This cannot be passed over.")


# -- meetings and agendas ----------------------------------------------------------------------------------------------


class OtherBodysCase(Refusal):
    """The case belongs to another body than the meeting."""

    message = _("The case is for another body than the one that meets.")


class MeetingNotOpenForThis(Refusal):
    """The meeting stands where this can no longer (or not yet) be done."""

    message = _("This cannot be done with the meeting as it now stands.")


class AgendaEmpty(Refusal):
    """There is no case on the agenda."""

    message = _("There is no case on the agenda yet.")


class AgendaFrozen(Refusal):
    """The agenda has its numbers: items are withdrawn, not removed."""

    message = _("The agenda has been frozen. Withdraw the item instead: it keeps its number.")


class AgendaNotFrozen(Refusal):
    """The agenda has no numbers yet."""

    message = _("Freeze the agenda first, so that each item gets its number.")


class SummonsNeedsLeader(Refusal):
    """The summons goes out on the leader's authority (LE-2 in the agreement of 2020)."""

    message = _(
        "The leader calls the meetings. You can send this when the leader has approved this summons, "
        "or has given a standing instruction in writing."
    )


class ChangeNeedsLeader(SummonsNeedsLeader):
    """A meeting is moved or cancelled on the leader's authority too."""

    message = _("The leader calls the meetings. Attach the leader's word in writing, or let the leader do it.")


class SummonsChanged(Refusal):
    """The time, place or agenda is not what the leader approved."""

    message = _("The time, place or agenda has changed since the leader approved the summons. Ask for approval again.")


class NoticeTooShort(Refusal):
    """The rules say how long before the meeting the summons must be sent."""

    message = _("The summons would be sent too late before the meeting.")


class NothingToSend(Refusal):
    """No paper has changed since the last dispatch."""

    message = _("Nothing has changed since the papers were last sent.")


class NobodyToCall(Refusal):
    """The body has no holder of any seat on the day."""

    message = _("No seat has a holder on that day, so there is nobody to send to.")


# -- the meeting room --------------------------------------------------------------------------------------------------


class MeetingNotCalled(Refusal):
    """Only a meeting that was called can be opened (LE-2)."""

    message = _("The meeting has not been called, so it cannot be opened.")


class MeetingNotOpen(Refusal):
    """This is done while the meeting is in session."""

    message = _("The meeting is not in session.")


class ItemEnded(Refusal):
    """The item is decided, postponed, sent back or withdrawn."""

    message = _("This item is finished. Open the page again to see how it ended.")


class ItemNotTakenUp(Refusal):
    """The item must be taken up first."""

    message = _("Take up the item first.")


class LateItemNotAgreed(Refusal):
    """A late item is taken up only if the meeting agreed to it at its first item."""

    message = _("This item came late. It can be taken up only if the meeting agrees to it at its first item.")


class DisqualificationAsked(Refusal):
    """The question is on record already."""

    message = _("This question is on record already. The meeting can rule on it, or rule anew.")


class RulesKnowNoneSuch(Refusal):
    """The rules of procedure say that nobody stands aside for disqualification."""

    message = _("The rules of procedure say that nobody has to stand aside for disqualification.")


class RulesOnOneself(Refusal):
    """Nobody rules on their own disqualification."""

    message = _("Nobody rules on themselves. Give the chair to another before the meeting rules on this.")


class PersonDisqualified(Refusal):
    """Whoever is found to be disqualified has left the item."""

    message = _("%(who)s is disqualified on this item, and takes no part in it.")


class SeatDisqualified(Refusal):
    """The seat is not entitled on the item: its holder is disqualified, and nobody stepped in."""

    message = _("%(seat)s has no position on this item: whoever meets for the seat is disqualified.")


class LateItemsRefused(Refusal):
    """The rules of procedure let no late item be taken up."""

    message = _("This item came late, and the rules of procedure let no late item be taken up. It can be postponed.")


class TooLateToAgree(Refusal):
    """The meeting has gone past its first item."""

    message = _("The meeting has gone on past its first item. Late items are agreed to there.")


class NothingToTreat(Refusal):
    """The item has no proposal, so there is no text to take positions on."""

    message = _("This item has no proposal, so there is nothing to decide. Note that it was treated, or postpone it.")


class RoundPast(Refusal):
    """The text changed: positions belong to the new round."""

    message = _("The text has changed since this page was shown. Look at the new text, then answer again.")


class TextChanged(Refusal):
    """What the proposals hold now is not what the round was opened on."""

    message = _(
        "What is proposed is not what the positions were taken on. Open a new round, so that the decision is on the "
        "exact text that everyone saw."
    )


class SeatNotPresent(Refusal):
    """A seat that is not at the meeting takes no position."""

    message = _("%(seat)s is not registered as present. Record the attendance first.")


class ObserverHasNoPosition(Refusal):
    """Observers take part without a position (SG-1 in the agreement of 2020)."""

    message = _("%(seat)s is an observer, and has no position in what is decided.")


class SubstituteNotAllowed(Refusal):
    """The rules of procedure say that nobody may meet for another."""

    message = _("The rules of procedure do not let anyone meet for a member.")


class TooFewPresent(Refusal):
    """The rules say how many must be present."""

    message = _("Too few are present to decide.")


# -- finding and deciding ----------------------------------------------------------------------------------------------


class NoConsensus(Refusal):
    """A present seat objects or has not answered."""

    message = _("There is no consensus.")


class NoObjectionOnRecord(Refusal):
    """The leader decides only where consensus was not reached (SG-7 in the agreement of 2020)."""

    message = _("No objection is on record, so there is nothing for the leader to settle. Find consensus instead.")


class NewAttemptNeeded(Refusal):
    """The rules of procedure ask for a new attempt at consensus before the leader decides."""

    message = _("The rules of procedure ask for a new attempt at consensus first. Open a new round.")


class NoMajority(Refusal):
    """The votes do not carry the proposal."""

    message = _("There is no majority for the proposal.")


class OtherProcedure(Refusal):
    """The agreement has this decided in another way."""

    message = _("The agreement has this decided in another way.")


class DecidedTogetherOnly(Refusal):
    """The proposals of one case are decided in different ways."""

    message = _("The proposals of this case are decided in different ways. Bring them as cases of their own.")


class NotInItsTerm(Refusal):
    """Only what was decided before can be registered late (VA-1 in the agreement of 2020)."""

    message = _("Only a decision that was made on an earlier day can be registered late.")


# -- conditions, actions, minutes --------------------------------------------------------------------------------------


class NotWaiting(Refusal):
    """The proposal does not wait for a condition."""

    message = _("This does not wait for a condition, or the condition is settled already.")


class ConditionOverdue(Refusal):
    """The condition's latest date is past: the effect never came, and the case returns to the agenda."""

    message = _("The latest day for this condition is past. The matter must go back to the agenda.")


class ConditionNotOverdue(Refusal):
    """The condition can still be met."""

    message = _("The condition can still be met, so the matter does not go back to the agenda yet.")


class NotYoursToConfirm(Refusal):
    """The decision names who confirms the condition."""

    message = _("The decision says that someone else confirms this condition.")


class ActionClosed(Refusal):
    """The action is done or dropped."""

    message = _("This follow-up is closed.")


class ActionReported(Refusal):
    """The action is reported as done, so no more time is needed."""

    message = _("This is reported as done. Report that it is not, before asking for more time.")


class ExtensionWaits(Refusal):
    """A request for more time waits for its answer already."""

    message = _("More time has been asked for already, and that waits for an answer.")


class ExtensionAnswered(Refusal):
    """The request for more time has its answer."""

    message = _("This request is answered already.")


class DecisionRepealed(Refusal):
    """The decision is repealed."""

    message = _("This decision is repealed already.")


class OtherBodysDecision(Refusal):
    """A body confirms and repeals its own decisions."""

    message = _("The decision was made by another body than the one that treats this case.")


class MeetingNotHeld(Refusal):
    """Minutes are made when the meeting is over."""

    message = _("Minutes are made when the meeting has been closed.")


class MinutesApproved(Refusal):
    """Approved minutes stay as they are; corrections are numbered notes."""

    message = _("The minutes are approved and stay as they are. Write a correction instead.")


class MinutesNotSent(Refusal):
    """The minutes have not been sent for comment."""

    message = _("The minutes have not been sent for comment.")


class MinutesNotApproved(Refusal):
    """Only approved minutes are corrected or become public."""

    message = _("The minutes are not approved yet.")


class NotTheChair(Refusal):
    """Whoever chaired the meeting signs its minutes."""

    message = _("The minutes are signed by whoever chaired the meeting: %(chair)s.")


class SignedAlready(Refusal):
    """The minutes are signed."""

    message = _("The minutes are signed already.")


class SilenceNotRegulated(Refusal):
    """No rule lets silence count as consent."""

    message = _("No rule says that silence counts as consent. The next meeting approves the minutes.")


class SilenceNotOver(Refusal):
    """The deadline for comments is not past."""

    message = _("The deadline for comments is not past.")


class SilenceBroken(Refusal):
    """There are remarks, so nobody was silent."""

    message = _("There are remarks on the minutes. The next meeting takes them up and approves the minutes.")


class NotChecked(Refusal):
    """What becomes public is read first by the named person."""

    message = _("Confirm that you have read what becomes public and looked for what is exempt.")


class AlreadyPublic(Refusal):
    """It is released already."""

    message = _("This is public already.")
