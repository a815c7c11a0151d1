"""A table: columns, filters and rows, bound to one request."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import files, paging, printing, saved
from .columns import Column
from .drawing import Drawing
from .filters import Filter, SearchFilter
from .grouping import Grouping

NOTHING_YET = _("Nothing here yet")


@dataclass(frozen=True)
class Empty:
    """What stands where there are no rows: what will stand here, how it comes, and a button that begins it."""

    heading: Any = NOTHING_YET
    text: Any = ""
    url: str = ""
    button: Any = ""


class Table:
    """A list with sorting, filters and paging in the address; see the class attributes.

    `Table(request, rows)`: `rows` is a queryset (already what this reader may see) or a sequence. In the template
    `{% include "ui/table.html" %}`. A page with two tables gives each a `prefix`.
    """

    caption: ClassVar[Any] = ""
    columns: ClassVar[Sequence[Column]] = ()
    filters: ClassVar[Sequence[Filter]] = ()
    groupings: ClassVar[Sequence[Grouping]] = ()
    choosable: ClassVar[bool] = False  # the reader chooses the columns, which `on_page` then only proposes
    sort: ClassVar[str] = ""  # the name of the column that it is sorted by at first, with "-" for falling
    page_size: ClassVar[int] = 50
    file_name: ClassVar[str] = "table"
    empty: ClassVar[Empty] = Empty()
    cards: ClassVar[bool] = True  # cards on a phone; else it scrolls sideways
    exports: ClassVar[bool] = True
    show_caption: ClassVar[bool] = False  # the caption is for those who hear the page, unless the page needs it seen
    prints: ClassVar[bool] = True  # it can be had as PDF too
    saved_as: ClassVar[str] = ""  # the name of the page's address: what it says can then be saved as a view

    def __init__(self, request: HttpRequest, rows: Any, *, prefix: str = "", empty: Empty | None = None,
                 totals: Mapping[str, Any] | None = None) -> None:  # fmt: skip
        self.request, self._rows, self.prefix = request, rows, prefix
        self.empty_state = empty or self.empty
        self.totals = totals

    # -- the address --

    def _name(self, name: str) -> str:
        return f"{self.prefix}-{name}" if self.prefix else name

    def _asked(self, name: str) -> str:
        return str(self.request.GET.get(self._name(name), ""))

    def address(self, **changes: str) -> str:
        """Return this page's address with parameters changed; an empty one is taken out. Paging begins anew."""
        changed = [(self._name(name), value) for name, value in changes.items() if value]
        if pairs := [*self._without(*changes, "after"), *changed]:
            return f"?{urlencode(pairs)}"
        return f"?view={saved.STANDARD}" if self.opens_with else self.request.path

    # -- saved views --

    @property
    def keeper(self) -> saved.Keeper | None:
        """Return who keeps the views of this list for the reader, if anyone."""
        return saved.keeper_for(getattr(self.request, "actor", None), self.saved_as)

    @cached_property
    def views(self) -> Sequence[saved.View]:
        """Return the views of this list that the reader may use."""
        return self.keeper.read(self.request.actor, self.saved_as) if self.keeper else []  # type: ignore[attr-defined]

    @property
    def view_urls(self) -> dict[str, str]:
        """Return where the views are looked after, and what stands here is saved: as a new one, or as the one in use."""
        keeper, view = self.keeper, self.view
        if keeper is None:
            return {}
        urls = {"page": reverse(keeper.page)} if self.views else {}
        if self.view_changed or (self.said and view is None):
            urls["save"] = keeper.save_url(self.saved_as, self.query)
        if view and view.may_change and self.view_changed:
            urls["change"] = keeper.change_url(view, self.query)
        return urls

    @property
    def opens_with(self) -> saved.View | None:
        """Return the view that the reader's list opens with where its address says nothing."""
        return next((view for view in self.views if view.opens), None)

    @property
    def view(self) -> saved.View | None:
        """Return the view that the address names."""
        asked = self._asked("view") if self.saved_as else ""
        return next((view for view in self.views if view.key == asked), None) if asked else None

    @property
    def said(self) -> list[tuple[str, str]]:
        """Return what the address says of this list that a view keeps: not where a page begins, nor a file's kind."""
        own = {self._name(name) for name in (*self.form.fields, "sort", "columns")}
        pairs = [(name, value) for name, values in self.request.GET.lists() for value in values]
        return [(name, value) for name, value in pairs if name in own and value]

    @property
    def query(self) -> str:
        """Return the same as a query."""
        return urlencode(self.said)

    @property
    def view_changed(self) -> bool:
        """Tell whether the address says something else than the view that it names."""
        return self.view is not None and sorted(self.view.pairs) != sorted(self.said)

    @property
    def gone(self) -> list[str]:
        """Return what the view in use asks for and this list does not have, in words, each once."""
        lacks = (self._lacks(name, value) for name, value in (self.view.pairs if self.view else ()))
        return list(dict.fromkeys(words for words in lacks if words))

    def _lacks(self, name: str, value: str) -> str:
        """Say what there is not, where the list cannot do what a view says. Its inner name says nothing to a reader."""
        named = {"sort": value.removeprefix("-"), "columns": value}.get(name)
        if named is not None:
            if any(one.name == named and (name != "sort" or one.sort) for one in self.columns):
                return ""
            label = next((one.label for one in self.known_columns() if one.name == named), "")
            if name == "sort":
                return str(
                    _("sorting by «%(name)s»") % {"name": label} if label else _("a sorting that the list lacks")
                )
            return str(_("the column «%(name)s»") % {"name": label} if label else _("a column that the list lacks"))
        field = self.form.fields.get(name)
        if field is None:
            return str(_("a filter that the list lacks"))
        try:
            field.clean(value)
        except forms.ValidationError:
            return str(_("%(filter)s: a choice that the list lacks") % {"filter": field.label})
        return ""

    def known_columns(self) -> Iterable[Column]:
        """Return every column that the list has for some reader: what a view made by another may ask for."""
        return self.columns

    # -- filters --

    @cached_property
    def form(self) -> forms.Form:
        """Return the form of the filters, filled from the address."""
        form = forms.Form(self.request.GET, prefix=self.prefix or None, use_required_attribute=False)
        form.plain = True  # type: ignore[attr-defined]  # fields say nothing of being optional
        for one in self.filters:
            form.fields[one.name] = one.field()
        if self.groupings:
            form.fields["group"] = forms.ChoiceField(
                label=_("Group by"),
                required=False,
                choices=[("", _("No grouping")), *((one.name, one.label) for one in self.groupings)],
            )
        form.full_clean()
        return form

    @cached_property
    def active(self) -> dict[str, Any]:
        """Return the filters that are on, with their values; what cannot be read is left out."""
        cleaned = self.form.cleaned_data
        return {one.name: cleaned[one.name] for one in self.filters if cleaned.get(one.name) not in (None, "", False)}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Return the parameters that the filters' form must carry along: the sorting, and what is not this table's."""
        return self._without(*self.form.fields, "after")

    def _without(self, *names: str) -> list[tuple[str, str]]:
        own = {self._name(name) for name in names}
        return [(name, value) for name, values in self.request.GET.lists() if name not in own for value in values]

    @property
    def chips(self) -> list[dict[str, str]]:
        """Return the filters that are on, each with its words and the address without it."""
        return [
            {"words": one.words(self.active[one.name]), "url": self.address(**{one.name: ""})}
            for one in self.filters
            if one.name in self.active
        ]

    @property
    def cleared(self) -> str:
        """Return the address without any filter."""
        return self.address(**{one.name: "" for one in self.filters})

    @property
    def search_fields(self) -> list[Any]:
        """Return the fields of the form to search in: they stand in sight at any width."""
        return [self.form[one.name] for one in self.filters if isinstance(one, SearchFilter)]

    @property
    def choice_fields(self) -> list[Any]:
        """Return the other fields, the grouping last: on a narrow screen they are folded, so that one sees the list."""
        fields = [self.form[one.name] for one in self._choices if not one.folded]
        return [*fields, self.form["group"]] if self.groupings else fields

    @property
    def choices_on(self) -> int:
        """Return how many of the filters that are not searches are on."""
        return sum(one.name in self.active for one in self._choices)

    @property
    def _choices(self) -> list[Filter]:
        return [one for one in self.filters if not isinstance(one, SearchFilter)]

    @property
    def folded_filters(self) -> list[Any]:
        """Return the fields that are put away at any width until they are asked for."""
        return [self.form[one.name] for one in self._choices if one.folded]

    @property
    def uses_folded(self) -> bool:
        """Tell whether one of those is on, so that they stand open."""
        return any(one.folded and one.name in self.active for one in self._choices)

    @property
    def in_use(self) -> bool:
        """Tell whether there is anything to filter; an empty table shows only how it is filled."""
        return bool(self.page[0] or self.active or self._asked("after"))

    @property
    def _is_searched(self) -> bool:
        """Tell whether somebody looks for words, of which the next does not look for the same."""
        return any(isinstance(one, SearchFilter) and one.name in self.active for one in self.filters)

    @property
    def has_search(self) -> bool:
        """Tell whether some filter is a search field, which answers while one types."""
        return any(isinstance(one, SearchFilter) for one in self.filters)

    @cached_property
    def rows(self) -> Any:
        """Return all rows that pass the filters."""
        rows = self._rows
        for one in self.filters:
            if one.name in self.active:
                rows = one.apply(rows, self.active[one.name])
        return self.grouping.read(rows) if self.grouping and self.grouping.read else rows

    @cached_property
    def grouping(self) -> Grouping | None:
        """Return what the rows are grouped by, if by anything."""
        asked = self.form.cleaned_data.get("group") if self.groupings else ""
        return next((one for one in self.groupings if one.name == asked), None)

    @property
    def order(self) -> paging.Order:
        """Return what the rows are ordered by: the grouping, then the sorting."""
        by, falling = self.sorting
        first = [(self.grouping.by, False)] if self.grouping else []
        return [*first, (by.sort, falling)] if by else first

    # -- columns --

    @cached_property
    def chosen(self) -> set[str]:
        """Return the columns that the address chooses; none is the ones that are proposed."""
        asked = set(self.request.GET.getlist(self._name("columns"))) if self.choosable else set()
        return asked & {column.name for column in self.columns}

    @property
    def column_choices(self) -> list[dict[str, Any]]:
        """Return the columns that can be chosen, and whether each is shown. The row's heading always is."""
        shown = {column.name for column in self.shown}
        return [
            {"name": column.name, "label": column.label, "on": column.name in shown}
            for column in self.columns
            if not column.header
        ]

    @property
    def column_field(self) -> str:
        """Return the name of the parameter that chooses columns."""
        return self._name("columns")

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        """Return the parameters that the choice of columns must carry along."""
        return self._without("columns", "after")

    @property
    def proposed(self) -> str:
        """Return the address with the columns that are proposed."""
        return self.address(columns="")

    # -- sorting and paging --

    @cached_property
    def sorting(self) -> tuple[Column | None, bool]:
        """Return the column that it is sorted by, and whether falling."""
        for asked in (self._asked("sort"), self.sort):
            name = asked.removeprefix("-")
            for column in self.columns:
                if name and column.name == name and column.sort:
                    return column, asked.startswith("-")
        return None, False

    @property
    def headings(self) -> list[dict[str, Any]]:
        """Return the headings, those that can be sorted by with their address."""
        by, falling = self.sorting
        out = []
        for column in self.shown:
            now = column is by
            order = ("descending" if falling else "ascending") if now else "none"
            out.append(
                {
                    "label": column.label,
                    "css": column.classes,
                    "sort": order if column.sort else "",
                    "url": self.address(sort=f"-{column.name}" if now and not falling else column.name),
                }
            )
        return out

    @property
    def shown(self) -> list[Column]:
        """Return the columns that the page shows."""
        if self.chosen:
            return [column for column in self.columns if column.header or column.name in self.chosen]
        return [column for column in self.columns if column.on_page]

    @cached_property
    def page(self) -> tuple[list[Any], str]:
        """Return the rows of this page, and the key of the next."""
        after, keep = self._asked("after"), not self._is_searched
        shown, after = paging.page_of(self.rows, self.order, after=after, size=self.page_size, keep=keep)
        return list(self.with_rows(shown)), after

    def with_rows(self, rows: Iterable[Any]) -> Iterable[Any]:
        """Return the rows that are shown or written to a file with what is read beside them: here nothing.

        A table that needs more for its rows than their query gives reads it here, for these rows alone.
        """
        return rows

    def look(self, row: Any) -> str:
        """Return the address of a quick look at a row, which opens under it: here none has one."""
        del row
        return ""

    @property
    def lines(self) -> Iterator[dict[str, Any]]:
        """Yield the rows of this page with their cells drawn, the first of each group with the group's words."""
        drawing, last = Drawing(self.shown), None
        for row in self.page[0]:
            words = str(self.grouping.words(row)) if self.grouping else None
            begins, last = words if words != last else None, words
            yield {"row": row, "group": begins, "cells": drawing.row(row, self.look(row))}

    @property
    def total_cells(self) -> list[dict[str, Any]]:
        """Return the cells of the sum row."""
        totals = self.totals or {}
        return [
            {"css": column.classes, "label": column.label, "html": column.written(totals[column.name]), "known": True}
            if column.name in totals
            else {"css": column.classes, "html": _("Sum") if index == 0 else "", "label": "", "known": False}
            for index, column in enumerate(self.shown)
        ]

    @property
    def next_url(self) -> str:
        """Return the address of the next page, or nothing at the end."""
        key = self.page[1]
        if not key:
            return ""
        return f"?{urlencode([*self._without('after'), (self._name('after'), key)])}"

    @property
    def first_url(self) -> str:
        """Return the address of the first page, or nothing when this is it."""
        return self.address() if self._asked("after") else ""

    @property
    def key(self) -> str:
        """Return the id of the table's place on the page."""
        return f"table-{self.prefix}" if self.prefix else "table"

    # -- files --

    @property
    def file_urls(self) -> dict[str, str]:
        """Return the addresses of the same rows as files."""
        kinds = ("csv", "xlsx", "pdf") if self.prints and printing.can_print() else ("csv", "xlsx")
        return {kind: self.address(format=kind) for kind in kinds} if self.exports else {}

    @property
    def filed_columns(self) -> Sequence[Column]:
        """Return the columns of a file, unless the reader has chosen some."""
        return [column for column in self.columns if column.in_files]

    @property
    def printed_columns(self) -> Sequence[Column]:
        """Return the columns of the PDF: those that the page shows."""
        return self.shown

    def file(self) -> HttpResponseBase | None:
        """Return the rows as the file that the address asks for (`format=csv`, `xlsx` or `pdf`), all pages of them."""
        kind = self._asked("format")
        if kind not in self.file_urls:
            return None
        columns = self.shown if self.chosen else self.filed_columns
        rows = self.with_rows(paging.everything(self.rows, self.order))
        if kind == "pdf":
            filters = [chip["words"] for chip in self.chips]
            words = printing.in_words(str(self.caption), filters, self.printed_columns, rows, self.grouping)
            return printing.as_pdf(words, self.file_name)
        if kind == "csv":
            return files.as_csv(columns, rows, self.file_name)
        return files.as_workbook(columns, rows, self.file_name, str(self.caption))
