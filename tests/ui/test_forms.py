"""Forms are drawn so that everyone can fill them in, with and without scripts."""

import lxml.html
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict
from django.utils import translation
from django.utils.html import escape
from pytest_django.asserts import assertHTMLEqual

from samstyring.ui import fields
from samstyring.ui.forms import PlainSelect, rows
from samstyring.ui.messages import unread_names
from tests.ui.word_files import word_file


@pytest.fixture(autouse=True)
def nynorsk():
    with translation.override("nn"):
        yield


class Candidate(forms.Form):
    name = forms.CharField(label="Namn", help_text="Slik det skal stå")
    note = forms.CharField(label="Merknad", required=False, widget=forms.Textarea)
    origin = forms.ChoiceField(
        label="Opphav",
        widget=forms.RadioSelect,
        choices=[("n", fields.Choice("Nasjonalt", "Frå KS")), ("r", "Regionalt")],
    )
    starts = fields.MomentField(label="Start")
    cost = fields.MoneyField(label="Kostnad")
    sure = forms.BooleanField(label="Eg er sikker")


class Line(forms.Form):
    what = forms.CharField(label="Kva")
    amount = fields.MoneyField(label="Beløp")


Lines = rows(Line, legend="Linjer", add_words="Legg til linje")


def drawn(form):
    return lxml.html.fragment_fromstring(str(form), create_parent="div")


def test_every_input_has_a_label_and_points_to_its_help():
    page = drawn(Candidate())
    for element in page.xpath(".//input[not(@type='hidden')] | .//textarea | .//select"):
        assert page.xpath(f".//label[@for='{element.get('id')}']"), element.get("name")
    name = page.xpath(".//input[@name='name']")[0]
    assert page.xpath(f".//*[@id='{name.get('aria-describedby')}']")[0].text_content() == "Slik det skal stå"
    assert "valfritt" in page.xpath(".//label[@for='id_note']")[0].text_content()


def test_errors_stand_in_a_summary_that_leads_to_the_fields_and_beside_each():
    page = drawn(Candidate({"name": "", "cost": "mykje", "origin": "n"}))
    for link in page.xpath(".//*[contains(@class, 'ds-error-summary')]//a"):
        assert page.xpath(f".//*[@id='{link.get('href')[1:]}']"), link.get("href")
    name = page.xpath(".//input[@name='name']")[0]
    assert name.get("aria-invalid") == "true"
    assert "id_name_error" in name.get("aria-describedby")
    assert "Dette må fyllast ut" in page.xpath(".//*[@id='id_name_error']")[0].text_content()


def test_choices_stand_in_a_fieldset_with_their_help():
    page = drawn(Candidate())
    group = page.xpath(".//fieldset[legend[contains(., 'Opphav')]]")[0]
    assert len(group.xpath(".//input[@type='radio']")) == 2
    assert "Frå KS" in group.text_content()


def test_nothing_in_a_form_is_styled_or_scripted_inline():
    page = drawn(Candidate({}))
    assert not page.xpath(".//*[@style] | .//*[@onclick]")


def post(**values):
    data = QueryDict(mutable=True)
    data.update({name.replace("__", "-"): value for name, value in values.items()})
    return data


def test_a_row_is_added_without_a_script_and_nothing_typed_is_lost():
    data = post(
        lines__TOTAL_FORMS="1", lines__INITIAL_FORMS="0", lines__0__what="Løn", lines__0__amount="ti", add_row="lines"
    )
    lines = Lines(data, prefix="lines")
    assert lines.wants_row()
    assert len(lines.forms) == 2
    assert lines.forms[0]["what"].value() == "Løn"
    assert 'name="add_row"' in str(lines)


def test_empty_and_removed_rows_do_not_count():
    data = post(
        lines__TOTAL_FORMS="3", lines__INITIAL_FORMS="0", lines__0__what="Løn", lines__0__amount="10",
        lines__1__what="Reise", lines__1__amount="5", lines__1__DELETE="on",
    )  # fmt: skip
    lines = Lines(data, prefix="lines")
    assert lines.is_valid()
    assert lines.filled == [{"what": "Løn", "amount": 1000}]


class Paper(forms.Form):
    text = fields.RichTextField(label="Bakgrunn")


def test_rich_text_is_taken_as_typed_markup_and_as_html():
    typed = Paper({"text": "## Mål\n- ein", "text_as": "markup"})
    edited = Paper({"text": "<h2>Mål</h2><ul><li>ein</li></ul>", "text_as": "html"})
    assert typed.is_valid()
    assert edited.is_valid()
    assert typed.cleaned_data["text"] == edited.cleaned_data["text"]


def test_rich_text_shows_again_what_was_typed():
    form = Paper({"text": "## Mål", "text_as": "markup"})
    assert drawn(form).xpath(".//textarea")[0].text.strip() == "## Mål"


def test_nothing_written_is_nothing():
    assert not Paper({"text": "  \n", "text_as": "markup"}).is_valid()


def test_a_word_file_is_shown_before_it_is_taken_and_tells_what_is_lost():
    form = Paper({"text": ""}, {"text_word": SimpleUploadedFile("sak.docx", word_file(footnote=True))})
    assert not form.is_valid()
    message = form.errors["text"][0]
    assert "sak.docx" in message
    assert "1 fotnote" in message
    assert "## Bakgrunn" in drawn(form).xpath(".//textarea")[0].text
    assert message.startswith("Teksten frå sak.docx er lesen inn.")
    assert drawn(form).xpath(".//*[contains(@class, 'ds-error-summary') or @data-field='validation']") == []
    assert drawn(form).xpath(".//*[@aria-invalid]") == []


def test_a_name_for_gettext_that_is_not_extracted_is_told():
    assert unread_names("from django.utils.translation import gettext as _now\n") == ["_now"]
    assert unread_names("from django.utils.translation import gettext as _, ngettext\n") == []


def test_a_file_that_is_no_word_file_is_refused_in_words():
    form = Paper({"text": ""}, {"text_word": SimpleUploadedFile("sak.docx", b"PK not really")})
    assert "ikkje ei Word-fil" in form.errors["text"][0]


class Choosing(forms.Form):
    one = forms.ChoiceField(choices=[("", "–"), ("x", "<b>&"), ("Two", [("1", "One"), ("2", "Two")])])
    some = forms.MultipleChoiceField(choices=[("1", "One"), ("2", "Two")], required=False)


def test_a_list_to_choose_from_is_written_as_django_writes_it() -> None:
    sent = {"one": "2", "some": ["1", "2"]}
    ours, plain = Choosing(sent), Choosing(sent, renderer=DjangoTemplates())
    for name in ("one", "some"):
        written = str(ours[name]).replace(' class="ds-input"', "")
        assertHTMLEqual(written, str(plain[name]))
        assert "<b>" not in written


@pytest.mark.parametrize("sent", [{"one": "2"}, {"one": ""}, {"one": "7"}, None])
def test_a_plain_list_is_written_as_django_writes_it_with_its_groups(sent: dict[str, str] | None) -> None:
    class Plain(forms.Form):
        one = forms.ChoiceField(choices=Choosing().fields["one"].choices, widget=PlainSelect)

    ours, plain = Plain(sent), Choosing(sent, renderer=DjangoTemplates())
    written = str(ours["one"]).replace(' class="ds-input"', "")
    assertHTMLEqual(written, str(plain["one"]))
    assert "<optgroup" in written
    assert "<b>" not in written


class Ticking(forms.Form):
    one = forms.ChoiceField(choices=[("", "–"), ("x&", "<b>&"), (3, "Tre")], widget=forms.RadioSelect, required=False)
    some = forms.MultipleChoiceField(
        choices=[("1", "One"), ("2", "<Two>")], widget=forms.CheckboxSelectMultiple({"data-a": "b&", "disabled": True})
    )
    none = forms.MultipleChoiceField(choices=[], widget=forms.CheckboxSelectMultiple, required=False)


@pytest.mark.parametrize("sent", [None, {"one": "x&", "some": ["2", "1"]}, {"some": ["7"]}, {"one": "3"}])
@pytest.mark.parametrize("auto_id", ["id_%s", ""])
def test_choices_to_tick_are_written_as_django_writes_them(sent: dict[str, object] | None, auto_id: str) -> None:
    ours = Ticking(sent, auto_id=auto_id)
    plain = Ticking(sent, auto_id=auto_id, renderer=DjangoTemplates())
    for name in ours.fields:
        drawn = [
            f'<div class="ds-field">{each.tag()}<label class="ds-label" for="{each.id_for_label or ""}">'
            f"{escape(each.choice_label)}</label></div>"
            for each in plain[name]
        ]
        written = str(ours[name].written_choices()).replace(' class="ds-input"', "")
        assert written == "\n".join(drawn)
    assert "<b>" not in str(ours)


@pytest.mark.parametrize("value", [None, "", 0, "<b>'\"&", 12.5])
def test_an_input_is_written_as_django_writes_it(value: object) -> None:
    """Django's own template draws the same, whatever stands in it and is said of it."""

    class Ours(forms.Form):
        one = forms.CharField(max_length=9, widget=forms.TextInput({"class": "a&b", "disabled": True, "list": False}))
        number = forms.IntegerField()
        post = forms.EmailField()
        unseen = forms.CharField(widget=forms.HiddenInput)

    form = Ours(initial=dict.fromkeys(Ours.base_fields, value))
    for field in form:
        drawn = field.field.widget.render(
            field.html_name, field.value(), field.build_widget_attrs({}), DjangoTemplates()
        )
        ours = field.field.widget.render(field.html_name, field.value(), field.build_widget_attrs({}), form.renderer)
        assert ours == drawn.strip()
