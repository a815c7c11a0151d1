"""Template tags: how facts are written on a page. Each has an example in its description."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from samstyring.kernel.clock import OSLO

from .. import context as page_context
from .. import differences, formats, navigation, richtext, tile_map
from ..addresses import address_if_any
from ..escaping import element
from ..fields import MoneyField, RichTextField

register = template.Library()

MARKS = {
    "ok": gettext_lazy("Fulfilled"),
    "soon": gettext_lazy("Coming"),
    "due": gettext_lazy("Due soon"),
    "broken": gettext_lazy("Not fulfilled"),
    "na": gettext_lazy("Not measured"),
}
"""The states a mark can show, each a shape and a colour of its own, with the word used where none is given."""
OTHER_SOURCES = {
    "not_regulated": gettext_lazy("not regulated"),
    "rules_of_procedure": gettext_lazy("rules of procedure"),
    "statute": gettext_lazy("statute"),
    "project_model": gettext_lazy("project model"),
}
"""What something can rest on besides the agreement, in words."""


# -- figures and dates -------------------------------------------------------------------------------------------------


@register.filter
def only_to_look_through(form: Any) -> bool:
    """`{% if form|only_to_look_through %}`: nothing is wrong in a form, a text read from a file waits to be looked at."""
    as_data = getattr(getattr(form, "errors", None), "as_data", None)
    return as_data is not None and all(error.code == "read" for errors in as_data().values() for error in errors)


@register.filter
def to_look_through(errors: Any) -> bool:
    """Tell the same of the errors of one field."""
    return all(error.code == "read" for error in errors.as_data())


@register.filter
def money(ore: int | None, unit: bool = True) -> str:
    """`{{ budget.total|money }}`: «1 250 000 kr». Without «kr»: `|money:False`, or the filter `kroner`."""
    return formats.money(ore, unit)


@register.filter
def kroner(ore: int | None) -> str:
    """`{{ line.amount|kroner }}`: «1 250 000», for columns whose heading says kr."""
    return formats.money(ore, False)


@register.filter
def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """`{{ count|number }}`: «1 250»; `{{ mean|number:1 }}`: «8,1»."""
    return formats.number(value, decimals)


@register.filter
def percent(share: float | Decimal, decimals: int = 0) -> str:
    """`{{ share|percent }}` of a share between 0 and 1: «53 %»."""
    return formats.percent(share, decimals)


@register.filter
def in_words(count: int) -> str:
    """`{{ count|in_words|capfirst }}`: «Seks», larger than twelve in figures."""
    return formats.in_words(count)


@register.filter
def sentence(items: Iterable[Any]) -> str:
    """`{{ names|sentence }}`: «Fedje, Modalen og Solund»."""
    return formats.sentence(items)


@register.filter
def file_size(octets: int) -> str:
    """`{{ file.size|file_size }}`: «1,4 MB»."""
    return formats.file_size(octets)


@register.filter
def language_name(code: str) -> str:
    """`{{ person.language|language_name }}`: «Nynorsk», in the language's own words."""
    return page_context.LANGUAGE_NAMES.get(code, code)


def _time(value: date | datetime | time | None, text: str) -> SafeString | str:
    if value is None:
        return text
    if isinstance(value, datetime):
        value = value.astimezone(OSLO)
    return element('<time datetime="%s">', text, "</time>", value.isoformat())


@register.filter
def day(value: date | datetime | None, weekday: str = "") -> SafeString | str:
    """`{{ meeting.date|day }}`: «22. november 2026»; `|day:"weekday"`: «søndag 22. november 2026»."""
    return _time(formats.as_date(value) if value else None, formats.day(value, bool(weekday)))


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """`{{ row.due|plain_day }}`: «22. november 2026» and nothing else, for letters, which are text."""
    return formats.day(value)


@register.filter
def short_day(value: date | datetime | None, year: str = "") -> SafeString | str:
    """`{{ action.due|short_day }}`: «22. nov.», with the year unless it is this year's; `|short_day:"year"` always."""
    return _time(
        formats.as_date(value) if value else None,
        formats.short_day(value, True if year else None),
    )


@register.filter
def clock(value: datetime | time | None) -> SafeString | str:
    """`{{ meeting.starts_at|clock }}`: «kl. 09.00»."""
    return _time(value, formats.clock(value))


@register.filter
def moment(value: datetime | None, weekday: str = "") -> SafeString | str:
    """`{{ entry.at|moment }}`: «22. november 2026 kl. 09.00»."""
    return _time(value, formats.moment(value, bool(weekday)))


@register.simple_tag
def period(start: date | None, until: date | None = None) -> str:
    """`{% period seat.from_date seat.until %}` of half-open dates: «1. januar 2022 – 31. desember 2024»."""
    return formats.period(start, until)


# -- why and how it stands ---------------------------------------------------------------------------------------------


@register.simple_tag
def clause(clause_id: str | None, on: date | None = None) -> SafeString | str:
    """`{% clause "SG-7" %}`: the quiet link «punkt SG-7». Several ids parted by comma or blank give several links.

    What is not regulated, or rests on another source than the agreement, is said in words. `on`: as it read that day.
    """
    if not clause_id:
        return ""
    parts = []
    for name in str(clause_id).replace(",", " ").split():
        kind, _colon, rest = name.partition(":")
        if kind in OTHER_SOURCES:
            source = str(OTHER_SOURCES[kind])
            url = address_if_any("governance:rules_of_procedure", rest) if kind == "rules_of_procedure" and rest else ""
            words = f"{source} {rest}".strip()
        else:
            words = _("clause %(id)s") % {"id": name.replace("-", "\u2011")}
            url = address_if_any("charter:clause", name)
            url = f"{url}?on={on.isoformat()}" if url and on else url
        parts.append(
            element('<a class="clause" href="%s">', words, "</a>", url)
            if url
            else element('<span class="clause">', words, "</span>")
        )
    return SafeString(" ".join(parts))


@register.simple_tag
def clause_url(ref: str) -> str:
    """`{% clause_url "SG-7" %}`: the address of a clause's page."""
    return address_if_any("charter:clause", ref)


@register.simple_tag
def mark(state: str, words: Any = "", css: str = "") -> SafeString:
    """`{% mark "due" "Manglar" %}`: a state as shape + colour + word. States: ok, soon, due, broken, na."""
    if state not in MARKS:
        raise template.TemplateSyntaxError(f"no mark is called {state}: {', '.join(MARKS)}")
    return element('<span class="%s">', words or MARKS[state], "</span>", f"mark mark-{state} {css}".strip())


@register.simple_tag
def basis(source: Any, words: Any = "") -> SafeString | str:
    """`{% basis version.basis %}`: the link from a governed figure to what it rests on, «vedtak SG 14/22, 7. okt. 2022»."""
    if source is None:
        return ""
    label = words or f"{source.label}, {formats.short_day(source.dated)}"
    url = address_if_any("web:basis", source.pk) or address_if_any("kernel:basis", source.pk)
    return element('<a class="basis" href="%s">', label, "</a>", url) if url else element("", label, "")


@register.inclusion_tag("ui/steps.html")
def steps(items: Sequence[Any], label: Any = "") -> dict[str, Any]:
    """`{% steps path %}`: where a thing stands on its way.

    Each item has a label and a state (done, now, todo), as attributes, keys, or a pair.
    """

    def read(item: Any) -> dict[str, Any]:
        if isinstance(item, Mapping):
            return dict(item)
        if isinstance(item, tuple):
            return dict(zip(("label", "state", "url"), item, strict=False))
        return {
            "label": item.label,
            "state": item.state,
            "url": getattr(item, "url", ""),
        }

    return {
        "steps": [read(item) for item in items],
        "label": label or _("The way of the case"),
    }


@register.inclusion_tag("ui/timeline.html")
def timeline(
    start: date,
    until: date,
    today: date,
    windows: Sequence[tuple[Any, date, date]] = (),
    points: Sequence[tuple[Any, date]] = (),
) -> dict[str, Any]:
    """`{% timeline term.from_date term.until today windows points %}`: a stretch of time with today in it.

    `windows` are (label, from, until), `points` are (label, date). Everything is also said in a sentence.
    """

    def place(on: date) -> int:
        return min(100, max(0, round(100 * (on - start).days / max(1, (until - start).days))))

    boxes = [
        {"x": place(begins), "w": max(1, place(ends) - place(begins)), "label": label}
        for label, begins, ends in windows
    ]
    labels = [(0, formats.short_day(start, True)), (100, formats.short_day(until, True)), (place(today), _("today"))]
    labels += [(box["x"] + box["w"] // 2, box["label"]) for box in boxes]
    labels += [(place(on), label) for label, on in points]
    said = [_("From %(start)s to %(until)s.") % {"start": formats.day(start), "until": formats.day(until)}]
    said += [_("Today is %(day)s.") % {"day": formats.day(today)}]
    said += [f"{capfirst(str(label))}: {formats.period(begins, ends)}." for label, begins, ends in windows]
    said += [f"{capfirst(str(label))}: {formats.day(on)}." for label, on in points]
    return {"run": place(today), "windows": boxes, "labels": _in_rows(labels), "said": " ".join(said)}


def _in_rows(labels: list[tuple[int, Any]], room: int = 13) -> list[dict[str, Any]]:
    """Put each label in the first of three rows where it does not meet another."""
    taken: list[list[int]] = [[], [], []]
    out = []
    for x, text in labels:
        row = next((n for n, places in enumerate(taken) if all(abs(x - other) >= room for other in places)), 2)
        taken[row].append(x)
        out.append({"x": x, "text": text, "row": row})
    return out


@register.simple_tag(name="tile_map")
def draw_tile_map(tiles: Sequence[tile_map.Tile], label: Any = "") -> SafeString:
    """`{% tile_map tiles label %}`: every municipality one tile, small ones as visible as large ones.

    The tiles are `ui.tile_map.Tile`. Show their table beside the map.
    """
    return tile_map.drawn(tiles, label or _("Map of the municipalities, one tile each"))


# -- differences -------------------------------------------------------------------------------------------------------


@register.simple_tag
def diff(old: Any, new: Any) -> SafeString:
    """`{% diff old.text new.text %}`: word by word, `<del>` and `<ins>`."""
    return differences.as_html(differences.words(str(old or ""), str(new or "")))


@register.inclusion_tag("ui/field_diff.html")
def field_diff(rows: Iterable[tuple[Any, Any, Any]], all_rows: bool = False) -> dict[str, Any]:
    """`{% field_diff rows %}`: rows of (label, old, new). What did not change is left out, or shown with `all_rows`."""
    listed = [
        {
            "label": label,
            "changed": old != new,
            "html": differences.as_html(differences.words(_written(old), _written(new))),
        }
        for label, old, new in rows
    ]
    return {
        "rows": [row for row in listed if all_rows or row["changed"]],
        "unchanged": sum(1 for row in listed if not row["changed"]),
        "all_rows": all_rows,
    }


@register.inclusion_tag("ui/stale.html")
def stale_fields(form: Any, current: Any) -> dict[str, Any]:
    """`{% stale_fields form current %}`: what is stored now against what was typed, field by field."""
    typed = getattr(form, "cleaned_data", {})
    return {
        "rows": [
            (
                field.label,
                _as_read(field.field, getattr(current, field.name)),
                _as_read(field.field, typed.get(field.name, field.value())),
            )
            for field in form.visible_fields()
            if hasattr(current, field.name)
        ]
    }


def _as_read(field: Any, value: Any) -> str:
    """Return a field's value as a reader knows it: rich text as text, a choice by its label, an amount in kroner."""
    if value is None or value == "":
        return ""
    if isinstance(field, RichTextField):
        return richtext.to_text(json.loads(value) if isinstance(value, str) else value)
    if isinstance(field, MoneyField) and isinstance(value, int):
        return formats.money(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    if isinstance(value, list | tuple):
        return formats.sentence(labels.get(str(each), str(each)) for each in value)
    return labels.get(str(getattr(value, "pk", value)), _written(value))


def _written(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date | datetime):
        return formats.day(value)
    return str(value)


@register.filter
def rich(tree: Any, top: int = 2) -> SafeString:
    """`{{ case.background|rich }}`: rich text as HTML; its highest headings become h2, or as the argument says."""
    return richtext.to_html(tree, top)


@register.simple_tag
def rich_diff(old: Any, new: Any) -> SafeString:
    """`{% rich_diff old.text new.text %}`: the difference of two rich texts."""
    return richtext.diff_html(old, new)


# -- layout ------------------------------------------------------------------------------------------------------------


@register.simple_block_tag
def filled(content: str, tag: str = "div", css: str = "", label: Any = "") -> SafeString | str:
    """`{% filled "aside" css="why" %}…{% endfilled %}`: the element, only where something stands in it."""
    if not content.strip():
        return ""
    named = format_html(' aria-label="{}"', label) if label else ""
    inner = mark_safe(content)  # noqa: S308 - the template engine has escaped it
    return format_html('<{0} class="{1}"{2}>{3}</{0}>', tag, css, named, inner)


class Fixed(template.Node):
    """What is the same on every page: drawn once in each language, with nothing of the page's or the reader's."""

    def __init__(self, nodelist: template.NodeList) -> None:
        """Hold what stands in the block."""
        self.nodelist = nodelist
        self._drawn: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """Return the block, which sees no variables."""
        language = get_language()
        if language not in self._drawn:
            self._drawn[language] = self.nodelist.render(context.new())
        return self._drawn[language]


@register.tag
def fixed(parser: template.base.Parser, token: template.base.Token) -> Fixed:
    """`{% fixed %}…{% endfixed %}`: words and addresses that are the same on every page, drawn once in each language."""
    del token
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return Fixed(nodelist)


@register.simple_tag
def address(name: str) -> str:
    """`{% address "web:search" as search_url %}`: the address with a name and no arguments, or nothing where no app has it."""
    return address_if_any(name)


@register.simple_tag
def menu_list(links: Sequence[navigation.Link]) -> SafeString:
    """`{% menu_list menu.me %}`: the links of one section of the menus, as a list."""
    return navigation.as_list(links)


@register.simple_tag(takes_context=True)
def menu_lists(context: Context) -> SafeString:
    """`{% menu_lists as menu_lists %}`: the side menu of this reader. It stands twice on a page, and is written once."""
    menu = context["menu"]
    if context["actor"].is_anonymous:
        return navigation.as_list(menu["public"])
    main = navigation.as_list(menu["main"])
    if not menu["work"]:
        return main
    return format_html("{}<p>{}</p>{}", main, _("For the secretariat"), navigation.as_list(menu["work"]))


@register.simple_tag(takes_context=True)
def address_with(context: Context, **changes: Any) -> str:
    """`{% address_with sort="name" %}`: the address of this page with some parameters changed (None takes one out)."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else context["request"].path


@register.simple_tag
def attributes(pairs: Mapping[str, Any]) -> SafeString:
    """Write HTML attributes from a mapping; true stands alone, false and None are left out."""
    shown = [(name, value) for name, value in pairs.items() if value not in (None, False)]
    return format_html_join(
        "",
        ' {}="{}"',
        ((name, "" if value is True else value) for name, value in shown),
    )
