"""Who may do what, which body decides what, and by which procedure."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, get_args

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints

from samstyring.kernel import acts
from samstyring.kernel.actors import ROLES

from ..effects.write_powers import write_powers
from ..models import Procedure as StoredProcedure
from ..registry import Founding, Item, Problem, Section
from ..registry.shared import BodyKey, Key, Ref, no_clause, no_source, twice, unknown

Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]+\.[a-z_]+$", max_length=80)]
Kind = Literal[
    "consensus_then_leader",
    "majority_of_seats",
    "weighted_majority",
    "unanimity_in_writing",
    "delegated",
    "host_decides",
    "silence_consents",
]
OF = {
    "majority_of_seats": ("present", "all"),
    "weighted_majority": ("present", "all"),
    "unanimity_in_writing": ("seats", "parties"),
}
# A role that no office gives: whoever answers by a one-question link.
BY_LINK = "link"


class Power(Item):
    """[[power]]: a role may do these acts, by a clause of the agreement or by another source."""

    role: str
    acts: Annotated[list[Name], Field(min_length=1)]
    clause: Ref | None = None
    source: str | None = None
    why: str = Field(default="", max_length=400)


class Procedure(Item):
    """[[procedure]]: how a body comes to a decision."""

    key: Key
    kind: Kind
    clause: Ref
    leader_office: Key | None = None
    of: Literal["present", "all", "seats", "parties"] | None = None
    quorum: int | None = Field(default=None, ge=1)
    tie: Literal["leader", "falls"] | None = None
    to: str | None = None
    host: str | None = None
    days: int | None = Field(default=None, ge=1)

    @property
    def parameters(self) -> dict[str, Any]:
        """Return what is said beyond key, kind and clause."""
        return self.model_dump(exclude={"key", "kind", "clause"}, exclude_none=True)


class Authority(Item):
    """[[authority]]: a body decides a kind of matter by a procedure."""

    matter: Name
    body: BodyKey
    procedure: Key
    clause: Ref


def problems(charter: Any) -> Sequence[Problem]:
    """Find powers, procedures and authority that lead nowhere."""
    return [*_powers(charter), *_procedures(charter), *_authority(charter)]


def _powers(charter: Any) -> Iterator[Problem]:
    known_acts = set(acts.discover().names())
    given: set[tuple[str, str]] = set()
    for power in charter.power:
        if power.role not in (*ROLES, BY_LINK):
            says = _("there is no role called %(role)s; the roles are: %(roles)s")
            roles = ", ".join((*ROLES, BY_LINK))
            yield Problem("power", power.index, "role", says % {"role": power.role, "roles": roles})
        for place, act in enumerate(power.acts):
            if act not in known_acts:
                yield Problem("power", power.index, f"acts.{place}", _("there is no act called %(act)s") % {"act": act})
            if (power.role, act) in given:
                says = _("%(role)s has this power already") % {"role": power.role}
                yield Problem("power", power.index, f"acts.{place}", says)
            given.add((power.role, act))
        if (power.clause is None) == (power.source is None):
            yield Problem("power", power.index, "clause", _("give either a clause or another source, not both"))
        elif power.source is not None:
            yield from no_source(charter, "power", power, power.source)
            if not power.why:
                yield Problem("power", power.index, "why", _("say why, since no clause of the agreement gives it"))
    yield from no_clause(charter, "power", charter.power)


def _procedures(charter: Any) -> Iterator[Problem]:
    yield from twice("procedure", charter.procedure, "key")
    yield from no_clause(charter, "procedure", charter.procedure)
    numbers = charter.known("party", "number") | charter.known("organisation", "number")
    for procedure in charter.procedure:
        if procedure.kind == "consensus_then_leader" and procedure.leader_office is None:
            yield Problem("procedure", procedure.index, "kind", _("name the leader's office (leader_office)"))
        if procedure.kind == "host_decides" and procedure.host is None:
            yield Problem("procedure", procedure.index, "kind", _("name the host (host)"))
        if procedure.kind == "silence_consents" and procedure.days is None:
            yield Problem("procedure", procedure.index, "kind", _("say after how many days (days)"))
        offices = charter.known("office")
        yield from unknown("procedure", procedure, "leader_office", procedure.leader_office, offices, _("office"))
        yield from unknown("procedure", procedure, "host", procedure.host, numbers, _("party or organisation"))
        allowed = OF.get(procedure.kind, ())
        if procedure.of is not None and procedure.of not in allowed:
            says = _("with this kind it can be: %(allowed)s") % {"allowed": ", ".join(allowed) or "–"}
            yield Problem("procedure", procedure.index, "of", says)
        if procedure.to is not None and procedure.to not in ROLES:
            yield Problem("procedure", procedure.index, "to", _("there is no such role"))


def _authority(charter: Any) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for authority in charter.authority:
        procedures = charter.known("procedure")
        yield from unknown("authority", authority, "body", authority.body, charter.known("body"), _("body"))
        yield from unknown("authority", authority, "procedure", authority.procedure, procedures, _("procedure"))
        if (authority.matter, authority.body) in seen:
            yield Problem("authority", authority.index, "matter", _("this body has this authority already"))
        seen.add((authority.matter, authority.body))
    yield from no_clause(charter, "authority", charter.authority)


def found(founding: Founding) -> None:
    """Write powers, procedures and authority into the edition."""
    write_powers(charter=founding.charter, edition=founding.edition, basis=founding.basis)


def counts(charter: Any) -> list[tuple[Any, int]]:
    """Tell how many of each."""
    return [
        (_("powers"), sum(len(power.acts) for power in charter.power)),
        (_("procedures"), len(charter.procedure)),
        (_("matters with a body that decides them"), len({authority.matter for authority in charter.authority})),
    ]


SECTION = Section(
    name="powers",
    models={"power": list[Power], "procedure": list[Procedure], "authority": list[Authority]},
    problems=problems,
    found=found,
    counts=counts,
    order=40,
)

if set(get_args(Kind)) != set(StoredProcedure.Kind.values):
    raise ValueError("the kinds of procedure in the file and in the database differ")
