"""Acts and effects: the one way in.

An *act* is a keyword-only function `call_meeting(*, meeting, by, at)`. The decorator opens the transaction, takes the
house's one write lock, reads the actor's capacities anew, asks whether the charter gives one of them the power,
reads the things the act is about anew, runs it, and writes one journal entry last. Acts do not call acts.

An *effect* writes within a running act, on a basis; no face can call one.
"""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.utils.translation import get_language

from . import actors, clock, journal, marks
from .actors import Actor, Permit
from .errors import ActError, ClockBehind, NotAuthorised, NotThere, RepeatedByOther, RepeatedWithOther
from .holding import Held, holding
from .registry import Registry
from .sent import digest_of

R = TypeVar("R")

LONGEST_WAIT = timedelta(minutes=1)
"""How long an act may have waited for its turn: longer than any database lets it wait for the lock."""


@dataclass
class Running:
    """What a running act has told so far."""

    name: str
    by: Actor
    permit: Permit
    at: datetime
    follows: journal.Last
    objects: list[models.Model] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    on_behalf_of: models.Model | None = None
    evidence: list[models.Model] = field(default_factory=list)
    wrote: set[str] = field(default_factory=set)
    writes: int = 0


@dataclass(frozen=True)
class ActSpec:
    """An act as registered: its name ("governance.call_meeting"), the sentence that it leaves, how its scope is found."""

    name: str
    says: Any
    scope: Callable[..., Iterable[str]]
    function: Callable[..., Any]
    public: bool


_running: ContextVar[Running | None] = ContextVar("samstyring_act", default=None)
registry: Registry[ActSpec] = Registry("acts")
_subscribers: list[Callable[[Any, Running], None]] = []


def is_running() -> bool:
    """Tell whether an act is running."""
    return _running.get() is not None


def require_running(what: str) -> Running:
    """Return the running act. Raises ActError outside one."""
    running = _running.get()
    if running is None:
        raise ActError(f"{what} outside an act")
    return running


def record(*objects: models.Model, **facts: Any) -> None:
    """Tell the journal what the running act concerns, and the facts that say it without a further look-up.

    Facts are text, whole numbers, dates, or lists and dicts of such: no free text about persons, no e-mail addresses.
    """
    running = require_running("record")
    named = set(running.objects)
    running.objects.extend(thing for thing in dict.fromkeys(objects) if thing not in named)
    running.facts.update(facts)


def on_behalf_of(thing: models.Model | None, evidence: Iterable[models.Model] = ()) -> None:
    """Tell the journal that the act records another's answer, with the evidence for it."""
    running = require_running("on_behalf_of")
    running.on_behalf_of = thing
    running.evidence.extend(evidence)


def subscribe(
    handler: Callable[[Any, Running], None],
) -> Callable[[Any, Running], None]:
    """Have a handler called with each journal entry, in the act's transaction: it may only enqueue jobs."""
    if handler not in _subscribers:
        _subscribers.append(handler)
    return handler


def current_permit() -> Permit:
    """Return the capacity and the authority that the running act is done in."""
    return require_running("current_permit").permit


def current_actor() -> Actor:
    """Return who is doing the running act."""
    return require_running("current_actor").by


def act(
    *,
    says: Any,
    scope: Callable[..., Iterable[str]] | None = None,
    public: bool = False,
) -> Callable[[Callable[..., R]], Callable[..., R]]:
    """Make a function an act.

    `says` is the sentence for the journal page, a lazy translatable text over the facts and `who`
    (_("%(who)s called the meeting of %(body)s")). `scope` gets the act's arguments and gives the scopes that a
    role must reach, one of them (["body:<id>"]); none means the whole co-operation, which only a role without a scope
    of its own reaches. `public` acts are open to anyone.
    The decorated function takes one more argument, `intent`: a repeat by the same actor gets the first answer. It raises the kernel's refusals and the act's own.
    """

    def decorate(function: Callable[..., R]) -> Callable[..., R]:
        app, _, _ = function.__module__.removeprefix("samstyring.").partition(".")
        name = f"{app}.{function.__name__}"
        spec = ActSpec(name, says, scope or _no_scope, function, public)

        @functools.wraps(function)
        def run(*, by: Actor, at: datetime, intent: UUID | None = None, **arguments: Any) -> R:
            return cast(R, _run(spec, by=by, at=at, intent=intent, arguments=arguments))

        registry.register(name, spec)
        run.spec = spec  # type: ignore[attr-defined]
        return run

    return decorate


def _no_scope(**arguments: Any) -> Iterable[str]:
    return ()


def effect(function: Callable[..., R]) -> Callable[..., R]:
    """Make a function an effect: it joins the running act's transaction and entry, and refuses to run outside one."""
    if "basis" not in inspect.signature(function).parameters:
        raise ActError(f"effect {function.__name__} takes no basis")

    @functools.wraps(function)
    def run(**arguments: Any) -> R:
        require_running(function.__name__)
        return function(**arguments)

    return run


@contextmanager
def house_lock() -> Iterator[None]:
    """Open a transaction that holds the house's one write lock, so that acts follow one another on both databases."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [journal.LOCK])
        yield


def _run(
    spec: ActSpec,
    *,
    by: Actor,
    at: datetime,
    intent: UUID | None,
    arguments: dict[str, Any],
) -> Any:
    if is_running():
        raise ActError(f"{spec.name} called within {require_running('act').name}: acts do not call acts")
    sent = digest_of(arguments) if intent is not None else ""
    with house_lock():
        follows = journal.last()
        with holding(partial(marks.borne_after, follows.digest, follows.migrated)) as answers:
            if intent is not None and (repeat := journal.entry_with_intent(intent)) is not None:
                return _first_answer(spec, by, repeat, sent)
            at = _in_turn(at, follows.at)
            _freshen(arguments)
            by = _reread(by, at, answers)
            running = Running(spec.name, by, _permit(spec, by, arguments), at, follows)
            token = _running.set(running)
            try:
                result = spec.function(by=by, at=at, **arguments)
                entry = journal.append(running, intent=intent, result=result, sent=sent)
                for subscriber in _subscribers:
                    subscriber(entry, running)
                marks.follow(follows.digest, entry.digest, marks.mark(running.wrote))
            finally:
                _running.reset(token)
    return result


def _in_turn(at: datetime, last_at: datetime | None) -> datetime:
    """Return when the act is done: not before the last entry. Raises ClockBehind.

    Of two who act at once, one has waited for the lock while the other's act was dated: it comes after that one.
    """
    if last_at is None or at >= last_at:
        return at
    if last_at - at > LONGEST_WAIT:
        raise ClockBehind
    return last_at


def _permit(spec: ActSpec, by: Actor, arguments: dict[str, Any]) -> Permit:
    if spec.public:
        return Permit(by.capacity, "public")
    if by.kind == "installation":
        return Permit(None, "installation")
    if by.kind == "system":
        return Permit(None, by.clause or "system")
    if by.kind == "anonymous":
        raise NotAuthorised
    return by.permit(spec.name, spec.scope(**arguments))


def _reread(by: Actor, at: datetime, answers: Held) -> Actor:
    """Return the actor as of now, under the lock. What a role is called depends on the language, powers do not."""
    if by.kind != "person" or by.person_id is None:
        return by
    person_id, on = by.person_id, clock.local_date(at)

    def part(name: str, read: Callable[[], Any]) -> Any:
        return answers.ask(
            ("actor", name, on) if name == "powers" else ("actor", name, person_id, on, get_language()), read
        )

    return actors.person(person_id, on, chosen=by.chosen, part=part)


def _freshen(arguments: dict[str, Any]) -> None:
    """Read the things anew under the lock, so that no act works on a stale row. Raises NotThere for one removed."""
    for thing in arguments.values():
        if isinstance(thing, models.Model) and not thing._state.adding:
            try:
                thing.refresh_from_db(using=DEFAULT_DB_ALIAS)
            except ObjectDoesNotExist as error:
                raise NotThere from error


def _first_answer(spec: ActSpec, by: Actor, entry: Any, sent: str) -> Any:
    """Return what a form that is sent twice was answered. Raises RepeatedByOther, RepeatedWithOther."""
    if entry.act != spec.name or entry.actor_id != by.person_id:
        raise RepeatedByOther
    if journal.sent_with(entry) not in ("", sent):
        raise RepeatedWithOther
    return journal.result_of(entry)


@functools.cache
def discover() -> Registry[ActSpec]:
    """Import every app's acts, once, and return the registry, complete."""
    for config in apps.get_app_configs():
        if not config.name.startswith("samstyring."):
            continue
        try:
            package = importlib.import_module(f"{config.name}.acts")
        except ModuleNotFoundError as error:
            if error.name != f"{config.name}.acts":
                raise
            continue
        for module in pkgutil.iter_modules(getattr(package, "__path__", [])):
            importlib.import_module(f"{config.name}.acts.{module.name}")
    return registry
