"""What exists of rules of procedure that a body has adopted beside those of the charter (SG-2)."""

from typing import ClassVar

from django.db import models

from samstyring.kernel import guards
from samstyring.kernel.models import HouseModel
from samstyring.kernel.versions import GovernedVersion, adopted_needs_basis, version_guards


class RulesOfProcedure(GovernedVersion):
    """A version of a body's rules of procedure. It comes into force by a decision of the body and no other way."""

    body_key = models.CharField(max_length=20)
    subject_field = "body_key"
    database_guards: ClassVar[list[guards.Guard]] = version_guards("body_key", [])

    class Meta:
        verbose_name_plural = "rules of procedure"
        constraints = [
            adopted_needs_basis("rulesofprocedure"),
            models.UniqueConstraint(fields=["body_key", "number"], name="rules_of_procedure_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body_key} {self.number or '-'}"


class AdoptedRule(HouseModel):
    """One rule of a version. Without a value the version leaves it open: not regulated, and not checked."""

    version = models.ForeignKey(RulesOfProcedure, on_delete=models.PROTECT, related_name="rules")
    key = models.SlugField(max_length=60)
    value = models.JSONField(null=True)
    text = models.TextField(blank=True)
    database_guards: ClassVar[list[guards.Guard]] = [
        *guards.append_only(),
        guards.closed_to_new(
            'SELECT 1 FROM "charter_rulesofprocedure" v WHERE v."id" = {new}."version_id" AND v."state" <> \'draft\''
        ),
    ]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="adopted_rule_once")]

    def __str__(self) -> str:
        return self.key
