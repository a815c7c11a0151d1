"""Word files: structure comes along, what is lost is counted, and a bad file does no harm."""

import io

import pytest
from django.utils import translation

from samstyring.ui import richtext
from samstyring.ui.richtext import word
from tests.ui.word_files import word_file


@pytest.fixture(autouse=True)
def nynorsk():
    with translation.override("nn"):
        yield


def read(data):
    return richtext.from_docx(io.BytesIO(data))


def test_headings_lists_and_tables_come_along():
    tree, lost = read(word_file())
    assert [block["type"] for block in tree["content"]] == [
        "heading",
        "paragraph",
        "bullet_list",
        "ordered_list",
        "table",
    ]
    assert tree["content"][1]["content"][1] == {"text": "treng", "strong": True}
    assert tree["content"][4]["rows"][1] == [[{"text": "Løn"}], [{"text": "1 000"}]]
    assert lost == []


LOSSES = """<w:p><w:r><w:drawing><a/></w:drawing></w:r><w:r><w:commentReference w:id="1"/></w:r>
<w:ins w:id="1" w:author="x"><w:r><w:t>nytt</w:t></w:r></w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>gamalt</w:delText></w:r></w:del>
<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/></w:p>"""


def test_what_is_lost_is_counted_in_words():
    tree, lost = read(word_file(extra=LOSSES, footnote=True))
    assert [str(one) for one in lost] == [
        "1 bilete", "1 fotnote", "1 merknad", "2 spora endringar (lesne som godtekne)", "1 formel",
    ]  # fmt: skip
    assert "nytt" in richtext.to_text(tree)
    assert "gamalt" not in richtext.to_text(tree)


MERGED = """<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Kostnad</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Løn</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1 000</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"""


def test_merged_cells_are_split_and_a_bold_first_row_heads_its_table():
    tree, lost = read(word_file(extra=MERGED))
    table = tree["content"][0]
    assert table["head"]
    assert table["rows"] == [[[{"text": "Kostnad"}], []], [[{"text": "Løn"}], [{"text": "1 000"}]]]
    assert [str(one) for one in lost] == ["1 celle som var slått saman (delt opp; teksten står i den første)"]


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def places(*paragraphs):
    _tree, lost = read(word_file(extra="".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)))
    return [str(one) for one in lost]


RED, PEN = '<w:color w:val="FF0000"/>', '<w:highlight w:val="yellow"/>'


def test_colour_and_highlight_that_say_something_are_told_of_once_with_how_many_places():
    told = places(run("Slik står det no. ") + run("Dette er ", RED) + run("nytt.", RED), run("Avklar dette", PEN))
    assert told == ["2 stader med farga eller markert tekst"]
    assert places(run("Nei.", '<w:shd w:val="clear" w:fill="FFC000"/>')) == ["1 stad med farga eller markert tekst"]
    half = [run("Raud og lang tekst. " * 20, RED), run("Svart.")]
    assert places(*half) == ["1 stad med farga eller markert tekst"], "much of the text, and not all of it"


@pytest.mark.parametrize(
    "look",
    [
        '<w:color w:val="auto"/>',
        '<w:color w:val="222222"/>',
        '<w:color w:val="595959" w:themeColor="text1" w:themeTint="A6"/>',
        '<w:color w:val="FFFFFF"/>',
        '<w:highlight w:val="none"/>',
        '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>',
    ],
)
def test_colour_that_says_nothing_is_not_told_of(look):
    assert places(run("Vanleg tekst.", look)) == []


def test_headings_links_and_what_is_struck_have_their_colours_without_a_word():
    blue = '<w:color w:val="2F5496"/>'
    assert places(f'<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{run("Bakgrunn", blue)}') == []
    assert places(f'<w:hyperlink w:anchor="a">{run("Sjå her", blue)}</w:hyperlink>') == []
    mark = f"<w:pPr><w:rPr>{RED}</w:rPr></w:pPr>"
    assert places(mark + run("Berre avsnittsmerket er raudt."), run("   ", PEN)) == []


def test_a_text_box_has_paragraphs_of_its_own():
    box = f"<w:r><w:pict><w:txbxContent><w:p>{run('I boksen.', RED)}</w:p></w:txbxContent></w:pict></w:r>"
    told = places(run("Før. ") + box + run("Etter.", PEN))
    assert told == ["1 bilete", "2 stader med farga eller markert tekst"]
    assert places(run("Vanleg. ") + f'<w:moveFrom w:id="1" w:author="x">{run("Flytta.", RED)}</w:moveFrom>') == [
        "1 spora endring (lesen som godteken)"
    ]


def test_a_document_in_one_colour_is_not_marked_anywhere():
    text = run("Alt står i blått. " * 40, '<w:color w:val="1F3864"/>')
    assert places(text, text) == []


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(monkeypatch):
    monkeypatch.setattr(word, "UNPACKED_LIMIT", 1_000_000)
    with pytest.raises(richtext.WordError, match="for mykje"):
        read(word_file(part=("word/media/image1.png", b"\0" * 2_000_000)))


def test_a_file_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(word, "FILE_LIMIT", 1_000)
    with pytest.raises(richtext.WordError, match="større enn"):
        read(word_file())


def test_entities_are_refused():
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(richtext.WordError):
        read(word_file(part=("word/styles2.xml", bomb)))


@pytest.mark.parametrize("data", [b"", b"PK", b"\xd0\xcf\x11\xe0 an old .doc", word_file()[:2000]])
def test_what_is_no_word_file_is_refused_in_words(data):
    with pytest.raises(richtext.WordError, match="Word-fil"):
        read(data)
