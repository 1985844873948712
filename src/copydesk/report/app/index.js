// The data, and what can be asked of it quickly. Everything that came from a site is text here and stays text.
const DATA = JSON.parse(document.getElementById("data").textContent);
const STATUS = { p: "passed", f: "failed", c: "changed", a: "absent", k: "flaky" };

const findingsOf = new Map(); // page index → its findings
for (const finding of DATA.findings) {
  if (!findingsOf.has(finding.page)) findingsOf.set(finding.page, []);
  findingsOf.get(finding.page).push(finding);
}
const changeOf = new Map(DATA.changes.map((change) => [change.page, change]));
const groups = new Map(); // the changes that say the same, by the number of their group
for (const change of DATA.changes) {
  if (!groups.has(change.group || 0)) groups.set(change.group || 0, []);
  groups.get(change.group || 0).push(change);
}

// A change as a matter like a finding, for the filter.
const matterOf = new Map(DATA.changes.map((one) => [one.page, { page: one.page, rule: "snapshot", subject: "snapshot", severity: "changed", message: one.lines.join("\n"), fresh: one.fresh, flaky: one.flaky }]));
const mattersOf = (page) => [...(findingsOf.get(page) || []), ...(matterOf.has(page) ? [matterOf.get(page)] : [])];

// How bad a page is, for putting the worst first.
const weight = (page) => {
  const found = findingsOf.get(page) || [], change = changeOf.get(page);
  const errors = found.filter((one) => one.severity === "error").length;
  return errors * 100 + (change ? 10 : 0) + found.length + (found.some((one) => one.fresh) ? 1000 : 0);
};

const RANK = { error: 0, changed: 1, warning: 2, known: 3 };
const plural = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
const runDate = (name) => {
  const past = DATA.runs.find((one) => one.run === name);
  return past ? past.started.slice(0, 16).replace("T", " ") : "";
};

// What is in the list: items of one shape, whatever it is grouped by.
const items = {
  cause() {
    const causes = DATA.causes.map((cause, number) => {
      const found = (cause.findings || []).map((id) => DATA.findings[id - 1]);
      const pages = [...new Set(found.map((one) => one.page))];
      return { id: `cause-${number}`, kind: "cause", cause, pages, findings: found, matters: found, title: cause.message, rule: cause.rule, status: cause.severity };
    });
    const changes = [...groups].map(([number, same]) => (
      { id: `change-${number}`, kind: "change", pages: same.map((one) => one.page), matters: same.map((one) => matterOf.get(one.page)), change: same[0], title: changeTitle(same[0]), rule: "snapshot", status: "changed" }
    ));
    const fresh = (item) => (item.cause ? item.cause.fresh : item.change.fresh) ? 0 : 1;
    return [...causes, ...changes].sort((a, b) => RANK[a.status] - RANK[b.status] || fresh(a) - fresh(b) || b.pages.length - a.pages.length);
  },
  page() {
    return DATA.pages.map((_, index) => pageItem(index)).sort((a, b) => b.weight - a.weight);
  },
  rule() {
    const rules = new Map();
    for (const finding of DATA.findings) {
      if (!rules.has(finding.rule)) rules.set(finding.rule, []);
      rules.get(finding.rule).push(finding);
    }
    const changed = [...matterOf.values()];
    const same = changed.length ? [{ id: "rule-snapshot", kind: "rule", rule: "snapshot", findings: [], matters: changed, pages: changed.map((one) => one.page), title: "Differs from the accepted record", status: "changed" }] : [];
    return [...rules].map(([rule, found]) => (
      { id: `rule-${rule}`, kind: "rule", rule, findings: found, matters: found, pages: [...new Set(found.map((one) => one.page))], title: (DATA.rules[rule] || {}).sees || rule, status: found[0].severity }
    )).concat(same).sort((a, b) => RANK[a.status] - RANK[b.status] || b.pages.length - a.pages.length || (a.rule < b.rule ? -1 : 1));
  },
  kind() {
    const order = [];
    for (const kind of ["article", "feed", "filter"]) {
      const pages = items.page().filter((item) => DATA.pages[item.page].kind === kind);
      if (pages.length) order.push({ id: `kind-${kind}`, kind: "heading", title: `${kind}: ${plural(pages.length, "page")}`, pages: pages.map((one) => one.page), members: pages }, ...pages);
    }
    return order;
  },
};

function changeTitle(change) {
  if (change.lines.length === 1) return change.unaccepted ? "No record has been accepted yet" : change.lines[0];
  return `${plural(change.lines.length, "change")} from the accepted record`;
}

function pageItem(index) {
  const page = DATA.pages[index], found = findingsOf.get(index) || [];
  const status = page.verdicts.includes("f") ? "error" : page.verdicts.includes("c") ? "changed" : page.verdicts.includes("k") ? "flaky" : found.some((one) => one.severity === "warning") ? "warning" : found.length ? "known" : "good";
  return { id: `page-${index}`, kind: "page", page: index, pages: [index], findings: found, title: page.name, rule: "", status, weight: weight(index) };
}
