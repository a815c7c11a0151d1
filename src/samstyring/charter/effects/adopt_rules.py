"""A body's rules of procedure come into force by its decision."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from samstyring.kernel.acts import effect, require_running
from samstyring.kernel.models import Basis
from samstyring.kernel.versions import next_version_number

from ..models import AdoptedRule, RulesOfProcedure


@effect
def adopt_rules(
    *, body_key: str, rules: Iterable[Mapping[str, Any]], in_force_from: date, basis: Basis
) -> RulesOfProcedure:
    """Adopt the next version of a body's rules of procedure: each with key, value (None leaves it open) and words."""
    version = RulesOfProcedure.objects.create(body_key=body_key, created_at=require_running("adopt_rules").at)
    AdoptedRule.objects.bulk_create(
        AdoptedRule(version=version, key=rule["key"], value=rule["value"], text=rule.get("text", "")) for rule in rules
    )
    version.number = next_version_number(version.siblings())
    version.state, version.in_force_from, version.basis = version.State.ADOPTED, in_force_from, basis
    version.save(update_fields=["number", "state", "in_force_from", "basis"])
    return version
