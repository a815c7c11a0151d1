"""How quick the pages are at national scale. By hand, not in CI.

    .venv/bin/python -m tools.bench

Founds an installation of its own in a temporary folder, fills it (357 municipalities, 2,000 projects, ten years of
meetings, 100,000 journal entries), asks for the main pages as the web server does, and prints what each took. Marks what
is out of bounds: more than 25 SQL statements, or a 95th percentile of server time over 60 ms. On a machine that
does other things at the same time, look at the processor's time beside it.

"Just started" is a page's first look after an upgrade: nothing is kept but what the server works out before it opens
its door (ADR 40), and how long that takes is printed. "Of a newcomer": the reader's own parts are not worked out either.

    --postgresql    on a PostgreSQL of its own instead of SQLite
    --times N       ask each page so many times (20)
    --page WORD     only pages with this word in their name; then prints their SQL statements too
    --keep DIR      use this folder and keep it: what is filled there already is not filled again (SQLite)
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.console import say, step

if TYPE_CHECKING:
    from django.test import Client

MOST_STATEMENTS = 25
MOST_MS = 60.0
CAST = ("adviser", "leader", "alver", "contact")


FIRST = {"started": "just started", "newcomer": "of a newcomer"}
"""Ways to look at a page for the first time, in the words of the table."""


@dataclass(frozen=True)
class Page:
    """A page to ask for: its name in the table, who asks (one of the cast, or nobody), and its address."""

    name: str
    who: str
    address: str
    first: str = ""  # one of FIRST: each look at it is the first one


@dataclass(frozen=True)
class Measured:
    """What a page took: SQL statements, ms by the clock and by the processor of each answer, bytes, and the status."""

    page: Page
    statements: list[str]
    times: list[float]
    processor: list[float]
    size: int
    status: int

    @property
    def p95(self) -> float:
        """Return the 95th percentile in ms."""
        return sorted(self.times)[max(0, -(-len(self.times) * 95 // 100) - 1)]

    def complaints(self) -> str:
        """Say what is out of bounds."""
        found = []
        if self.status != 200:
            found.append(f"status {self.status}")
        if len(self.statements) > MOST_STATEMENTS:
            found.append("statements")
        if self.p95 > MOST_MS:
            found.append("time")
        return ", ".join(found)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says. Return 1 when a page is out of bounds."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description="How quick the pages are at scale.")
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--page", default="")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    with ExitStack() as stack:
        home = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="samstyring-bench-")))
        os.environ |= {"SAMSTYRING_HOME": str(home), "SAMSTYRING_ADDRESS": "http://localhost"}
        if options.postgresql:
            from tools.machine import postgresql

            os.environ["SAMSTYRING_DATABASE_URL"] = stack.enter_context(postgresql())
        prepare()
        chosen = [page for page in pages() if options.page in page.name]
        kept = {first: stack.enter_context(as_kept(first)) for first in FIRST if any(p.first == first for p in chosen)}
        measured = [measure(page, options.times, kept.get(page.first)) for page in chosen]
    print_table(measured)
    if options.page:
        for each in measured:
            print_statements(each)
    return 1 if any(each.complaints() for each in measured) else 0


def prepare() -> None:
    """Found the installation and fill it, unless that is done."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "samstyring.settings"
    import django

    django.setup()
    from django.core.management import call_command

    import samstyring.wsgi  # noqa: F401  # as it is served
    from samstyring.kernel import tables
    from samstyring.parties.models import Organisation
    from samstyring.ui import messages
    from tools import bench_coming, bench_rows

    messages.compile_all(only_changed=True)
    tables.bring_up_to_date()
    call_command("collectstatic", interactive=False, verbosity=0)
    if Organisation.objects.count() < bench_rows.MUNICIPALITIES:
        fill()
    bench_coming.add()


def fill() -> None:
    """Found the installation, fill it in bulk, and verify the journal."""
    from samstyring.kernel import clock, guards, journal
    from samstyring.kernel.actors import INSTALLATION
    from samstyring.kernel.models import JournalEntry
    from tests.founding import found_for_tests
    from tools import bench_rows

    with step("Founding"):
        found_for_tests()
    with step("Filling"):
        guards.remove()
        bench_rows.fill(by=INSTALLATION, at=clock.now())
        guards.install()
        analyse()
    with step("Verifying the journal"):
        broken = journal.verify()
    say(f"  {JournalEntry.objects.count()} entries: {'whole' if broken is None else broken}")


def analyse() -> None:
    """Let PostgreSQL count its rows, which it does by itself where it runs in earnest."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def pages() -> list[Page]:
    """Return the pages to ask for."""
    from django.urls import reverse

    from samstyring.charter.models import Successor
    from samstyring.governance.models import Case, Decision, DecisionRelease, Meeting
    from samstyring.parties.models import Office, Organisation

    meeting = Meeting.objects.filter(state="held").order_by("-starts_at")[5]
    case = Case.objects.filter(items__meeting=meeting).order_by("reference")[3]
    decision = Decision.objects.get(case=case)
    coming = Meeting.objects.filter(state="called").latest("starts_at")
    case_to_come = Case.objects.filter(state=Case.State.ON_AGENDA).order_by("pk")[0]
    office = Office.objects.filter(organisation__isnull=False).order_by("pk")[0]
    successor = Successor.objects.latest("pk")
    fedje = Organisation.objects.get(name="Fedje")
    number = [decision.body_key, decision.year, decision.number]
    released = DecisionRelease.objects.filter(decision=decision).exists()
    assert released
    simple = {
        "agreement": "charter:agreement",
        "conformance": "charter:conformance",
        "municipalities": "parties:organisations",
        "people": "parties:people",
        "bodies": "governance:bodies",
        "meetings": "governance:meetings",
        "cases": "governance:cases",
        "decisions": "governance:decisions",
        "what still holds": "governance:holds",
        "what holds from before": "governance:holds_before",
        "successors": "charter:successors",
        "follow-up": "governance:actions",
        "projects": "portfolio:projects",
        "purposes": "portfolio:purposes",
        "phases": "portfolio:phases",
        "municipalities and projects": "portfolio:grid",
        "roadmap": "portfolio:roadmap",
        "what has changed": "portfolio:events",
        "what municipalities carry": "portfolio:municipalities",
        "needs": "portfolio:needs",
        "radar": "portfolio:radar",
        "reporting rounds": "portfolio:windows",
        "work list": "web:work_list",
        "what is asked": "parties:asked",
        "who is where": "charter:who_is_where",
        "released documents": "records:released",
        "journal": "web:journal",
        "the portfolio on a day": "portfolio:on_a_day",
        "value against risk": "portfolio:value",
        "what is promised": "portfolio:accepted",
        "candidates and scores": "portfolio:candidates",
        "programmes": "portfolio:programmes",
        "benefits": "portfolio:benefits",
        "ranked lists": "portfolio:ranked_lists",
        "studies": "portfolio:studies",
        "how cases go": "governance:case_progress",
        "the organisation": "governance:organisation",
        "the evaluation": "web:evaluation",
        "register a project": "portfolio:register",
        "open a reporting window": "portfolio:open_window",
        "send a need": "portfolio:send_need",
        "register a merger": "charter:register_merger",
        "invite several": "charter:invite_several",
        "the portfolio's workbook": "portfolio:workbook",
    }
    one: dict[str, tuple[str, list[Any]]] = {
        "a clause": ("charter:clause", ["SG-7"]),
        "a municipality": ("parties:organisation", [fedje.address_key]),
        "a body": ("governance:body", ["SG"]),
        "a meeting": ("governance:meeting", [meeting.pk]),
        "a meeting's room": ("governance:room", [meeting.pk]),
        "a meeting's minutes": ("governance:minutes", [meeting.pk]),
        "a case": ("governance:case", [case.pk]),
        "a decision": ("governance:decision", number),
        "a project": ("portfolio:project", ["P0107"]),
        "a project's risks": ("portfolio:risks", ["P0107"]),
        "a project's plan": ("portfolio:plan", ["P0107"]),
        "late papers": ("governance:send_late_papers", [coming.pk]),
        "a successor": ("charter:successor", [successor.pk]),
        "what crosses over": ("charter:choose_crossings", [successor.pk]),
        "a need": ("portfolio:need", ["B0002"]),
        "a reporting round": ("portfolio:window", ["S2"]),
        "a status report": ("portfolio:report", ["S1", "P0107"]),
        "close a reporting round": ("portfolio:close_window", ["S2"]),
        "what a project waits for": ("portfolio:register_dependency", ["P0107"]),
        "sources of a project": ("finance:draft_funding_plan", ["P0107"]),
        "answer a need": ("portfolio:answer_need", ["B0002"]),
        "bring up decisions": ("governance:bring_up", ["SG"]),
        "a case to come": ("governance:case", [case_to_come.pk]),
        "ask for input": ("governance:ask_for_input", [case_to_come.pk]),
        "appoint": ("parties:appoint", [office.pk]),
    }
    first = [
        ("start", "adviser", "/"),
        ("start of contact", "contact", "/"),
        ("conformance", "adviser", reverse("charter:conformance")),
        ("what is asked", "adviser", reverse("parties:asked")),
        ("work list", "adviser", reverse("web:work_list")),
        ("minutes", "adviser", reverse("governance:minutes", args=[meeting.pk])),
        ("what crosses over", "adviser", reverse("charter:choose_crossings", args=[successor.pk])),
    ]
    return [
        *(Page(f"start, {who}", who, "/") for who in (*CAST, "")),
        *(Page(name, "adviser", reverse(address)) for name, address in simple.items()),
        *(Page(name, "adviser", reverse(address, args=args)) for name, (address, args) in one.items()),
        *(Page(f"{name}, {FIRST['started']}", who, at, "started") for name, who, at in first),
        *(
            Page(f"{name}, {FIRST['newcomer']}", "adviser", at, "newcomer")
            for name, who, at in first
            if who == "adviser"
        ),
        Page(
            "what crosses over, projects",
            "adviser",
            reverse("charter:choose_crossings", args=[successor.pk]) + "?kind=project&show=open&page=20",
        ),
        Page("projects, found", "adviser", reverse("portfolio:projects") + "?q=fellestiltak+0107"),
        Page("projects, by light", "adviser", reverse("portfolio:projects") + "?group=light&sort=-light"),
        Page("projects, off course", "adviser", reverse("portfolio:projects") + "?light=red"),
        Page("answers, contact", "contact", reverse("portfolio:answers")),
        Page("a municipality, contact", "contact", reverse("parties:organisation", args=[fedje.address_key])),
        Page("a meeting, member", "alver", reverse("governance:meeting", args=[meeting.pk])),
        Page("public decisions", "", reverse("governance:decisions")),
        Page("a public decision", "", reverse("governance:decision", args=number)),
        Page("feed", "", reverse("governance:decisions_feed")),
    ]


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collect the SQL statements of a block."""
    from django.db import connection

    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


@contextmanager
def as_kept(first: str) -> Iterator[Path]:
    """Return a folder with what is kept as the server opens its door, all the cast having signed in lately."""
    from django.conf import settings
    from django.core.cache import caches
    from django.test import Client

    from samstyring.kernel import ahead
    from tests.founding import user

    for who in CAST:
        Client(SERVER_NAME="localhost").force_login(user(who))
    caches["kept"].clear()
    with step(f"Working out ahead ({FIRST[first]})"):
        told = ahead.work_out(but=("web.start_pages",) if first == "newcomer" else ())
    say(f"  {told.seconds:.1f} s: {told}")
    with tempfile.TemporaryDirectory(prefix="samstyring-kept-") as folder:
        yield Path(shutil.copytree(settings.HOME / "kept", folder, dirs_exist_ok=True))


def put_back(kept: Path) -> None:
    """Have nothing kept but what is in a folder, and nothing of it opened yet."""
    from django.conf import settings

    from samstyring.kernel import keeping

    shutil.rmtree(settings.HOME / "kept")
    shutil.copytree(kept, settings.HOME / "kept")
    keeping.shared = keeping.Shared(most=8_000_000)


def measure(page: Page, times: int, kept: Path | None = None) -> Measured:
    """Ask for a page: once to count its statements (and to warm up what is kept between requests), then for its time.

    `kept` is what is kept before each look, where each is to be the first.
    """
    from django.test import Client

    from tests.founding import user

    client = Client(SERVER_NAME="localhost")
    if page.who:
        client.force_login(user(page.who))
    ask(client, page.address)
    if kept:
        put_back(kept)
    with counting() as statements:
        status, size = ask(client, page.address)
    taken, worked = [], []
    for _ in range(times):
        if kept:
            put_back(kept)
        begun, busy = time.perf_counter(), time.process_time()
        ask(client, page.address)
        taken.append((time.perf_counter() - begun) * 1_000)
        worked.append((time.process_time() - busy) * 1_000)
    return Measured(page, statements, taken, worked, size, status)


def ask(client: "Client", address: str) -> tuple[int, int]:
    """Ask for a page as the web server does; return its status and size in bytes.

    The client says who asks, no more: its own answers keep all that a page was made of until they are looked for.
    """
    from samstyring.wsgi import application

    path, _, query = address.partition("?")
    told: list[str] = []

    def begin(status: str, headers: Any, wrong: Any = None, /) -> Callable[[bytes], object]:
        told.append(status)
        return lambda part: None

    answer = application(
        {
            **client._base_environ(),  # type: ignore[attr-defined]  # what it sends itself
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "REQUEST_METHOD": "GET",
            "HTTP_COOKIE": "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items()),
        },
        begin,
    )
    size = sum(len(part) for part in answer)
    answer.close()
    return int(told[0][:3]), size


def print_table(measured: Sequence[Measured]) -> None:
    """Print the table, and what is out of bounds."""
    print(f"{'page':<32} {'SQL':>4} {'median ms':>10} {'p95 ms':>8} {'CPU ms':>7} {'bytes':>9}  out of bounds")
    for each in measured:
        print(
            f"{each.page.name:<32} {len(each.statements):>4} {statistics.median(each.times):>10.1f} {each.p95:>8.1f}"
            f" {statistics.median(each.processor):>7.1f} {each.size:>9}  {each.complaints()}"
        )


def print_statements(measured: Measured) -> None:
    """Print a page's SQL statements, the most repeated first."""
    print(f"\n{measured.page.name}: {measured.page.address}")
    for sql, count in Counter(measured.statements).most_common():
        print(f"{count:>4}  {sql[:600]}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
