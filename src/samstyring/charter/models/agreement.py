"""What exists: the agreement in its editions, clauses, parties, powers, authority, procedures, rules, obligations."""

from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import Basis, HouseModel
from samstyring.kernel.periods import Period, ends_after_start, period_guards
from samstyring.parties.models import Organisation
from samstyring.records.models import Document


class Cooperation(HouseModel):
    """The co-operation that this installation runs: one."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, default="nn")
    legal_form = models.CharField(max_length=40)
    number_format = models.CharField(max_length=60, default="{body} {number}/{yy}")
    reference_format = models.CharField(max_length=60, default="U-{yy}-{number:03d}")
    secretariat_mailbox = models.EmailField(blank=True)
    database_guards: ClassVar[list[guards.Guard]] = guards.no_delete()

    def __str__(self) -> str:
        return self.name


class Agreement(HouseModel):
    """An agreement of the co-operation, and when its term began. How long it holds, each edition says (VA-1)."""

    cooperation = models.ForeignKey(Cooperation, on_delete=models.PROTECT, related_name="agreements")
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    dated = models.DateField()
    term_from = models.DateField()
    summary = models.TextField(blank=True)
    predecessor = models.TextField(blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["key", "dated", "term_from"]),
    ]

    def __str__(self) -> str:
        return self.title


class Edition(HouseModel):
    """The agreement's text as it stands from a day. `source` is the charter file, to the letter.

    `until` is the end of the agreement's term as this edition has it: 2025-01-01 has 31 December 2024 as its last day.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    in_force_from = models.DateField()
    until = models.DateField(null=True)
    basis = models.OneToOneField(Basis, on_delete=models.PROTECT, related_name="edition")
    source = models.TextField()
    sha256 = models.CharField(max_length=64)
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="edition_number_once")]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.number}"

    @property
    def last_day(self) -> date | None:
        """Return the last day of the agreement's term as this edition has it, if it has an end."""
        return self.until - timedelta(days=1) if self.until else None


class EditionPart(HouseModel):
    """Something that an edition of the agreement says. Never changed: an amendment is a new edition."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="%(class)ss")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        abstract = True


class Chapter(EditionPart):
    """A chapter of the agreement."""

    key = models.SlugField(max_length=60)
    heading = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.heading


class Clause(EditionPart):
    """A provision (punkt), by its stable id such as SG-7."""

    ref = models.CharField(max_length=16)
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="clauses")
    heading = models.CharField(max_length=200)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "ref"], name="clause_once_an_edition")]

    def __str__(self) -> str:
        return f"{self.ref} {self.heading}"


class Annex(EditionPart):
    """An annex of the agreement, or the fact that it is missing (OR-5)."""

    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    clause = models.CharField(max_length=16)
    present = models.BooleanField()
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title


class Power(EditionPart):
    """A role may do an act; `source` is the clause, or "rules_of_procedure", "statute:…", "not_regulated"."""

    role = models.CharField(max_length=24)
    act = models.CharField(max_length=80)
    source = models.CharField(max_length=80)
    why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "role", "act"], name="power_once")]

    def __str__(self) -> str:
        return f"{self.role}: {self.act}"


class Procedure(EditionPart):
    """How a body comes to a decision."""

    class Kind(models.TextChoices):
        CONSENSUS_THEN_LEADER = (
            "consensus_then_leader",
            _("consensus, otherwise the leader"),
        )
        MAJORITY_OF_SEATS = "majority_of_seats", _("majority of seats")
        WEIGHTED_MAJORITY = "weighted_majority", _("weighted majority")
        UNANIMITY_IN_WRITING = "unanimity_in_writing", _("consent of all in writing")
        DELEGATED = "delegated", _("delegated")
        HOST_DECIDES = "host_decides", _("the host decides")
        SILENCE_CONSENTS = (
            "silence_consents",
            _("silence by a deadline counts as consent"),
        )

    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=24, choices=Kind)
    clause = models.CharField(max_length=16)
    parameters = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.key


class Authority(EditionPart):
    """A body decides a kind of matter by a procedure (SG-2)."""

    matter = models.CharField(max_length=80)
    body_key = models.CharField(max_length=20)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="authorities")
    clause = models.CharField(max_length=16)

    class Meta:
        verbose_name_plural = "authorities"
        constraints = [models.UniqueConstraint(fields=["edition", "matter", "body_key"], name="authority_once")]

    def __str__(self) -> str:
        return f"{self.matter}: {self.body_key}"


class Rule(EditionPart):
    """A rule of procedure with its source. A rule without a value is not regulated, and is not checked."""

    key = models.SlugField(max_length=60)
    value = models.JSONField(null=True)
    source = models.CharField(max_length=80)
    text = models.TextField(blank=True)
    # The keys of the bodies that it binds, where it does not bind every one.
    bodies = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="rule_once")]

    def __str__(self) -> str:
        return self.key


class Obligation(EditionPart):
    """A duty under the agreement, and the check that tells whether it is lived."""

    class Kind(models.TextChoices):
        STANDING = "standing", _("standing")
        RECURRING = "recurring", _("recurring")
        BY_DATE = "by_date", _("by a date")
        WINDOW = "window", _("in a window")

    key = models.SlugField(max_length=60)
    clause = models.CharField(max_length=16)
    heading = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind)
    check_name = models.CharField(max_length=80)
    parameters = models.JSONField(default=dict)
    duty_of = models.CharField(max_length=60)
    window_from = models.DateField(null=True)
    window_until = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="obligation_once")]

    def __str__(self) -> str:
        return self.heading


class Purpose(EditionPart):
    """A purpose of the agreement that a measure can serve (GP-1)."""

    key = models.SlugField(max_length=60)
    clause = models.CharField(max_length=16)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class SizeGroup(EditionPart):
    """Municipalities with from (included) to below (not included) so many inhabitants."""

    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    from_inhabitants = models.PositiveIntegerField(default=0)
    below = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return self.name


class Scheme(HouseModel):
    """A national financing scheme that the parties are to be connected to (PA-7: DigiFin)."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    clause = models.CharField(max_length=16)
    database_guards: ClassVar[list[guards.Guard]] = guards.no_delete()

    def __str__(self) -> str:
        return self.name


class SchemeConnection(Period):
    """A party is connected to a financing scheme for a time (PA-7)."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="connections")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="scheme_connections")
    database_guards: ClassVar[list[guards.Guard]] = period_guards("scheme_id", "organisation_id")

    class Meta:
        constraints = [ends_after_start("scheme_connection")]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.scheme}"


class Invitation(HouseModel):
    """An organisation that the agreement is open to: named in it, whether it has signed or not (BG-1)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "organisation"], name="invited_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class Accession(Period):
    """A party to the agreement, from its signature on (SI-1). The basis is the signature.

    `edition` is the edition that was signed, `text_sha256` the checksum of exactly its text (`queries.wording`).
    `joining` is the invitation that led to it, where one is registered. One that took back its notice of leaving goes on in
    a new period, which `continues` the first.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="accessions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="accessions")
    signatory = models.CharField(max_length=200)
    place = models.CharField(max_length=120)
    signed_file = models.ForeignKey(Document, null=True, on_delete=models.PROTECT, related_name="+")
    council_decision = models.CharField(max_length=200, blank=True)
    joining = models.OneToOneField("Joining", null=True, on_delete=models.PROTECT, related_name="accession")
    continues = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="accessions")
    text_sha256 = models.CharField(max_length=64, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = period_guards(
        "agreement_id",
        "organisation_id",
        own=("signatory", "place", "signed_file_id", "joining_id", "continues_id", "edition_id", "text_sha256"),
    )

    class Meta:
        constraints = [ends_after_start("accession")]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def since(self) -> date:
        """Return the first day of it: that of the period which it continues, if any."""
        return self.continues.from_date if self.continues else self.from_date
