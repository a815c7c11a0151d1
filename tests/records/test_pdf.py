"""Documents: what is in them, that everyone can read them, and that no word of a user's is more than a word."""

import itertools
import json
import re
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from samstyring.records.pdf import Attachment, DocumentError, render
from samstyring.records.pdf.data import Change, Fact, PapersData, SimpleData
from samstyring.records.pdf.labels import clause_words, labels
from samstyring.records.pdf.render import TEMPLATES
from samstyring.ui.richtext import NotRichText

from . import examples
from .reading import bookmarks, opened, structure, text_of

AT = datetime(2022, 11, 25, 12, 30, 15, 999, tzinfo=UTC)


def simple(*blocks, **changes):
    return render("simple", replace(examples.SIMPLE, content=examples.doc(*blocks), **changes), language="nn")


@pytest.mark.parametrize("language", ["nn", "nb", "en"])
@pytest.mark.parametrize("template", examples.ALL)
def test_every_document_is_accessible(template, language):
    content = render(template, examples.ALL[template], language=language)

    with opened(content) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).split("-")[0] == language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in pdf.Root
        assert "/Outlines" in pdf.Root
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == examples.ALL[template].title
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:part"] + metadata["pdfaid:conformance"] == "2A"


@pytest.mark.parametrize("template", examples.ALL)
def test_headings_skip_no_level(template):
    found = structure(render(template, examples.ALL[template], language="nn"))
    levels = [int(role[1]) for role in found if re.fullmatch(r"H[1-6]", role)]

    assert levels
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_have_headers_and_lists_are_lists():
    found = structure(render("papers", examples.PAPERS, language="nn"))
    assert {"Table", "THead", "TH", "TD", "L", "LI", "Link"} <= set(found)


@pytest.mark.parametrize("standard", ["a-2a", "a-3a"])
def test_what_is_made_for_the_archive_says_so(standard):
    content = render("minutes", examples.MINUTES, language="nn", standard=standard)
    with opened(content) as pdf, pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == standard[2]
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


def test_the_same_at_the_same_instant_is_the_same_file():
    first, second = (render("minutes", examples.MINUTES, language="nn", at=AT) for _ in range(2))
    assert first == second
    with opened(first) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20221125123015")


def test_papers_have_a_bookmark_per_case_and_list_what_is_withdrawn():
    content = render("papers", examples.PAPERS, language="nn")
    titles = bookmarks(content)
    text = text_of(content)

    assert [title for title in titles if title.startswith("SG 2")] == [
        "SG 21/22 Godkjenning av saklista og spørsmål til eventuelt",
        "SG 22/22 Godkjenning av referat frå møtet 7. oktober 2022",
        "SG 23/22 Porteføljerapport per 1. desember",
        "SG 24/22 Start av DigiHelse i Vestland",
        "SG 26/22 Tilslutning frå Solund kommune Ettermeld",
    ]
    assert "Felles arkivplan" in text


def test_papers_show_proposals_conditions_differences_and_what_was_passed_over():
    text = text_of(render("papers", examples.PAPERS, language="nn"))
    for expected in (
        "Styringsgruppa vedtek budsjettet på 1 380 000 kr.",
        "1 300 000 kr",
        "900 000 kr",
        "KS løyver tilskotet frå DigiFin.",
        "31. mars 2023",
        "Gloppen og Stryn handsamar saka i januar.",
        "Støttar. Modalen vil vente til 2024.",
        "Konseptnotat DigiHelse i Vestland.pdf",
        examples.SUM[:32],
        examples.SUM[32:],
    ):
        assert expected in text


def test_forty_cases_are_made_in_well_under_a_second(capsys):
    cases = tuple(
        replace(examples.DIGIHELSE, number=f"SG {number}/22", title=f"Sak nummer {number}") for number in range(1, 41)
    )
    data = replace(examples.PAPERS, cases=cases)
    render("papers", data, language="nb")  # the first in a process reads the typefaces
    began = time.perf_counter()
    content = render("papers", data, language="nn")
    took = time.perf_counter() - began
    with opened(content) as pdf, capsys.disabled():
        print(f"\n40 cases, {len(pdf.pages)} pages, {len(content) // 1000} kB, tagged: {took * 1000:.0f} ms")
        assert len(pdf.pages) > 80
    assert len([title for title in bookmarks(content) if title.startswith("SG ")]) == 40
    assert took < 30  # a guard against the absurd; the figure is printed


def test_minutes_tell_who_was_there_who_objected_why_and_who_decided():
    text = text_of(render("minutes", examples.MINUTES, language="nn", standard="a-2a"))
    for expected in (
        "Utkast. Send merknader innan 13. januar 2023.",
        "Referent Siri Mønster, sekretariatet",
        "Forfall meldt 7.12.",
        "Går imot",
        "Kommunane i Nordfjord er ikkje spurde.",
        "Ikkje konsensus. Avgjort av leiaren.",
        "Nytta for dei minste kommunane er stor",
        "punkt SG-3 og FI-5",
        "20. januar 2023",
        "(offentleglova § 13)",
    ):
        assert expected in text, expected


def test_a_meeting_that_nobody_missed_says_nobody():
    words = labels("minutes", "nn")
    text = text_of(render("minutes", replace(examples.MINUTES, absent=()), language="nn"))
    assert f"{words['absent']} {words['nobody']}" in text


@pytest.mark.parametrize(("language", "word"), [("nn", "DØME"), ("nb", "EKSEMPEL"), ("en", "EXAMPLE")])
def test_an_example_says_so_on_every_page(language, word):
    data = replace(examples.PAPERS, title="Innkalling")
    example = render("papers", data, language=language)
    real = render("papers", replace(data, head=replace(data.head, demo=False)), language=language)
    with opened(example) as pdf:
        pages = len(pdf.pages)

    assert text_of(example).count(word) >= pages + 1
    assert word not in text_of(real)


def test_late_papers_say_what_changed():
    content = render("late_papers", examples.LATE, language="nn")
    text = text_of(content)
    assert "Trekt" in text
    assert "1 780 000 kr" in text
    assert "med ei ramme på" in text


@pytest.mark.parametrize(
    "words",
    [
        "#panic(1)",
        "*ikkje feit* _ikkje kursiv_ $x$ `kode`",
        '] #eval("1") [',
        "= Ikkje overskrift",
        "@ref <merke> // kommentar /* x */",
        "\\u{41} \\ --- ~ 'a' \"b\"",
        "https://example.no/#fragment",
    ],
)
def test_a_users_words_are_never_read_as_source(words):
    content = simple(
        examples.heading(2, words),
        examples.par(words),
        examples.bullets(words),
        examples.table(("A",), (words,)),
        title=words,
        facts=(Fact(label=words, value=words),),
    )
    with opened(content) as pdf, pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == words
    assert text_of(content).count(words) >= 7


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//example.no"])
def test_only_web_mail_and_telephone_are_linked(link):
    content = simple(examples.par(examples.text("lenkje", link=link)))
    assert link.encode() not in content
    assert "Link" not in structure(content)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Bra 👍🏽!", "Bra [thumbs up sign]"),
        ("漢", "[cjk unified ideograph-6f22]"),
        ("\uf0b7 punkt", "• punkt"),
        ("a\x01\x0bb\ufeffc", "abc"),
        ("Sámi giella đŋŧčšž", "Sámi giella đŋŧčšž"),
    ],
)
def test_a_character_that_no_typeface_has_does_not_stop_the_minutes(words, shown):
    assert shown in text_of(simple(examples.par(words)))


def test_an_empty_text_leaves_no_empty_section():
    case = replace(examples.CASES[0], background=examples.doc(examples.par("  ")), assessment={"type": "doc"})
    text = text_of(render("papers", PapersData(head=examples.HEAD, title="T", cases=(case,)), language="en"))
    assert "Background" not in text
    assert "Assessment" not in text


def test_the_least_that_can_be_said_is_a_document():
    for template, data in examples.ALL.items():
        assert render(template, type(data)(head=examples.HEAD, title="Tittel"), language="nb")


def test_a_mapping_does_as_well_as_a_data_class():
    assert "Tittel" in text_of(
        render("simple", {"head": {"cooperation": "X", "body": "", "number": "", "date": "", "demo": False},
                          "title": "Tittel", "subtitle": "", "notice": "", "facts": [], "content": None, "files": []},
               language="nn")
    )  # fmt: skip


def test_an_unknown_block_is_refused_not_dropped():
    with pytest.raises(NotRichText):
        simple({"type": "script", "content": []})


def test_files_lie_inside_only_where_the_standard_lets_them():
    file = Attachment(
        name="vedtak.json",
        content=json.dumps({"number": "SG 24/22"}).encode(),
        media_type="application/json",
        description="Vedtaket som data",
    )
    content = render("decision", examples.DECISION, language="nn", standard="a-3a", attachments=[file])
    with opened(content) as pdf:
        assert pdf.attachments["vedtak.json"].get_file().read_bytes() == file.content
    with pytest.raises(DocumentError):
        render("decision", examples.DECISION, language="nn", standard="a-2a", attachments=[file])


def test_every_template_has_its_words_in_every_language():
    for template in examples.ALL:
        english = labels(template, "en")
        for language in ("nn", "nb"):
            words = labels(template, language)
            assert words.keys() == english.keys()
            assert "{page}" in words["page"]
            assert "{pages}" in words["page"]


def test_an_untitled_document_is_a_fault_told_with_its_place():
    with pytest.raises(DocumentError, match="simple"):
        render("simple", {"head": {}}, language="nn")


def test_a_word_without_end_is_parted_and_nothing_of_it_lost():
    made = simple({"type": "paragraph", "content": [{"type": "text", "text": "å" * 20_000}]})
    with opened(made) as pdf:
        assert len(pdf.pages) > 3


def test_changes_need_no_text():
    data = replace(examples.LATE, changes=(Change(number="SG 1/22", title="T", what="Trekt"),), cases=())
    assert render("late_papers", data, language="nn")


def test_simple_data_is_what_an_export_needs():
    data = SimpleData(head=examples.HEAD, title="Mandat", content=examples.doc(examples.par("Tekst")))
    assert "Tekst" in text_of(render("simple", data, language="nn", standard="a-2a"))


def test_no_word_is_translated_that_no_template_prints():
    sources = "".join(path.read_text() for path in TEMPLATES.glob("*.typ"))
    for template in examples.ALL:
        assert [name for name in labels(template, "en") if not re.search(rf"labels\.{name}\b", sources)] == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("SG-3", "clause SG\u20113"),
        ("SG-3, FI-5", "clause SG\u20113, clause FI\u20115"),
        ("not_regulated", "not regulated"),
        ("rules_of_procedure:§4", "rules of procedure §4"),
        ("kommunelova § 11-5", "kommunelova § 11-5"),
        ("", ""),
    ],
)
def test_where_a_rule_comes_from_is_said_in_words(source, words):
    with override("en"):
        assert clause_words(source) == words
