"""Pages of amendments: drafting, sending, answering, and how it went."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View

from samstyring.kernel import clock, reading
from samstyring.kernel.errors import NotThere
from samstyring.records.downloads import attachment_response
from samstyring.ui import formats
from samstyring.ui.views import ActorMixin, ActView, PageView

from .. import acts, queries, tables
from ..forms.amendments import (
    AmendmentForm,
    AnnexForm,
    AnswerForm,
    ClauseForm,
    CommentForm,
    CommentsAskedForm,
    NewClauseForm,
    RegisterAnswerForm,
    RegisterCommentForm,
    ReplyForm,
    SendForm,
    WithdrawForm,
    written_in,
)
from ..rules import SECRETARIAT


class Amendments(PageView):
    """Every amendment, the newest first."""

    template_name = "charter/amendments.html"

    def page(self) -> Mapping[str, Any]:
        """Return them."""
        return {
            "page_title": _("Amendments of the agreement"),
            "amendments": [(row, *tables.amendment_mark(row)) for row in queries.amendments(by=self.actor)],
            "may_draft": self.actor.may("charter.draft_amendment"),
            "amending_clause": queries.amendment_clause(clock.today()),
        }


class AmendmentView(PageView):
    """One amendment: the difference, and the round."""

    template_name = "charter/amendment.html"

    def page(self) -> Mapping[str, Any]:
        """Return the amendment. Raises NotThere."""
        found = queries.amendment_page(self.kwargs["number"], by=self.actor)
        show = self.request.GET.get("show", "")
        return {
            "page_title": found.amendment.title,
            "found": found,
            "amendment": found.amendment,
            "state": tables.amendment_mark(found.amendment),
            "parties": [(row, *tables.answer_mark(row)) for row in found.parties if show in ("", row.state)],
            "show": show,
            "chips": tables.answer_chips(found.counts),
            "facts": tables.amendment_facts(found.amendment, found.text.base),
            "stands": queries.text_of(found.text.base) if found.amendment.state == "draft" else None,
            "may_edit": found.amendment.state == "draft" and found.may["propose_clause"],
            "round": queries.comment_round(found.amendment, by=self.actor, today=found.today),
        }


class AmendmentFile(ActorMixin, View):
    """The exact text that was sent, the agreement's file as it will stand, or the answers as CSV."""

    def get(self, request: HttpRequest, number: int, kind: str) -> HttpResponseBase:
        """Return the file. Raises NotThere before the text is sent."""
        with reading.once():
            found = queries.amendment(number, by=self.actor)
            if not found.sha256:
                raise NotThere
            if kind == "answers":
                rows = tables.answers_as_csv(queries.parties_in_round(found, by=self.actor, today=clock.today()))
                name = _("amendment-%(number)s-answers.csv") % {"number": number}
                return attachment_response(rows.encode(), name=name, content_type="text/csv; charset=utf-8")
            name = _("amendment-%(number)s.%(kind)s") % {"number": number, "kind": "txt" if kind == "text" else "toml"}
            text = found.exact_text if kind == "text" else found.source
        return attachment_response(text.encode(), name=name, content_type="text/plain; charset=utf-8")


class DraftAmendment(ActView):
    """Draft an amendment."""

    act = staticmethod(acts.draft_amendment)
    form_class = AmendmentForm
    template_name = "charter/amendment_form.html"
    heading = gettext_lazy("Draft an amendment")
    button = gettext_lazy("Save the draft")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the term as it is."""
        return {"term": "same"}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the agreement."""
        return {**form.arguments(), "agreement": queries.agreement_on(clock.today())}

    def cancel(self) -> str:
        """Go to the amendments."""
        return reverse("charter:amendments")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the term is now."""
        return super().get_context_data(**kwargs) | {
            "term": queries.today_term(),
            "amending_clause": queries.amendment_clause(clock.today()),
        }


class OfAmendment(ActView):
    """A form about one amendment; afterwards one sees its page."""

    @cached_property
    def amendment(self) -> Any:
        """Return the amendment in the address. Raises NotThere."""
        return queries.amendment(self.kwargs["number"], by=self.actor)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the amendment."""
        return {**form.arguments(), "amendment": self.amendment}

    def done_url(self, result: Any) -> str:
        """Go to the amendment."""
        return str(self.amendment.get_absolute_url())

    def cancel(self) -> str:
        """Go to the amendment."""
        return str(self.amendment.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the amendment."""
        return super().get_context_data(**kwargs) | {"amendment": self.amendment}


class EditAmendment(OfAmendment):
    """Edit a draft."""

    act = staticmethod(acts.edit_amendment)
    form_class = AmendmentForm
    template_name = "charter/amendment_form.html"
    heading = gettext_lazy("Edit the amendment")
    takes_revision = True

    def get_initial(self) -> dict[str, Any]:
        """Begin with what stands."""
        return written_in(self.amendment)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the term is now."""
        return super().get_context_data(**kwargs) | {"term": queries.today_term()}


class ProposeClause(OfAmendment):
    """Propose another text of a clause, or its repeal."""

    act = staticmethod(acts.propose_clause)
    form_class: Any = ClauseForm
    template_name = "charter/amendment_clause.html"
    button = gettext_lazy("Put it into the amendment")

    @cached_property
    def stands(self) -> tuple[str, str]:
        """Return heading and text as they stand. Raises NotThere."""
        found = queries.text_of(queries.latest_edition(self.amendment.agreement)).clauses.get(self.kwargs["ref"])
        if found is None:
            raise NotThere
        return found

    @cached_property
    def proposed(self) -> Any:
        """Return what is proposed already, or None."""
        return queries.proposed_change(self.amendment, self.kwargs["ref"])

    def get_initial(self) -> dict[str, Any]:
        """Begin with what is proposed, else with what stands."""
        if self.proposed is None or self.proposed.kind == "repealed":
            return {"heading": self.stands[0], "text": self.stands[1], "repealed": self.proposed is not None}
        return {"heading": self.proposed.heading, "text": self.proposed.text}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Say which clause, and whether it is changed or repealed."""
        given = super().arguments(form)
        kind = "repealed" if given.pop("repealed") else "changed"
        return {**given, "ref": self.kwargs["ref"], "kind": kind}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the text as it stands."""
        return super().get_context_data(**kwargs) | {
            "heading": _("Change of %(ref)s %(heading)s") % {"ref": self.kwargs["ref"], "heading": self.stands[0]},
            "stands": self.stands,
            "ref": self.kwargs["ref"],
        }


class ProposeAnnex(ProposeClause):
    """Propose another text of an annex."""

    form_class = AnnexForm

    @cached_property
    def stands(self) -> tuple[str, str]:
        """Return title and text as they stand. Raises NotThere."""
        found = queries.text_of(queries.latest_edition(self.amendment.agreement)).annexes.get(self.kwargs["ref"])
        if found is None:
            raise NotThere
        return found

    def arguments(self, form: Any) -> dict[str, Any]:
        """Say which annex."""
        return {**form.arguments(), "amendment": self.amendment, "ref": self.kwargs["ref"], "kind": "annex"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the annex by its title."""
        title = _("Change of the annex %(title)s") % {"title": self.stands[0]}
        return super().get_context_data(**kwargs) | {"heading": title, "ref": ""}


class ProposeNewClause(OfAmendment):
    """Propose a clause that the agreement does not have."""

    act = staticmethod(acts.propose_clause)
    form_class = NewClauseForm
    template_name = "charter/amendment_clause.html"
    heading = gettext_lazy("A new clause")
    button = gettext_lazy("Put it into the amendment")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the chapters."""
        chapters = queries.text_of(queries.latest_edition(self.amendment.agreement)).chapters
        return super().get_form_kwargs() | {"chapters": chapters.items()}

    def arguments(self, form: Any) -> dict[str, Any]:
        """Say that it is new."""
        return {**super().arguments(form), "kind": "new"}


class DropClause(OfAmendment):
    """Take a change out of the draft."""

    act = staticmethod(acts.drop_proposed_clause)
    template_name = "ui/confirm.html"
    button = gettext_lazy("Take it out")
    danger = True

    def arguments(self, form: Any) -> dict[str, Any]:
        """Say which."""
        return {"amendment": self.amendment, "ref": self.kwargs["ref"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what goes."""
        says = _("Take the change of %(ref)s out of the amendment?") % {"ref": self.kwargs["ref"]}
        return super().get_context_data(**kwargs) | {"heading": says}


class SendAmendment(OfAmendment):
    """Look once more at the text, and send it to every party."""

    act = staticmethod(acts.send_amendment)
    form_class = SendForm
    template_name = "charter/amendment_send.html"
    heading = gettext_lazy("Send the amendment to all parties")
    button = gettext_lazy("Send it for consent")
    takes_revision = True
    success_message = gettext_lazy("The amendment is out for consent. Its text can no longer be changed.")

    def get_initial(self) -> dict[str, Any]:
        """Send what was shown, not what someone else has written since."""
        return {"revision": self.amendment.revision}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the difference, and who will be asked."""
        text = queries.proposed_text(self.amendment)
        return super().get_context_data(**kwargs) | {
            "text": text,
            "facts": tables.amendment_facts(self.amendment, text.base),
            "asked": queries.parties_to(self.amendment.agreement, clock.today()),
        }


class AnswerAmendment(ActView):
    """A party's answer: by its own people, or registered by the secretariat."""

    act = staticmethod(acts.answer_amendment)
    template_name = "charter/amendment_answer.html"
    success_message = gettext_lazy("The answer is registered.")

    @cached_property
    def asked(self) -> Any:
        """Return the party's place in the round. Raises NotThere."""
        return queries.asked_party(self.kwargs["number"], self.kwargs["organisation"], by=self.actor)

    @cached_property
    def registers(self) -> bool:
        """Tell whether the reader registers for another, and does not answer for a party of one's own."""
        own = self.actor.has_role(*queries.WHO_ANSWERS, scope=f"party:{self.asked.organisation_id}")
        return self.actor.has_role(*SECRETARIAT) and not own

    def get_form_class(self) -> Any:
        """Return the form for the reader's role."""
        return RegisterAnswerForm if self.registers else AnswerForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say which day it is, to the one who registers."""
        return super().get_form_kwargs() | ({"on": clock.today()} if self.registers else {})

    def scopes(self) -> Iterable[str]:
        """Ask for the party."""
        return [f"party:{self.asked.organisation_id}"]

    def arguments(self, form: Any) -> dict[str, Any]:
        """Name the party."""
        return {**form.arguments(), "asked": self.asked}

    def done_url(self, result: Any) -> str:
        """Go to where the answer stands."""
        return str(self.asked.get_absolute_url())

    def cancel(self) -> str:
        """Go to where the answer would stand."""
        return str(self.asked.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the whole text that is answered."""
        amendment = self.asked.amendment
        text = queries.difference(amendment)
        names = {"party": self.asked.organisation.name, "number": amendment.number}
        return super().get_context_data(**kwargs) | {
            "heading": _("Answer from %(party)s on amendment %(number)s") % names,
            "button": _("Register the answer") if self.registers else _("Send the answer"),
            "amendment": amendment,
            "text": text,
            "registers": self.registers,
            "facts": tables.amendment_facts(amendment, text.base),
        }


class RemindOfAmendment(OfAmendment):
    """Remind those that have not answered."""

    act = staticmethod(acts.remind_of_amendment)
    template_name = "ui/confirm.html"
    heading = gettext_lazy("Remind those that have not answered?")
    button = gettext_lazy("Send the reminder")
    success_message = gettext_lazy("The reminder is on its way.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say who gets it."""
        rows = queries.parties_in_round(self.amendment, by=self.actor, today=clock.today())
        silent = [row.asked.organisation for row in rows if row.state == "silent"]
        return super().get_context_data(**kwargs) | {
            "facts": [(_("Amendment"), str(self.amendment)), (_("Not answered"), formats.sentence(silent))]
        }


class WithdrawAmendment(OfAmendment):
    """Withdraw an amendment, with the reason."""

    act = staticmethod(acts.withdraw_amendment)
    form_class = WithdrawForm
    template_name = "ui/confirm.html"
    heading = gettext_lazy("Withdraw the amendment?")
    button = gettext_lazy("Withdraw it")
    danger = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        return super().get_context_data(**kwargs) | {
            "facts": [(_("Amendment"), str(self.amendment)), (_("State"), self.amendment.get_state_display())],
            "warning": _("Nobody is asked any more. The answers that were given stay. This cannot be undone."),
        }


class ConcludeAmendment(OfAmendment):
    """Establish that all have consented, where the last silent one has left."""

    act = staticmethod(acts.conclude_amendment)
    template_name = "ui/confirm.html"
    heading = gettext_lazy("Put the amendment in force?")
    button = gettext_lazy("Put it in force")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what will happen."""
        return super().get_context_data(**kwargs) | {
            "facts": [
                (_("Amendment"), str(self.amendment)),
                (
                    _("In force from"),
                    formats.day(self.amendment.in_force_from) if self.amendment.in_force_from else _("today"),
                ),
            ],
            "warning": _("All that are still parties have consented. The agreement gets a new edition."),
        }


class AskForComments(OfAmendment):
    """Ask the parties for comments on a draft by a day."""

    act = staticmethod(acts.ask_for_comments)
    form_class = CommentsAskedForm
    heading = gettext_lazy("Ask the parties for comments")
    button = gettext_lazy("Ask for comments")
    success_message = gettext_lazy("The draft is shown to all parties, and comments are asked for.")


class CommentOnAmendment(OfAmendment):
    """Comment for one's own party, or register what came in writing."""

    act = staticmethod(acts.comment_on_amendment)
    template_name = "charter/amendment_answer.html"
    success_message = gettext_lazy("Thank you. The comment stands on the page of the amendment.")

    @cached_property
    def parties(self) -> Any:
        """Return those that the reader may comment for. Raises NotThere where comments are not asked for."""
        found = queries.comment_round(self.amendment, by=self.actor, today=clock.today())
        if found is None or not found.may_comment_for:
            raise NotThere
        return found.may_comment_for

    def scopes(self) -> Iterable[str]:
        """Ask for the parties that the reader reaches."""
        return [f"party:{party.pk}" for party in self.parties]

    @cached_property
    def registers(self) -> bool:
        """Tell whether the reader registers for others."""
        return self.actor.has_role(*SECRETARIAT)

    def get_form_class(self) -> Any:
        """Return the form for the reader's role."""
        return RegisterCommentForm if self.registers else CommentForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the parties."""
        everyone = queries.parties_to(self.amendment.agreement, clock.today())
        given = super().get_form_kwargs() | {"own": self.parties, "everyone": everyone}
        return given | {"on": clock.today()} if self.registers else given

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show the whole draft that is commented on."""
        text = queries.difference(self.amendment)
        return super().get_context_data(**kwargs) | {
            "heading": _("Comment on amendment %(number)s") % {"number": self.amendment.number},
            "button": _("Register the comment") if self.registers else _("Send the comment"),
            "text": text,
            "facts": tables.amendment_facts(self.amendment, text.base),
        }


class ReplyToComment(ActView):
    """Reply to a comment."""

    act = staticmethod(acts.reply_to_comment)
    form_class = ReplyForm
    button = gettext_lazy("Send the reply")
    template_name = "ui/confirm.html"

    @cached_property
    def comment(self) -> Any:
        """Return the comment in the address. Raises NotThere."""
        return queries.comment(self.kwargs["pk"], by=self.actor)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Add the comment."""
        return {**form.arguments(), "comment": self.comment}

    def done_url(self, result: Any) -> str:
        """Go to the comment."""
        return self.cancel()

    def cancel(self) -> str:
        """Go to the comment."""
        return f"{self.comment.amendment.get_absolute_url()}#comment-{self.comment.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is replied to."""
        return super().get_context_data(**kwargs) | {
            "heading": _("Reply to %(party)s") % {"party": self.comment.organisation.name},
            "facts": [(_("Comment"), self.comment.gist)],
        }
