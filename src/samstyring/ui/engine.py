"""Django's templates, drawn so that what a page was made of is freed at once when it has been drawn.

What lies in a circle is freed only when all that is new has been looked through for circles. Django puts whatever a page
shows in one (a context knows its parts, and they know it), and a form's fields and a view's methods in others: every
tenth page or so then waited 10 to 35 ms while what nine others had left was found and thrown away (ADR 041).
"""

from typing import Any

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.django import DjangoTemplates, Template, reraise
from django.template.context import make_context
from django.utils.safestring import SafeString


class FreeingTemplate(Template):
    """A template that lets go of its context when it has been drawn."""

    def render(self, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> SafeString:
        """Draw the template, as Django does, and let go of what it showed."""
        made = make_context(context, request, autoescape=self.backend.engine.autoescape)
        try:
            return self.template.render(made)
        except TemplateDoesNotExist as error:
            reraise(error, self.backend)
        finally:
            made.dicts.clear()


class FreeingTemplates(DjangoTemplates):
    """Django's own templates otherwise: the BACKEND in settings."""

    def from_string(self, template_code: str) -> FreeingTemplate:
        """Return a template from its text."""
        return FreeingTemplate(self.engine.from_string(template_code), self)

    def get_template(self, template_name: str) -> FreeingTemplate:
        """Return a template by its name. Raises TemplateDoesNotExist."""
        try:
            return FreeingTemplate(self.engine.get_template(template_name), self)
        except TemplateDoesNotExist as error:
            reraise(error, self)
