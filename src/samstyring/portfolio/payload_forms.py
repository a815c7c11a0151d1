"""The forms by which a proposal points to a thing of a project."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import clock
from samstyring.ui.fields import DayField

from . import queries, reading
from .models import Project, Risk
from .queries import decision_points, ranking, risks, scoring
from .queries import plan as plans
from .rules.plan import as_proposed
from .rules.risks import level, risk_payload


class CaseForm(forms.Form):
    """A form about the project that a case is about. `payload()` gives the matter's payload."""

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.project: Project | None = (
            queries.project_by_id(case.about_id) if case.about_kind == "portfolio.project" and case.about_id else None
        )

    def clean(self) -> dict[str, Any]:
        """A case without a project has nothing to decide on."""
        if self.project is None:
            raise forms.ValidationError(_("Choose first which project the case is about."))
        return super().clean() or self.cleaned_data


class ProjectForm(CaseForm):
    """Points to the project itself: there is nothing to choose."""

    def payload(self) -> dict[str, Any]:
        """Return the project's id."""
        return {"project": str(self.project.pk) if self.project else None}


class PointForm(ProjectForm):
    """Points to the project's next decision point: there is nothing to choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.point = decision_points.next_point(self.project, clock.today()) if self.project else None

    def clean(self) -> dict[str, Any]:
        """A project that has not started, or has passed its last decision point, has none to pass."""
        cleaned = super().clean()
        if self.point is None or not self.point.before:
            raise forms.ValidationError(
                _("The project has no decision point to pass now. It starts by its own proposal.")
            )
        return cleaned

    def payload(self) -> dict[str, Any]:
        """Return the project and the decision point."""
        return {**super().payload(), "point": self.point.key if self.point else ""}


class BaselineForm(ProjectForm):
    """Proposes the plan's days of today as the new baseline: what is said is why."""

    reason = forms.CharField(
        label=_("Why a new baseline?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The days that stand in the plan now are proposed. What is late is measured against them afterwards."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A plan without milestones, or without a baseline to follow, has nothing to propose."""
        cleaned = super().clean()
        if self.project is not None and (not plans.planned(self.project) or plans.baseline_of(self.project) is None):
            raise forms.ValidationError(
                _("The plan has no milestones, or no baseline yet. The first one is frozen at its decision point.")
            )
        return cleaned

    def payload(self) -> dict[str, Any]:
        """Return the project, the reason, and the days."""
        dates = as_proposed(plans.planned(self.project)) if self.project else []
        return {**super().payload(), "reason": self.cleaned_data["reason"].strip(), "dates": dates}


class RiskForm(ProjectForm):
    """Picks an open risk of the project, and says how long it is accepted."""

    last_day = DayField(
        label=_("Accepted until and including"),
        required=False,
        help_text=_("Leave it empty, and it is accepted until it is judged anew."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._risks = (
            {str(row.pk): row for row in risks.open_risks(self.project) if row.kind == Risk.Kind.RISK}
            if self.project
            else {}
        )
        choices = [(key, f"{row.number} {row.title} ({level(row)[1]})") for key, row in self._risks.items()]  # type: ignore[index]
        self.fields["risk"] = forms.ChoiceField(
            label=_("Which risk?"),
            choices=choices,
            widget=forms.RadioSelect,
            initial=choices[0][0] if len(choices) == 1 else None,
            help_text="" if choices else _("The project has no open risks. Register it on the project's page first."),
        )
        self.order_fields(["risk", "last_day"])

    def payload(self) -> dict[str, Any]:
        """Return the risk, how it is judged now, and the last day."""
        risk, day = self._risks[self.cleaned_data["risk"]], self.cleaned_data["last_day"]
        return super().payload() | risk_payload(risk, day)


class VersionForm(CaseForm):
    """Picks one of the project's open versions. A subclass says which kind by `name`, `label` and `versions()`."""

    name = ""
    label: Any = ""
    word: Any = ""
    none_words: Any = ""

    def versions(self, project: Project) -> list[Any]:
        """Return the versions that can be decided on, the newest first."""
        raise NotImplementedError  # each form has its own kind of version

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = self.versions(self.project) if self.project else []
        choices = [(str(version.pk), self.words(version)) for version in found]
        self.fields[self.name] = forms.ChoiceField(
            label=self.label,
            choices=choices,
            widget=forms.RadioSelect,
            initial=choices[0][0] if len(choices) == 1 else None,
            help_text="" if choices else self.none_words,
        )

    def words(self, version: Any) -> str:
        """Return how a version is told from the others."""
        day = reading.day_of(version.created_at)
        return str(_("%(version)s, written %(day)s")) % {"version": reading.heading(version, self.word), "day": day}

    def payload(self) -> dict[str, Any]:
        """Return the version's id."""
        return {self.name: self.cleaned_data[self.name]}


class MandateForm(VersionForm):
    """Picks a draft of the mandate."""

    name = "mandate"
    label = _("Which mandate?")
    word = _("mandate")
    none_words = _("The project has no draft of a mandate. Write one on the project's page first.")

    def versions(self, project: Project) -> list[Any]:
        """Return the open versions."""
        return queries.open_mandates(project, clock.today())


class BodyVersionForm(forms.Form):
    """Picks one of the open versions that the case's body can decide on. A subclass says which kind."""

    name = ""
    label: Any = ""
    none_words: Any = ""

    def versions(self, body: Any) -> list[Any]:
        """Return the versions that can be decided on, the newest first."""
        raise NotImplementedError  # each form has its own kind of version

    def words(self, version: Any) -> str:
        """Return what the version is called."""
        raise NotImplementedError  # each form has its own kind of version

    def __init__(self, *args: Any, case: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(version.pk), self._told(version)) for version in self.versions(case.body)]
        self.fields[self.name] = forms.ChoiceField(
            label=self.label,
            choices=choices,
            widget=forms.RadioSelect,
            initial=choices[0][0] if len(choices) == 1 else None,
            help_text="" if choices else self.none_words,
        )

    def _told(self, version: Any) -> str:
        facts = {"version": self.words(version), "day": reading.day_of(version.created_at)}
        return str(_("%(version)s, written %(day)s")) % facts

    def payload(self) -> dict[str, Any]:
        """Return the version's id."""
        return {self.name: self.cleaned_data[self.name]}


class CriteriaForm(BodyVersionForm):
    """Picks a draft of the scoring criteria."""

    name = "criteria"
    label = _("Which criteria?")
    none_words = _("There is no draft of scoring criteria. Write one in the portfolio first.")

    def versions(self, body: Any) -> list[Any]:
        """Return the open versions."""
        return scoring.open_criteria(body)

    def words(self, version: Any) -> str:
        """Return how many they are, with their names."""
        return ", ".join(row["name"] for row in version.criteria)


class RankingForm(BodyVersionForm):
    """Picks a draft of a ranked list."""

    name = "ranking"
    label = _("Which ranked list?")
    none_words = _("There is no draft of a ranked list. Write one in the portfolio first.")

    def versions(self, body: Any) -> list[Any]:
        """Return the open versions."""
        return ranking.open_rankings(body)

    def words(self, version: Any) -> str:
        """Return the list's name."""
        return str(version.ranked_list)
