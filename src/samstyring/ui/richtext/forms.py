"""The form field for rich text: an editor where there is JavaScript, typed markup where there is none."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import formats
from .html import from_html, to_html
from .markup import from_markup, to_markup
from .text import canonical, to_text
from .tree import Tree, is_empty, normalise
from .word import WordError, from_docx


class RichTextInput(forms.Textarea):
    """A text field that a script turns into an editor.

    The field `NAME_as` says what was sent: typed markup, or HTML from the editor. A Word file sent as `NAME_word`
    takes the place of the text.
    """

    template_name = "ui/forms/rich.html"
    drawn_as = "rich"
    needs_multipart_form = True
    word = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Read what was sent as a tree, or as a WordError or the document read from Word."""
        if self.word and (file := files.get(f"{name}_word")):
            file.seek(0)  # the value is asked for more than once
            try:
                return Read(*from_docx(file), str(file.name))
            except WordError as error:
                return error
        text = data.get(name)
        if text is None:
            return None
        return from_html(text) if data.get(f"{name}_as") == "html" else from_markup(text)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether nothing was sent."""
        return name not in data and f"{name}_word" not in files

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give the template the text in both forms."""
        tree = value.tree if isinstance(value, Read) else value if isinstance(value, dict) else None
        context = super().get_context(name, to_markup(tree), {"rows": 12, **(attrs or {})})
        if isinstance(value, Read):
            context["widget"]["attrs"].pop("aria-invalid", None)  # nothing is wrong with it: it is to be looked through
        context["widget"] |= {"html": to_html(tree), "word": self.word}
        return context


class Read:
    """A document read from a Word file, not yet looked through."""

    def __init__(self, tree: Tree, lost: list[Any], name: str) -> None:
        self.tree, self.lost, self.name = tree, lost, name


class RichTextField(forms.Field):
    """Rich text; the value is a tree in normal form (None where nothing was written and nothing is required).

    `longest` is the greatest number of signs of plain text. `word=False` leaves out reading from Word.
    """

    widget = RichTextInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "long": _("The text is %(length)s signs long. It can be at most %(limit)s."),
        "invalid": _("The text could not be read."),
    }

    def __init__(self, *, longest: int = 300_000, word: bool = True, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(**kwargs)
        self.widget.word = word

    def to_python(self, value: Any) -> Tree | None:
        """Return the normal form. A text just read from Word is shown once more before it is taken."""
        if isinstance(value, Read):
            raise ValidationError(_look_through(value), code="read")
        if isinstance(value, WordError):
            raise ValidationError(str(value), code="word")
        try:
            tree = normalise(value) if value else None
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return None if is_empty(tree) else tree

    def validate(self, value: Any) -> None:
        """Hold the limit."""
        super().validate(value)
        length = len(to_text(value))
        if length > self.longest:
            numbers = {"length": formats.number(length), "limit": formats.number(self.longest)}
            raise ValidationError(self.error_messages["long"], "long", numbers)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare documents in normal form."""
        if isinstance(data, Read | WordError):
            return True
        before = canonical(initial) if not is_empty(initial) else ""
        return before != (canonical(data) if not is_empty(data) else "")


def _look_through(read: Read) -> str:
    words = gettext("The text of %(name)s is read in. Look it through, and save it then.") % {"name": read.name}
    if read.lost:
        words += " " + gettext("These did not come along as they were: %(list)s.") % {
            "list": formats.sentence(read.lost)
        }
    return words
