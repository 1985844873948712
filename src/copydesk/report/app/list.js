// The list on the left: as long as it likes, and never more than what fits the screen in the document.
const ROW = 58;
class List {
  constructor(place, choose) {
    this.place = place;
    this.choose = choose;
    this.inner = el("div", { class: "rows", role: "presentation" });
    place.append(this.inner);
    this.items = [];
    this.at = -1;
    place.addEventListener("scroll", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(place);
    place.addEventListener("click", (event) => {
      const row = event.target.closest("[data-at]");
      if (row) this.select(Number(row.dataset.at), true);
    });
    place.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -1e9, End: 1e9 }[event.key];
      if (step) { event.preventDefault(); this.move(step); }
      else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); event.stopPropagation(); this.open(); }
    });
  }
  show(items, chosen) {
    this.items = items;
    this.inner.style.height = `${items.length * ROW}px`;
    this.at = items.findIndex((item) => item.id === chosen);
    if (this.at < 0) this.at = items.findIndex((item) => item.kind !== "heading");
    if (this.at < 0 || this.at * ROW < this.place.clientHeight) this.place.scrollTop = 0;
    this.draw(true);
    this.choose(this.items[this.at], false);
  }
  // Open what is chosen, and go there.
  open() {
    this.choose(this.items[this.at], true, true);
  }
  move(step) {
    if (!this.items.length) return;
    let at = Math.min(Math.max(this.at + step, 0), this.items.length - 1);
    if (this.items[at].kind === "heading") at = Math.min(Math.max(at + Math.sign(step), 0), this.items.length - 1);
    if (this.items[at].kind === "heading") at = this.at;
    this.select(at, false);
  }
  select(at, open) {
    if (!this.items[at] || this.items[at].kind === "heading") return;
    this.at = at;
    const top = at * ROW, view = this.place;
    if (top < view.scrollTop) view.scrollTop = top - ROW / 2;
    else if (top + ROW > view.scrollTop + view.clientHeight) view.scrollTop = top + 1.5 * ROW - view.clientHeight;
    this.draw(true);
    this.choose(this.items[at], open, false, true);
  }
  draw(anew) {
    const first = Math.max(0, Math.floor(this.place.scrollTop / ROW) - 4);
    const last = Math.min(this.items.length, first + Math.ceil(this.place.clientHeight / ROW) + 8);
    if (!anew && first === this.first && last === this.last) return;
    this.first = first;
    this.last = last;
    const rows = [];
    for (let i = first; i < last; i++) rows.push(this.row(this.items[i], i));
    this.inner.replaceChildren(...rows);
    if (this.at >= first && this.at < last) this.place.setAttribute("aria-activedescendant", `row-${this.at}`);
    else this.place.removeAttribute("aria-activedescendant");
  }
  row(item, at) {
    const node = item.kind === "heading" ? el("div", { class: "row heading", role: "presentation" }, item.title) : el("div", {
      class: `row ${item.status}`, role: "option", id: `row-${at}`, "data-at": at, "aria-selected": at === this.at ? "true" : "false",
      "aria-setsize": this.items.length, "aria-posinset": at + 1,
    }, ...describe(item));
    node.style.transform = `translateY(${at * ROW}px)`;
    return node;
  }
}

// What a row says: what is wrong, then where.
function describe(item) {
  const fresh = (item.findings || []).some((one) => one.fresh) || (item.change && item.change.fresh) || (item.kind === "page" && (changeOf.get(item.page) || {}).fresh);
  const flaky = (item.matters || mattersOf(item.page)).some((one) => one.flaky);
  const badges = [fresh && el("span", { class: "badge new" }, "new"), flaky && flakyBadge(), ...reviewBadges(item)];
  if (item.kind === "page") {
    const page = DATA.pages[item.page], count = (severity) => item.findings.filter((one) => one.severity === severity).length, errors = count("error"), warnings = count("warning"), known = count("known");
    const said = [errors && plural(errors, "error"), warnings && plural(warnings, "warning"), known && `${known} known`, changeOf.has(item.page) && "differs"].filter(Boolean);
    return [el("span", { class: "what" }, words(page.name), badges), el("span", { class: "where" }, `${page.kind}${page.browser ? ` · ${page.browser}` : ""} · ${said.join(", ") || "in order"}`)];
  }
  const where = item.pages.length === 1 ? words(DATA.pages[item.pages[0]].name) : plural(item.pages.length, "page");
  return [el("span", { class: "what" }, words(item.title), badges), el("span", { class: "where" }, el("code", {}, item.rule), " · ", where)];
}
