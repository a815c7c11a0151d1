"""The command line, inside the environment: `python -m samstyring.cli COMMAND ...` (./run calls it).

Every command is one of Django's, written in the app that it belongs to. What is here is only how they are called, how
the server and the worker are started, and how an error is told in one line.
"""

import os
import sys
import traceback
from collections.abc import Sequence

from samstyring.stop import Stop

TWO_WORDS = {
    ("charter", "schema"): "charter_schema",
    ("charter", "successor"): "charter_successor",
    ("charter", "try"): "charter_try",
    ("charter", "update"): "charter_update",
    ("journal", "verify"): "journal_verify",
}
"""What is written as two words here is one command to Django."""

OWN_COMMANDS = {"demo", "serve", "worker"}
WITHOUT_DATABASE = {"charter_schema", "clauses", "demo"}
"""These read no database, or make it themselves."""

NOT_IN_HELP = {
    "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color", "--force-color",
    "--skip-checks",
}  # fmt: skip
"""What Django lets every command take, and nobody here needs to read about."""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says. Return the exit status: 0 done, 1 refused or failed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstyring.settings")
    try:
        return _dispatch(list(arguments))
    except Stop as stop:
        print(f"run: {stop}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os._exit(0)  # the reader of our output had enough
    except Exception as error:
        print(f"run: {_told(error)}", file=sys.stderr)
    return 1


def _dispatch(arguments: list[str]) -> int:
    if not arguments:
        raise Stop("say which command: ./run alone lists them all")
    name, rest = arguments[0], arguments[1:]
    if name == "manage":
        _django(["./run manage", *(rest or ["help"])])
        return 0
    if seconds := [second for first, second in TWO_WORDS if first == name]:
        if rest[:1] not in ([second] for second in seconds):
            raise Stop(f"./run {name} takes one word more: " + ", ".join(f"./run {name} {word}" for word in seconds))
        name, rest = TWO_WORDS[name, rest[0]], rest[1:]
    if name in OWN_COMMANDS:
        from samstyring import serving

        return int(getattr(serving, name)(rest))
    if name not in WITHOUT_DATABASE and not {"-h", "--help"} & set(rest):
        from samstyring import serving

        serving.prepare_database()
    from django.core.management.base import BaseCommand

    BaseCommand.suppressed_base_arguments = NOT_IN_HELP
    _django(["./run", name, *rest, "--traceback"])  # so that an error comes here, to be told as all others are
    return 0


def _django(arguments: list[str]) -> None:
    from django.core.management import ManagementUtility

    utility = ManagementUtility(arguments)
    utility.prog_name = arguments[0]
    utility.execute()


def _told(error: Exception) -> str:
    """Tell an error: a refusal as it is; one that nobody foresaw in one line, and where its whole story lies."""
    story = "".join(traceback.format_exception(error))
    line = str(error).strip().split("\n")[0] or type(error).__name__
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError

    if isinstance(error, CommandError):  # a refusal, in the words of the command
        return str(error)
    if isinstance(error, ImproperlyConfigured):
        return line
    try:
        from django.conf import settings

        path = settings.HOME / "last-error.txt"
        path.write_text(story)
    except Exception:
        return f"{line}\n{story}"
    return f"this went wrong: {line} ({type(error).__name__}; the whole story is in {path})"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
