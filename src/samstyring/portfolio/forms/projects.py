"""The forms of projects, their parties and mandates."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import clock
from samstyring.ui import formats
from samstyring.ui.fields import Choice, DayField, MoneyField, WholeNumberField
from samstyring.ui.forms import PlainSelect
from samstyring.ui.views import ActForm

from .. import queries
from ..models import MANDATE_CONTENT, Participation, Project
from ..queries import decision_points, to_choose
from ..reading import LABELS
from .models import model_choice

ORIGINS = [
    (
        Project.Origin.NATIONAL,
        Choice(_("National common solution"), _("The state or several sectors stand behind it.")),
    ),
    (Project.Origin.KS, Choice(_("KS's portfolio"), _("For example on the Fiks platform."))),
    (Project.Origin.REGIONAL, Choice(_("Regional or local need"), _("A need that municipalities here have reported."))),
]


def _origins(project: Project | None) -> list[tuple[str, Any]]:
    """Return where a project can come from: from KS where the co-operation has such an association with it."""
    has_ks = queries.has_association() or (project is not None and project.origin == Project.Origin.KS)
    return [choice for choice in ORIGINS if has_ks or choice[0] != Project.Origin.KS]


def _party_choices(on: date) -> list[tuple[str, Any]]:
    return [
        (str(party.pk), str(party) if signed else Choice(str(party), _("has not signed the agreement")))
        for party, signed in queries.parties_to_choose(on)
    ]


class PurposesField(forms.MultipleChoiceField):
    """The purposes of the agreement, each with its clause under it."""

    def __init__(self, *, on: date, **kwargs: Any) -> None:
        purposes = queries.purposes_on(on)
        choices = [
            (purpose.key, Choice(purpose.name, _("clause %(id)s") % {"id": purpose.clause})) for purpose in purposes
        ]
        super().__init__(
            label=_("Which purposes of the agreement does it serve?"),
            choices=choices,
            required=bool(choices),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Name at least one purpose of the agreement that the project serves.")},
            **kwargs,
        )


class ProjectForm(ActForm):
    """What is said about a project."""

    name = forms.CharField(label=_("Name of the project"), max_length=200)
    summary = forms.CharField(
        label=_("What is the project about?"),
        help_text=_("Two or three sentences that someone outside the project understands."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    origin = forms.ChoiceField(label=_("Where does it come from?"), choices=ORIGINS, widget=forms.RadioSelect)

    def __init__(self, *args: Any, project: Project | None = None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["origin"].choices = _origins(project)  # type: ignore[attr-defined]
        self.fields["purposes"] = PurposesField(on=on)
        self.fields["manager"] = forms.ChoiceField(
            label=_("Project manager"),
            required=False,
            choices=[("", _("Not named yet")), *to_choose.managers_to_choose(project, on)],
            widget=PlainSelect,
        )

    def clean_manager(self) -> Any:
        """Return the person."""
        return to_choose.manager_of_key(self.cleaned_data["manager"])


class RegisterForm(ProjectForm):
    """A new candidate: with the municipality that is asked to own it, and those asked to take part."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self._parties = {str(party.pk): party for party, _signed in queries.parties_to_choose(on)}
        models = decision_points.models_to_choose(None, on)
        if len(models) > 1:
            self.fields["model"] = forms.ChoiceField(
                label=_("Which project model does it follow?"),
                help_text=_("A small measure of one or two municipalities needs less than a project."),
                choices=[(key, model_choice(model)) for key, model in models.items()],
                initial=next(iter(models)),
                widget=forms.RadioSelect,
            )
        self.fields["owner"] = forms.ChoiceField(
            label=_("Which municipality shall own it?"),
            help_text=_("It is the owner when it has accepted. You can leave this open and ask later."),
            required=False,
            choices=[("", _("Not decided yet")), *((key, str(party)) for key, party in self._parties.items())],
            widget=PlainSelect,
        )
        self.fields["participants"] = forms.MultipleChoiceField(
            label=_("Which municipalities are asked to take part?"),
            help_text=_("Nobody takes part before they have accepted."),
            required=False,
            choices=_party_choices(on),
            widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-many"}),
        )

    def clean_owner(self) -> Any:
        """Return the organisation."""
        return self._parties.get(self.cleaned_data["owner"])

    def clean_participants(self) -> Any:
        """Return the organisations."""
        return [self._parties[key] for key in self.cleaned_data["participants"]]


class AddPartyForm(ActForm):
    """Put a municipality on the project."""

    def __init__(self, *args: Any, on: date, taken: Iterable[Any], owner_asked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        taken = set(taken)
        self._parties = {
            str(party.pk): party for party, _signed in queries.parties_to_choose(on) if party.pk not in taken
        }
        self.fields["organisation"] = forms.ChoiceField(
            label=_("Municipality"), choices=[("", ""), *((key, str(party)) for key, party in self._parties.items())]
        )
        roles = [(Participation.Role.PARTICIPANT, _("Take part"))]
        if not owner_asked:
            roles.append((Participation.Role.OWNER, _("Own the project")))
        self.fields["role"] = forms.ChoiceField(
            label=_("What is it asked to do?"),
            choices=roles,
            widget=forms.RadioSelect,
            initial=Participation.Role.PARTICIPANT if owner_asked else None,
        )
        self.fields["effort"] = forms.CharField(
            label=_("Effort asked of it"),
            help_text=_("For example: a project manager at half time through 2023."),
            max_length=200,
            required=False,
        )

    def clean_organisation(self) -> Any:
        """Return the organisation."""
        return self._parties[self.cleaned_data["organisation"]]


class AskForm(ActForm):
    """Ask several parties at once, by a day."""

    def __init__(self, *args: Any, places: Sequence[Any], people: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(place.pk): place for place in places}
        reachable = [place for place in places if place.organisation_id in people]
        self.unreachable = [place for place in places if place.organisation_id not in people]
        self.unreachable_names = formats.sentence(place.organisation for place in self.unreachable)
        self.fields["participations"] = forms.MultipleChoiceField(
            label=_("Whom do you ask?"),
            choices=[(str(place.pk), self._words(place, people[place.organisation_id])) for place in reachable],
            widget=forms.CheckboxSelectMultiple,
            initial=[str(place.pk) for place in reachable],
            error_messages={"required": _("Choose at least one municipality to ask.")},
        )
        self.fields["answer_by"] = DayField(
            label=_("Answer by"),
            earliest=on,
            initial=on + timedelta(days=14),
            help_text=_("The link also takes an answer that comes a little late."),
        )

    def _words(self, place: Any, person: Any) -> Choice:
        help_text = _("%(person)s, %(email)s") % {"person": person.name, "email": person.email}
        if place.asked_at:
            day = formats.day(place.asked_at)
            help_text = _("%(to)s. Asked before, on %(day)s") % {"to": help_text, "day": day}
        label = place.organisation
        if place.role == Participation.Role.OWNER:
            label = _("%(party)s, as project owner") % {"party": label}
        elif place.role == Participation.Role.NEXT_OWNER:
            label = _("%(party)s, to take over as project owner") % {"party": label}
        return Choice(label, help_text)

    def clean_participations(self) -> Any:
        """Return the places on the project."""
        return [self._places[key] for key in self.cleaned_data["participations"]]


MANDATE_PARTS: list[tuple[Any, tuple[str, ...]]] = [
    (
        _("What it is to achieve"),
        ("goal", "scope", "out_of_scope", "deliverables", "benefits", "includes_introduction"),
    ),
    (_("Time and money"), ("starts_on", "ends_on", "frame")),
    (
        _("How freely it decides"),
        (
            "tolerance_cost_percent",
            "tolerance_cost",
            "tolerance_weeks",
            "tolerance_days",
            "tolerance_scope",
            "tolerance_benefit",
            "reserved_points",
        ),
    ),
    (_("How it is run"), ("organisation_text", "board", "reporting")),
]


class MandateForm(ActForm):
    """A draft of a mandate."""

    goal = forms.CharField(
        label=LABELS["goal"],
        help_text=_("What is different when the project is done?"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    scope = forms.CharField(label=LABELS["scope"], required=False, widget=forms.Textarea(attrs={"rows": 4}))
    out_of_scope = forms.CharField(
        label=LABELS["out_of_scope"], required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    deliverables = forms.CharField(
        label=LABELS["deliverables"],
        help_text=_("One on each line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    includes_introduction = forms.BooleanField(
        label=_("Introduction in the municipalities is part of the project"),
        required=False,
        help_text=_("Then the owner answers for that too."),
    )
    organisation_text = forms.CharField(
        label=LABELS["organisation_text"], required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    board = forms.CharField(
        label=LABELS["board"],
        help_text=_("Who sits on it, by role. Nothing where the owner steers the project alone."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    starts_on = DayField(label=LABELS["starts_on"], required=False)
    ends_on = DayField(label=LABELS["ends_on"], required=False)
    frame = MoneyField(label=LABELS["frame"], required=False, help_text=_("The most that the project may cost in all."))
    benefits = forms.CharField(label=LABELS["benefits"], required=False, widget=forms.Textarea(attrs={"rows": 3}))
    tolerance_cost_percent = WholeNumberField(
        label=LABELS["tolerance_cost_percent"],
        suffix="%",
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("How far the project may go beyond the budget before it must ask."),
    )
    tolerance_cost = MoneyField(
        label=LABELS["tolerance_cost"],
        required=False,
        help_text=_("Or an amount. Where both are set, the lesser one counts."),
    )
    tolerance_weeks = WholeNumberField(
        label=LABELS["tolerance_weeks"], suffix=_("weeks"), required=False, min_value=0, max_value=520
    )
    tolerance_days = WholeNumberField(
        label=LABELS["tolerance_days"],
        suffix=_("days"),
        required=False,
        min_value=0,
        max_value=3650,
        help_text=_("Added to the weeks."),
    )
    tolerance_scope = forms.CharField(label=LABELS["tolerance_scope"], required=False, max_length=300)
    tolerance_benefit = forms.CharField(label=LABELS["tolerance_benefit"], required=False, max_length=300)
    reporting = forms.CharField(
        label=LABELS["reporting"], required=False, max_length=300, help_text=_("How often, and to whom.")
    )

    def __init__(self, *args: Any, project: Project, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = decision_points.model_of(project, clock.today()).points
        if points:
            self.fields["reserved_points"] = forms.MultipleChoiceField(
                label=LABELS["reserved_points"],
                help_text=_("The other phase changes are for the project owner."),
                required=False,
                choices=[(point.key, str(point)) for point in points if point.before],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """Return the fields under headings, for the page."""
        return [(words, [self[name] for name in names if name in self.fields]) for words, names in MANDATE_PARTS]

    def arguments(self) -> dict[str, Any]:
        """Return the content of the mandate."""
        return {"content": {name: self.cleaned_data[name] for name in MANDATE_CONTENT if name in self.cleaned_data}}
