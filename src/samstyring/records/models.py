"""What exists: documents and their files, access and release, and what was taken over from before."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards, telling
from samstyring.kernel.actors import INSTALLATION
from samstyring.kernel.models import Basis, HouseModel
from samstyring.parties.models import Organisation, Person


class StoredFile(HouseModel):
    """Bytes by content: the file itself lies under SAMSTYRING_HOME/files by its checksum."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    content_type = models.CharField(max_length=120)
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return self.sha256[:12]


class Document(HouseModel):
    """A document: an uploaded file, a letter received, or a PDF made here."""

    class Kind(models.TextChoices):
        ATTACHMENT = "attachment", _("attachment")
        EVIDENCE = "evidence", _("evidence")
        SUMMONS = "summons", _("summons with papers")
        LATE_PAPERS = "late_papers", _("late papers")
        MINUTES = "minutes", _("minutes")
        AGREEMENT = "agreement", _("agreement")
        OTHER = "other", _("other")

    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    file_name = models.CharField(max_length=200)
    # What it belongs to, by the journal's kind and id: a case, a meeting, an acceptance. Asked by id, never joined.
    about_kind = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, db_index=True)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    received_from = models.CharField(max_length=200, blank=True)
    dated = models.DateField(null=True)
    removed_at = models.DateTimeField(null=True)
    # Access (offentleglova): exempt from public access needs its legal basis, per document.
    exempt = models.BooleanField(default=False)
    legal_basis = models.CharField(max_length=200, blank=True)
    archive_reference = models.CharField(max_length=120, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(
            [
                "file_id",
                "file_name",
                "about_kind",
                "about_id",
                "created_at",
                "created_by_id",
            ]
        ),
    ]

    class Meta:
        ordering = ["position", "created_at"]
        constraints = [
            models.CheckConstraint(
                name="document_exempt_has_legal_basis",
                condition=models.Q(exempt=False) | ~models.Q(legal_basis=""),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return where it is fetched, by those who may read it."""
        return reverse("records:document", args=[self.pk])


class Release(HouseModel):
    """A named person let a document become public, after a check for exempt text."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="release")
    public_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    legal_basis = models.CharField(max_length=200, blank=True)
    passages_left_out = models.PositiveSmallIntegerField(default=0)
    # Why it was released although the rules of the body do not make it public; empty where they do, or are silent.
    reason = models.CharField(max_length=500, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return str(self.document)


class TakeOver(HouseModel):
    """One file of decisions and facts from before, taken over as it was (BG-5)."""

    source = models.CharField(max_length=300)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    taken_over_at = models.DateTimeField()
    taken_over_by = models.CharField(max_length=200)  # the name as it was; that of the installation is told by `who`
    is_example = models.BooleanField(default=False)
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    def __str__(self) -> str:
        return self.source

    @property
    def who(self) -> str:
        """Return who took it over: the name, or words for a command on the machine."""
        return telling.installation() if self.taken_over_by == INSTALLATION.name else self.taken_over_by


class TakenOverDecision(HouseModel):
    """A decision made before, somewhere else: never a decision made here. Shown as "overført" with its source."""

    take_over = models.ForeignKey(TakeOver, on_delete=models.PROTECT, related_name="decisions")
    basis = models.OneToOneField(Basis, on_delete=models.PROTECT, related_name="taken_over_decision")
    number = models.CharField(max_length=40)
    body_name = models.CharField(max_length=200)
    body_key = models.CharField(max_length=20, blank=True)
    dated = models.DateField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    minutes_link = models.URLField(max_length=500, blank=True)
    row = models.PositiveIntegerField()
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    # How it stands afterwards, where governance's `queries.from_before.with_holding` has added it to the rows.
    review_on: date | None
    confirmed_on: date | None
    repealed_from: date | None
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-dated", "number"]
        constraints = [
            models.UniqueConstraint(fields=["body_name", "number", "dated"], name="taken_over_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def label(self) -> str:
        """Return the number beside the numbers given here: it says that the decision was taken over (BG-5)."""
        return gettext("%(number)s (taken over)") % {"number": self.number}

    @property
    def decided_on(self) -> date:
        """Return the day on which it was decided, by the name that decisions made here have for it."""
        return self.dated

    def get_absolute_url(self) -> str:
        """Return the page of the decision, which says that it was taken over."""
        return reverse("records:taken_over", args=[self.pk])


class Bounce(HouseModel):
    """E-mail to someone came back, or was turned away at delivery. It is open until their address is another, or settled.

    One row for a person and an address at a time: what comes back again counts on it. Nothing of the letter is kept.
    """

    outside_acts = "how the sending of a letter went"
    marked_outside_acts = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bounces")
    address = models.EmailField()
    status = models.CharField(max_length=20, blank=True)
    why = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    noted_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-noted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "address"], condition=models.Q(settled_at=None), name="bounce_open_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)  # the journal shows this, and holds no e-mail address


class ReturnedLetter(HouseModel):
    """A letter that did not reach someone, by its kind and id, and whether it was sent again. Asked by id, never joined.

    `by_message_id`: the message that came back named it; otherwise it was the last one to the address by then.
    """

    outside_acts = "how the sending of a letter went"
    marked_outside_acts = True

    bounce = models.ForeignKey(Bounce, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=60)
    letter_id = models.UUIDField(db_index=True)
    by_message_id = models.BooleanField(default=True)
    noted_at = models.DateTimeField()
    sent_again_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["noted_at"]
        constraints = [models.UniqueConstraint(fields=["bounce", "letter_id"], name="returned_letter_once_a_bounce")]

    def __str__(self) -> str:
        return self.kind
