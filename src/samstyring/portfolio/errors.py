"""The refusals of the portfolio."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samstyring.kernel.errors import Refusal


class ProjectOver(Refusal):
    """The project is closed or stopped: it takes no more drafts and no more answers."""

    message = _("The project is closed. It can be read, but no longer be changed.")


class NotInvited(Refusal):
    """The organisation is not among those that the agreement is open to."""

    message = _("Only a municipality that the agreement is open to can own or take part in a project.")


class AlreadyAsked(Refusal):
    """The party already stands on the project in that role, or the project already has an owner asked."""

    message = _("This municipality is already on the project.")


class OwnerTaken(Refusal):
    """Another municipality is asked to own the project, or owns it: there is exactly one (PA-5)."""

    message = _("A project has exactly one owner. Remove the one that is asked now, then ask another.")


class OwnerBound(Refusal):
    """The owner of a project that has started is not taken off by a form: that is for a decision (GP-2)."""

    message = _(
        "The project has started, so its owner stays until it is decided otherwise. Propose another owner first."
    )


class HandOverWaits(Refusal):
    """Another hand-over is proposed, or decided and its day to come: one at a time."""

    message = _(
        "The project is on its way to another owner already. Take that proposal back first, or wait for its day."
    )


class HandOverSettled(Refusal):
    """The hand-over is decided or taken back."""

    message = _("This hand-over is decided, or taken back, and can no longer be changed.")


class NoOwnerYet(Refusal):
    """Nobody owns the project, so there is nobody to hand it over."""

    message = _("Nobody owns the project yet. Ask a municipality to own it.")


class OwnsAlready(Refusal):
    """The municipality that is proposed owns the project."""

    message = _("This municipality owns the project already.")


class NotAsked(Refusal):
    """The party no longer stands on the project."""

    message = _("This municipality is no longer asked to take part, so there is nothing to answer.")


class VersionLocked(Refusal):
    """The version is proposed or settled: a change is a new draft (SG-5)."""

    message = _("This version can no longer be changed. Write a new draft, and bring it to a decision.")


class NotOpenForMandateComments(Refusal):
    """A mandate takes comments while it is a draft."""

    message = _("This version is no longer a draft, so it takes no more comments. What was said of it still stands.")


class NotConcerned(Refusal):
    """Only those who stand on the project are concerned by its mandate."""

    message = _("This municipality is not on the project, so the mandate does not concern it.")


class NothingPromised(Refusal):
    """Hours are delivered of what was promised."""

    message = _("The municipality has promised no hours on this project. They come with its answer.")


class NobodyConcerned(Refusal):
    """Nobody stands on the project yet."""

    message = _("No municipality is on the project yet. Add those that it concerns, and ask them then.")


class VersionInCase(Refusal):
    """An open case asks for a decision on the version."""

    message = _("The case %(case)s asks for a decision on this version. Take the proposal out of the case first.")


class NotToStudy(Refusal):
    """The need is not answered with that it is studied, or the project is past being a candidate (FO-7)."""

    message = _("This is not studied now. A need is studied once it is answered so, a project until it starts.")


class AlreadyStudied(Refusal):
    """A need or a candidate has one study."""

    message = _("There is a study of this already. Open it, and write on there.")


class NotReady(Refusal):
    """What must hold before the project can start does not hold."""

    message = _("The project cannot start yet.")


class PartyHasLeft(Refusal):
    """A municipality that has left the agreement takes on nothing more in it."""

    message = _("The municipality has left the agreement, and can take on nothing more in it.")


class NeedOver(Refusal):
    """The need was merged, withdrawn or closed: what is said and answered belongs to another, or to nobody."""

    message = _("It was merged into another, withdrawn or closed, and takes no more answers and no more support.")


class NotInitiative(Refusal):
    """Others are invited only to what a municipality does itself."""

    message = _("Only to an initiative of one's own can others be invited. A need is supported instead.")


class InvitationClosed(Refusal):
    """The initiative was withdrawn, closed or carried on as something else: it invites nobody and takes no answers."""

    message = _("The initiative is withdrawn, closed, or carried on as something else, so it takes no more answers.")


class NotInvitedTo(Refusal):
    """The municipality is not invited to the initiative."""

    message = _("These are not invited to the initiative: %(parties)s.")


class InvitedAlready(Refusal):
    """Everyone that was chosen is invited already."""

    message = _("These are invited already: %(parties)s. Those who are silent can be reminded.")


class NobodyToRemind(Refusal):
    """Everyone who is invited has answered."""

    message = _("Everyone who is invited has answered, or nobody is invited yet.")


class NeedIsProject(Refusal):
    """The need became a project candidate, and lives on there."""

    message = _("It is a project candidate now. Ask the secretariat about the project.")


class NotSupported(Refusal):
    """The municipality does not support the need."""

    message = _("This municipality does not support it.")


class WindowClosed(Refusal):
    """The reporting window is closed: silence in it stays silence."""

    message = _("The reporting window is closed, and takes no more reports. Report in the next one.")


class ReasonNeeded(Refusal):
    """What is published is not changed: a correction is a new version, with its reason."""

    message = _("The report is published already. Say why it is corrected; both versions stay.")


class NothingWritten(Refusal):
    """There is no draft to publish."""

    message = _("Nothing is written yet. Write the report first.")


class NothingToAsk(Refusal):
    """Every project that was chosen has reported, or is over."""

    message = _("None of these projects can be asked: they have reported, or are over.")


class NotStarted(Refusal):
    """The project has not started: it does so by a decision, with its first decision point."""

    message = _("The project has not started. It starts by a decision.")


class NotNextPoint(Refusal):
    """Another decision point comes first, or this one is passed: none is jumped."""

    message = _("This is not the project's next decision point. None of them is jumped.")


class ForTheBody(Refusal):
    """The mandate reserves the decision point for the body that decides on them."""

    message = _("By the mandate this decision point is for a case. Bring it as one.")


class PointLacks(Refusal):
    """What the decision point must have is not there."""

    message = _("The decision point cannot be passed yet.")


class ModelLacksPhase(Refusal):
    """The project model does not have the phase that the project is in."""

    message = _("This project model does not have the phase that the project is in.")


class OutsideTolerance(Refusal):
    """A change goes beyond a tolerance of the mandate."""

    message = _(
        "With what is logged before, this goes beyond the tolerances of the mandate. Give the forecast, and write an "
        "exception report."
    )


class InsideTolerance(Refusal):
    """Nothing is outside the tolerances that is not reported already."""

    message = _("Nothing is outside the tolerances that is not reported already.")


class AlreadyBrought(Refusal):
    """The exception report has come to a case."""

    message = _("The report is brought up in a case already.")


class NotEntered(Refusal):
    """A candidate is not in the portfolio: there is nothing to pause."""

    message = _("It is a candidate. Only what is taken into the portfolio can be paused.")


class ProjectPaused(Refusal):
    """The project stands still: it passes no decision point and is asked for no report."""

    message = _("The project is paused. Register first that it goes on.")


class NotPaused(Refusal):
    """The project is not paused."""

    message = _("The project is not paused.")


class MilestoneDone(Refusal):
    """The milestone is reached, or taken out of the plan."""

    message = _("It is reached or taken out of the plan, and can no longer be changed.")


class PointSaysSo(Refusal):
    """The planned decision point is tied to one of the project model that lies ahead."""

    message = _("It is reached when its decision point is passed. Register that where the phases of the project stand.")


class BaselineStands(Refusal):
    """The plan is frozen already, or will be when the project passes the decision point that does it."""

    message = _("The plan has a baseline, or gets it when the project passes its decision point.")


class ReportBrought(Refusal):
    """The portfolio report lies in a case: what the board reads stands."""

    message = _("The report lies in a case, and stands as it is.")


class ChangedMeanwhile(Refusal):
    """What a workbook would change is not what was looked at: something here was changed in between."""

    message = _("Something was changed here since you looked. Look at what would change once more.")


class RiskClosed(Refusal):
    """The risk or opportunity is closed: it is history."""

    message = _("It is closed, and can no longer be changed. Register a new one if it is there again.")


class RiskActionDone(Refusal):
    """The action is done already."""

    message = _("The action is done already.")


class RiskRaised(Refusal):
    """A case that asks about the risk is not settled."""

    message = _("The risk lies in a case that is not settled yet.")


class DependencyEnded(Refusal):
    """The dependency is ended: it is history."""

    message = _("The project no longer waits for it, and it can no longer be changed.")


class WaitsInRing(Refusal):
    """Projects would wait for each other in a ring, and none of them could come first."""

    message = _("The projects would wait for each other: %(way)s.")

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(type(self).message % {"way": " → ".join(names)})


class EntryClosed(Refusal):
    """The entry of a register is closed: it is history."""

    message = _("It is closed, and can no longer be changed. Write a new one if it is there again.")


class NoCriteriaInForce(Refusal):
    """Nothing can be scored before the body has adopted what it scores on (SG-4)."""

    message = _("No scoring criteria are in force. They must be adopted first.")


class NotRanked(Refusal):
    """No decided version of the list holds the candidate."""

    message = _("The candidate does not stand on any decided version of this list.")


class NotCut(Refusal):
    """The last that is recorded of the candidate is no award in part, so nothing has to be smaller by it."""

    message = _("%(project)s was not awarded in part on this list, so nothing there must be made smaller.")


class ScopeSaid(Refusal):
    """It is said already, and stands."""

    message = _("That is said of the award already, and stands.")


class BenefitEnded(Refusal):
    """The benefit is followed up no more: it is history."""

    message = _("The benefit is followed up no more, and can no longer be changed.")


class NotToAnswer(Refusal):
    """Who is named to answer for a benefit is not in the agreement: never was, has left it, or is merged (VE-4)."""

    message = _("%(owner)s is not a municipality that the agreement is open to. Choose one that is.")
    left = _(
        "%(owner)s left the agreement %(day)s. Choose a municipality that is in it, or end the follow-up of the benefit."
    )
    merged = _("%(owner)s is merged into %(heir)s from %(day)s. Choose %(heir)s.")


class NothingToMeasure(Refusal):
    """The municipality answers for no benefit that is to be measured soon."""

    message = _("%(parties)s has no benefit to measure within %(days)s days. It is asked when one is.")


class AskedThisWeek(Refusal):
    """Whoever answers has had a letter that asks for something this week: one ask per municipality (SE-4a)."""

    message = _(
        "%(names)s got a letter on %(day)s with what is asked for, and gets no other within a week. "
        "Ask again from %(again)s, or when the measurement comes, register it."
    )


class ProgrammeEnded(Refusal):
    """The programme is ended: it is history."""

    message = _("The programme is ended, and can no longer be changed. Choose another.")


class ProgrammeRuns(Refusal):
    """Projects in the programme are not over."""

    message = _("These projects in it are not over: %(names)s. Move them to another programme first, or wait.")

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(type(self).message % {"names": ", ".join(names)})
