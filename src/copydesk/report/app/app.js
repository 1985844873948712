// The page: what stands in its address, what is in the list, what is beside it, and the keys.
const GROUPS = { cause: "cause", page: "page", rule: "rule", kind: "kind of page" };
const app = {
  group: "cause", query: "", chosen: "", page: undefined,

  start() {
    this.view = document.getElementById("detail");
    this.list = new List(document.getElementById("list"), (item, open) => this.choose(item, open));
    this.field = document.getElementById("filter");
    this.picker = document.getElementById("group");
    for (const [name, label] of Object.entries(GROUPS)) this.picker.append(el("option", { value: name }, `by ${label}`));
    this.field.addEventListener("input", () => { this.query = this.field.value; this.chosen = ""; this.refresh(); this.remember(); });
    this.picker.addEventListener("change", () => { this.group = this.picker.value; this.chosen = ""; this.refresh(); this.remember(); });
    for (const chip of document.querySelectorAll("[data-query]")) chip.addEventListener("click", () => this.ask(chip.dataset.query));
    document.getElementById("help-open").addEventListener("click", () => this.help());
    document.getElementById("back").addEventListener("click", () => this.close());
    addEventListener("hashchange", () => this.recall());
    addEventListener("keydown", (event) => this.key(event));
    addEventListener("beforeprint", () => document.getElementById("print").replaceChildren(...printed()));
    this.recall();
  },

  // The address: #group=page&q=s:failed&at=page-12
  recall() {
    const said = new URLSearchParams(location.hash.slice(1));
    this.group = Object.hasOwn(GROUPS, said.get("group") || "") ? said.get("group") : "cause";
    if (!said.get("group") && !DATA.causes.length && !DATA.changes.length) this.group = "page";
    this.query = said.get("q") || "";
    this.chosen = said.get("at") || "";
    this.page = said.has("page") ? Number(said.get("page")) : undefined;
    this.field.value = this.query;
    this.picker.value = this.group;
    this.refresh();
  },
  remember() {
    const said = new URLSearchParams();
    if (this.group !== "cause") said.set("group", this.group);
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
    document.getElementById("tally").textContent = this.query ? `${plural(items_.filter((one) => one.kind !== "heading").length, "entry").replace("entrys", "entries")} on ${plural(pages.size, "page")}` : "";
  },
  all() {
    this.kept = this.kept || {};
    return (this.kept[this.group] = this.kept[this.group] || items[this.group]());
  },
  ask(query) {
    this.query = this.field.value = query;
    this.chosen = "";
    this.refresh();
    this.remember();
  },
  choose(item, open) {
    if (open) this.page = undefined;
    this.chosen = open && item ? item.id : this.chosen;
    this.item = item;
    this.view.replaceChildren(detail(item, this.page));
    this.view.scrollTop = 0;
    if (open) {
      document.body.classList.add("open");
      this.remember();
      if (matchMedia("(max-width: 56rem)").matches) this.view.querySelector("[tabindex='-1']")?.focus();
    }
  },
  open(item, page) {
    this.page = page;
    this.chosen = item.id;
    this.view.replaceChildren(detail(item, page));
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
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape") {
      if (document.querySelector("dialog[open]")) return;
      if (typing && this.field.value && event.target === this.field) this.ask("");
      else this.close();
      return;
    }
    if (typing || document.querySelector("dialog[open]")) return;
    const keys = {
      j: () => this.list.move(1), k: () => this.list.move(-1),
      n: () => this.step(1), p: () => this.step(-1),
      "/": () => this.field.focus(), g: () => { const names = Object.keys(GROUPS); this.group = names[(names.indexOf(this.group) + 1) % names.length]; this.picker.value = this.group; this.chosen = ""; this.refresh(); this.remember(); },
      c: () => this.view.querySelector("[data-copy]")?.click(), o: () => this.choose(this.list.items[this.list.at], true),
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
function printed() {
  const shown = DATA.findings.slice(0, 300);
  return [el("h2", {}, "Findings"), ...shown.map((one) => el("section", {}, el("h3", {}, `${one.id}. ${one.rule} on `, words(DATA.pages[one.page].name)), el("p", {}, words(one.message)), one.expected && el("p", {}, "Expected: ", words(one.expected)), one.actual && el("p", {}, "Actual: ", words(one.actual)))),
    DATA.findings.length > shown.length && el("p", {}, `… and ${DATA.findings.length - shown.length} more`),
    ...DATA.changes.slice(0, 100).map((one) => el("section", {}, el("h3", {}, "Differs from its accepted record: ", words(DATA.pages[one.page].name)), el("ul", {}, one.lines.slice(0, 20).map((line) => el("li", {}, words(line))))))];
}

app.start();
document.documentElement.dataset.ready = "true";
