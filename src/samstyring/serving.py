"""Starting what keeps running: the web server, the worker, and both together for a demo."""

import argparse
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from types import FrameType

import django
from django.core.management import call_command

from samstyring.stop import Stop

DEFAULT_PORT = 8000
AHEAD_SECONDS = 10.0
"""The door opens after so long, whatever is not worked out yet: the worker works out the rest."""
WORTH_TELLING = 2.0


def prepare_database() -> None:
    """Make the tables of a new database; refuse one whose tables are older than this program or lack their guards."""
    django.setup()
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    from samstyring.kernel import guards, tables

    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        new = not tables.are_there()
    except DatabaseError as error:
        told = str(error).strip().split("\n")[0]
        raise Stop(
            f"the database does not answer ({told}): is it running, and SAMSTYRING_DATABASE_URL right?"
        ) from error
    if new:
        tables.make()
    elif pending:
        raise Stop(
            f"the database is {len(pending)} steps behind this program: take a backup, then ./run manage migrate"
        )
    if missing := guards.missing():
        raise Stop(f"the database lacks {len(missing)} of its guards ({missing[0]} first): ./run manage migrate")


def serve(arguments: Sequence[str]) -> int:
    """Serve the pages until stopped."""
    parser = argparse.ArgumentParser(prog="./run serve", description="Start the web server.")
    _add_port(parser)
    parser.add_argument(
        "--host", default="127.0.0.1", help="listen here (default: this machine only; a proxy with https stands before)"
    )
    parser.add_argument("--threads", type=int, default=4, help="requests treated at once (default: %(default)s)")
    options = parser.parse_args(arguments)
    os.environ.setdefault("SAMSTYRING_ADDRESS", f"http://127.0.0.1:{options.port}")
    _check_port(options.host, options.port)
    prepare_database()
    call_command("collectstatic", interactive=False, verbosity=0)
    work_out_ahead()
    _tell_where(options.host, options.port)
    # execv: signals and exit status are the server's own.
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", options.host]
    command += ["--port", str(options.port), "--workers", "1", "--blocking-threads", str(options.threads)]
    command += ["--no-ws", "--http", "1", "--log-level", "warning", "--respawn-failed-workers"]
    os.execv(sys.executable, [*command, "samstyring.wsgi:application"])


def work_out_ahead() -> None:
    """Work out what the first pages show, for a while, before anybody can ask for one (ADR 40). It never fails.

    Not in the server's own process: the memory that it takes is given back when the server takes this one's place.
    """
    from django.db import connections

    from samstyring.kernel import ahead

    told = ahead.work_out(within=AHEAD_SECONDS)
    connections.close_all()
    if told.seconds >= WORTH_TELLING:
        rest = "; the worker works out the rest" if told.ran_out else ""
        print(f"Worked out ahead what the pages show, in {told.seconds:.0f} s{rest}.", flush=True)


def _tell_where(host: str, port: int) -> None:
    """Say where the pages are, and what is not set up yet: a server that says nothing looks as if it hung."""
    from django.conf import settings

    print(f"Serving {settings.ADDRESS} on {host}, port {port}  (Ctrl-C stops it)", flush=True)
    if not os.environ.get("SAMSTYRING_SMTP_URL"):
        print("No mail server is set up (SAMSTYRING_SMTP_URL): e-mail is kept in a folder, and not sent.", flush=True)


def worker(arguments: Sequence[str]) -> int:
    """Carry out waiting jobs until stopped (or, with --once, until none waits)."""
    parser = argparse.ArgumentParser(prog="./run worker", description="Carry out the jobs that wait.")
    parser.add_argument("--once", action="store_true", help="stop when no job waits")
    options = parser.parse_args(arguments)
    prepare_database()
    logging.getLogger("django_tasks_db").addFilter(lambda record: "shutting down" not in str(record.msg))
    from samstyring.records import rounds

    if not options.once:
        rounds.work_out_now()
    rounds.plan_next(at_once=True)
    call_command("db_worker", batch=options.once, interval=1, queue_name="*")
    return 0


def demo(arguments: Sequence[str]) -> int:
    """Found the example co-operation and serve it, with a worker, until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="./run demo", description="Found the example co-operation and serve it.")
    _add_port(parser)
    parser.add_argument("--today", metavar="DATE", help="let the example's clock show this day (YYYY-MM-DD)")
    parser.add_argument("--fresh", action="store_true", help="throw the earlier example away and begin anew")
    parser.add_argument("--no-serve", action="store_true", help="found it, and stop there")
    options = parser.parse_args(arguments)
    address = f"http://127.0.0.1:{options.port}"
    os.environ["SAMSTYRING_ADDRESS"] = address
    if not options.no_serve:
        _check_port("127.0.0.1", options.port)
    django.setup()
    flags = [f"--today={options.today}"] if options.today else []
    flags += ["--fresh"] if options.fresh else []
    try:
        call_command("demo", *flags)
    except Exception as error:
        from django.core.management import CommandError

        if isinstance(error, CommandError):
            raise Stop(str(error)) from error
        raise
    if options.no_serve:
        return 0
    return _serve_demo(address, options.port)


def _serve_demo(address: str, port: int) -> int:
    """Run server and worker as children of ours; when one ends, or we are told to, both do."""
    from django.db import connections

    connections.close_all()
    cli = [sys.executable, "-m", "samstyring.cli"]
    # In a session of their own: Ctrl-C reaches us alone, and we end them in order.
    children = {
        "server": subprocess.Popen([*cli, "serve", "--port", str(port)], start_new_session=True),
        "worker": subprocess.Popen([*cli, "worker"], start_new_session=True),
    }
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        while not _answers(port):
            _fail_if_ended(children)
            time.sleep(0.1)
        print(f"\nSamstyring is at {address}  (Ctrl-C stops it)", flush=True)
        while True:
            _fail_if_ended(children)
            time.sleep(0.5)
    except KeyboardInterrupt:
        print("\nStopped. What you did is kept; ./run demo goes on from there.", flush=True)
        return 0
    finally:
        _end(children.values())


def _interrupt(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _fail_if_ended(children: dict[str, "subprocess.Popen[bytes]"]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise Stop(f"the {name} ended by itself (status {child.returncode}): the lines above tell why")


def _end(children: Collection["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _add_port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="(default: %(default)s)")


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            raise Stop(f"port {port} is taken ({error.strerror}): choose another with --port") from error


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
