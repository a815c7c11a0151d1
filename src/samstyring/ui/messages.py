"""The message catalogues: every text a user reads, in Nynorsk and Bokmål. `./run messages` calls this.

Each app keeps its own, in `<app>/locale/<language>/LC_MESSAGES/django.po`; `samstyring/locale/` has what belongs to no
app, and what the libraries say but have not translated themselves. The msgid is English, and is the English text.

    ./run messages [APP ...]            update the catalogues from the source, and compile them
    ./run messages [APP ...] --check    name every message that is missing, untranslated, doubtful, damaged, or
                                        said differently by two apps
    ./run messages --compile            only compile
"""

import argparse
import ast
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
LANGUAGES = ("nn", "nb")
TEMPLATES = {".html", ".txt", ".xml"}
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

LIBRARIES = {
    "django": ("forms", "core/validators.py", "contrib/auth/forms.py", "contrib/auth/password_validation.py",
               "contrib/auth/tokens.py", "db/models", "utils/dates.py", "utils/timesince.py", "utils/dateformat.py",
               "template/defaultfilters.py"),
    "allauth": ("account", "core"),
}  # fmt: skip
"""The parts of libraries whose words can reach a page."""

NEVER_SHOWN = {"tests", "migrations", "management", "admin.py", "apps.py", "models.py"}
"""Files and folders of libraries whose words no page shows."""

F_STRING = re.compile(r"""\b[rR]?[fF][rR]?["']""")
"""What a file with an f-string has in its text."""

Key = tuple[str | None, str]
"""Context and English text (the singular, where there are two)."""


# What the source says ------------------------------------------------------------------------------------------------


def apps() -> list[str]:
    """Return the names of the apps, and "" for what belongs to none."""
    return ["", *sorted(folder.name for folder in SOURCE.iterdir() if (folder / "apps.py").exists())]


def extracted(app: str) -> Catalog:
    """Return every message in the source of an app (or, for "", of what belongs to none), without translations."""
    catalog = Catalog(charset="utf-8")
    for path in _sources(app):
        _extract(path, path.relative_to(SOURCE.parents[1]).as_posix(), catalog)
    return catalog


def _sources(app: str) -> Iterator[Path]:
    if not app:
        yield from sorted(SOURCE.glob("*.py"))
        return
    for path in sorted((SOURCE / app).rglob("*")):
        is_template = path.suffix in TEMPLATES and "templates" in path.parts
        if path.is_file() and (is_template or (path.suffix == ".py" and "migrations" not in path.parts)):
            yield path


def unread_names(text: str) -> list[str]:
    """Return the names that a Python file gives to gettext's functions and whose strings are not extracted."""
    if "gettext" not in text:
        return []
    names = [
        each.asname or each.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for each in node.names
        if "gettext" in each.name
    ]
    return [name for name in names if name not in KEYWORDS]


def _extract(path: Path, name: str, catalog: Catalog) -> None:
    for message, comments, context in _said(path.read_text(encoding="utf-8"), name):
        catalog.add(message, locations=[(name, 1)], auto_comments=comments, context=context)


@cache
def _said(text: str, name: str) -> list[tuple[str | tuple[str, ...], list[str], str | None]]:
    """Return the messages of a file's text, with their comments and contexts. A file is asked once for each language."""
    if name.endswith(".py"):
        if unread := unread_names(text):
            raise ValueError(f"{name}: what {', '.join(unread)} says is not extracted; call it _ or by its own name")
    else:
        # Django turns a template into words that look like Python; the tokenizer must not see their indentation.
        text = "\n".join(line.strip() for line in templatize(text, origin=name).splitlines())
    found = extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS, comment_tags=("Translators:",))
    return [(message, comments, context) for _line, message, comments, context in found if message]


def library_messages(language: str) -> Catalog:
    """Return what the libraries can say on a page and have no words for in this language."""
    catalog = Catalog(charset="utf-8")
    for library, parts in LIBRARIES.items():
        spec = find_spec(library)
        root = Path(next(iter((spec and spec.submodule_search_locations) or [])))
        translated = _library_translations(root, language)
        said = Catalog(charset="utf-8")
        for part in parts:
            path = root / part
            for file in [path] if path.suffix == ".py" else sorted(path.rglob("*.py")):
                if not NEVER_SHOWN & {*file.relative_to(root).parts}:
                    _extract(file, f"{library}/{file.relative_to(root).as_posix()}", said)
        for message in _messages(said):
            if _key(message) not in translated:
                catalog[message.id] = message
    return catalog


def _library_translations(root: Path, language: str) -> set[Key]:
    translated: set[Key] = set()
    for folder in (root / "conf" / "locale", root / "contrib" / "auth" / "locale", root / "locale"):
        path = folder / language / "LC_MESSAGES" / "django.po"
        if path.exists():
            with path.open("rb") as file:
                translated |= {_key(m) for m in _messages(read_po(file)) if _strings(m)[0] and not m.fuzzy}
    return translated


def wanted(app: str, language: str) -> Catalog:
    """Return every message that the catalogue of an app must have in a language."""
    catalog = extracted(app)
    if not app:
        for message in _messages(library_messages(language)):
            if catalog.get(message.id, message.context) is None:
                catalog[message.id] = message
    return catalog


def out_of_reach(app: str) -> list[str]:
    """Name what is said within an f-string and nowhere else: the extraction cannot see it there."""
    texts = {
        path: text
        for path in _sources(app)
        if path.suffix == ".py" and F_STRING.search(text := path.read_text(encoding="utf-8"))
    }
    said = [
        (str(call.args[0].value), f"{path.relative_to(SOURCE.parents[1])}:{call.lineno}")
        for path, text in texts.items()
        for outer in ast.walk(ast.parse(text))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    catalog = extracted(app) if said else Catalog()
    return [f"{place}: said within an f-string: {text!r}" for text, place in said if catalog.get(text) is None]


# The catalogues ------------------------------------------------------------------------------------------------------


def path_of(app: str, language: str) -> Path:
    """Return where the catalogue of an app in a language is kept."""
    return SOURCE / app / "locale" / language / "LC_MESSAGES" / "django.po"


def stored(app: str, language: str) -> Catalog:
    """Return the catalogue as it is kept. Empty if there is none yet."""
    path = path_of(app, language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def update(app: str, language: str) -> Catalog | None:
    """Bring a catalogue up to date: add what is new, drop what is gone, keep every translation. None: nothing to say."""
    catalog, old = wanted(app, language), stored(app, language)
    path = path_of(app, language)
    if not len(catalog):
        path.unlink(missing_ok=True)
        return None
    for message in _messages(catalog):
        known = old.get(message.id, message.context)
        if known is not None and len(_strings(known)) == len(_strings(message)):
            message.string = known.string
            if known.fuzzy:
                message.flags.add("fuzzy")
    written = io.BytesIO()
    write_po(written, catalog, width=100, omit_header=True, sort_output=True, include_lineno=False)
    _replace(path, HEADER.format(language=language).encode() + written.getvalue())
    return catalog


def compile_all(*, only_changed: bool = False) -> int:
    """Compile the catalogues (or those that have changed since they were compiled) for gettext. Return how many."""
    paths = sorted(SOURCE.glob("**/locale/*/LC_MESSAGES/django.po"))
    if only_changed:
        paths = [path for path in paths if not _is_compiled(path)]
    for path in paths:
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parts[-3], charset="utf-8", abort_invalid=True)
        compiled = io.BytesIO()
        write_mo(compiled, catalog)
        _replace(path.with_suffix(".mo"), compiled.getvalue())
    return len(paths)


def _is_compiled(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime_ns >= path.stat().st_mtime_ns


def _replace(path: Path, content: bytes) -> None:
    """Write a file in one go: somebody may be reading it. A compiled one is written even if unchanged, for its date."""
    if path.suffix == ".po" and path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)


# What is wrong with them ---------------------------------------------------------------------------------------------


def problems(app: str, language: str) -> list[str]:
    """Return one line for each message of an app that a reader of this language would not get as it should be."""
    catalog, old = wanted(app, language), stored(app, language)
    where = path_of(app, language).relative_to(SOURCE.parents[1])
    found = []
    for message in _messages(catalog):
        known = old.get(message.id, message.context)
        problem = _problem(message, known)
        if problem:
            found.append(f"{where}: {problem}: {_key(message)[1]!r}")
    keys = {_key(message) for message in _messages(catalog)}
    found += [f"{where}: no longer used: {_key(m)[1]!r}" for m in _messages(old) if _key(m) not in keys]
    return found


def _problem(message: Message, known: Message | None) -> str:
    if known is None:
        return "missing"
    if known.fuzzy:
        return "doubtful (fuzzy)"
    strings = _strings(known)
    if len(strings) != len(_strings(message)):
        return "singular and plural do not match"
    if not all(strings):
        return "untranslated"
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    allowed = set().union(*(_placeholders(text) for text in ids))
    for text, string in zip(ids, strings, strict=True):
        there = _placeholders(string)
        # A singular may say "one" instead of its number; nothing else may be left out, and nothing added.
        if not there <= allowed or (len(ids) == 1 and there != _placeholders(text)):
            return "placeholders differ"
    return ""


def conflicts(language: str, names: Iterable[str] | None = None) -> list[str]:
    """Return one line for each message that two apps say differently (one of them among `names`, if given).

    Django merges all catalogues of a language into one, so one of the two would win on the other's pages. What means
    the same gets one wording; what does not gets a context (pgettext, {% translate … context %}) at its source.
    """
    said: dict[tuple[str | None, Any], dict[tuple[str, ...], list[str]]] = {}
    for app in apps():
        for message in _messages(stored(app, language)):
            strings = tuple(_strings(message))
            if all(strings) and not message.fuzzy:
                said.setdefault((message.context, message.id), {}).setdefault(strings, []).append(app)
    among = set(apps() if names is None else names)
    return [
        f"{language}: said differently by two apps, give one of them a context: {_first(english)!r}: "
        + ", ".join(
            f"{_first(strings)!r} ({', '.join(app or 'samstyring' for app in by)})" for strings, by in ways.items()
        )
        for (_context, english), ways in said.items()
        if len(ways) > 1 and among & {app for by in ways.values() for app in by}
    ]


def _first(texts: str | Sequence[str]) -> str:
    return texts if isinstance(texts, str) else texts[0]


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[a-z]|%[sd]|(?<!{){\w*}(?!})", text.replace("%%", "")))


# Small things --------------------------------------------------------------------------------------------------------


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _key(message: Message) -> Key:
    text = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return message.context, text


def _strings(message: Message) -> Sequence[str]:
    """Return the translation: one text, or one for each plural form."""
    if isinstance(message.string, tuple | list):
        return tuple(message.string)
    return ("",) * 2 if message.pluralizable and not message.string else (message.string or "",)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says. Return 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="./run messages", description="Bring the message catalogues up to date.")
    parser.add_argument("apps", nargs="*", metavar="APP", help="only these apps (samstyring: what belongs to no app)")
    parser.add_argument("--check", action="store_true", help="change nothing; name what is missing or wrong")
    parser.add_argument("--compile", action="store_true", help="only compile")
    options = parser.parse_args(arguments)
    names = ["" if name == "samstyring" else name for name in options.apps] or apps()
    if unknown := sorted(set(names) - set(apps())):
        parser.error(f"there is no app {unknown[0]!r}")
    if options.compile:
        compile_all()
        return 0
    if options.check:
        return _check(names)
    for app in names:
        for language in LANGUAGES:
            _tell(app, language, update(app, language))
    compile_all()
    return 0


def _check(names: Sequence[str]) -> int:
    found = [line for app in names for language in LANGUAGES for line in problems(app, language)]
    found += [line for language in LANGUAGES for line in conflicts(language, names)]
    found += [line for app in names for line in out_of_reach(app)]
    for line in found:
        print(line)
    print(f"{len(found)} messages are not as they should be." if found else "Every message has its translation.")
    return 1 if found else 0


def _tell(app: str, language: str, catalog: Catalog | None) -> None:
    if catalog is not None:
        left = sum(1 for message in _messages(catalog) if not all(_strings(message)))
        state = f"{left} of {len(catalog)} untranslated" if left else f"all {len(catalog)} translated"
        print(f"{app or 'samstyring':<12} {language}  {state}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
