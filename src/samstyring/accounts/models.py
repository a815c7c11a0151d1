"""What exists: accounts to sign in with, and one-question links."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.ids import uuid7
from samstyring.kernel.models import HouseModel
from samstyring.kernel.prepared import Prepared
from samstyring.parties.models import Person
from samstyring.records.asking import PostedLetter


class Notices(models.TextChoices):
    """How often someone is told by e-mail what waits for them."""

    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week, on Mondays")
    NEVER = "never", _("never: I look here myself")


class UserManager(BaseUserManager["User"]):
    """Finds accounts by e-mail. Accounts are made by the act `open_account`."""

    def get(self, *args: Any, **kwargs: Any) -> "User":
        """Return one account. By key, as each page finds whoever reads it, its SQL is written once."""
        key = kwargs.get("pk")
        if args or len(kwargs) != 1 or not isinstance(key, UUID):
            return super().get(*args, **kwargs)
        if (found := _by_key.first(key)) is None:
            raise User.DoesNotExist
        return found

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the account with this e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """An account: the sign-in of one person. What the person may do comes from their capacities, never from here."""

    outside_acts = "sign-in writes last_login and passwords"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)
    notices = models.CharField(max_length=8, choices=Notices, default=Notices.DAILY)
    opened_at = models.DateTimeField()

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return str(self.person)  # the journal shows this, and holds no e-mail address


@Prepared
def _by_key(key: UUID) -> "models.QuerySet[User]":
    return User.objects.filter(pk=key)


class OneQuestionLink(HouseModel):
    """A link to one question, sent to a named person. The token is stored hashed; a GET never answers.

    Until it expires, the same link leads to the question and to the answer that was given, which can be changed.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    question = models.CharField(max_length=60)  # the name of a registered question, such as "portfolio.acceptance"
    about_kind = models.CharField(max_length=60)
    about_id = models.UUIDField(db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_to = models.EmailField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(
            [
                "token_hash",
                "question",
                "about_kind",
                "about_id",
                "person_id",
                "expires_at",
            ]
        ),
    ]

    def __str__(self) -> str:
        return self.question


class NoticeLetter(PostedLetter):
    """One letter to one person with what is new among what waits for them, by the keys of the work list.

    What it says is worked out when it is sent: nobody is told what they may no longer see, or what is done meanwhile.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    keys = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_state_display()}"


class Told(HouseModel):
    """That a person was told of one thing that waits, and its date: each once."""

    outside_acts = "what the notices that were sent have told"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="told_once_of_a_thing_and_date")]

    def __str__(self) -> str:
        return self.key


class CalendarSubscription(HouseModel):
    """The secret address of one's own calendar: a row for each that was made, and at most one that works.

    What is stored of the address is a hash; it is made again from the secret key and the row's id, as a link's is.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["person_id", "token_hash", "made_at"]),
        *guards.frozen_rows('{old}."revoked_at" IS NOT NULL', "revoked"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(revoked_at=None), name="calendar_one_address_a_person"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


class SavedView(HouseModel):
    """A name for what the address of a list says: its filters, columns, grouping and sorting. One's own, or shared.

    `list_name` is the name of the list's address. One that is taken away stands as it was; nobody sees it in the list.
    """

    list_name = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000, blank=True)
    shared = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    revision = models.PositiveIntegerField(default=1)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.no_delete(),
        *guards.frozen(["list_name", "made_by_id", "made_at"]),
        *guards.frozen_rows('{old}."removed_at" IS NOT NULL', "removed"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "list_name", "name"],
                condition=models.Q(removed_at=None),
                name="saved_view_name_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["list_name", "name"],
                condition=models.Q(removed_at=None, shared=True),
                name="saved_view_shared_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of the list in this view."""
        return f"{reverse(self.list_name)}?{self.query}{'&' if self.query else ''}view={self.pk}"


class OpeningView(HouseModel):
    """The view that a list opens with for one person; none is the list as it is."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    list_name = models.CharField(max_length=60)
    view = models.ForeignKey(SavedView, null=True, on_delete=models.PROTECT, related_name="openings")
    database_guards: ClassVar[list[guards.Guard]] = [*guards.no_delete(), *guards.frozen(["person_id", "list_name"])]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "list_name"], name="opening_view_one_a_list")]

    def __str__(self) -> str:
        return f"{self.person}: {self.view or self.list_name}"
