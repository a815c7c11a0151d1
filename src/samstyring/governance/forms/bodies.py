"""Forms on seats, leaders and instructions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import clock
from samstyring.records.uploads import upload_of
from samstyring.ui.fields import DayField, FileField
from samstyring.ui.views import ActForm

LETTERS = (".pdf", ".docx", ".doc", ".eml", ".msg", ".txt", ".png", ".jpg", ".jpeg")


def evidence_field(**kwargs: Any) -> FileField:
    """Return the field for the letter or e-mail that shows what is registered."""
    options = {"label": _("The letter or e-mail"), "endings": LETTERS, "megabytes": 20, "required": False}
    return FileField(**{**options, **kwargs})


class EvidenceForm(ActForm):
    """A form with evidence, handed to the act as an upload."""

    def arguments(self) -> dict[str, Any]:
        """Return the act's arguments, the file as an upload."""
        found = super().arguments()
        if "evidence" in found:
            found["evidence"] = upload_of(found["evidence"])
        return found


class SeatForm(EvidenceForm):
    """Who holds a seat, from when, and on what."""

    person = forms.ChoiceField(label=_("Who holds the seat"), required=False)
    from_date = DayField(label=_("From and including"))
    source = forms.CharField(
        label=_("On what it rests"),
        help_text=_("For example: a letter from the municipality, or minutes of the district's meeting."),
        max_length=200,
    )
    dated = DayField(label=_("Dated"), required=False)
    evidence = evidence_field()

    def __init__(self, *args: Any, candidates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Nobody: the seat becomes vacant")), *candidates]  # type: ignore[attr-defined]
        self.fields["from_date"].initial = clock.today


class AppointForm(EvidenceForm):
    """Who becomes a member or an observer of a group, as what, from when, and on what."""

    person = forms.ChoiceField(label=_("Who"))
    role = forms.CharField(
        label=_("Role or area"),
        help_text=_("For example: head of digitalisation, or the service area that the person knows."),
        max_length=120,
    )
    observer = forms.BooleanField(label=_("Observer, without a say"), required=False)
    from_date = DayField(label=_("From and including"))
    source = forms.CharField(
        label=_("On what it rests"),
        help_text=_("Who decided it, and how. Who widens a group is not regulated by every agreement."),
        max_length=200,
    )
    dated = DayField(label=_("Dated"), required=False)
    evidence = evidence_field()

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", ""), *people]  # type: ignore[attr-defined]
        self.fields["from_date"].initial = clock.today


class DesignateForm(EvidenceForm):
    """Who is designated as leader, and from when."""

    designated = forms.ChoiceField(label=_("Who is designated as leader"))
    from_date = DayField(label=_("From and including"))
    evidence = evidence_field(
        help_text=_("Needed when another than the holder of the office registers it: the designation is in writing.")
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["designated"].choices = people  # type: ignore[attr-defined]
        self.fields["from_date"].initial = clock.today


class RevokeForm(EvidenceForm):
    """When a designation ends."""

    until = DayField(label=_("First day on which it no longer holds"))
    evidence = evidence_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today


class InstructionForm(EvidenceForm):
    """The leader's standing instruction on summonses."""

    text = forms.CharField(
        label=_("The instruction"),
        widget=forms.Textarea(attrs={"rows": 4}),
        initial=_("The secretariat sends the summonses to the meetings on my behalf until I say otherwise."),
    )
    from_date = DayField(label=_("From and including"))
    evidence = evidence_field(help_text=_("Needed when the secretariat registers what the leader has written."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_date"].initial = clock.today


class RevokeInstructionForm(ActForm):
    """When an instruction ends."""

    until = DayField(label=_("First day on which it no longer holds"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today


class DayForm(forms.Form):
    """The day that a page looks at."""

    use_required_attribute = False
    on = DayField(label=_("As it was on"))


def day_asked(query: Any, today: date) -> tuple[DayForm, date]:
    """Return the form for the day in an address, and the day: today where there is none, or it cannot be read."""
    form = DayForm(query if query.get("on") else None, initial={"on": today})
    return form, form.cleaned_data["on"] if form.is_bound and form.is_valid() else today
