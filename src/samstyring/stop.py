"""How a command ends when it cannot go on."""


class Stop(Exception):
    """An error that a person can do something about: one line that says what."""
