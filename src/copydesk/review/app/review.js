// Deciding: buttons beside changes and findings, and what has been decided so far. The server is asked for every
// decision and answers with all of them; what it says is shown, and nothing is taken for done before.
const review = { total: 0, decided: {}, earlier: [], blocked: {}, known: {}, undo: "", problem: "", busy: false };
const DAY = 24 * 60 * 60 * 1000, SUGGESTED = 30; // a known issue ends after so many days, unless somebody chooses otherwise

const numberOf = new Map(DATA.changes.map((change, number) => [change, number]));
const howOf = (change) => review.decided[numberOf.get(change)];
const openOf = (changes) => changes.filter((one) => !howOf(one) && !review.blocked[numberOf.get(one)]);
for (const how of ["undecided", "accepted", "rejected"]) {
  FLAGS[how] = (page, one) => !!one && one.severity === "changed" && (howOf(changeOf.get(page)) || "undecided") === how;
}
FLAGS.known = (page, one) => !!one && (!!one.known || !!review.known[one.key]);

// A place whose content is what has been decided; it is made anew when that changes.
const slots = { change: changeSlot, group: groupSlot, finding: findingSlot, badge: badgeSlot, why: whySlot };
function slot(kind, about, tag = "span") {
  const node = el(tag, { class: "slot", "data-slot": kind });
  node.draw = () => node.replaceChildren(...slots[kind](about).filter(Boolean));
  node.draw();
  return node;
}
const button = (label, does, more = {}) => el("button", { type: "button", onclick: does, ...more }, label);

const changeActions = (change) => [slot("change", change), slot("why", change)];
const findingActions = (finding) => (finding.severity === "warning" ? [] : [slot("finding", finding)]);
const knownBadge = (finding) => [slot("badge", finding)];
const groupActions = (item) => (item.kind === "change" && item.pages.length > 1 ? el("p", { class: "actions" }, slot("group", item)) : null);
const reviewBadges = (item) => {
  if (item.kind === "heading") return [];
  const changes = (item.matters || mattersOf(item.page)).filter((one) => one.severity === "changed").map((one) => changeOf.get(one.page));
  const done = changes.filter(howOf);
  const all = (item.findings || []).filter((one) => one.severity === "error"), known = all.filter((one) => review.known[one.key]).length;
  const how = done.length === changes.length && new Set(done.map(howOf)).size === 1 ? howOf(done[0]) : `${done.length} of ${changes.length} decided`;
  return [done.length > 0 && el("span", { class: `badge ${how}` }, how), known > 0 && el("span", { class: "badge" }, known === all.length ? "marked as known" : `${known} of ${all.length} known`)];
};

function changeSlot(change) {
  const number = numberOf.get(change), how = howOf(change);
  if (how && review.earlier.includes(number)) return [el("b", {}, "The accepted record already says this.")];
  if (how) return [el("b", { class: how }, how === "accepted" ? "Accepted." : "Rejected: somebody must fix it."), button("Undo", () => decide({ do: "undo", change: number }, "Undone."), { "data-key": "undo" })];
  return [
    !review.blocked[number] && button("Accept", () => decide({ do: "accept", changes: [number] }, "Accepted."), { class: "yes", "data-key": "accept" }),
    button("Reject", () => decide({ do: "reject", change: number }, "Rejected."), { class: "no", "data-key": "reject" }),
  ];
}
function whySlot(change) {
  const why = review.blocked[numberOf.get(change)];
  return [why && !howOf(change) && el("span", { class: "blocked" }, "It cannot be accepted. ", words(why))];
}

function groupSlot(item) {
  const changes = item.pages.map((page) => changeOf.get(page)), open = openOf(changes);
  const stuck = changes.filter((one) => !howOf(one)).length - open.length;
  return [
    open.length > 1 && button(`Accept all ${open.length} alike`, () => decide({ do: "accept", changes: open.map((one) => numberOf.get(one)) }, `${open.length} accepted.`), { class: "yes", "data-key": "all" }),
    stuck > 0 && el("span", { class: "blocked" }, `${plural(stuck, "page")} of these cannot be accepted: a rule failed there.`),
    !changes.some((one) => !howOf(one)) && el("b", {}, `All ${changes.length} are decided.`),
  ];
}

function findingSlot(finding) {
  if (review.known[finding.key] && !review.known[finding.key].expired) return [button("No longer known", () => decide({ do: "unmark", finding: finding.id }, "It fails again from the next run on."))];
  return [button("Mark as known…", () => askKnown(finding), { "aria-haspopup": "dialog", "data-key": "mark" })];
}
function badgeSlot(finding) {
  const mark = review.known[finding.key];
  if (!mark || mark.expired) return [finding.known && el("span", { class: "note" }, "no longer known from the next run on")];
  return finding.known ? [] : [el("span", { class: "badge" }, "marked as known"), el("span", { class: "note" }, words(`${mark.reason}${mark.ticket ? ` (${mark.ticket})` : ""}${mark.expires ? `, until ${mark.expires}` : ""}`))];
}

// What stands at the foot: how far the review is, what somebody has to repair, what went wrong.
const bar = {
  place: el("div", { id: "review", role: "region", "aria-label": "Review" }),
  counted: el("p", { id: "progress", role: "status" }), meter: el("progress", { "aria-label": "Decided changes" }),
  problem: el("p", { id: "problem", role: "alert" }),
  fix: button("", () => toFix.open(), { id: "to-fix-open", "aria-haspopup": "dialog" }),
  undo: button("Undo", () => undoLast(), { id: "undo-last" }),
  draw() {
    const decided = Object.keys(review.decided).length, rejected = rejectedChanges().length;
    const words_ = !review.total ? "No changes to decide" : `${decided} of ${plural(review.total, "change")} decided`;
    if (this.counted.textContent !== words_) this.counted.textContent = words_;
    this.meter.max = Math.max(review.total, 1);
    this.meter.value = decided;
    this.meter.hidden = !review.total;
    this.fix.hidden = !rejected;
    this.fix.textContent = `To fix: ${rejected}`;
    this.undo.hidden = !review.undo;
    this.undo.title = `Undo ${visibleText(review.undo)}`;
    this.undo.setAttribute("aria-label", `Undo ${visibleText(review.undo)}`);
  },
  tell(text) {
    this.problem.replaceChildren(...(text ? [words(text), " ", button("Close", () => this.tell(""))] : []));
  },
};
bar.place.append(bar.counted, bar.meter, bar.fix, bar.undo, bar.problem);
document.querySelector("main").after(bar.place);

const rejectedChanges = () => DATA.changes.filter((one) => howOf(one) === "rejected");
const toFix = {
  open() {
    const list = rejectedChanges();
    const text = () => ["Rejected in the review of run " + DATA.run, "", ...list.map((one) => changeTicket(one, DATA.pages[one.page]))].join("\n\n");
    const dialog = el("dialog", { "aria-labelledby": "to-fix-title", id: "to-fix", onclose: () => dialog.remove() },
      el("h2", { id: "to-fix-title" }, `${plural(list.length, "page")} to fix`),
      el("ul", { class: "changes", tabindex: 0, "aria-label": "Rejected changes" }, list.slice(0, 200).map((one) => el("li", {}, el("b", {}, words(DATA.pages[one.page].name)), ": ", words(one.lines.slice(0, 3).join("; "))))),
      el("p", { class: "actions" }, button("Copy for a ticket", (event) => copy(text(), event.target)), button("Close", () => dialog.close())));
    document.body.append(dialog);
    dialog.showModal();
  },
};

function askKnown(finding) {
  const field = (label, hint, node) => el("p", { class: "field" }, el("label", { for: node.id }, label), node, hint && el("small", { id: `${node.id}-hint` }, hint));
  const reason = el("textarea", { id: "known-reason", rows: 3, required: true, maxlength: 2000 });
  const ticket = el("input", { id: "known-ticket", maxlength: 300, autocomplete: "off" });
  const local = (time) => new Date(time - new Date(time).getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  const expires = el("input", { id: "known-expires", type: "date", min: local(Date.now()), value: local(Date.now() + SUGGESTED * DAY), "aria-describedby": "known-expires-hint" });
  const hint = "After this day it fails again. Without a day, it never does.";
  const failed = el("p", { role: "alert", class: "blocked" });
  const dialog = el("dialog", { id: "known", "aria-labelledby": "known-title", onclose: () => dialog.remove() },
    el("h2", { id: "known-title" }, "Mark as known"),
    el("p", {}, el("code", {}, finding.rule), " on ", words(DATA.pages[finding.page].name), ": ", words(finding.message.slice(0, 300))),
    el("form", { method: "dialog", class: "fields", onsubmit: async (event) => {
      event.preventDefault();
      const said = await decide({ do: "mark", finding: finding.id, reason: reason.value, ticket: ticket.value, ...(expires.value ? { expires: expires.value } : {}) }, "Marked as known from the next run on.");
      if (said) failed.replaceChildren(words(said));
      else dialog.close();
    } }, field("Why need it not be fixed yet?", "", reason), field("Ticket (optional)", "", ticket), field("Until", hint, expires), failed,
    el("p", { class: "actions" }, el("button", { type: "submit", class: "yes" }, "Mark as known"), button("Cancel", () => dialog.close()))));
  document.body.append(dialog);
  dialog.showModal();
  reason.focus();
}

// Ask the server; returns what it refused, if it did.
async function decide(decision, done) {
  if (review.busy) return "";
  review.busy = true;
  let refused = "";
  try {
    const answer = await fetch("decide", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(decision) });
    const said = answer.headers.get("content-type").startsWith("application/json") ? await answer.json() : { error: await answer.text() };
    if (said.state) take(said.state);
    refused = said.error;
  } catch {
    refused = "The review has ended or is not reachable: look at the terminal where you started it.";
  }
  review.busy = false;
  bar.tell(refused || review.problem);
  if (!refused) say(done);
  return refused;
}
function take(state) {
  Object.assign(review, state);
  const within = document.activeElement && document.activeElement.closest("[data-slot]");
  for (const node of document.querySelectorAll("[data-slot]")) node.draw();
  if (within && !within.contains(document.activeElement)) (within.querySelector("button") || app.list.place).focus();
  app.list.draw(true);
  bar.draw();
}
async function refreshReview() {
  if (review.busy || document.querySelector("dialog[open]")) return;
  try {
    take((await (await fetch("state")).json()).state);
    bar.tell(review.problem);
  } catch {
    bar.tell("The review has ended or is not reachable: look at the terminal where you started it.");
  }
}
function undoLast() {
  return review.undo ? decide({ do: "undo" }, `Undone: ${visibleText(review.undo)}.`) : say("There is nothing to undo.");
}

const press = (key, nothing) => {
  const target = app.view.querySelector(`[data-key=${key}]`);
  return target ? target.click() : say(nothing);
};
const reviewKeys = {
  a: () => press("accept", "There is no change to accept here."),
  A: () => press("all", "There are no identical changes to accept here."),
  r: () => press("reject", "There is no change to reject here."),
  u: undoLast,
  m: () => {
    const card = document.activeElement.closest("[data-finding]"), target = card && card.querySelector("[data-key=mark]");
    return target ? target.click() : press("mark", "There is no finding to mark here.");
  },
};
// Somebody else may be deciding in another window.
addEventListener("focus", refreshReview);
addEventListener("load", refreshReview);
