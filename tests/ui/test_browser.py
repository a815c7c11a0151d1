"""What the scripts and the sheets do, in a real browser: on small pages made here, with the product's own policy."""

import json
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

import pytest
from csp.utils import build_policy
from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import expect

from samstyring.kernel import clock
from samstyring.kernel.actors import Actor, Capacity
from samstyring.ui import context, fields, navigation, richtext
from samstyring.ui.forms import rows
from samstyring.ui.tables import ChoiceFilter, Column, SearchFilter, Table
from samstyring.ui.tile_map import Tile

pytestmark = pytest.mark.browser
BASE = "http://workshop.test"


class Workshop:
    """Pages that a test makes, put before a browser without a server. `posted` keeps what was sent."""

    def __init__(self, page):
        self.page, self.views, self.posted, self.troubles = page, {}, [], []
        page.route("**/*", self._answer)
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda message: message.type == "error" and self.troubles.append(message.text))

    def show(self, body, path="/", **values):
        self.views[path] = lambda request: HttpResponse(
            drawn(request, body, values(request) if callable(values) else values)
        )
        self.page.goto(BASE + path)

    def on(self, path, view: Callable):
        self.views[path] = view

    def _answer(self, route):
        asked = route.request
        path = urlsplit(asked.url).path
        if path.startswith("/static/"):
            found = finders.find(path.removeprefix("/static/"))
            route.fulfill(path=found) if found else route.fulfill(status=404)
            return
        request = RequestFactory().generic(
            asked.method, asked.url.removeprefix(BASE), asked.post_data_buffer or b"",
            content_type=asked.headers.get("content-type", ""),
        )  # fmt: skip
        request.actor = Actor("person", "Rådgivar", None, (Capacity("secretariat", "rådgivar (Bergen)"),))
        if asked.method == "POST":
            self.posted.append(request.POST)
        view = self.views.get(path)
        with translation.override("nn"):
            response = view(request) if view else HttpResponse(status=404)
        headers = dict(response.items()) | {"Content-Security-Policy": build_policy()}
        route.fulfill(status=response.status_code, headers=headers, body=response.content)


def drawn(request, body, values):
    frame = '{% extends "ui/base.html" %}{% load ui %}{% block content %}' + body + "{% endblock %}"
    return engines["django"].from_string(frame).render({"page_title": "Verkstad", **values}, request)


@pytest.fixture
def workshop(browser, monkeypatch):
    shown = context.PageInstallation("Digi Vestland", True, True, date(2022, 11, 22), True)
    monkeypatch.setattr(context, "installation", lambda: shown)
    monkeypatch.setattr(clock, "today", lambda: date(2022, 11, 22))
    monkeypatch.setattr(navigation, "_entries", {})
    profile = browser.new_context(locale="nn-NO", viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield (made := Workshop(profile.new_page()))
    profile.close()
    assert made.troubles == []


class Paper(forms.Form):
    title = forms.CharField(label="Tittel", required=False)
    text = fields.RichTextField(label="Bakgrunn", required=False)


FORM = '<form method="post" novalidate enctype="multipart/form-data">{% csrf_token %}{{ form }}<button class="ds-button">Lagre</button></form>'


def sent(workshop):
    workshop.page.get_by_role("button", name="Lagre", exact=True).click()
    workshop.page.wait_for_load_state()
    data = workshop.posted[-1]
    form = Paper(data, {})
    assert form.is_valid(), form.errors
    return form.cleaned_data["text"]


# -- the editor --------------------------------------------------------------------------------------------------------


def editor(workshop, tree=None, **attributes):
    form = Paper(initial={"text": tree})
    form.fields["text"].widget.attrs.update(attributes)
    workshop.show(FORM, form=form)
    return workshop.page.get_by_role("textbox", name="Bakgrunn")


def test_what_is_written_in_the_editor_is_what_is_sent(workshop):
    area, keys = editor(workshop), workshop.page.keyboard
    area.click()
    workshop.page.get_by_role("button", name="Overskrift", exact=True).click()
    keys.type("Mål")
    keys.press("Enter")
    keys.type("Vi ")
    keys.press("Control+b")
    keys.type("treng")
    keys.press("Control+b")
    keys.type(" dette")
    keys.press("Enter")
    workshop.page.get_by_role("button", name="Liste", exact=True).click()
    keys.type("ein")
    keys.press("Enter")
    keys.type("to")
    assert richtext.to_markup(sent(workshop)) == "## Mål\n\nVi **treng** dette\n\n- ein\n- to"


def test_what_was_saved_comes_back_unchanged(workshop):
    tree = richtext.from_markup(
        "## A\n\nb **c** _d_ [e](https://example.no)\n\n1. f\n  - g\n2. h\n\n| i | j |\n| --- | --- |\n| k | l |"
    )
    editor(workshop, tree).click()
    workshop.page.keyboard.type("x")
    workshop.page.keyboard.press("Backspace")
    assert sent(workshop) == tree


def test_undo_and_redo(workshop):
    area, keys = editor(workshop), workshop.page.keyboard
    area.click()
    keys.type("ein")
    workshop.page.wait_for_timeout(450)
    keys.type(" to")
    workshop.page.wait_for_timeout(450)
    keys.press("Control+z")
    assert area.inner_text().strip() == "ein"
    keys.press("Control+y")
    assert area.inner_text().strip() == "ein to"


def test_a_table_is_made_and_grows(workshop):
    editor(workshop).click()
    tool = workshop.page.get_by_role
    tool("button", name="Tabell", exact=True).click()
    workshop.page.keyboard.type("Post")
    workshop.page.keyboard.press("Tab")
    workshop.page.keyboard.type("Kr")
    tool("button", name="Rad under").click()
    workshop.page.keyboard.type("Løn")
    for _times in range(2):
        workshop.page.locator(".editor th").last.click()
        tool("button", name="Slett kolonnen").click()
    block = sent(workshop)["content"][0]
    assert block["head"]
    assert [cell[0]["text"] if cell else "" for cell in block["rows"][1]] == ["Løn"]


def test_a_link_is_set_and_taken_away(workshop):
    area, page = editor(workshop, richtext.from_markup("avtalen")), workshop.page
    area.click()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.get_by_label("Adresse").fill("example.no/avtale")
    page.keyboard.press("Enter")
    assert area.locator("a").get_attribute("href") == "https://example.no/avtale"
    assert sent(workshop)["content"][0]["content"] == [{"text": "avtalen", "link": "https://example.no/avtale"}]


def test_a_paste_from_word_keeps_structure_and_loses_looks(workshop):
    from tests.ui.test_richtext import WORD_PASTE

    area = editor(workshop)
    area.click()
    area.evaluate(
        """(area, html) => { const data = new DataTransfer(); data.setData("text/html", html);
        area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }""",
        WORD_PASTE,
    )
    expect(workshop.page.locator("[data-rich-status]")).to_contain_text("slått saman")
    assert "style" not in area.inner_html()
    assert sent(workshop) == richtext.from_html(WORD_PASTE, bold_heads=True)


def test_the_toolbar_is_one_stop_for_the_tab_key_and_tells_what_is_on(workshop):
    area, page = editor(workshop, richtext.from_markup("**feit**")), workshop.page
    area.locator("strong").click()
    expect(page.get_by_role("button", name="Feit skrift")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.do") == "heading-3"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.isContentEditable")


def test_an_error_leads_into_the_editor(workshop):
    form = Paper({"text": "x" * 20, "text_as": "markup"})
    form.fields["text"].longest = 10
    workshop.show(FORM, form=form)
    workshop.page.locator(".ds-error-summary a").click()
    assert workshop.page.evaluate("document.activeElement.isContentEditable || location.hash") in (
        True,
        "#id_text_editor",
    )
    assert workshop.page.get_by_role("textbox", name="Bakgrunn").get_attribute("aria-invalid") == "true"


# -- saved while it is written -------------------------------------------------------------------------------------------


def test_text_is_saved_while_it_is_written(workshop):
    workshop.on("/lagre", lambda request: JsonResponse({"revision": 8}))
    area = editor(workshop, **{"data-autosave": "/lagre"})
    area.click()
    workshop.page.keyboard.type("Det vart sagt")
    workshop.page.get_by_text("Lagra kl.").wait_for()
    assert richtext.to_text(richtext.from_html(workshop.posted[-1]["text"])) == "Det vart sagt"
    assert workshop.page.evaluate("localStorage.length") == 0


def test_a_lost_connection_loses_nothing(workshop):
    workshop.on("/lagre", lambda request: HttpResponse(status=503))
    body = '<form method="post">{% csrf_token %}<label for="t">Referat</label><textarea id="t" name="t" data-autosave="/lagre">før</textarea></form>'
    workshop.show(body)
    workshop.page.get_by_label("Referat").fill("skrive utan nett")
    workshop.page.get_by_text("Ingen kontakt").wait_for()
    kept = json.loads(workshop.page.evaluate("localStorage.getItem(localStorage.key(0))"))
    assert kept["text"] == "skrive utan nett"
    workshop.page.on("dialog", lambda dialog: dialog.accept())  # "leave the page?" is asked, as it should be
    workshop.show(body)
    workshop.page.get_by_role("button", name="Hent teksten").click()
    assert workshop.page.get_by_label("Referat").input_value() == "skrive utan nett"
    workshop.on("/lagre", lambda request: HttpResponse(status=204))
    workshop.page.get_by_text("Lagra kl.").wait_for()
    workshop.troubles[:] = [trouble for trouble in workshop.troubles if "503" not in trouble]


def test_a_text_that_someone_else_has_changed_is_not_overwritten(workshop):
    workshop.on("/lagre", lambda request: HttpResponse(status=409))
    workshop.show(
        '<form>{% csrf_token %}<label for="t">Referat</label><textarea id="t" name="t" data-autosave="/lagre"></textarea></form>'
    )
    workshop.page.get_by_label("Referat").fill("mitt")
    workshop.page.get_by_text("Nokon andre har endra").wait_for()
    assert workshop.page.evaluate("localStorage.length") == 1
    workshop.troubles[:] = [trouble for trouble in workshop.troubles if "409" not in trouble]


# -- forms and lists -------------------------------------------------------------------------------------------------------


class Line(forms.Form):
    what = forms.CharField(label="Kva")


def test_two_clicks_send_once(workshop):
    workshop.on("/send", lambda request: HttpResponse(status=204))
    workshop.show('<form method="post" action="/send">{% csrf_token %}<button class="ds-button">Send</button></form>')
    button = workshop.page.get_by_role("button", name="Send")
    button.click()
    button.click(no_wait_after=True)
    workshop.page.wait_for_timeout(200)
    assert len(workshop.posted) == 1


def test_a_row_is_added_in_the_page(workshop):
    workshop.show(
        "<form method=post>{{ lines }}</form>", lines=rows(Line, legend="Linjer", add_words="Legg til")(prefix="l")
    )
    workshop.page.get_by_role("button", name="Legg til").click()
    assert workshop.page.get_by_label("Kva").count() == 2
    assert workshop.page.locator("#id_l-1-what").is_visible()
    assert workshop.page.evaluate("document.activeElement.id") == "id_l-1-what"
    assert workshop.page.locator("[name=l-TOTAL_FORMS]").input_value() == "2"
    assert workshop.posted == []


class Cases(Table):
    caption = "Saker"
    columns = [Column("title", "Sak", header=True, sort="title"), Column("body", "Organ")]
    filters = [
        SearchFilter("q", "Søk", lambda rows, text: [row for row in rows if text in row["title"]]),
        ChoiceFilter(
            "body", "Organ", lambda rows, body: [row for row in rows if row["body"] == body], choices=[("SG", "SG")]
        ),
    ]


def test_a_list_answers_while_one_types_and_keeps_it_in_the_address(workshop):
    found = [{"title": "Budsjett", "body": "SG"}, {"title": "Arkiv", "body": "RG"}]
    workshop.on(
        "/saker",
        lambda request: HttpResponse(drawn(request, '{% include "ui/table.html" %}', {"table": Cases(request, found)})),
    )
    page = workshop.page
    page.goto(BASE + "/saker")
    page.get_by_label("Søk", exact=True).press_sequentially("Ark")
    page.get_by_role("row", name="Budsjett").wait_for(state="detached")
    assert "q=Ark" in page.url
    assert page.evaluate("document.activeElement.name") == "q"
    page.get_by_role("link", name="«Ark»").click()
    page.get_by_role("row", name="Budsjett").wait_for()
    # The row stands there before what was swapped in listens: on a busy machine a choice can come in between.
    page.wait_for_function("!document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')")
    page.get_by_label("Organ", exact=True).select_option("SG")
    page.get_by_role("row", name="Arkiv").wait_for(state="detached")


def test_shortcuts_can_be_listed_and_turned_off(workshop):
    workshop.show('<button class="ds-button" data-shortcut="k" data-autofocus>Konsensus</button><p id="n"></p>')
    page = workshop.page
    page.evaluate(
        "document.querySelector('[data-shortcut]').addEventListener('click', () => (document.getElementById('n').textContent += 'k'))"
    )
    page.keyboard.press("k")
    page.keyboard.press("?")
    page.get_by_label("Bruk enkelttastar").uncheck()
    page.get_by_role("button", name="Lukk").click()
    page.keyboard.press("k")
    assert page.locator("#n").inner_text() == "k"


# -- how it looks to everyone -------------------------------------------------------------------------------------------------


class Everything(forms.Form):
    name = forms.CharField(label="Namn", help_text="Slik det skal stå")
    when = fields.DayField(label="Frist")
    starts = fields.MomentField(label="Start")
    cost = fields.MoneyField(label="Kostnad", help_text="Heile kroner")
    kind = forms.ChoiceField(
        label="Opphav", widget=forms.RadioSelect, choices=[("n", fields.Choice("Nasjonalt", "Frå KS"))]
    )
    owner = forms.ChoiceField(label="Eigar", choices=[("", "Vel")])
    sure = forms.BooleanField(label="Eg er sikker", help_text="Må til")
    file = fields.FileField(label="Vedlegg", required=False)
    text = fields.RichTextField(label="Bakgrunn", required=False)


GALLERY = """{% steps steps %}<ul class="todo"><li class="late"><div class="when">{{ day|short_day }}</div><div><a class="ds-link" href="/">Purr</a>
<p>17 av 38</p></div>{% clause "SR-1" %}</li></ul>{% timeline start until day windows %}
<p>{% mark "ok" %} {% mark "soon" %} {% mark "due" %} {% mark "broken" %} {% mark "na" %}</p>
<section class="prop"><header><h2>Budsjett</h2>{% clause "SG-3" %}</header><p>{% diff "Løn 1 300 000 kr" "Løn 900 000 kr" %}</p></section>
<dl class="kpi"><div><dt>Betaler</dt><dd>{{ 1843200|money }}<small>per år</small></dd></div></dl>
<div class="why"><h2>Kvifor her?</h2><ol><li>Styringsgruppa avgjer<small>{% clause "SG-3" %}</small></li></ol></div>
{% tile_map tiles %}<div class="ds-alert" data-color="warning"><p>Avtalen er utgått.</p></div>
{% include "ui/table.html" %}<form class="form" method="post" novalidate>{{ form }}{{ lines }}
<div class="actions"><button class="ds-button">Lagre</button><a class="ds-button" data-variant="tertiary" href="/">Avbryt</a></div></form>"""


def test_every_component_is_accessible_and_fits_a_phone(workshop, axe):
    def view(request):
        rows_found = [{"title": "Budsjett", "body": "SG"}]
        tiles = [
            Tile(row=r, column=c, name="Bjørnafjorden", word="i bruk", step=c % 5, url="/")
            for r in (1, 2)
            for c in range(1, 6)
        ]
        values = {
            "table": Cases(request, rows_found), "form": Everything({"name": ""}), "lines": rows(Line, legend="Linjer", add_words="Legg til")(prefix="l"),
            "day": date(2022, 11, 22), "start": date(2020, 6, 1), "until": date(2025, 1, 1), "tiles": tiles,
            "windows": [("evaluering", date(2023, 1, 1), date(2023, 7, 1))],
            "steps": [("Utkast", "done"), ("Sakliste", "now"), ("Vedtak", "todo")],
        }  # fmt: skip
        return HttpResponse(drawn(request, GALLERY, values))

    workshop.on("/alt", view)
    workshop.page.goto(BASE + "/alt?body=SG")
    axe(workshop.page)
    workshop.page.set_viewport_size({"width": 320, "height": 700})
    assert workshop.page.evaluate("document.documentElement.scrollWidth") == 320
    axe(workshop.page)
