"""Template tags, and the frame of every page."""

from datetime import date

import lxml.html
import pytest
from django.template import Context, Template, TemplateSyntaxError, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from samstyring.kernel import clock
from samstyring.kernel.actors import ANONYMOUS, Actor, Capacity
from samstyring.ui import context, differences, navigation


@pytest.fixture(autouse=True)
def nynorsk(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2022, 11, 22))
    with translation.override("nn"):
        yield


def draw(text, **values):
    return Template("{% load ui %}" + text).render(Context(values))


def test_a_clause_is_a_quiet_link_or_says_that_it_is_not_regulated():
    assert ">punkt SG\u20117</" in draw('{% clause "SG-7" %}')
    assert draw('{% clause "SG-3, SG-7" %}').count('class="clause"') == 2
    assert "ikkje regulert" in draw('{% clause "not_regulated" %}')
    assert draw("{% clause nothing %}") == ""
    assert "<b>" not in draw("{% clause ref %}", ref="statute:<b>")


def test_a_mark_is_shape_and_word_and_never_colour_alone():
    assert draw('{% mark "due" "Manglar svar" %}') == '<span class="mark mark-due">Manglar svar</span>'
    assert "Ikkje oppfylt" in draw('{% mark "broken" %}')
    with pytest.raises(TemplateSyntaxError):
        draw('{% mark "red" %}')


def test_dates_are_time_elements():
    assert draw("{{ d|short_day }}", d=date(2022, 11, 22)) == '<time datetime="2022-11-22">22.\u00a0nov.</time>'
    assert draw("{{ d|day }}", d=None) == "–"


def test_text_in_tags_is_escaped():
    nasty = "<script>x</script>"
    for text in ('{% mark "ok" x %}', "{% clause x %}", '{% diff "" x %}', "{{ names|sentence }}", "{% steps steps %}"):
        assert "<script>" not in draw(text, x=nasty, names=[nasty, nasty], steps=[(nasty, "now")]), text


def test_the_step_one_stands_on_is_told_to_everyone():
    html = draw("{% steps steps %}", steps=[("Utkast", "done"), ("Sakliste", "now"), ("Vedtak", "todo")])
    page = lxml.html.fromstring(html)
    assert page.xpath(".//li[@aria-current='step']")[0].text_content() == "Sakliste"
    assert "(gjort)" in page.xpath(".//li[1]")[0].text_content()


def test_a_difference_is_marked_and_said():
    html = draw("{% diff old new %}", old="Løn 1 300 000 kr", new="Løn 900 000 kr")
    page = lxml.html.fragment_fromstring(html, create_parent="p")
    assert "1 300 000" in page.xpath(".//del")[0].text_content()
    assert "fjerna:" in page.xpath(".//del/span")[0].text_content()
    assert "900 000" in page.xpath(".//ins")[0].text_content()


@pytest.mark.parametrize(
    ("old", "new"), [("a b c", "a c"), ("", "x"), ("x", ""), ("ein to tre", "ein fire tre"), ("a", "a")]
)
def test_a_difference_holds_both_texts(old, new):
    pieces = differences.words(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


def test_only_the_fields_that_changed_are_shown():
    html = draw("{% field_diff rows %}", rows=[("Namn", "a", "b"), ("Eigar", "Fedje", "Fedje")])
    assert "Namn" in html
    assert "Eigar" not in html
    assert "1 felt er uendra" in html


def test_an_element_is_left_out_where_nothing_stands_in_it():
    assert draw('{% filled "aside" css="why" %}  {% endfilled %}') == ""
    assert draw('{% filled "aside" css="why" %}x{% endfilled %}') == '<aside class="why">x</aside>'


def test_what_is_the_same_on_every_page_is_drawn_once_in_each_language_and_sees_nothing_of_the_page():
    template = engines["django"].from_string(
        '{% load i18n ui %}{% fixed %}{% translate "Menu" %}{{ name }}{% endfixed %}{{ name }}'
    )
    said = []
    for language, name in (("nn", "Ada"), ("en", "Bo"), ("nn", "Cy")):
        with translation.override(language):
            said.append(template.render({"name": name}))
    assert said == ["MenyAda", "MenuBo", "MenyCy"]


# -- the frame ---------------------------------------------------------------------------------------------------------

LEADER = Actor("person", "Leiar", None, (Capacity("leader", "leiar (Bergen)"),))


def page_for(actor, template="404.html", monkeypatch=None, path="/x/", **values):
    request = RequestFactory().get(path)
    request.actor = actor
    shown = context.PageInstallation("Digi Vestland", True, True, date(2022, 11, 22), True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(context, "installation", lambda: shown)
        return lxml.html.fromstring(render_to_string(template, context.frame(request) | values, request))


@pytest.mark.usefixtures("founded")
def test_the_page_says_who_acts_and_in_which_capacity():
    page = page_for(LEADER)
    assert "handlar som leiar (Bergen)" in page.xpath("string(.//details[contains(@class, 'who')]//summary)")


@pytest.mark.usefixtures("founded")
def test_the_demo_says_so_on_every_page():
    text = page_for(LEADER).xpath("string(.//*[@class='demo'])").replace("\u00a0", " ")
    assert "DØME" in text
    assert "22. november 2022" in text


@pytest.mark.usefixtures("founded")
def test_the_page_has_one_heading_a_way_past_the_menu_and_its_language():
    page = page_for(ANONYMOUS)
    assert page.get("lang") == "nn"
    assert len(page.xpath(".//h1")) == 1
    assert page.xpath(".//a[@class='ds-skip-link']/@href") == ["#content"]
    assert page.xpath(".//main[@id='content']")
    assert not page.xpath(".//*[@style] | .//script[not(@src)] | .//*[@onclick]")


@pytest.mark.parametrize("template", ["400.html", "500.html", "403_csrf.html"])
def test_error_pages_that_ask_for_nothing(template):
    page = lxml.html.fromstring(render_to_string(template))
    assert page.xpath("string(.//h1)")


def test_menus_show_what_the_reader_may_see_and_where_the_reader_is(monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    monkeypatch.setattr(navigation, "address_if_any", lambda name: {"a": "/", "b": "/saker/", "c": "/saker/nye/"}[name])
    navigation.register(navigation.Entry("Oversikt", "a", 1))
    navigation.register(navigation.Entry("Saker", "b", 2, covers=("/sak/",)))
    navigation.register(navigation.Entry("Nye", "c", 3, visible=lambda actor: not actor.is_anonymous))

    def current(path, actor=LEADER):
        links = navigation.menu(RequestFactory().get(path), actor)["main"]
        return {str(link.label): link.current for link in links}

    assert current("/") == {"Oversikt": "page", "Saker": "", "Nye": ""}
    assert current("/saker/7/") == {"Oversikt": "", "Saker": "true", "Nye": ""}
    assert current("/sak/SG/2022/21/")["Saker"] == "true"
    assert current("/saker/nye/")["Nye"] == "page"
    assert "Nye" not in current("/", ANONYMOUS)


def test_a_menu_section_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="nowhere"):
        navigation.register(navigation.Entry("x", "y", section="nowhere"))
