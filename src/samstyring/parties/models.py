"""What exists: organisations, groupings of them, people, offices and who holds them."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.kernel.periods import Period, ends_after_start, period_guards
from samstyring.ui.addresses import address_of

from .names import search_key, sort_key

WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def is_organisation_number(number: str) -> bool:
    """Tell whether nine digits are a valid organisation number (mod 11, weights 3 2 7 6 5 4 3 2)."""
    if len(number) != 9 or not (number.isascii() and number.isdigit()):
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=False)) % 11
    check = 0 if remainder == 0 else 11 - remainder
    return check == int(number[8])


def validate_organisation_number(number: str) -> None:
    """Raise ValidationError unless the number is a valid organisation number."""
    if not is_organisation_number(number):
        raise ValidationError(
            _("%(number)s is not an organisation number: nine digits, the last one a check digit."),
            params={"number": number},
        )


class Named(HouseModel):
    """Something with a name that is sorted and searched the same way on both databases (a…z æ ø å)."""

    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    search_key = models.CharField(max_length=400, editable=False)

    class Meta:
        abstract = True
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Store the keys beside the name."""
        self.sort_key, self.search_key = sort_key(self.name), search_key(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Organisation(Named):
    """A municipality or another organisation that has to do with the co-operation."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        COUNTY = "county", _("county council")
        STATE = "state", _("state body")
        ASSOCIATION = "association", _("association")
        IT_OPERATOR = "it_operator", _("shared IT operator")
        OTHER = "other", _("other")

    class Standard(models.TextChoices):
        NYNORSK = "nynorsk", _("Nynorsk")
        BOKMAL = "bokmål", _("Bokmål")
        NEUTRAL = "nøytral", _("neutral")

    number = models.CharField(max_length=9, unique=True, validators=[validate_organisation_number])
    kind = models.CharField(max_length=16, choices=Kind)
    municipality_number = models.CharField(max_length=4, blank=True)
    written_standard = models.CharField(max_length=8, choices=Standard, default=Standard.NEUTRAL)
    note = models.CharField(max_length=500, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = guards.no_delete()

    @property
    def address_key(self) -> str:
        """Return what stands for it in an address: its municipality number, or its organisation number."""
        return self.municipality_number or self.number

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return address_of("parties:organisation", self.address_key)


class Succession(HouseModel):
    """From a day on, one municipality stands in another's place: they were merged (`on` is the first day).

    What is written of the former stays as it is: rights, duties and figures of the past are shown as they were, and what
    is asked about a day from `on` is answered by the successor.
    """

    predecessor = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="succession")
    # Whether the successor came to be that day. One that was there before goes on as it is.
    is_new = models.BooleanField(default=True)
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    on = models.DateField()
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="successions")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        constraints = [
            models.CheckConstraint(name="succession_of_another", condition=~models.Q(predecessor=models.F("successor")))
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} – {self.successor}"


class Split(HouseModel):
    """From a day on, a part of a municipality is a municipality of its own (`on` is the first day).

    The one that it was part of goes on, smaller, with all rights and duties that it had: those of the new one begin then.
    """

    origin = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="splits")
    part = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="split")
    on = models.DateField()
    basis = models.ForeignKey(Basis, on_delete=models.PROTECT, related_name="splits")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        constraints = [models.CheckConstraint(name="split_of_another", condition=~models.Q(origin=models.F("part")))]

    def __str__(self) -> str:
        return f"{self.origin} – {self.part}"


class Population(HouseModel):
    """How many live in a municipality on a date."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="populations")
    date = models.DateField()
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "date"], name="population_once_a_date")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.date}"


class Group(Named):
    """A district, or the municipalities of one shared IT operator."""

    class Kind(models.TextChoices):
        DISTRICT = "district", _("district")
        IT_OPERATOR = "it_operator", _("shared IT operator")

    kind = models.CharField(max_length=16, choices=Kind)
    key = models.SlugField(max_length=60, unique=True)
    note = models.CharField(max_length=500, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = guards.no_delete()


class GroupMembership(Period):
    """An organisation belongs to a group for a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="memberships")
    database_guards: ClassVar[list[guards.Guard]] = period_guards("organisation_id", "group_id")

    class Meta:
        constraints = [ends_after_start("group_membership")]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.group}"


class Person(Named):
    """A person who acts for an organisation. Few data: name, e-mail, the language they read."""

    email = models.EmailField(blank=True)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="people")
    language = models.CharField(max_length=2, default="nn")
    database_guards: ClassVar[list[guards.Guard]] = guards.no_delete()


class Office(HouseModel):
    """An office that someone holds: chief executive of Alver, leader of the steering group, contact in Fedje."""

    role = models.CharField(max_length=24)
    key = models.SlugField(max_length=80, unique=True, null=True)
    title = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="offices")
    appointed_by = models.CharField(max_length=300, blank=True)
    how = models.CharField(max_length=16, blank=True)
    may_designate = models.BooleanField(default=False)
    clause = models.CharField(max_length=16, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = guards.no_delete()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["role", "organisation"],
                condition=models.Q(key__isnull=True),
                name="one_office_of_a_role_in_an_organisation",
            )
        ]

    def __str__(self) -> str:
        return self.title


class OfficeHolding(Period):
    """A person holds an office for a time. Several may hold an adviser's office at once."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices_held")
    database_guards: ClassVar[list[guards.Guard]] = period_guards("office_id", "person_id")

    class Meta:
        constraints = [ends_after_start("office_holding")]

    def __str__(self) -> str:
        return f"{self.person}: {self.office}"
