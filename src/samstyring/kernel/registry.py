"""Registries: how a lower floor gets to know what a higher one offers, without importing it."""

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named things, in the order they were registered."""

    def __init__(self, what: str) -> None:
        self.what = what
        self._things: dict[str, T] = {}

    def register(self, name: str, thing: T) -> T:
        """Add a thing under a name. Raises ValueError if the name is taken by another."""
        if self._things.get(name, thing) is not thing:
            raise ValueError(f"two {self.what} are called {name}")
        self._things[name] = thing
        return thing

    def get(self, name: str) -> T | None:
        """Return the thing with this name, or None."""
        return self._things.get(name)

    def __getitem__(self, name: str) -> T:
        try:
            return self._things[name]
        except KeyError:
            raise KeyError(f"no {self.what} is called {name}") from None

    def __contains__(self, name: str) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def names(self) -> list[str]:
        """Return all names, in the order of registration."""
        return list(self._things)
