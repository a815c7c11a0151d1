"""Rich text: one normal form, which HTML and typed markup carry without loss."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstyring.ui import richtext

words = st.text(
    alphabet=st.one_of(
        st.sampled_from("abcæøå 123 .,-*_#|[]()\\<>&\"'•\u00a0\n"),
        st.characters(blacklist_categories=("Cs",)),
    ),
    max_size=12,
)
links = st.sampled_from(["", "", "", "https://example.no/a_b(c)?d=1&e=2", "mailto:post@example.no"])
inlines = st.lists(
    st.one_of(
        st.fixed_dictionaries({"text": words, "strong": st.booleans(), "em": st.booleans(), "link": links}),
        st.fixed_dictionaries(
            {
                "text": st.sampled_from(
                    ["a", "b", " ", "_", "*", "**", "a_b", "1. mai", "- x", "# y", "| z", "](", "\\n"]
                ),
                "strong": st.booleans(),
                "em": st.booleans(),
            }
        ),
        st.just({"break": True}),
    ),
    max_size=6,
)
items = st.recursive(
    st.fixed_dictionaries({"content": inlines, "lists": st.just([])}),
    lambda inner: st.fixed_dictionaries(
        {
            "content": inlines,
            "lists": st.lists(
                st.fixed_dictionaries(
                    {"type": st.sampled_from(["bullet_list", "ordered_list"]), "items": st.lists(inner, max_size=2)}
                ),
                max_size=2,
            ),
        }
    ),
    max_leaves=6,
)
blocks = st.one_of(
    st.fixed_dictionaries({"type": st.just("paragraph"), "content": inlines}),
    st.fixed_dictionaries({"type": st.just("heading"), "level": st.integers(1, 6), "content": inlines}),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["bullet_list", "ordered_list"]), "items": st.lists(items, max_size=3)}
    ),
    st.fixed_dictionaries(
        {
            "type": st.just("table"),
            "head": st.booleans(),
            "rows": st.lists(st.lists(inlines, min_size=1, max_size=3), max_size=3),
        }
    ),
)
documents = st.fixed_dictionaries({"type": st.just("doc"), "content": st.lists(blocks, max_size=5)})


@given(documents)
def test_the_normal_form_is_its_own_normal_form(document):
    before = copy.deepcopy(document)
    tree = richtext.normalise(document)
    assert document == before, "reading must not change what is read"
    assert richtext.normalise(tree) == tree


@settings(max_examples=400)
@given(documents)
def test_typed_markup_carries_everything(document):
    tree = richtext.normalise(document)
    assert richtext.from_markup(richtext.to_markup(tree)) == tree


@settings(max_examples=300)
@given(documents)
def test_html_carries_everything(document):
    tree = richtext.normalise(document)
    assert richtext.from_html(richtext.to_html(tree)) == tree


@given(st.text(max_size=200))
def test_whatever_is_typed_can_be_read(text):
    tree = richtext.from_markup(text)
    assert richtext.from_markup(richtext.to_markup(tree)) == tree
    richtext.from_text(text)


@given(st.text(alphabet=st.sampled_from("<>/abilolpdivtrsn=\"' &;!-[]#x1"), max_size=120))
def test_whatever_is_pasted_can_be_read(html):
    assert richtext.normalise(richtext.from_html(html)) == richtext.from_html(html)


def paragraph(*content):
    return {"type": "paragraph", "content": [{"text": part} if isinstance(part, str) else part for part in content]}


def doc(*content):
    return {"type": "doc", "content": list(content)}


def item(text, *lists):
    return {"content": [{"text": text}], "lists": list(lists)}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "Éi linje\nog éi til\n\nNytt avsnitt",
            doc(paragraph("Éi linje", {"break": True}, "og éi til"), paragraph("Nytt avsnitt")),
        ),
        ("1. januar 2023 gjeld avtalen", doc(paragraph("1. januar 2023 gjeld avtalen"))),
        ("7. oktober møttest vi", doc(paragraph("7. oktober møttest vi"))),
        (
            "Vi har:\n- mål\n- midlar",
            doc(paragraph("Vi har:"), {"type": "bullet_list", "items": [item("mål"), item("midlar")]}),
        ),
        (
            "1. ein\n  - under\n2. to",
            doc(
                {
                    "type": "ordered_list",
                    "items": [item("ein", {"type": "bullet_list", "items": [item("under")]}), item("to")],
                }
            ),
        ),
        ("fil_namn_v2 og 2 * 3 * 4", doc(paragraph("fil_namn_v2 og 2 * 3 * 4"))),
        (
            "**Viktig** og _nytt_",
            doc(paragraph({"text": "Viktig", "strong": True}, " og ", {"text": "nytt", "em": True})),
        ),
        (
            "sjå [avtalen](https://example.no/a)",
            doc(paragraph("sjå ", {"text": "avtalen", "link": "https://example.no/a"})),
        ),
        ("[x](javascript:alert)", doc(paragraph("[x](javascript:alert)"))),
        (
            "## Bakgrunn\nTekst",
            doc({"type": "heading", "level": 2, "content": [{"text": "Bakgrunn"}]}, paragraph("Tekst")),
        ),
        (
            "| Post | Kr |\n| --- | --- |\n| Løn | 1 000 |",
            doc(
                {
                    "type": "table",
                    "head": True,
                    "rows": [[[{"text": "Post"}], [{"text": "Kr"}]], [[{"text": "Løn"}], [{"text": "1 000"}]]],
                }
            ),
        ),
    ],
)
def test_markup_reads_as_people_type(typed, read):
    assert richtext.from_markup(typed) == read


def test_scripts_and_looks_are_dropped_from_html():
    tree = richtext.from_html(
        '<p style="color:red" onclick="x()">Hei <script>alert(1)</script><a href="javascript:x()">du</a></p><img src=x onerror=y>'
    )
    assert tree == doc(paragraph("Hei du"))


def test_text_is_escaped_on_the_way_out():
    assert "<script>" not in richtext.to_html(doc(paragraph("<script>alert(1)</script>")))


WORD_PASTE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
<!--StartFragment--><h1>Bakgrunn<o:p></o:p></h1><p class=MsoNormal>Vi <b style='mso-bidi-font-weight:normal'>treng</b> <span style='mso-bidi-font-weight:bold'>dette</span>.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Mål</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Delmål</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>Midlar</p>
<p class=MsoNormal>&nbsp;</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>Først</p>
<table class=MsoTableGrid><tr><td rowspan=2><p class=MsoNormal><b>Post</b></p></td><td colspan=2><p class=MsoNormal><b>Kr</b></p></td></tr>
<tr><td><p>2022</p></td><td><p>2023</p></td></tr><tr><td><p>Løn</p></td><td><p>1&nbsp;000</p></td><td></td></tr></table>
<!--EndFragment--></body></html>"""


def test_a_paste_from_word_keeps_its_structure():
    tree = richtext.from_html(WORD_PASTE)
    kinds = [block["type"] for block in tree["content"]]
    assert kinds == ["heading", "paragraph", "bullet_list", "ordered_list", "table"]
    assert tree["content"][1]["content"][1] == {"text": "treng", "strong": True}
    assert tree["content"][1]["content"][2] == {"text": " dette."}
    bullets = tree["content"][2]["items"]
    assert [part["content"][0]["text"] for part in bullets] == ["Mål", "Midlar"]
    assert bullets[0]["lists"][0]["items"] == [item("Delmål")]
    assert tree["content"][3]["items"] == [item("Først")]
    assert [[richtext.to_text(alone(cell)) for cell in row] for row in tree["content"][4]["rows"]] == [
        ["Post", "Kr", ""],
        ["", "2022", "2023"],
        ["Løn", "1\u00a0000", ""],
    ]
    assert not tree["content"][4]["head"]
    assert richtext.from_html(WORD_PASTE, bold_heads=True)["content"][4]["head"]


def alone(content):
    return {"type": "doc", "content": [{"type": "paragraph", "content": content}]}


def test_cells_merged_beyond_reason_are_read_as_they_stand():
    rows = "<tr><td colspan=9999 rowspan=9999>a</td></tr>" * 3
    assert len(richtext.from_html(f"<table>{rows}</table>")["content"][0]["rows"][0]) == 1


def test_a_difference_is_shown_word_by_word_within_a_changed_paragraph():
    old = richtext.from_markup("Prosjektet kostar 1 300 000 kr i året.\n\nUendra.")
    new = richtext.from_markup("Prosjektet kostar 900 000 kr i året.\n\nUendra.\n\n- nytt punkt")
    html = richtext.diff_html(old, new)
    assert "1 300 000" in html.split("<del>")[1].split("</del>")[0]
    assert '<p class="diff-item"><ins>' in html
    assert '<p class="diff-paragraph">Uendra.</p>' in html


def test_canonical_json_is_one_text_for_one_document():
    tree = richtext.from_markup("a **b**")
    assert richtext.canonical(tree) == (
        '{"content":[{"content":[{"text":"a "},{"strong":true,"text":"b"}],"type":"paragraph"}],"type":"doc"}'
    )


@pytest.mark.parametrize("bad", [None, [], {"type": "doc"}, doc({"type": "script"}), doc("x"), doc(paragraph(1))])
def test_what_is_no_document_is_refused(bad):
    with pytest.raises(ValueError, match=r".+"):
        richtext.normalise(bad)
