"""Fixtures that every test may ask for.

db              the tables, nothing founded; rolled back
founded         the founded co-operation; rolled back
empty_copy      a database of its own, nothing founded; real commits
founded_copy    a database of its own with the founded co-operation; real commits
site            founded_copy, served
page            a browser page before the site (plain_page: without JavaScript)
axe             axe(page) fails when it finds anything
smtp_server     a mail server that keeps what is sent through it
"""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker, Settings

from samstyring.kernel import tables
from samstyring.ui import messages
from tests.support import accessibility, mail, sharing
from tests.support import site as sites
from tests.support.databases import Databases, forget, rolled_back

# The tests make much and leave little: looking for cycles seldom saves a tenth of their time.
gc.set_threshold(1_000_000, 20, 100)

# Tests that ask for one of these work on a database; the others say the same whichever it is.
DATABASE_FIXTURES = {"db", "databases", "django_db_setup", "founded", "empty_copy"}

_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
# Examples on a database cost a tenth of a second and more; those without one ask for more themselves.
hypothesis_settings.register_profile("short", max_examples=15, stateful_step_count=20, derandomize=True, **_COMMON)
hypothesis_settings.register_profile("long", max_examples=500, stateful_step_count=60, **_COMMON)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="more examples, and the tests that take minutes")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis_settings.load_profile("long" if config.getoption("--long") else "short")
    if not hasattr(config, "workerinput"):
        messages.compile_all(only_changed=True)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> sharing.Scheduling:
    return sharing.Scheduling(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and count as left out, what this run cannot or was not asked to do."""
    out = [item for item in items if _left_out(config, item)]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)  # begun last, they would run alone
    for item in items:
        marker = item.get_closest_marker("django_db")
        flushes = {"transactional_db", "live_server", "django_db_reset_sequences"} & set(
            getattr(item, "fixturenames", ())
        )
        if flushes or (marker and (marker.args or marker.kwargs.get("transaction"))):
            raise pytest.UsageError(f"{item.nodeid} would flush tables, which the guards refuse: use founded_copy")


def _left_out(config: pytest.Config, item: pytest.Item) -> bool:
    if item.get_closest_marker("long") and not config.getoption("--long"):
        return True
    if connection.vendor != "postgresql":
        return bool(item.get_closest_marker("postgres"))
    return not _on_a_database(item)


def _on_a_database(item: pytest.Item) -> bool:
    """Tell whether a test works on the database that the run is about."""
    if item.get_closest_marker("django_db"):
        return True
    return bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


# Databases -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def databases(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Databases]:
    """The databases of this test process, ready to be copied."""
    with django_db_blocker.unblock():
        made = Databases(tmp_path_factory.mktemp("databases"))
        yield made
        made.drop_all()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make the empty test database. Like pytest-django's own, but for tests that ask only for copies too.

    Its tables come from the models, in a twentieth of the time: tests/ground/test_tables.py holds that the
    migrations make the same.
    """
    with django_db_blocker.unblock():
        real = str(connection.settings_dict["NAME"])
        with tables.without_migrations():
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        tables.record()
        yield
        connection.creation.destroy_test_db(real, verbosity=0)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget()


@pytest.fixture
def founded(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The founded co-operation, rolled back afterwards."""
    with django_db_blocker.unblock(), databases.use(databases.shared(), again=True), rolled_back():
        yield


@pytest.fixture
def founded_copy(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The founded co-operation in a database of its own: commits are real, threads see each other's."""
    with django_db_blocker.unblock():
        yield from _copy(databases, databases.founded())


@pytest.fixture
def empty_copy(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Tables in a database of its own, with nothing founded: commits are real."""
    with django_db_blocker.unblock():
        yield from _copy(databases, databases.empty)


def _copy(databases: Databases, template: str) -> Iterator[None]:
    name = databases.copy(template)
    try:
        with databases.use(name):
            yield
    finally:
        databases.drop(name)


# The site and the browser --------------------------------------------------------------------------------------------


@pytest.fixture
def site(founded_copy: None) -> Iterator[sites.Site]:
    """A founded co-operation, served."""
    with sites.served() as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sites.chromium() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Browser, site: sites.Site) -> Iterator[Page]:
    """A page in a new browser profile. The test fails when a script fails or the security policy is broken."""
    with sites.visit(browser, site) as page:
        yield page


@pytest.fixture
def plain_page(browser: Browser, site: sites.Site) -> Iterator[Page]:
    """A page in a browser that runs no JavaScript."""
    with sites.visit(browser, site, javascript=False) as page:
        yield page


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Fails when axe finds anything: axe(page)."""
    return accessibility.check_accessibility


# Mail ----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def smtp_server(settings: Settings) -> Iterator[mail.SmtpServer]:
    """A mail server that keeps what is sent through it; Django is told to use it."""
    with mail.listening() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        yield server
