"""What a page was made of is freed when it is drawn, not when somebody looks for garbage."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.forms import BaseForm, BoundField
from django.template import Context, TemplateDoesNotExist, engines
from django.test import Client
from django.views import View

from samstyring.ui.tables import Table
from tests.founding import user

MADE_OF = (View, BaseForm, BoundField, Context, Table)


@pytest.fixture
def seldom_looked() -> Iterator[None]:
    """Nobody looks for garbage meanwhile."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def left() -> list[Any]:
    """Return what pages were made of and is there yet."""
    return [each for each in gc.get_objects() if issubclass(type(each), MADE_OF)]


@pytest.mark.usefixtures("founded", "seldom_looked")
@pytest.mark.parametrize(
    "address", ["/projects/", "/projects/new/", "/work-list/", "/meetings/", "/agreement/", "/conformance/"]
)
def test_nothing_that_a_page_was_made_of_is_left_when_it_is_sent(address: str) -> None:
    client = Client()
    client.force_login(user("adviser"))
    before = {id(each) for each in left()}
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content
    vars(answer).clear()  # a test's answer knows itself; a web server's does not
    del answer
    assert [each for each in left() if id(each) not in before] == []


def test_a_template_that_is_not_there_is_named() -> None:
    template = engines["django"].from_string('{% include "not/there.html" %}')
    with pytest.raises(TemplateDoesNotExist, match=r"not/there\.html") as caught:
        template.render({})
    assert caught.value.backend is engines["django"]


def test_a_head_is_answered_as_a_page_without_its_content(founded: None) -> None:
    client = Client()
    client.force_login(user("adviser"))
    page, head = client.get("/projects/"), client.head("/projects/")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Type"] == page.headers["Content-Type"]
