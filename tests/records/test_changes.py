"""What is new and what is gone, marked."""

from samstyring.records.pdf.changes import is_changed, mark_changes

from .examples import bullets, doc, heading, inline, par, table, text


def pieces(tree):
    """Return what is struck, what is new, and the rest, as three texts."""
    found = {"del": "", "ins": "", "same": ""}

    def walk(node):
        if isinstance(node, list):
            for inner in node:
                walk(inner)
        elif "text" in node:
            kind = next((mark for mark in ("del", "ins") if node.get(mark)), "same")
            found[kind] += node["text"]
        else:
            for key in ("content", "items", "lists", "rows"):
                walk(node.get(key, []))

    walk(tree or {})
    return found


def test_words_that_changed_are_marked_and_the_others_not():
    marked = mark_changes(doc(par("Ramma er 1 780 000 kr i 2023.")), doc(par("Ramma er 1 380 000 kr i 2023.")))
    assert pieces(marked) == {"del": "1 780 000", "ins": "1 380 000", "same": "Ramma er  kr i 2023."}


def test_a_paragraph_put_in_does_not_disturb_its_neighbours():
    before = doc(par("Første avsnitt."), par("Siste avsnitt."))
    after = doc(par("Første avsnitt."), par("Heilt ny tanke her."), par("Siste avsnitt."))
    marked = mark_changes(before, after)
    assert marked["content"][0] == par("Første avsnitt.")
    assert marked["content"][1]["content"] == inline(text("Heilt ny tanke her.", "ins"))
    assert marked["content"][2] == par("Siste avsnitt.")


def test_a_heading_that_is_gone_is_no_heading_any_more():
    marked = mark_changes(doc(heading(2, "Risiko"), par("Tekst")), doc(par("Tekst")))
    assert [block["type"] for block in marked["content"]] == ["paragraph", "paragraph"]
    assert pieces(marked)["del"] == "Risiko"


def test_items_and_rows_are_compared_one_by_one():
    marked = mark_changes(
        doc(bullets("Ein", "To ting her", "Tre"), table(("Post", "Sum"), ("Reise", "80 000 kr"))),
        doc(bullets("Ein", "To ting der", "Tre", "Fire"), table(("Post", "Sum"), ("Reise", "60 000 kr"))),
    )
    assert [block["type"] for block in marked["content"]] == ["bullet_list", "table"]
    found = pieces(marked)
    assert found["del"] == "her80 000"
    assert found["ins"] == "derFire60 000"


def test_marks_and_links_stay_with_their_words():
    before = doc(par("Sjå ", text("vedtaket", "strong", link="https://example.no/1"), " i går."))
    after = doc(par("Sjå ", text("vedtaket", "strong", link="https://example.no/1"), " i dag."))
    (block,) = mark_changes(before, after)["content"]
    assert text("vedtaket", "strong", link="https://example.no/1") in block["content"]


def test_the_later_text_can_be_read_out_of_the_marked_one():
    before = doc(par("Alfa beta gamma."), bullets("x", "y"), par("Slutt."))
    after = doc(par("Alfa delta gamma."), par("Nytt."), bullets("y", "z"), par("Slutten."))
    found = pieces(mark_changes(before, after))
    assert "delta" in found["ins"]
    assert "Nytt." in found["ins"]
    assert "beta" in found["del"]


def test_from_nothing_and_to_nothing():
    assert mark_changes(None, None) is None
    assert pieces(mark_changes(None, doc(par("Ny")))) == {"del": "", "ins": "Ny", "same": ""}
    assert pieces(mark_changes(doc(par("Borte")), None)) == {"del": "Borte", "ins": "", "same": ""}


def test_only_what_a_reader_sees_is_a_change():
    assert not is_changed(doc(par("Tekst")), doc(par("Tekst"), par("  ")))
    assert is_changed(doc(par("Tekst")), doc(par(text("Tekst", "strong"))))
