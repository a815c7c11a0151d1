"""Rich text as plain text that a person can type: what the editor's field holds without JavaScript.

    ## Heading              ### a lower one, #### a still lower one
    Lines of a paragraph; an empty line ends it.
    - item                  two blanks further in for each level
    1. item
    | cell | cell |         a line of | --- | below the first row makes that row headings
    **strong**  _emphasis_  [text](https://…)  and a backslash before a sign that is only itself

`from_markup(to_markup(tree)) == tree` for every document in normal form.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from .tree import BREAK, PLAIN, Inline, Marks, Run, Tree, normalise, read_runs, write_lines

_MONTH = r"(?i:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b"
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_BULLET = re.compile(r"( *)[-•] +(.*)")
_NUMBER = re.compile(rf"( *)(\d{{1,3}})(?:\)|\.(?! +{_MONTH})) +(.*)")
_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+\s*")
_ESCAPED = re.compile(r"\\([\\*_\[\]()|#.•)-])")
_SPECIAL_START = re.compile(r"(?:#{1,6} |[-•] |\||\d{1,3}[.)] )")


# -- out ---------------------------------------------------------------------------------------------------------------


def to_markup(tree: Tree | None) -> str:
    """Write a document as markup."""
    return "\n\n".join("\n".join(_block(block)) for block in (tree or {}).get("content", []))


def _block(block: Tree) -> Iterator[str]:
    kind = block["type"]
    if kind == "heading":
        yield f"{'#' * block['level']} {_inline(block['content'])[0]}"
    elif kind == "paragraph":
        for line in _inline(block["content"]):
            yield _guarded(line)
    elif kind == "table":
        for index, row in enumerate(block["rows"]):
            yield f"| {' | '.join(_cell(cell) for cell in row)} |"
            if index == 0 and block["head"]:
                yield "|" + " --- |" * len(row)
    else:
        yield from _list(block, "")


def _list(block: Tree, indent: str) -> Iterator[str]:
    for number, item in enumerate(block["items"], 1):
        first, *further = _inline(item["content"])
        marker = "-"
        if block["type"] == "ordered_list":
            marker = f"{number})" if re.match(_MONTH, first) else f"{number}."
        yield f"{indent}{marker} {first}"
        for line in further:
            yield f"{indent}  {_guarded(line)}"
        for nested in item["lists"]:
            yield from _list(nested, indent + "  ")


def _guarded(line: str) -> str:
    """Keep a line of text from being read as the start of something else."""
    if not _SPECIAL_START.match(line):
        return line
    digits = re.match(r"\d*", line)[0]  # type: ignore[index]
    return f"{digits}\\{line[len(digits) :]}"


def _cell(cell: Sequence[Inline]) -> str:
    text = "\\n".join(line.replace("|", "\\|") for line in _inline(cell))
    return f"\\{text}" if text.startswith("-") else text


def _inline(content: Sequence[Inline]) -> list[str]:
    """Write inlines as lines of markup."""
    runs = read_runs(content)
    has_link = any(run.marks.link for run in runs)
    lines = [""]
    state = PLAIN
    for is_break, link, group in _groups(runs):
        if is_break:
            lines[-1] += _turn(state, PLAIN, lines[-1], "")
            state = PLAIN
            lines.append("")
            continue
        if link:
            lines[-1] += _turn(state, PLAIN, lines[-1], "[") + "["
            state = PLAIN
        for text, marks in group:
            marks = marks._replace(link="")
            escaped = _escape(text or "", has_link)
            lines[-1] += _turn(state, marks, lines[-1], escaped) + escaped
            state = marks
        if link:
            lines[-1] += _turn(state, PLAIN, lines[-1], "]") + f"]({link})"
            state = PLAIN
    lines[-1] += _turn(state, PLAIN, lines[-1], "")
    return lines


def _groups(runs: Sequence[Run]) -> Iterator[tuple[bool, str, list[Run]]]:
    """Gather runs of one link; breaks stand alone."""
    for (is_break, link), group in groupby(runs, key=lambda run: (run.text is None, run.marks.link)):
        if is_break:
            for run in group:
                yield True, "", [run]
        else:
            yield False, link, list(group)


def _turn(old: Marks, new: Marks, before: str, after: str) -> str:
    """Write the signs that turn marks on and off between two runs."""
    signs = ""
    if old.strong != new.strong:
        signs += "**"
    if old.em != new.em:
        inside = (before + signs)[-1:].isalnum() and after[:1].isalnum()
        signs = (("__" if inside else "_") + signs) if old.em else (signs + ("__" if inside else "_"))
    return signs


def _escape(text: str, has_link: bool) -> str:
    """Put a backslash before every sign that would be read as something else."""
    out = []
    for index, sign in enumerate(text):
        before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
        if sign == "\\":
            out.append("\\\\")
        elif (
            (sign == "*" and (not before or not after or "*" in before + after))
            or (sign == "_" and not (before.isalnum() and after.isalnum()))
            or (sign in "[]" and (has_link or "](" in text))
        ):
            out.append("\\" + sign)
        else:
            out.append(sign)
    return "".join(out)


# -- in ----------------------------------------------------------------------------------------------------------------


def from_markup(text: str) -> Tree:
    """Read markup. Never raises: what is no markup is text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    blocks: list[Tree] = []
    paragraph: list[str] = []
    index = 0

    def end_paragraph() -> None:
        if paragraph:
            runs = [run for number, line in enumerate(paragraph) for run in ([BREAK] if number else []) + parse(line)]
            blocks.append({"type": "paragraph", "content": _written(runs)})
            paragraph.clear()

    while index < len(lines):
        line = lines[index]
        if not line.strip():
            end_paragraph()
            index += 1
        elif found := _HEADING.fullmatch(line.strip()):
            end_paragraph()
            content = _written(parse(found[2]))
            blocks.append({"type": "heading", "level": max(2, min(4, len(found[1]))), "content": content})
            index += 1
        elif line.lstrip().startswith("|"):
            end_paragraph()
            end = index
            while end < len(lines) and lines[end].lstrip().startswith("|"):
                end += 1
            blocks.append(_read_table([row.strip() for row in lines[index:end]]))
            index = end
        elif _starts_list(line):
            end_paragraph()
            read, index = _read_list(lines, index)
            blocks += read
        else:
            paragraph.append(line.strip())
            index += 1
    end_paragraph()
    return normalise({"type": "doc", "content": blocks})


def _written(runs: Iterable[Run]) -> list[Inline]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run.text is None:
            lines.append([])
        else:
            lines[-1].append(run)
    return write_lines(lines)


def _starts_list(line: str) -> bool:
    if _BULLET.fullmatch(line):
        return True
    found = _NUMBER.fullmatch(line)
    return bool(found and int(found[2]) == 1)


def _read_list(lines: Sequence[str], index: int) -> tuple[list[Tree], int]:
    """Read a list and what is nested in it, from its first line. Returns the lists and the index of the next line."""
    root: list[Tree] = []
    open_lists: list[tuple[int, list[Tree], Tree]] = []  # indent, where the list stands, the list
    while index < len(lines):
        line = lines[index]
        bullet, number = _BULLET.fullmatch(line), _NUMBER.fullmatch(line)
        found = bullet or number
        if not found:
            if not line.strip():
                following = lines[index + 1] if index + 1 < len(lines) else ""
                if not (_BULLET.fullmatch(following) or (_NUMBER.fullmatch(following) and open_lists)):
                    break
                index += 1
                continue
            if not line.startswith(" ") or not open_lists:
                break
            open_lists[-1][2]["items"][-1]["lines"].append(line.strip())
            index += 1
            continue
        kind = "bullet_list" if bullet else "ordered_list"
        indent, text = len(found[1]), found[found.lastindex or 2]
        while open_lists and open_lists[-1][0] > indent:
            open_lists.pop()
        if number and int(number[2]) != _next_number(open_lists, indent):
            if not open_lists:
                break
            open_lists[-1][2]["items"][-1]["lines"].append(line.strip())
            index += 1
            continue
        if open_lists and open_lists[-1][0] == indent:
            place, current = open_lists[-1][1:]
            if current["type"] != kind:
                current = {"type": kind, "items": []}
                place.append(current)
                open_lists[-1] = (indent, place, current)
        else:
            place = open_lists[-1][2]["items"][-1]["lists"] if open_lists else root
            current = {"type": kind, "items": []}
            place.append(current)
            open_lists.append((indent, place, current))
        current["items"].append({"lines": [text], "lists": []})
        index += 1
    for item in _all_items(root):
        runs = [run for n, line in enumerate(item.pop("lines")) for run in ([BREAK] if n else []) + parse(line)]
        item["content"] = _written(runs)
    return root, index


def _next_number(open_lists: Sequence[tuple[int, list[Tree], Tree]], indent: int) -> int:
    if open_lists and open_lists[-1][0] == indent and open_lists[-1][2]["type"] == "ordered_list":
        return len(open_lists[-1][2]["items"]) + 1
    return 1


def _all_items(lists: Iterable[Tree]) -> Iterator[Tree]:
    for block in lists:
        for item in block["items"]:
            yield item
            yield from _all_items(item["lists"])


def _read_table(rows: Sequence[str]) -> Tree:
    head = len(rows) > 1 and bool(_RULE.fullmatch(rows[1]))
    shown = [row for index, row in enumerate(rows) if not (head and index == 1)]
    cells = [_split_row(row) for row in shown]
    return {"type": "table", "head": head, "rows": [[_read_cell(cell) for cell in row] for row in cells]}


def _split_row(row: str) -> list[str]:
    """Part a row at its bars; a bar after a backslash is text."""
    cells, cell, index = [], "", 1
    while index < len(row):
        if row[index] == "\\" and index + 1 < len(row):
            cell += row[index : index + 2]
            index += 2
            continue
        if row[index] == "|":
            cells.append(cell)
            cell = ""
        else:
            cell += row[index]
        index += 1
    return [*cells, cell] if cell.strip() else cells


def _read_cell(text: str) -> list[Inline]:
    lines = re.split(r"(?<!\\)((?:\\\\)*)\\n", text)
    joined = [lines[0]]
    for slashes, line in zip(lines[1::2], lines[2::2], strict=True):
        joined[-1] += slashes
        joined.append(line)
    return _written(run for n, line in enumerate(joined) for run in ([BREAK] if n else []) + parse(line.strip()))


_TOKEN = re.compile(
    r"\\[\\*_\[\]()|#.•)-]|\*\*|__|_|\[((?:\\.|[^\\\[\]])*)\]\(((?:https?://|mailto:|tel:)[^\s()]+)\)", re.I
)


def parse(text: str, link: str = "") -> list[Run]:
    """Read the marks within one line."""
    tokens = list(_TOKEN.finditer(text))
    strong, em = _pairs(text, tokens)
    runs: list[Run] = []
    marks = Marks(link=link)
    position = 0
    for token in tokens:
        runs.append(Run(text[position : token.start()], marks))
        position = token.end()
        sign = token[0]
        if sign.startswith("\\"):
            runs.append(Run(sign[1], marks))
        elif token.start() in strong:
            marks = marks._replace(strong=not marks.strong)
        elif token.start() in em:
            marks = marks._replace(em=not marks.em)
        elif sign.startswith("[") and not link:
            inner = parse(token[1], token[2])
            runs += [Run(run.text, Marks(run.marks.strong or marks.strong, run.marks.em or marks.em, token[2]))
                     for run in inner]  # fmt: skip
        else:
            runs.append(Run(sign, marks))
    runs.append(Run(text[position:], marks))
    return [run for run in runs if run.text]


def _pairs(text: str, tokens: Sequence[re.Match[str]]) -> tuple[set[int], set[int]]:
    """Return where the signs for strong and for emphasis come in pairs; a lone sign is only itself."""
    out: list[set[int]] = []
    for signs in (("**",), ("_", "__")):
        places = [token for token in tokens if token[0] in signs]
        paired: set[int] = set()
        opening: re.Match[str] | None = None
        for token in places:
            before, after = text[: token.start()][-1:], text[token.end() :][:1]
            if token[0] == "_" and before.isalnum() and after.isalnum():
                continue
            if opening is None:
                opening = token if after and not after.isspace() else None
            elif before and not before.isspace():
                paired |= {opening.start(), token.start()}
                opening = None
        out.append(paired)
    return out[0], out[1]
