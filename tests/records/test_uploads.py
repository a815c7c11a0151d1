"""Files that come in: what they are, told by their content, and what is said when one cannot be taken."""

import hashlib
import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import openpyxl
import pikepdf
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from docx import Document as WordDocument

from samstyring.records.downloads import attachment_response
from samstyring.records.errors import FileEmpty, FileRefused
from samstyring.records.pdf import render
from samstyring.records.uploads import Upload, UploadField, check_upload, clean_name, upload_of

from . import examples

MB = 1_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def packed(entries, *, compression=ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def office(main: str, **more) -> bytes:
    types = f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}.main+xml"/></Types>'
    return packed({"[Content_Types].xml": types, **more})


def open_document(kind: str, **more) -> bytes:
    return packed({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>", **more})


def old_office(*streams: str) -> bytes:
    return OLE + bytes(600) + b"".join(stream.encode("utf-16-le").ljust(64, b"\0") + bytes(64) for stream in streams)


def word() -> bytes:
    file = BytesIO()
    document = WordDocument()
    document.add_paragraph("Hei")
    document.save(file)
    return file.getvalue()


def excel() -> bytes:
    file = BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def pdf(password: str = "") -> bytes:
    made = render("simple", examples.SIMPLE, language="nn")
    if not password:
        return made
    file = BytesIO()
    with pikepdf.open(BytesIO(made)) as opened:
        opened.save(file, encryption=pikepdf.Encryption(user=password, owner=password))
    return file.getvalue()


def check(name, content, max_size=5 * MB):
    return check_upload(SimpleUploadedFile(name, content), max_size=max_size, name=name)


GOOD = {
    "papir.pdf": (pdf, "application/pdf"),
    "notat.docx": (word, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "budsjett.XLSX": (excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "lysark.pptx": (
        lambda: office("presentationml.presentation"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "notat.odt": (lambda: open_document("text"), "application/vnd.oasis.opendocument.text"),
    "rekneark.ods": (lambda: open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet"),
    "kart.png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(20), "image/png"),
    "bilete.jpeg": (lambda: b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
    "film.gif": (lambda: b"GIF89a" + bytes(20), "image/gif"),
    "merknad.txt": (lambda: "Vi stør saka. Æøå.".encode(), "text/plain"),
    "gammal.txt": (lambda: "Vi stør saka. Æøå.".encode("cp1252"), "text/plain"),
    "liste.csv": (lambda: "Kommune;Svar\r\nFedje;ja\r\n".encode("utf-16"), "text/csv"),
    "svar.eml": (lambda: b"From: a@b.no\r\nDate: Mon, 7 Nov 2022 10:00:00 +0100\r\n\r\nJa.", "message/rfc822"),
    "svar.msg": (lambda: old_office("__properties_version1.0"), "application/vnd.ms-outlook"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_municipalities_send_is_taken(name):
    make, content_type = GOOD[name]
    content = make()
    checked = check(name, content)
    assert (checked.name, checked.size, checked.content_type) == (name, len(content), content_type)
    assert checked.sha256 == hashlib.sha256(content).hexdigest()
    assert Upload(checked.name, content).content_type == content_type


REFUSED = {
    "macros in Word": ("a.docm", lambda: office("wordprocessingml.document", **{"word/vbaProject.bin": "x"}), "macros"),
    "macros under another name": (
        "a.docx",
        lambda: packed(
            {"[Content_Types].xml": "<T ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/>"}
        ),
        "macros",
    ),
    "macros in OpenDocument": ("a.odt", lambda: open_document("text", **{"Basic/Standard/M.xml": "x"}), "macros"),
    "a program": ("a.docx", lambda: office("wordprocessingml.document", **{"word/embeddings/x.exe": "MZ"}), "program"),
    "old Word": ("a.doc", lambda: old_office("WordDocument"), ".docx"),
    "old Excel": ("a.xls", lambda: old_office("Workbook"), ".xlsx"),
    "locked Word": ("a.docx", lambda: old_office("EncryptedPackage"), "password"),
    "locked PDF": ("a.pdf", lambda: pdf("hemmeleg"), "password"),
    "broken PDF": ("a.pdf", lambda: b"%PDF-1.7\nikkje meir", "damaged"),
    "broken zip": ("a.docx", lambda: word()[:-200], "damaged"),
    "plain zip": ("a.zip", lambda: packed({"x.txt": "x"}), "cannot be taken"),
    "a page": ("a.html", lambda: b"<script>alert(1)</script>", "cannot be taken"),
    "a drawing that can hold a script": ("a.svg", lambda: b"<svg onload='x'/>", "cannot be taken"),
    "a program by its own name": ("a.exe", lambda: b"MZ" + bytes(100), "cannot be taken"),
    "a program that calls itself text": ("a.txt", lambda: b"MZ\x90\x00\x03" + bytes(100), "cannot be taken"),
    "no message": ("a.eml", lambda: b"hei", "cannot be taken"),
    "Word that calls itself PDF": ("a.pdf", word, ".docx"),
    "PDF that calls itself a program": ("a.pdf.exe", pdf, "cannot be taken"),
    "a bomb": ("a.docx", lambda: office("wordprocessingml.document", x=bytes(30 * MB)), "unpacks"),
    "too many entries": ("a.docx", lambda: office("wordprocessingml.document", **dict.fromkeys(map(str, range(5001)), "")), "unpacks"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_taken_is_told_with_what_would_be_right(case):
    name, make, words = REFUSED[case]
    with pytest.raises(FileRefused, match=words):
        check(name, make())


def test_a_locked_entry_is_locked():
    content = bytearray(packed({"[Content_Types].xml": "<T/>"}, compression=ZIP_STORED))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", content, content.index(signature) + offset, 1)
    with pytest.raises(FileRefused, match="password"):
        check("a.docx", bytes(content))


def test_a_file_is_not_read_further_than_it_may_be_long():
    with pytest.raises(FileRefused, match="at most"):
        check("a.txt", b"a" * 1001, max_size=1000)
    assert check("a.txt", b"a" * 1000, max_size=1000).size == 1000
    with pytest.raises(FileEmpty):
        check("a.txt", b"")


def test_the_file_is_left_at_its_start():
    file = BytesIO(b"Hei")
    check_upload(file, max_size=MB, name="a.txt")
    assert file.read() == b"Hei"


def test_a_name_without_an_ending_gets_the_right_one():
    assert check("Referat 9. desember", pdf()).name == "Referat 9. desember.pdf"
    assert check_upload(BytesIO(pdf()), max_size=MB).name == "fil.pdf"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\kari\\Møte 4.pdf", "Møte 4.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("ref\u202efdp.exe", "reffdp.exe"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        (" .gøymd.txt. ", "gøymd.txt"),
        ("CON.pdf", "_CON.pdf"),
        ("A\u030a.pdf", "Å.pdf"),
        ("", "fil"),
        ("..", "fil"),
    ],
)
def test_a_name_is_made_safe(given, clean):
    assert clean_name(given) == clean


def test_a_long_name_keeps_its_ending():
    name = clean_name("x" * 400 + ".pdf")
    assert len(name) == 150
    assert name.endswith("x.pdf")


class EvidenceForm(forms.Form):
    evidence = UploadField()


def test_the_field_says_beside_itself_what_is_wrong():
    form = EvidenceForm(
        {}, {"evidence": SimpleUploadedFile("a.docm", office("wordprocessingml.document", vbaProject="x"))}
    )
    assert not form.is_valid()
    assert "macros" in form.errors["evidence"][0]


def test_the_field_gives_a_file_with_a_safe_name_and_its_true_type():
    form = EvidenceForm({}, {"evidence": SimpleUploadedFile("..\\brev", pdf(), content_type="text/html")})
    assert form.is_valid(), form.errors
    upload = upload_of(form.cleaned_data["evidence"])
    assert upload == Upload("brev.pdf", pdf_content(form))
    assert form.cleaned_data["evidence"].content_type == upload.content_type == "application/pdf"


def pdf_content(form) -> bytes:
    form.cleaned_data["evidence"].seek(0)
    return form.cleaned_data["evidence"].read()


def test_a_download_is_saved_and_never_run():
    response = attachment_response(b"<script>", name="Møte «4».html", content_type="text/html", show=True)
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''M%C3%B8te")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert b"".join(response) == b"<script>"


def test_a_pdf_may_be_shown_when_asked_for(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"%PDF")
    shown = attachment_response(path, name="a.pdf", content_type="application/pdf", show=True)
    saved = attachment_response(path, name="a.pdf", content_type="application/pdf")
    assert shown.headers["Content-Disposition"] == 'inline; filename="a.pdf"'
    assert saved.headers["Content-Disposition"] == 'attachment; filename="a.pdf"'
    assert "no-store" in saved.headers["Cache-Control"]
