"""One question, one answer: what someone without an account can be asked by a link.

An app registers a kind of question (`portfolio.acceptance`); `accounts` keeps the links. An act that asks calls
`ask()`; the mail that carries the link is sent by a job, which gets the address from `address_of()`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from samstyring.kernel.registry import Registry


@dataclass(frozen=True)
class QuestionPage:
    """The whole question as it reads: who asks what, on which text, until when."""

    heading: Any
    lead: Any = ""
    lines: Sequence[tuple[Any, Any]] = ()
    template: str = ""  # a further template, shown below with `context`
    context: Mapping[str, Any] | None = None
    already: Any = ""  # what was answered before, if anything
    button: Any = ""  # the words of the button that sends the answer
    personal: bool = False  # answered by the person who was asked, once: not passed on, not changed by the same link


@dataclass(frozen=True)
class QuestionKind:
    """A kind of question: how it reads, the form that answers it, and the one act that the answer becomes.

    `read(about_id)` raises NotThere when there is nothing to ask any more. `answer` gets about_id, the form's cleaned
    data, by, at and intent, and calls one act, as the person that the link was sent to. `form_for(about_id)` makes the form
    where it depends on what is asked.
    """

    name: str
    read: Callable[[UUID], QuestionPage]
    form_class: Any
    answer: Callable[..., Any]
    form_for: Callable[[UUID], Any] | None = None


questions: Registry[QuestionKind] = Registry("questions")

_askers: list[Callable[..., UUID]] = []
_addresses: list[Callable[[UUID], str]] = []
_signing_in: list[Callable[[Collection[UUID]], Collection[UUID]]] = []


def register_keeper(
    ask: Callable[..., UUID],
    address: Callable[[UUID], str],
    signing_in: Callable[[Collection[UUID]], Collection[UUID]],
) -> None:
    """Register who keeps the links: an effect that makes one, what gives its address, and who needs none."""
    _askers[:] = [ask]
    _addresses[:] = [address]
    _signing_in[:] = [signing_in]


def ask(
    *,
    question: str,
    about_kind: str,
    about_id: UUID,
    person_id: UUID,
    expires_at: datetime,
    at: datetime,
) -> UUID:
    """Make a link for a person to one question, within the running act, and return the link's id.

    An earlier link to the same question for the same person is withdrawn.
    """
    return _askers[0](
        question=question,
        about_kind=about_kind,
        about_id=about_id,
        person_id=person_id,
        expires_at=expires_at,
        at=at,
        basis=None,
    )


def address_of(link_id: UUID) -> str:
    """Return the full address of a link, for the mail. The token is computed, not stored."""
    return _addresses[0](link_id)


def signing_in(people: Collection[UUID]) -> Collection[UUID]:
    """Return those of some people who have an account, where what waits for them stands. One SQL statement."""
    return _signing_in[0](people)
