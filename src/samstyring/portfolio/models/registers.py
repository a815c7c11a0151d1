"""What a project keeps lists of beside its plan and risks: issues, lessons, stakeholders, and what is said to whom."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person
from samstyring.parties.names import search_key

from .projects import Project
from .risks import Risk


class Level(models.IntegerChoices):
    """How much of something, the most first."""

    HIGH = 3, _("high")
    MEDIUM = 2, _("medium")
    LOW = 1, _("low")


def _guards(*content: str) -> list[guards.Guard]:
    """Return the guards of an entry: what it is about is frozen for good, and all of it once it is closed."""
    return [
        *guards.no_delete(),
        *guards.frozen(["project_id", "sequence", "registered_at"]),
        *guards.frozen(
            ["title", *content, "closed_on", "closed_words"], '{old}."closed_on" IS NOT NULL', "closed_once"
        ),
    ]


class Entry(HouseModel):
    """A row of a register of a project. What a register is called, asks and shows is in `rules.registers`.

    `KIND` is its name in `EntryChange`, and the address of its register is `REGISTER`.
    """

    KIND: ClassVar[str]
    REGISTER: ClassVar[str]

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="%(class)s_entries")
    sequence = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    registered_at = models.DateTimeField()
    closed_on = models.DateField(null=True)
    closed_words = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["project", "sequence"], name="%(class)s_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("portfolio:entry", args=[self.project.code, self.REGISTER, self.sequence])


class Issue(Entry):
    """Something that has happened and must be solved: who sees to it, by when, what was decided, and what came of it."""

    KIND, REGISTER = "issue", "issues"

    text = models.CharField(max_length=1000)
    priority = models.PositiveSmallIntegerField(choices=Level)
    responsible = models.CharField(max_length=200)
    due_on = models.DateField()
    decided = models.CharField(max_length=1000, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = _guards("text", "priority", "responsible", "due_on", "decided")


class Lesson(Entry):
    """Something learned that others can use: what happened, why, and what one should do. `words` is what is searched."""

    KIND, REGISTER = "lesson", "lessons"

    class Tone(models.TextChoices):
        REPEAT = "repeat", _("worth doing again")
        AVOID = "avoid", _("to be avoided")

    tone = models.CharField(max_length=8, choices=Tone)
    category = models.CharField(max_length=12, choices=Risk.Category)
    happened = models.CharField(max_length=1000)
    cause = models.CharField(max_length=1000)
    advice = models.CharField(max_length=1000)
    words = models.TextField(editable=False)
    database_guards: ClassVar[list[guards.Guard]] = _guards("tone", "category", "happened", "cause", "advice")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store what is searched in beside the text."""
        self.words = search_key(f"{self.title} {self.happened} {self.cause} {self.advice}")
        super().save(*args, **kwargs)


class Stakeholder(Entry):
    """Somebody whom the project concerns: what matters to them, how much they can decide, and how they are met."""

    KIND, REGISTER = "stakeholder", "stakeholders"

    interest = models.PositiveSmallIntegerField(choices=Level)
    influence = models.PositiveSmallIntegerField(choices=Level)
    wants = models.CharField(max_length=1000)
    approach = models.CharField(max_length=1000)
    responsible = models.CharField(max_length=200, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = _guards("interest", "influence", "wants", "approach", "responsible")


class Message(Entry):
    """A line of the communication plan: what is said to whom, how, when and by whom."""

    KIND, REGISTER = "message", "communication"

    audience = models.CharField(max_length=200)
    channel = models.CharField(max_length=200)
    due_on = models.DateField()
    responsible = models.CharField(max_length=200)
    text = models.CharField(max_length=1000, blank=True)
    database_guards: ClassVar[list[guards.Guard]] = _guards("audience", "channel", "due_on", "responsible", "text")


ENTRIES: tuple[type[Entry], ...] = (Issue, Lesson, Stakeholder, Message)


def _of_one() -> models.Q:
    """Return that a change is of one entry and no other."""
    found = models.Q()
    for model in ENTRIES:
        found |= models.Q(**{f"{other.KIND}__isnull": other is not model for other in ENTRIES})
    return found


class EntryChange(HouseModel):
    """What changed in an entry, field by field, when and by whom. Append-only; the first has no `before`."""

    issue = models.ForeignKey(Issue, null=True, on_delete=models.PROTECT, related_name="changes")
    lesson = models.ForeignKey(Lesson, null=True, on_delete=models.PROTECT, related_name="changes")
    stakeholder = models.ForeignKey(Stakeholder, null=True, on_delete=models.PROTECT, related_name="changes")
    message = models.ForeignKey(Message, null=True, on_delete=models.PROTECT, related_name="changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(name="entry_change_is_of_one", condition=_of_one())]

    def __str__(self) -> str:
        return f"{self.issue or self.lesson or self.stakeholder or self.message}: {', '.join(self.after)}"
