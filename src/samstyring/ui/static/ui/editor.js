// The editor for rich text: a plain contenteditable on the tree that the server keeps (headings, paragraphs, lists,
// tables, strong, emphasis, links). Whatever it holds is read again by the server, which keeps only structure.

const words = Object.fromEntries(
  [...(document.getElementById("words")?.content.querySelectorAll("[data-word]") ?? [])].map((e) => [e.dataset.word, e.textContent]),
);
const BLOCKS = new Set("P H1 H2 H3 H4 H5 H6 UL OL LI TABLE THEAD TBODY TR TD TH DIV BLOCKQUOTE SECTION ARTICLE PRE".split(" "));
const DROPPED = new Set("SCRIPT STYLE HEAD TITLE META LINK IMG SVG OBJECT IFRAME XML TEMPLATE".split(" "));

// -- cleaning: what is pasted, and what the browser adds by itself -----------------------------------------------------------

function clean(html) {
  const marked = html.replace(/<!--\[if[^\]]*\]>|<!\[(?:end)?if[^\]]*\]>|<!\[endif\]-->|<!--\[endif\]-->/gi, "");
  // Looks are read and never applied: under another name the Content-Security-Policy has nothing to refuse.
  const unstyled = marked.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  const source = new DOMParser().parseFromString(unstyled, "text/html").body;
  const merged = [...source.querySelectorAll("table")].filter(unmerge).length > 0;
  const out = document.createElement("div");
  copy(source, out, { lists: [] });
  for (const table of out.querySelectorAll("table")) nameHead(table);
  for (const empty of [...out.querySelectorAll("p, h2, h3, h4, li, strong, em, a")]) {
    if (!empty.textContent.trim() && !empty.querySelector("ul, ol, table, br")) empty.remove();
  }
  return { html: out.innerHTML, merged };
}

// Merged cells are split, the text in the first part, as the server does: every column keeps its own figures.
function unmerge(table) {
  const rows = [...table.rows];
  const area = rows.flatMap((row) => [...row.cells]).reduce((sum, cell) => sum + cell.colSpan * Math.min(cell.rowSpan, rows.length), 0);
  if (area === rows.reduce((sum, row) => sum + row.cells.length, 0) || area > 50000) return false;
  const filled = new Set();
  rows.forEach((row, y) => {
    let x = 0;
    const pad = (before) => {
      for (; filled.has(`${y} ${x}`); x += 1) row.insertBefore(document.createElement(before?.localName ?? "td"), before);
    };
    for (const cell of [...row.cells]) {
      pad(cell);
      for (let below = y; below < y + Math.min(cell.rowSpan, rows.length - y); below += 1) {
        for (let beside = x; beside < x + cell.colSpan; beside += 1) filled.add(`${below} ${beside}`);
      }
      x += 1;
    }
    pad(null);
  });
  return true;
}

// A first row that is bold throughout, over one that is not, is a row of headings in all but name.
function nameHead(table) {
  const bold = [...table.rows].slice(0, 2).map((row) => {
    const text = (strong) => [...row.querySelectorAll(strong)].map((e) => e.textContent).join("").replace(/\s/g, "");
    return text("td strong") !== "" && text("td strong") === text("td");
  });
  if (table.tHead || table.querySelector("th") || !bold[0] || bold[1] !== false) return;
  const head = table.createTHead();
  const row = head.insertRow();
  for (const cell of table.tBodies[0].rows[0].cells) {
    row.appendChild(document.createElement("th")).append(...cell.childNodes);
  }
  table.tBodies[0].rows[0].remove();
}

function copy(from, to, state) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.data.replace(/[\s\u200b\ufeff]+/g, (blank) => (blank.includes("\u00a0") ? "\u00a0" : " "));
      const between = !to.lastChild || BLOCKS.has(to.lastChild.nodeName);
      if (text.trim() || !between) to.append(text);
    } else if (node.nodeType === Node.ELEMENT_NODE && !DROPPED.has(node.nodeName.toUpperCase())) {
      copyElement(node, to, state);
    }
  }
}

function copyElement(node, to, state) {
  const name = node.nodeName.toUpperCase();
  const style = (node.dataset.style ?? "").replace(/\s/g, "").toLowerCase();
  if (style.includes("mso-list:ignore")) return;
  const level = name === "P" && style.match(/mso-list:\S*?level(\d+)/)?.[1];
  if (level) return wordItem(node, to, Number(level), state);
  if (BLOCKS.has(name)) state.lists = [];
  const made = counterpart(node, name, style);
  if (!made) return copy(node, to, state);
  to.append(made);
  if (made.nodeName !== "BR") copy(node, made, state);
}

function counterpart(node, name, style) {
  const plain = { P: "p", UL: "ul", OL: "ol", LI: "li", TABLE: "table", THEAD: "thead", TBODY: "tbody", TR: "tr", TD: "td", TH: "th", BR: "br", H1: "h2", H2: "h2", H3: "h3", H4: "h4", H5: "h4", H6: "h4", DIV: "p", BLOCKQUOTE: "p", PRE: "p" };
  if (plain[name]) {
    const holdsBlocks = ["DIV", "BLOCKQUOTE", "PRE"].includes(name) && [...node.children].some((child) => BLOCKS.has(child.nodeName.toUpperCase()));
    const insideCell = ["P", "DIV"].includes(name) && node.closest("td, th, li");
    return holdsBlocks || insideCell ? null : document.createElement(plain[name]);
  }
  if (name === "A" && /^(https?:|mailto:|tel:)/i.test(node.getAttribute("href") ?? "")) {
    const link = document.createElement("a");
    link.setAttribute("href", node.getAttribute("href"));
    return link;
  }
  // Word's own mso-bidi-font-weight tells of right-to-left text alone.
  const strong = (["B", "STRONG"].includes(name) && !/(^|;)font-weight:(normal|400)/.test(style)) || /(^|;)font-weight:(bold|[6-9]00)/.test(style);
  const em = ["I", "EM"].includes(name) || /(^|;)font-style:italic/.test(style);
  if (strong) return document.createElement("strong");
  return em ? document.createElement("em") : null;
}

function wordItem(node, to, level, state) {
  const marker = [...node.querySelectorAll("[data-style*='mso-list' i]")].map((e) => e.textContent).join("");
  const kind = /^\s*\(?(\d+|[a-z]|[ivx]+)[.)]/i.test(marker) ? "ol" : "ul";
  const lists = state.lists;
  while (lists.length > level) lists.pop();
  while (lists.length < level) {
    const parent = lists.at(-1);
    const list = document.createElement(kind);
    if (parent) (parent.lastElementChild ?? parent.appendChild(document.createElement("li"))).append(list);
    else to.append(list);
    lists.push(list);
  }
  if (lists.at(-1).localName !== kind && level === 1) {
    lists[0] = document.createElement(kind);
    to.append(lists[0]);
  }
  const item = document.createElement("li");
  copy(node, item, { lists: [] });
  lists.at(-1).append(item);
}

// -- the editor -----------------------------------------------------------------------------------------------------------------

class Editor {
  constructor(root) {
    this.root = root;
    this.source = root.querySelector("[data-rich-source]");
    this.as = root.querySelector("[data-rich-as]");
    this.status = root.querySelector("[data-rich-status]");
    const parts = root.querySelector("[data-rich-tools]").content.cloneNode(true);
    this.tools = parts.querySelector("[role=toolbar]");
    this.area = parts.querySelector("[contenteditable]");
    this.linkBox = parts.querySelector(".editor-link");
    this.nameArea();
    this.load(root.querySelector("[data-rich-html]").innerHTML);
    this.source.before(this.tools, this.area, this.linkBox);
    this.past = [this.snapshot()];
    this.future = [];
    root.dataset.live = "yes";
    document.execCommand("defaultParagraphSeparator", false, "p");
    document.execCommand("styleWithCSS", false, false);
    this.listen();
    this.show();
  }

  nameArea() {
    const label = document.getElementById(`${this.source.id}_label`);
    if (label) {
      this.area.setAttribute("aria-labelledby", label.id);
      label.addEventListener("click", () => this.area.focus());
    }
    for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
      if (this.source.hasAttribute(name)) this.area.setAttribute(name, this.source.getAttribute(name));
    }
    if (this.source.required) this.area.setAttribute("aria-required", "true");
    this.source.required = false;
    this.area.id = `${this.source.id}_editor`;
    this.area.lang = document.documentElement.lang;
    // The error summary links to the field, which is hidden now.
    for (const link of document.querySelectorAll(`a[href="#${CSS.escape(this.source.id)}"]`)) link.hash = `#${this.area.id}`;
  }

  load(html) {
    this.area.innerHTML = html.trim() || "<p><br></p>";
  }

  listen() {
    this.area.addEventListener("input", () => this.changed());
    this.area.addEventListener("paste", (event) => this.paste(event));
    this.area.addEventListener("keydown", (event) => this.key(event));
    this.area.addEventListener("dragover", (event) => this.over(event));
    this.area.addEventListener("dragleave", () => delete this.area.dataset.drop);
    this.area.addEventListener("drop", (event) => this.drop(event));
    this.tools.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault());
    this.tools.addEventListener("click", (event) => this.act(event.target.closest("button")?.dataset.do));
    this.tools.addEventListener("keydown", (event) => this.roam(event));
    this.linkBox.addEventListener("click", (event) => this.act(event.target.closest("button")?.dataset.do));
    this.linkBox.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.act("link-set");
      } else if (event.key === "Escape") this.closeLink();
    });
    this.source.addEventListener("fetched", (event) => {
      if (event.detail.as === "html") this.load(event.detail.text);
    });
    document.addEventListener("selectionchange", () => this.holdsCaret() && this.show());
    this.root.querySelector("[data-rich-word]")?.addEventListener("change", (event) => this.word(event.target));
    const buttons = this.buttons();
    buttons.forEach((button, index) => (button.tabIndex = index ? -1 : 0));
  }

  buttons() {
    return [...this.tools.querySelectorAll("button")].filter((button) => !button.hidden);
  }

  roam(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -99, End: 99 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = this.buttons();
    const next = Math.max(0, Math.min(buttons.length - 1, buttons.indexOf(document.activeElement) + step));
    for (const button of this.tools.querySelectorAll("button")) button.tabIndex = -1;
    buttons[next].tabIndex = 0;
    buttons[next].focus();
  }

  // -- what is where the caret is --

  holdsCaret() {
    const selection = getSelection();
    return selection.rangeCount > 0 && this.area.contains(selection.anchorNode);
  }

  around(selector) {
    if (!this.holdsCaret()) return null;
    const node = getSelection().anchorNode;
    const found = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(selector);
    return found && found !== this.area && this.area.contains(found) ? found : null;
  }

  show() {
    const item = this.around("li")?.parentElement.localName;
    const pressed = {
      "heading-2": this.around("h2"), "heading-3": this.around("h3, h4"), strong: this.around("strong, b"), em: this.around("em, i"),
      link: this.around("a"), bullets: item === "ul", numbers: item === "ol",
    };
    for (const button of this.tools.querySelectorAll("button")) {
      if (button.dataset.do in pressed) button.setAttribute("aria-pressed", String(Boolean(pressed[button.dataset.do])));
      if (button.dataset.in) button.hidden = !this.around(button.dataset.in);
    }
  }

  // -- doing --

  act(what) {
    if (!what) return;
    if (!this.holdsCaret() && !what.startsWith("link-")) this.caretAtEnd();
    const [, row, cell] = [null, this.around("tr"), this.around("td, th")];
    const doing = {
      "heading-2": () => this.block("h2"), "heading-3": () => this.block("h3"),
      strong: () => document.execCommand("bold"), em: () => document.execCommand("italic"),
      bullets: () => document.execCommand("insertUnorderedList"), numbers: () => document.execCommand("insertOrderedList"),
      in: () => document.execCommand("indent"), out: () => document.execCommand("outdent"),
      link: () => this.openLink(), "link-set": () => this.setLink(), "link-away": () => this.setLink(""),
      table: () => this.insertTable(), row: () => row && this.addRow(row), column: () => cell && this.addColumn(cell),
      "row-away": () => row && this.removeRow(row), "column-away": () => cell && this.removeColumn(cell),
      undo: () => this.undo(), redo: () => this.redo(),
    };
    doing[what]?.();
    if (!["link", "undo", "redo"].includes(what)) {
      this.area.focus();
      this.changed();
    }
    this.show();
  }

  block(name) {
    document.execCommand("formatBlock", false, this.around(name) ? "p" : name);
  }

  caretAtEnd() {
    this.area.focus();
    getSelection().selectAllChildren(this.area);
    getSelection().collapseToEnd();
  }

  openLink() {
    this.kept = this.holdsCaret() ? getSelection().getRangeAt(0).cloneRange() : null;
    const input = this.linkBox.querySelector("input");
    input.value = this.around("a")?.getAttribute("href") ?? "";
    this.linkBox.hidden = false;
    input.focus();
  }

  closeLink() {
    this.linkBox.hidden = true;
    this.area.focus();
    if (this.kept) {
      getSelection().removeAllRanges();
      getSelection().addRange(this.kept);
    }
  }

  setLink(address = this.linkBox.querySelector("input").value.trim()) {
    this.closeLink();
    const link = this.around("a");
    if (link && getSelection().isCollapsed) getSelection().selectAllChildren(link);
    if (!address) {
      document.execCommand("unlink");
      return;
    }
    if (/^[^\s@/]+@[^\s@/]+$/.test(address)) address = `mailto:${address}`;
    if (!/^(https?:|mailto:|tel:)/i.test(address)) address = `https://${address}`;
    if (!getSelection().isCollapsed) {
      document.execCommand("createLink", false, address);
      return;
    }
    const made = document.createElement("a");
    made.setAttribute("href", address);
    made.textContent = address;
    document.execCommand("insertHTML", false, made.outerHTML);
  }

  insertTable() {
    const row = (cell) => `<tr>${`<${cell}><br></${cell}>`.repeat(3)}</tr>`;
    const top = [...this.area.children].find((child) => child.contains(getSelection().anchorNode));
    const table = document.createElement("table");
    table.innerHTML = `<thead>${row("th")}</thead><tbody>${row("td")}${row("td")}</tbody>`;
    if (top) top.after(table);
    else this.area.append(table);
    if (top && !top.textContent.trim() && top.localName === "p") top.remove();
    if (!table.nextElementSibling) table.after(Object.assign(document.createElement("p"), { innerHTML: "<br>" }));
    this.into(table.querySelector("th"));
  }

  into(cell) {
    getSelection().selectAllChildren(cell);
    getSelection().collapseToStart();
  }

  addRow(row) {
    const made = document.createElement("tr");
    for (let n = 0; n < row.cells.length; n += 1) made.insertCell().innerHTML = "<br>";
    if (row.parentElement.localName === "thead") {
      const body = row.closest("table").tBodies[0] ?? row.closest("table").createTBody();
      body.prepend(made);
    } else row.after(made);
    this.into(made.cells[0]);
  }

  addColumn(cell) {
    for (const row of cell.closest("table").rows) {
      const made = document.createElement(row.cells[cell.cellIndex]?.localName ?? "td");
      made.innerHTML = "<br>";
      row.insertBefore(made, row.cells[cell.cellIndex]?.nextElementSibling ?? null);
    }
    this.into(cell.nextElementSibling);
  }

  removeRow(row) {
    const table = row.closest("table");
    row.remove();
    if (!table.rows.length) this.removeTable(table);
    else this.into(table.rows[0].cells[0]);
  }

  removeColumn(cell) {
    const table = cell.closest("table");
    const index = cell.cellIndex;
    for (const row of [...table.rows]) row.cells[index]?.remove();
    if (!table.rows[0]?.cells.length) this.removeTable(table);
    else this.into(table.rows[0].cells[0]);
  }

  removeTable(table) {
    const place = table.nextElementSibling ?? this.area.appendChild(Object.assign(document.createElement("p"), { innerHTML: "<br>" }));
    table.remove();
    this.into(place);
  }

  // -- keys --

  key(event) {
    const control = event.ctrlKey || event.metaKey;
    const name = event.key.toLowerCase();
    let what = null;
    if (control && !event.altKey && !event.shiftKey) what = { b: "strong", i: "em", k: "link", z: "undo", y: "redo", u: "nothing" }[name];
    if (control && event.shiftKey && !event.altKey) what = { z: "redo", 7: "numbers", 8: "bullets", "/": "numbers", "(": "bullets" }[name];
    if (control && event.altKey) what = { 2: "heading-2", 3: "heading-3" }[event.code.replace("Digit", "")];
    if (what) {
      event.preventDefault();
      this.act(what);
    } else if (event.key === "Tab" && !control && this.around("td, th")) {
      this.nextCell(event);
    }
  }

  nextCell(event) {
    const cells = [...this.around("table").querySelectorAll("td, th")];
    const next = cells[cells.indexOf(this.around("td, th")) + (event.shiftKey ? -1 : 1)];
    if (!next) return; // out of the table by the same key
    event.preventDefault();
    this.into(next);
  }

  // -- paste and drop --

  paste(event) {
    event.preventDefault();
    this.take(event.clipboardData);
  }

  take(data) {
    const html = data.getData("text/html");
    if (html) {
      const pasted = clean(html);
      document.execCommand("insertHTML", false, pasted.html);
      this.tidy();
      if (pasted.merged) this.tell("saved", words.unmerged);
    } else {
      document.execCommand("insertText", false, data.getData("text/plain"));
    }
  }

  over(event) {
    if (![...event.dataTransfer.items].some((item) => item.kind === "file")) return;
    event.preventDefault();
    this.area.dataset.drop = "yes";
  }

  drop(event) {
    delete this.area.dataset.drop;
    const file = [...event.dataTransfer.files].find((one) => one.name.toLowerCase().endsWith(".docx"));
    if (event.dataTransfer.files.length) event.preventDefault();
    const input = this.root.querySelector("[data-rich-word]");
    if (!file || !input) return;
    this.read(file, input.dataset.url);
  }

  async word(input) {
    if (!input.files[0] || !input.dataset.url) return;
    await this.read(input.files[0], input.dataset.url);
    input.value = "";
  }

  async read(file, url) {
    this.tell("waiting", (words.reading ?? "").replace("{name}", file.name));
    const body = new FormData();
    body.append("file", file);
    const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token } });
      const told = await answer.json();
      if (!answer.ok) {
        this.tell("failed", told.error);
        return;
      }
      if (!this.area.textContent.trim()) this.area.innerHTML = "";
      this.area.insertAdjacentHTML("beforeend", told.html);
      this.changed();
      this.tell("saved", told.message);
    } catch {
      this.tell("failed", words.notRead);
    }
  }

  tell(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
  }

  // -- keeping it clean, and undo --

  tidy() {
    for (const odd of this.area.querySelectorAll("[style], [class]")) {
      odd.removeAttribute("style");
      odd.removeAttribute("class");
    }
    for (const odd of this.area.querySelectorAll("span, font")) odd.replaceWith(...odd.childNodes);
    for (const list of this.area.querySelectorAll("p > ul, p > ol, p > table")) list.parentElement.replaceWith(...list.parentElement.childNodes);
    for (const node of [...this.area.childNodes]) {
      if (node.nodeType === Node.TEXT_NODE && node.data.trim()) {
        const caret = this.offset();
        const paragraph = document.createElement("p");
        node.replaceWith(paragraph);
        paragraph.append(node);
        this.place(caret);
      }
    }
    if (!this.area.firstElementChild) {
      this.area.innerHTML = "<p><br></p>";
      if (document.activeElement === this.area) this.into(this.area.firstElementChild);
    }
  }

  changed() {
    this.tidy();
    this.source.value = this.area.textContent.trim() || this.area.querySelector("table") ? this.area.innerHTML : "";
    this.as.value = "html";
    this.source.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.remember(), 350);
  }

  remember() {
    const now = this.snapshot();
    if (now.html === this.past.at(-1).html) return;
    this.past.push(now);
    if (this.past.length > 200) this.past.shift();
    this.future = [];
  }

  undo() {
    this.remember();
    if (this.past.length < 2) return;
    this.future.push(this.past.pop());
    this.restore(this.past.at(-1));
  }

  redo() {
    const next = this.future.pop();
    if (!next) return;
    this.past.push(next);
    this.restore(next);
  }

  restore(snapshot) {
    this.area.innerHTML = snapshot.html;
    this.area.focus();
    this.place(snapshot.caret);
    const future = this.future;
    this.changed();
    clearTimeout(this.timer);
    this.future = future;
  }

  snapshot() {
    return { html: this.area.innerHTML, caret: this.offset() };
  }

  offset() {
    if (!this.holdsCaret()) return null;
    const range = document.createRange();
    range.selectNodeContents(this.area);
    const { focusNode, focusOffset } = getSelection();
    range.setEnd(focusNode, focusOffset);
    return range.toString().length;
  }

  place(offset) {
    if (offset === null) return;
    const walker = document.createTreeWalker(this.area, NodeFilter.SHOW_TEXT);
    let left = offset;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.data.length) {
        getSelection().collapse(node, left);
        return;
      }
      left -= node.data.length;
    }
  }
}

function ready(root) {
  for (const place of root.querySelectorAll("[data-rich]:not([data-live])")) new Editor(place);
}

ready(document);
document.addEventListener("htmx:load", (event) => ready(event.detail.elt));
