"""The tool for message catalogues: what it finds, keeps and complains about."""

import re
from pathlib import Path

import pytest

from samstyring.ui import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
a = _("A meeting")
b = ngettext("%(count)s case", "%(count)s cases", 2)
c = pgettext_lazy("verb", "Call")
d = _("Hello {name}")
"""
TEMPLATE = """
{% load i18n %}
  <p title="{% translate "Title" %}">{% blocktranslate trimmed with name=who %}
      Dear
      {{ name }}, it's 100 % sure
  {% endblocktranslate %}
      {% blocktranslate count n=cases|length %}{{ n }} paper{% plural %}{{ n }} papers{% endblocktranslate %}</p>
{% include "x.html" with label=_("Label") %}
"""

# Bokmål that hides in Nynorsk; nouns with their endings.
BOKMAL = re.compile(
    r"\b(ikke|fra|hva|hvem|mer|noe|gjøre|være|åpne|kommunene"
    r"|(leder|bruker|deltaker|eier)(e|en|ne|ens|nes|s)?"
    r"|(løsning|tjeneste|tilskudd|saksliste|beslutning)\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree with one small app."""
    app = tmp_path / "src" / "samstyring" / "club"
    (app / "templates" / "club").mkdir(parents=True)
    (app / "apps.py").touch()
    (app / "words.py").write_text(PYTHON)
    (app / "templates" / "club" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "SOURCE", tmp_path / "src" / "samstyring")
    return app


def translate(app: Path, english: str, *lines: str) -> None:
    """Give the catalogue of an app a translation, as a person would in an editor."""
    path = app / "locale" / "nn" / "LC_MESSAGES" / "django.po"
    text = path.read_text()
    before, after = text.split(f'"{english}"\n', 1)
    empty = "".join(line.split(" ")[0] + ' ""\n' for line in lines)
    assert empty in after
    path.write_text(before + f'"{english}"\n' + after.replace(empty, "".join(f"{line}\n" for line in lines), 1))


def test_every_kind_of_message_is_found(house: Path) -> None:
    found = {(message.context, message.id) for message in messages.extracted("club") if message.id}
    assert found == {
        (None, "A meeting"),
        (None, ("%(count)s case", "%(count)s cases")),
        ("verb", "Call"),
        (None, "Hello {name}"),
        (None, "Title"),
        (None, "Dear %(name)s, it's 100 %% sure"),
        (None, ("%(n)s paper", "%(n)s papers")),
        (None, "Label"),
    }


def test_an_update_keeps_translations_and_drops_what_is_gone(house: Path) -> None:
    messages.update("club", "nn")
    translate(house, "A meeting", 'msgstr "Eit møte"')
    translate(house, "%(count)s cases", 'msgstr[0] "%(count)s sak"', 'msgstr[1] "%(count)s saker"')
    (house / "words.py").write_text(PYTHON.replace('d = _("Hello {name}")', ""))
    catalog = messages.update("club", "nn")
    assert catalog is not None
    assert catalog["A meeting"].string == "Eit møte"
    assert catalog["%(count)s case"].string == ("%(count)s sak", "%(count)s saker")
    assert "Hello {name}" not in catalog
    left = [line.split(": ", 1)[1] for line in messages.problems("club", "nn")]
    assert "untranslated: 'Call'" in left
    assert "untranslated: 'A meeting'" not in left


def test_an_update_that_changes_nothing_writes_nothing(house: Path) -> None:
    messages.update("club", "nn")
    path = messages.path_of("club", "nn")
    before = path.stat().st_mtime_ns
    messages.update("club", "nn")
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("english", "line", "complaint"),
    [
        ("Hello {name}", 'msgstr "Hei"', "placeholders differ"),
        ("Hello {name}", 'msgstr "Hei {namn}"', "placeholders differ"),
        ("A meeting", 'msgstr "Eit %(x)s"', "placeholders differ"),
    ],
)
def test_a_damaged_translation_is_named(house: Path, english: str, line: str, complaint: str) -> None:
    messages.update("club", "nn")
    translate(house, english, line)
    where = "src/samstyring/club/locale/nn/LC_MESSAGES/django.po"
    assert f"{where}: {complaint}: {english!r}" in messages.problems("club", "nn")


def test_a_message_that_nobody_extracted_is_missing(house: Path) -> None:
    messages.update("club", "nn")
    (house / "words.py").write_text(PYTHON + 'e = _("New")\n')
    assert any(line.endswith("missing: 'New'") for line in messages.problems("club", "nn"))


def test_what_is_compiled_is_what_gettext_reads(house: Path) -> None:
    import gettext

    messages.update("club", "nn")
    translate(house, "A meeting", 'msgstr "Eit møte"')
    assert messages.compile_all() == 1
    with messages.path_of("club", "nn").with_suffix(".mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert translations.gettext("A meeting") == "Eit møte"
    assert translations.gettext("Title") == "Title"


def test_two_apps_that_say_a_message_differently_are_named(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = house.parent / "other"
    other.mkdir()
    (other / "apps.py").touch()
    (other / "words.py").write_text('a = _("A meeting")\nb = pgettext("noun", "Call")\n')
    for app, meeting in ((house, "Eit møte"), (other, "Møte")):
        messages.update(app.name, "nn")
        translate(app, "A meeting", f'msgstr "{meeting}"')
        translate(app, "Call", f'msgstr "{app.name}"')  # not the same message: their contexts differ
    (line,) = messages.conflicts("nn")
    assert "'A meeting': 'Eit møte' (club), 'Møte' (other)" in line
    assert messages.conflicts("nn", ["other"]) == [line]
    assert messages.conflicts("nn", [""]) == messages.conflicts("nb") == []
    assert messages.main(["--check"]) == 1
    assert line in capsys.readouterr().out


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_a_message_is_said_in_one_way_in_every_app(language: str) -> None:
    assert messages.conflicts(language) == []


def test_the_nynorsk_hides_no_bokmal() -> None:
    """A reader of Nynorsk stumbles over these words."""
    found = [
        f"{app or 'samstyring'}: {match[0]!r} in {text!r}"
        for app in messages.apps()
        for message in messages._messages(messages.stored(app, "nn"))
        for text in messages._strings(message)
        if (match := BOKMAL.search(text))
    ]
    assert found == []
