"""Deciding whether an earlier decision still holds: a day for review, confirming it, repealing it."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samstyring.kernel import clock
from samstyring.kernel.errors import NotThere
from samstyring.kernel.models import Basis
from samstyring.records.models import TakenOverDecision
from samstyring.ui import formats
from samstyring.ui.fields import DayField

from ..effects import reviews as effects
from ..models import Case, Decision
from ..queries import from_before
from ..queries import reviews as queries
from ..queries.decisions import address_of_any
from ..queries.texts import house_language
from ..registry import Asked, Matter, Payload, Reading, Requirement, register


def decision_of(payload: Payload) -> Decision | TakenOverDecision:
    """Return the decision that a payload names, made here or taken over. Raises NotThere."""
    found = queries.named_in((str(payload["decision"]),)).get(str(payload["decision"]))
    if found is None:
        raise NotThere
    return found


def together(asked: Asked) -> tuple[str, ...]:
    """Return the ids of all decisions that the case is about, so that they are fetched at once."""
    payloads = [asked.payload, *(payload for _name, payload in asked.siblings)]
    return tuple(sorted({str(payload["decision"]) for payload in payloads if payload.get("decision")}))


def asked_about(asked: Asked) -> Decision | TakenOverDecision:
    """Return the decision that a proposal is about. Raises NotThere."""
    found = queries.named_in(together(asked)).get(str(asked.payload["decision"]))
    if found is None:
        raise NotThere
    return found


def named(decision: Decision | TakenOverDecision) -> str:
    """Return number and title, the number alone where the case is exempt from public access.

    The number of a decision that was taken over says so: it never passes for one made here (BG-5).
    """
    if isinstance(decision, TakenOverDecision):
        return f"{decision.label} {decision.title}"
    return decision.label if decision.case.exempt else f"{decision.label} {decision.title}"


def where_from(decision: Decision | TakenOverDecision) -> list[tuple[Any, Any]]:
    """Return when it was decided, and by whom and from what source where it was taken over."""
    lines: list[tuple[Any, Any]] = [(_("Decided"), formats.day(decision.decided_on))]
    if isinstance(decision, TakenOverDecision):
        lines.append((_("Taken over"), f"{decision.body_name}; {decision.take_over.source}"))
    return lines


def day_in(payload: Payload, name: str) -> date | None:
    """Return a day of a payload, or None."""
    return date.fromisoformat(payload[name]) if payload.get(name) else None


class ReviewForm(forms.Form):
    """By when the decision is looked at anew."""

    review_on = DayField(label=gettext_lazy("Look at it anew by"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = _days(kwargs.get("initial"), "review_on")
        super().__init__(*args, **kwargs)
        self.fields["review_on"].earliest = clock.today()  # type: ignore[attr-defined]

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        return {"review_on": self.cleaned_data["review_on"].isoformat()}


def _days(initial: Any, *names: str) -> dict[str, Any]:
    found = dict(initial or {})
    for name in names:
        if isinstance(found.get(name), str):
            found[name] = date.fromisoformat(found[name])
    return found


class _OfDecision(forms.Form):
    """Which of the body's decisions it is about: those that can hold over time and are not repealed."""

    decision = forms.ChoiceField(label=gettext_lazy("Decision"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        kwargs["initial"] = _days(kwargs.get("initial"), "review_on", "from_date")
        super().__init__(*args, **kwargs)
        rows = queries.with_holding(Decision.objects.filter(body=case.body).exclude(case__kind__in=queries.PASSING))
        ordered = queries.in_force(rows, clock.today()).exclude(way=Decision.Way.NOTED).select_related("case")
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            (str(row.pk), named(row)) for row in ordered.order_by(F("review_on").asc(nulls_last=True), "-decided_on")
        ]
        earlier = [(str(row.pk), named(row)) for row in from_before.choices_for(case.body, clock.today())]
        if earlier:
            self.fields["decision"].choices += [(_("Taken over from before"), earlier)]  # type: ignore[attr-defined]


class ConfirmForm(_OfDecision):
    """Which decision is confirmed, and by when it is looked at again."""

    review_on = DayField(label=gettext_lazy("Look at it anew by"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].earliest = clock.today()  # type: ignore[attr-defined]

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        day = self.cleaned_data["review_on"]
        return {"decision": self.cleaned_data["decision"], "review_on": day.isoformat() if day else None}


class RepealForm(_OfDecision):
    """Which decision is repealed, and from when."""

    from_date = DayField(
        label=gettext_lazy("No longer in force from"),
        required=False,
        help_text=gettext_lazy("Left empty, it is the day on which this is decided."),
    )

    def payload(self) -> dict[str, Any]:
        """Return the payload."""
        day = self.cleaned_data["from_date"]
        return {"decision": self.cleaned_data["decision"], "from_date": day.isoformat() if day else None}


@register
class SetReview(Matter):
    """The decision says itself by when the body looks at it anew."""

    name = "governance.set_review"
    label = gettext_lazy("Set a day for review")
    form_class = ReviewForm
    case_kinds = ("free_text", "project", "other_business")
    commits = False
    lasts = False

    def wording(self, payload: Payload) -> str:
        """Return by when."""
        with house_language():
            return _("The decision is looked at anew by %(day)s.") % {"day": formats.day(day_in(payload, "review_on"))}

    def read(self, asked: Asked) -> Reading:
        """Return by when."""
        return Reading(
            heading=self.label, lines=[(_("Look at it anew by"), formats.day(day_in(asked.payload, "review_on")))]
        )

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Note the day."""
        effects.review_from(basis=basis, review_on=date.fromisoformat(payload["review_on"]), on=on)


class _OnDecision(Matter):
    """A matter about an earlier decision of the same body."""

    case_kinds = ("free_text", "other_business")
    repeatable = True
    lasts = False

    def requirements(self, asked: Asked) -> Sequence[Requirement]:
        """Return that the decision must not be repealed already, nor stand here twice."""
        decision = asked_about(asked)
        same = [payload for _name, payload in asked.siblings if payload.get("decision") == str(decision.pk)]
        words = {"label": decision.label}
        return [
            Requirement(
                key=f"governance.not_repealed:{decision.pk}",
                must=True,
                holds=queries.holdings_of(together(asked))[str(decision.pk)].repealed is None,
                text=_("%(label)s is not repealed already.") % words,
                source="not_regulated",
            ),
            Requirement(
                key=f"governance.one_answer:{decision.pk}",
                must=True,
                holds=len(same) == 1,
                text=_("%(label)s is confirmed or repealed, once.") % words,
                source="not_regulated",
            ),
        ]

    def content(self, payload: Payload) -> Mapping[str, Any]:
        """Return which decision, with the digest of its text, and the day."""
        decision = decision_of(payload)
        if isinstance(decision, TakenOverDecision):
            return {**payload, "text": hashlib.sha256(decision.text.encode()).hexdigest()}
        return {**payload, "text": decision.sha256}


@register
class ConfirmDecision(_OnDecision):
    """An earlier decision is confirmed: it still holds."""

    name = queries.CONFIRM
    label = gettext_lazy("Confirm an earlier decision")
    form_class = ConfirmForm

    def wording(self, payload: Payload) -> str:
        """Return which decision, and by when it is looked at again."""
        decision, day = decision_of(payload), day_in(payload, "review_on")
        with house_language():
            words = _("%(decision)s is confirmed.") % {"decision": named(decision)}
            return f"{words} " + _("It is looked at anew by %(day)s.") % {"day": formats.day(day)} if day else words

    def read(self, asked: Asked) -> Reading:
        """Return which decision, and the days."""
        decision, day = asked_about(asked), day_in(asked.payload, "review_on")
        lines = where_from(decision)
        if day:
            lines.append((_("Look at it anew by"), formats.day(day)))
        heading = _("Confirm %(decision)s") % {"decision": named(decision)}
        return Reading(heading=heading, lines=lines, url=address_of_any(decision))

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Confirm it."""
        effects.confirm(decision=decision_of(payload), review_on=day_in(payload, "review_on"), on=on, basis=basis)


@register
class RepealDecision(_OnDecision):
    """An earlier decision is repealed: it no longer holds from a day."""

    name = queries.REPEAL
    label = gettext_lazy("Repeal an earlier decision")
    form_class = RepealForm
    commits = False

    def wording(self, payload: Payload) -> str:
        """Return which decision, and from when."""
        decision, day = decision_of(payload), day_in(payload, "from_date")
        with house_language():
            if day is None:
                return _("%(decision)s is repealed.") % {"decision": named(decision)}
            return _("%(decision)s is repealed from %(day)s.") % {"decision": named(decision), "day": formats.day(day)}

    def read(self, asked: Asked) -> Reading:
        """Return which decision, from when, and what rests on it: that is not undone by the repeal."""
        decision, day = asked_about(asked), day_in(asked.payload, "from_date")
        lines = [
            *where_from(decision),
            (_("No longer in force from"), formats.day(day) if day else _("the day on which this is decided")),
        ]
        heading = _("Repeal %(decision)s") % {"decision": named(decision)}
        note = _("What rests on it is not undone by the repeal: each is ended by its own decision.")
        if isinstance(decision, TakenOverDecision):  # its page lists what was taken over with it
            return Reading(heading=heading, lines=lines, note=note, url=address_of_any(decision))
        resting = queries.what_rests_on(decision, asked.on, together(asked))
        lines += [(_("Rests on it"), f"{each.what}, {each.state}" if each.state else each.what) for each in resting]
        return Reading(heading=heading, lines=lines, note=note if resting else "", url=address_of_any(decision))

    def apply(self, *, payload: Payload, basis: Basis, on: date) -> None:
        """Repeal it, from the day given or the day of the decision."""
        effects.repeal(decision=decision_of(payload), from_date=day_in(payload, "from_date") or on, basis=basis)
