"""What axe finds on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# What passes is left in the browser: on a long page it is a hundred times what is found. Nothing is loaded once more:
# only sound and film need that, and no page of ours has any.
_FOUND = "axe.run({resultTypes: ['violations'], preload: false}).then(results => results.violations)"

# How a text looks is told by its element and those around it: their names, classes and states. Some attributes are for
# scripts only, or for words, and differ on every page.
_MARK_NEW_LOOKS = """known => {
    const states = /^(class|style|role|type|open|disabled|data-(?!label$|do$|word|in$|url$|rows$|shortcut).*|aria-(current|disabled|expanded|invalid|pressed|selected))$/;
    const looks = new Map();
    const lookOf = element => {
        if (!element) return 7;
        if (looks.has(element)) return looks.get(element);
        const told = [...element.attributes].filter(each => states.test(each.name)).map(each => each.name + each.value);
        const words = [element.localName, element.rowIndex % 2, ...told.sort()].join(' ');
        let look = lookOf(element.parentElement);
        for (let place = 0; place < words.length; place += 1) look = (look * 31 + words.charCodeAt(place)) % 2147483647;
        looks.set(element, look);
        return look;
    };
    const hasText = element => element.matches('input, select, textarea') ||
        [...element.childNodes].some(each => each.nodeType === Node.TEXT_NODE && each.data.trim());
    const seen = new Set(known), added = [], elements = [];
    for (const element of document.body.querySelectorAll('*')) {
        if (!hasText(element) || !element.checkVisibility()) continue;
        const look = lookOf(element);
        if (seen.has(look)) continue;
        seen.add(look); added.push(look); elements.push(element);
    }
    for (const element of elements) element.setAttribute('data-new-look', '');
    axe.configure({rules: [{id: 'color-contrast', selector: '[data-new-look]'}]});
    return added;
}"""


def prepare(page: Page) -> None:
    """Give every page that is loaded from now on axe, which is quicker than to send it to each."""
    page.add_init_script(Axe().axe_script)


def check_accessibility(page: Page, looks: set[int] | None = None) -> None:
    """Fail, with a list that can be acted on, when axe finds anything on the page as it now stands.

    With `looks`, the contrast of a text is measured once for all pages where it looks the same, which takes more than
    half of axe's time: a text looks like another when its element and all those around it have the same names, classes
    and states. What is measured is added to `looks`.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(Axe().axe_script)
    if looks is not None:
        looks.update(page.evaluate(_MARK_NEW_LOOKS, list(looks)))
    violations: list[dict[str, Any]] = page.evaluate(_FOUND)
    lines = []
    for violation in violations:
        lines.append(f"{violation['id']} ({violation['impact']}): {violation['help']}")
        for node in violation["nodes"]:
            told = "; ".join(check["message"] for check in [*node["any"], *node["all"], *node["none"]])
            lines += [f"    {' '.join(map(str, node['target']))}: {told}", f"        {node['html'][:200]}"]
    assert not lines, f"axe finds on {page.url}:\n" + "\n".join(lines)
