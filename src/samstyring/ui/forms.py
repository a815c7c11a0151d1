"""Forms as Designsystemet draws them: set FORM_RENDERER = "samstyring.ui.forms.Renderer".

`{{ form }}` then gives an error summary that links to its fields and every field with label, description, input and
message; `{{ form.name.as_field_group }}` gives one field.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from weakref import ref

from django.forms import BaseForm, BaseFormSet, BoundField, Form, formset_factory
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import EmailInput, HiddenInput, NumberInput, Select, TextInput, Widget
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from .escaping import escaped

_HERE = "\0"
KEPT = "kept-"
"""Before a file field's name: the name of the tick that takes the file which was chosen before an error was shown."""


class Field(BoundField):
    """A bound field that knows how Designsystemet draws it. It lives as long as its form does, and does not keep it."""

    @property
    def form(self) -> BaseForm:
        """Return the form."""
        form = self._form()
        if form is None:
            raise ReferenceError(f"the form of the field {self.name} is gone: keep it as long as its fields")
        return form

    @form.setter
    def form(self, form: BaseForm) -> None:
        self._form = ref(form)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Add Designsystemet's class to every input."""
        attrs = super().build_widget_attrs(attrs, widget)
        own = (widget or self.field.widget).attrs.get("class", "")
        if self.kept is not None:
            attrs.pop("required", None)
        return {**attrs, "class": f"ds-input {own}".strip()}

    @property
    def input_type(self) -> str:
        """Return how the template draws it: text, checkbox, choices, file, pair, rich or whole."""
        return str(
            getattr(
                self.field.widget,
                "drawn_as",
                _DRAWN_AS.get(type(self.field.widget).__name__, "text"),
            )
        )

    @property
    def kept(self) -> Any:
        """Return the file that was chosen here before an error was shown, which waits; None for most fields."""
        return getattr(self.field, "kept", None)

    @property
    def kept_name(self) -> str:
        """Return the name of the tick that takes it."""
        return f"{KEPT}{self.html_name}"

    @property
    def suffix(self) -> Any:
        """Return the unit written after the input ("kr"), if any."""
        return getattr(self.field.widget, "suffix", "")

    def as_field_group(self) -> SafeString:
        """Draw the field. One that has nothing but a label and an input, as most have, is written without a template."""
        return self._written() if self._is_bare else super().as_field_group()

    @property
    def _is_bare(self) -> bool:
        return not (
            self.errors
            or self.help_text
            or self.suffix
            or not self.label
            or self.kept is not None
            or self.input_type != "text"
            or self.template_name != Renderer.field_template_name
        )

    def _written(self) -> SafeString:
        """Write what the template writes of such a field."""
        optional = ""
        if not self.field.required and not getattr(self.form, "plain", False):
            needed = getattr(self.field, "needed", None) or _("optional")
            optional = format_html(' <span class="optional">({})</span>', needed)
        named = format_html(' id="{}_label"', self.auto_id) if self.auto_id else ""
        label = format_html(
            '<label class="ds-label" for="{}"{}>{}{}</label>', self.id_for_label, named, self.label, optional
        )
        return format_html('<div class="ds-field">{}{}</div>', label, self)

    def written_choices(self) -> SafeString:
        """Write the choices, each a tick and its label. A country has hundreds of municipalities, and its projects are more.

        They differ in value, label, id and whether they are chosen: all else is written once, as Django's own template
        does it.
        """
        widget = self.field.widget
        attrs = {**widget.attrs, **self.build_widget_attrs({"id": self.auto_id} if self.auto_id else {})}
        before, _here, after = _attributes(attrs | {"id": _HERE} if "id" in attrs else attrs).partition(_HERE)
        name = escaped(attrs.get("id", ""))
        begun = format_html('<div class="ds-field"><input type="{}" name="{}"', widget.input_type, self.html_name)
        chosen = set(widget.format_value(self.value()))
        written = []
        for place, (value, label) in enumerate(widget.choices):
            key, own = "" if value is None else str(value), f"{name}_{place}" if name else ""
            checked = " checked" if key in chosen else ""
            written.append(f'{begun} value="{escaped(key)}"{before}{own}{after}{checked}>{_label(own, label)}</div>')
        return mark_safe("\n".join(written))  # noqa: S308  # escaped above

    @property
    def first_id(self) -> str:
        """Return the id that the error summary links to: the first input of the field."""
        return str(self.id_for_label or self.auto_id) if not self.field.widget.use_fieldset else self._first_of_group()

    def _first_of_group(self) -> str:
        return f"{self.auto_id}_0" if self.auto_id else ""


_DRAWN_AS = {
    "CheckboxInput": "checkbox",
    "RadioSelect": "choices",
    "CheckboxSelectMultiple": "choices",
    "FileInput": "file",
    "ClearableFileInput": "file",
    "SplitDateTimeWidget": "pair",
}


class Renderer(DjangoTemplates):
    """Draws forms, fields and formsets with the templates of this app."""

    form_template_name = "ui/forms/form.html"
    formset_template_name = "ui/forms/formset.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Draw a part of a form. What a page can have hundreds of is written at once: the options of a list, inputs."""
        if template_name == Select.template_name:
            return _select(context["widget"])
        if template_name in _INPUTS:
            return _input(context["widget"])
        return super().render(template_name, context, request)


_INPUTS = {kind.template_name for kind in (TextInput, NumberInput, EmailInput, HiddenInput)}
"""The templates of what is one input and nothing else."""


def _input(widget: Mapping[str, Any]) -> SafeString:
    """Write an input, as Django's own template does it."""
    value = format_html(' value="{}"', str(widget["value"])) if widget["value"] is not None else ""
    attrs = _attributes(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attrs)


def _select(widget: Mapping[str, Any]) -> SafeString:
    """Write a select with its options, as Django's own template does it."""
    groups = [
        format_html('<optgroup label="{}">{}</optgroup>', name, _options(options)) if name else _options(options)
        for name, options, _place in widget["optgroups"]
    ]
    attrs = _attributes({"name": widget["name"], **widget["attrs"]})
    return format_html("<select{}>{}</select>", attrs, mark_safe("".join(groups)))  # noqa: S308  # escaped above


class PlainSelect(Select):
    """A list to choose one from, whose options are written as they are gone through.

    Django makes a widget of its own of each option. A list of projects has three selects with a country's municipalities.
    """

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """Write the select."""
        options = self._written(self.choices, self.format_value(value))
        said = _attributes({"name": name, **self.attrs, **(attrs or {})})
        return format_html("<select{}>{}</select>", said, mark_safe(options))  # noqa: S308  # escaped

    def _written(self, choices: Iterable[tuple[Any, Any]], chosen: Sequence[str]) -> str:
        """Write choices; one whose label is a list is a group, called by its value."""
        return "\n".join(
            f'<optgroup label="{escaped(key)}">{self._written(label, chosen)}</optgroup>'
            if isinstance(label, (list, tuple))
            else f'<option value="{escaped(key)}"{" selected" if str(key) in chosen else ""}>{escaped(label)}</option>'
            for key, label in choices
        )


def _attributes(attrs: Mapping[str, Any]) -> SafeString:
    written = (
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in attrs.items()
        if value is not False
    )
    return mark_safe("".join(written))  # noqa: S308  # escaped above


def _options(options: Sequence[Mapping[str, Any]]) -> SafeString:
    """Write the options. Most have nothing but a value and a label, and there can be hundreds: each is one string."""
    written = (
        f'<option value="{escaped(each["value"])}"{_attributes(each["attrs"]) if each["attrs"] else ""}>'
        f"{escaped(each['label'])}</option>"
        for each in options
    )
    return mark_safe("\n".join(written))  # noqa: S308  # escaped above


def _label(of: str, label: Any) -> str:
    """Write the label of one of the choices of a field, with its line of help."""
    more = getattr(label, "help", "")
    described = f'<div data-field="description">{escaped(more)}</div>' if more else ""
    return f'<label class="ds-label" for="{of}">{escaped(label)}</label>{described}'


class RowsFormSet(BaseFormSet):
    """Rows of one kind in a form (budget lines, follow-up actions), to which a row can be added without JavaScript.

    The button «add a row» sends the form with `add_row=PREFIX`; the view then shows the same page again with one more
    row and nothing saved:  `if formset.wants_row(): return render(…)`. An empty row is no error. `legend` and
    `add_words` are set on the class that `rows()` returns.
    """

    legend: Any = ""
    add_words: Any = ""
    template_name = "ui/forms/formset.html"

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        prefix = kwargs.get("prefix") or self.get_default_prefix()
        self._asked = data is not None and data.get("add_row") == prefix
        if self._asked:
            data = data.copy() if isinstance(data, MultiValueDict) else dict(data)
            name = f"{prefix}-TOTAL_FORMS"
            data[name] = str(_whole(data, name) + 1)
        super().__init__(data, *args, **kwargs)

    def add_fields(self, form: Form, index: int | None) -> None:
        """Say what the tick does in words."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this row")

    def wants_row(self) -> bool:
        """Tell whether the form was sent only to get another row."""
        return self._asked

    @property
    def filled(self) -> list[dict[str, Any]]:
        """Return the cleaned data of the rows that hold something and are not to be removed."""
        return [
            {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            for form in self.forms
            if form.has_changed() and getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")
        ]


def _whole(data: Mapping[str, Any], name: str) -> int:
    try:
        return int(data.get(name) or 0)
    except ValueError:
        return 0


def rows(
    form: type[Form],
    *,
    legend: Any,
    add_words: Any,
    extra: int = 1,
    minimum: int = 0,
    maximum: int = 1000,
) -> type[RowsFormSet]:
    """Make a formset class of rows with a legend, the words of its add button, and a tick to remove each row."""
    made = formset_factory(
        form,
        formset=RowsFormSet,
        extra=extra,
        can_delete=True,
        min_num=minimum,
        validate_min=bool(minimum),
        max_num=maximum,
    )
    return type(f"{form.__name__}Rows", (made,), {"legend": legend, "add_words": add_words})
