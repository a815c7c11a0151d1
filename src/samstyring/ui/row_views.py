"""A form with rows of one kind below what stands once: a version is written so."""

from functools import cached_property
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils.translation import gettext_lazy

from .views import ActView


class RowsActView(ActView):
    """An act whose form has rows: `rows_class` draws them, `rows_name` is the act's argument."""

    button = gettext_lazy("Save the draft")
    rows_class: ClassVar[Any]
    rows_name: ClassVar[str]

    def row_kwargs(self) -> dict[str, Any]:
        """Return what each row's form needs."""
        return {}

    def initial_rows(self) -> list[dict[str, Any]]:
        """Return the rows that are shown at first."""
        return []

    def filled(self) -> list[dict[str, Any]]:
        """Return the rows as the act takes them."""
        return list(self.rows.filled)

    @cached_property
    def rows(self) -> Any:
        """Return the rows as sent, or as stored."""
        sent = self.request.method == "POST"
        return self.rows_class(
            self.request.POST if sent else None,
            prefix="rows",
            initial=None if sent else self.initial_rows(),
            form_kwargs=self.row_kwargs(),
        )

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add a row when that is all that is asked; save otherwise."""
        form = self.get_form()
        if self.rows.wants_row():
            return self.render_to_response(self.get_context_data(form=form))
        if form.is_valid() and self.rows.is_valid():
            return self.form_valid(form)
        form.is_valid()
        return self.form_invalid(form)

    def arguments(self, form: Any) -> dict[str, Any]:
        """Return what stands once, and the rows."""
        return {**form.arguments(), self.rows_name: self.filled()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the rows."""
        return super().get_context_data(**kwargs) | {"rows": self.rows, "wide": True}
