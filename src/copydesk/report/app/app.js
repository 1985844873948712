// The page: what stands in its address, what is in the list, what is beside it, and the keys.
const GROUPS = { cause: "cause", page: "page", rule: "rule", kind: "kind of page" };
const app = {
  group: "", query: "", chosen: "", page: undefined,
  usual: DATA.causes.length || DATA.changes.length ? "cause" : "page",

  start() {
    this.view = document.getElementById("detail");
    this.list = new List(document.getElementById("list"), (...said) => this.choose(...said));
    this.field = document.getElementById("filter");
    this.picker = document.getElementById("group");
    for (const [name, label] of Object.entries(GROUPS)) this.picker.append(el("option", { value: name }, `by ${label}`));
    this.field.addEventListener("input", () => this.ask(this.field.value));
    this.picker.addEventListener("change", () => this.ask(this.query, this.picker.value));
    for (const chip of document.querySelectorAll("[data-query]")) chip.addEventListener("click", () => this.ask(chip.dataset.query, chip.dataset.group));
    document.getElementById("help-open").addEventListener("click", () => this.help());
    document.getElementById("back").addEventListener("click", () => this.close());
    addEventListener("hashchange", () => this.recall());
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeprint", () => document.getElementById("print").replaceChildren(...printed()));
    addEventListener("afterprint", () => document.getElementById("print").replaceChildren());
    this.recall();
  },

  // The address: #group=page&q=s:failed&at=page-12
  recall() {
    const said = new URLSearchParams(location.hash.slice(1));
    this.group = Object.hasOwn(GROUPS, said.get("group") || "") ? said.get("group") : this.usual;
    this.query = said.get("q") || "";
    this.chosen = said.get("at") || "";
    this.page = said.has("page") ? Number(said.get("page")) : undefined;
    document.body.classList.toggle("open", !!this.chosen);
    this.field.value = this.query;
    this.picker.value = this.group;
    this.refresh();
  },
  // Soon: browsers let an address change only so often.
  remember() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.write(), 150);
  },
  write() {
    const said = new URLSearchParams();
    if (this.group !== this.usual) said.set("group", this.group);
    if (this.query) said.set("q", this.query);
    if (this.chosen) said.set("at", this.chosen);
    if (this.page !== undefined) said.set("page", this.page);
    const text = said.toString();
    try {
      history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
    } catch {
      // Some browsers forbid it for a page from disk: the view is as chosen all the same.
    }
  },

  refresh() {
    const items_ = filtered(this.all(), this.query);
    this.list.show(items_, this.chosen);
    const pages = new Set(items_.flatMap((item) => (item.kind === "heading" ? [] : item.pages)));
    const entries = items_.filter((one) => one.kind !== "heading").length, few = entries === 1 ? "1 entry" : `${entries.toLocaleString("en")} entries`;
    document.getElementById("tally").textContent = this.query ? `${few} on ${plural(pages.size, "page")}` : entries > 1 && this.usual === "cause" ? `${few}, worst first` : few;
  },
  all() {
    this.kept = this.kept || {};
    return (this.kept[this.group] = this.kept[this.group] || items[this.group]());
  },
  // Another filter, another group, or both: the list anew.
  ask(query, group = this.group) {
    this.group = this.picker.value = group;
    this.query = query;
    if (this.field.value !== query) this.field.value = query;
    this.chosen = "";
    this.page = undefined;
    document.body.classList.remove("open");
    this.refresh();
    this.remember();
  },
  // `open` shows it on narrow screens, too; `go` takes the focus there; `moved` is a choice of the user's.
  choose(item, open, go, moved) {
    if (open || moved) this.page = undefined;
    this.chosen = (open || moved) && item ? item.id : this.chosen;
    this.item = item;
    this.view.replaceChildren(detail(item, this.page));
    this.view.scrollTop = 0;
    uncover(this.view);
    if (moved) this.remember();
    if (open && item) {
      document.body.classList.add("open");
      this.remember();
      if (go || matchMedia("(max-width: 56rem)").matches) this.view.querySelector("[tabindex='-1']")?.focus();
    }
  },
  open(item, page) {
    this.page = page;
    this.chosen = item.id;
    this.view.replaceChildren(detail(item, page));
    uncover(this.view);
    this.remember();
    this.view.querySelector("[aria-pressed=true]")?.focus();
  },
  close() {
    document.body.classList.remove("open");
    this.list.place.focus();
  },
  help() {
    document.getElementById("help").showModal();
  },

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary, select, input, [role=button]") && event.target.id !== "filter") return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (document.querySelector("dialog[open]")) return;
      if (typing && event.target !== this.field) return;
      if (typing && this.field.value && event.target === this.field) this.ask("");
      else this.close();
      return;
    }
    if (event.key === "Enter" && event.target === this.field) { event.preventDefault(); this.list.place.focus(); return; }
    if (typing || document.querySelector("dialog[open]")) return;
    const keys = {
      j: () => this.list.move(1), k: () => this.list.move(-1),
      n: () => this.step(1), p: () => this.step(-1),
      "/": () => this.field.focus(), g: () => { const names = Object.keys(GROUPS); this.ask(this.query, names[(names.indexOf(this.group) + 1) % names.length]); },
      c: () => (document.activeElement.closest("[data-finding]") || this.view).querySelector("[data-copy]")?.click(), o: () => this.list.open(), Enter: () => this.list.open(),
      "?": () => this.help(), ...reviewKeys,
    };
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key](event);
  },
  // The next or the last finding on the right.
  step(by) {
    const cards = [...this.view.querySelectorAll("[data-finding]")];
    if (!cards.length) return;
    const now = cards.findIndex((card) => card.contains(document.activeElement));
    const card = cards[Math.min(Math.max(now + by, 0), cards.length - 1)];
    card.scrollIntoView({ block: "nearest" });
    card.querySelector("button").focus();
  },
};

function say(text) {
  const place = document.getElementById("said");
  place.textContent = text;
  place.classList.add("on");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => place.classList.remove("on"), 2500);
}

// On paper there is no list to choose from: what is wrong stands there in full, as far as that is reasonable.
const PAPER = { findings: 200, changes: 40, lines: 8 };
function printed() {
  const rest = (number, noun) => number > 0 && el("p", {}, `… and ${plural(number, noun)} more: open the report on a screen.`);
  const said = (name, text) => text && el("p", {}, `${name}: `, words(text));
  const one = (finding) => el("section", {}, el("h3", {}, `${finding.id}. ${visibleText(finding.rule)} on `, words(DATA.pages[finding.page].name)), el("p", {}, words(finding.message)), said(side(finding, "Expected"), finding.expected), said(side(finding, "Actual"), finding.actual));
  const changed = (change) => el("section", {}, el("h3", {}, "Differs from its accepted record: ", words(DATA.pages[change.page].name)), el("ul", {}, change.lines.slice(0, PAPER.lines).map((line) => el("li", {}, words(line)))), rest(change.lines.length - PAPER.lines, "difference"));
  return [
    DATA.findings.length > 0 && el("h2", {}, "Findings"), ...DATA.findings.slice(0, PAPER.findings).map(one), rest(DATA.findings.length - PAPER.findings, "finding"),
    DATA.changes.length > 0 && el("h2", {}, "Changes"), ...DATA.changes.slice(0, PAPER.changes).map(changed), rest(DATA.changes.length - PAPER.changes, "changed page"),
  ].filter(Boolean);
}

app.start();
document.documentElement.dataset.ready = "true";
