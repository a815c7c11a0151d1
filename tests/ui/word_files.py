"""Word files for tests, made by python-docx and then changed by hand."""

import io
import zipfile

import docx

FOOTNOTES = """<?xml version="1.0"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="2"><w:p><w:r><w:t>Ein note.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def word_file(*, footnote=False, extra="", part=None):
    """Return a Word file with a heading, a list and a table; `extra` is XML put into the body, `part` a further part."""
    document = docx.Document()
    document.add_heading("Bakgrunn", 1)
    paragraph = document.add_paragraph("Vi ")
    paragraph.add_run("treng").bold = True
    paragraph.add_run(" dette.")
    document.add_paragraph("mål", style="List Bullet")
    document.add_paragraph("midlar", style="List Bullet")
    document.add_paragraph("først", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Post", "Kr", "Løn", "1 000"], strict=True):
        cell.text = text
    out = io.BytesIO()
    document.save(out)
    if footnote:
        extra += '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    parts = ([("word/footnotes.xml", FOOTNOTES)] if footnote else []) + ([part] if part else [])
    return changed(out.getvalue(), extra, parts)


def changed(data, extra, parts):
    """Return the file with XML put first into its body, and further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml" and extra:
                content = content.replace(b"<w:body>", b"<w:body>" + extra.encode())
            new.writestr(name, content)
        for part in parts:
            new.writestr(*part)
    return out.getvalue()
