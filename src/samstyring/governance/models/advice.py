"""What an advising body recommends in another body's case."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.parties.models import Person

from .bodies import Body
from .cases import Case
from .meetings import AgendaItem
from .positions import Round


class Advice(HouseModel):
    """What a body advised in a case that another decides (RG-2): no decision, and nothing is in force by it.

    `text` is the body's own words; the positions behind stand with the round and are kept here too, and `sha256` is the digest of the exact
    text that it was given on.
    """

    class Conclusion(models.TextChoices):
        AS_PROPOSED = "as_proposed", _("recommends it as proposed")
        WITH_CHANGES = "with_changes", _("recommends it with changes")
        AGAINST = "against", _("advises against it")
        NONE = "none", _("has no common advice")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="advice")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="advice_given")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="advice")
    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="advice")
    conclusion = models.CharField(max_length=12, choices=Conclusion)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    # Where each entitled seat stood, as in the round: [{"seat": name, "holder": …, "kind": …, "text": …}].
    stands = models.JSONField(default=list)
    given_on = models.DateField()
    found_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    found_as = models.CharField(max_length=200)
    # How the body concludes: the source of its rule, or "not_regulated".
    source = models.CharField(max_length=120)
    database_guards: ClassVar[list[guards.Guard]] = guards.append_only()

    class Meta:
        ordering = ["given_on", "pk"]
        verbose_name_plural = "advice"
        constraints = [
            models.CheckConstraint(
                name="advice_says_what", condition=models.Q(conclusion="as_proposed") | ~models.Q(text="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.case}"
