// The right side: one page or one cause, with everything that it takes to decide.
const SHOWN = 60; // so many findings, pages or rows are put on the page at once; more on request

function detail(item, want) {
  if (!item) return el("p", { class: "nothing" }, DATA.good ? "Nothing needs a look." : "Nothing matches the filter.");
  if (item.kind === "page") return pageDetail(item.page, item.findings);
  const head = el("header", {},
    el("p", { class: "kicker" }, item.kind === "change" ? "Differs from the accepted record" : el("code", {}, item.rule), item.status === "warning" && " warning"),
    el("h2", { tabindex: -1 }, words(item.title)),
    item.kind !== "change" && ruleSpark(item.rule),
    meaning(item.rule));
  const page = item.pages.includes(want) ? want : item.pages[0];
  const pages = item.pages.length > 1 && el("nav", { class: "pages", "aria-label": "Pages with this" }, el("h3", {}, plural(item.pages.length, "page")),
    more(item.pages, 24, (one) => el("button", { type: "button", "aria-pressed": one === page ? "true" : "false", onclick: () => app.open(item, one) }, words(DATA.pages[one].name))));
  const only = item.kind === "change" ? [] : (item.findings || []).filter((one) => one.page === page);
  return el("div", {}, head, groupActions(item), pages, pageDetail(page, only, item));
}

function pageDetail(index, findings, within) {
  const page = DATA.pages[index], change = changeOf.get(index);
  const heading = within ? "h3" : "h2";
  const shown = within ? findings : findingsOf.get(index) || [];
  return el("article", { class: "page", "data-page": index },
    el("header", {},
      !within && el("p", { class: "kicker" }, `${page.kind} page`, page.browser && ` · ${page.browser}`),
      el(heading, { tabindex: within ? undefined : -1 }, words(page.name)),
      el("p", { class: "address" }, link(page.url)),
      !within && page.spark && DATA.runs.length && el("p", { class: "trend" }, sparkline([...page.spark, shown.filter((one) => one.severity === "error").length + (change ? 1 : 0)], `Defects in the last ${DATA.runs.length + 1} runs`), " the last runs"),
      !within && subjects(page)),
    el("div", { class: page.picture ? "split" : "" },
      el("div", { class: "findings" }, more(shown, SHOWN, (one) => findingCard(one))),
      page.picture && picture(page, shown)),
    change && (!within || within.kind === "change") && record(change, page),
    console_(page),
    !within && remarks(page));
}

function findingCard(finding) {
  const pair = (name, text, list, tag) => text && [el("dt", {}, name), el("dd", { class: name }, list && list.length ? el("bdi", {}, marked(list, tag)) : words(text))];
  return el("section", { class: `finding ${finding.severity}`, id: `finding-${finding.id}`, "data-finding": finding.id, onmouseenter: () => outline(finding.id), onmouseleave: () => outline(0) },
    el("h4", {}, el("button", { type: "button", class: "number", "aria-label": `Finding ${finding.id}: show its place on the page`, onclick: () => reveal(finding.id) }, finding.id), " ",
      el("code", {}, finding.rule), finding.severity === "warning" && el("span", { class: "badge" }, "warning"), finding.fresh && el("span", { class: "badge new" }, "new"), finding.flaky && el("span", { class: "badge" }, "flaky"), finding.known && el("span", { class: "badge" }, "known"), finding.expired && el("span", { class: "badge new" }, "known issue expired"), ...knownBadge(finding)),
    el("p", { class: "message" }, words(finding.message)),
    el("dl", {}, pair("expected", finding.expected, finding.old, "del"), pair("actual", finding.actual, finding.new, "ins"), pair("where", finding.where), pair("known", finding.known || finding.expired),
      finding.since && DATA.last && !finding.fresh && pair("since", `the run of ${runDate(finding.since) || finding.since}`)),
    el("p", { class: "actions" }, el("button", { type: "button", "data-copy": "ticket", onclick: (event) => copy(ticket(finding), event.target) }, "Copy for a ticket"),
      repeat(finding) && el("button", { type: "button", onclick: (event) => copy(repeat(finding), event.target) }, "Copy the command that shows it"), ...findingActions(finding)),
    meaning(finding.rule));
}

const repeat = (finding) => (DATA.pages[finding.page].repeat || {})[finding.subject] || "";

function meaning(rule) {
  const manual = DATA.rules[rule];
  return manual && el("details", { class: "manual" }, el("summary", {}, "What this rule means"),
    el("p", {}, el("b", {}, "A reader sees "), manual.sees), el("p", {}, el("b", {}, "It matters because "), manual.why),
    el("p", {}, el("b", {}, "It catches "), manual.catches), el("p", {}, el("b", {}, "It lets pass "), manual.passes));
}

function ruleSpark(rule) {
  const before = DATA.rule_sparks[rule];
  return before && before.length > 0 && el("p", { class: "trend" }, sparkline([...before, DATA.findings.filter((one) => one.rule === rule).length], `Findings of this rule in the last ${before.length + 1} runs`), " the last runs");
}

function subjects(page) {
  return el("ul", { class: "subjects", "aria-label": "Subjects" }, DATA.subjects.map((subject, i) => {
    const status = STATUS[page.verdicts[i]];
    return status && status !== "absent" && el("li", { class: status }, subject, el("span", { class: "hidden" }, ` ${status}`));
  }));
}

// The screenshot, with the place of each finding outlined and numbered.
function picture(page, findings) {
  const { width, height, data, file } = page.picture;
  if (!data) return el("figure", {}, el("figcaption", {}, "The screenshot is in ", el("code", {}, file)));
  const boxes = new Map();
  for (const one of findings) {
    if (!one.box) continue;
    const key = one.box.join();
    boxes.set(key, (boxes.get(key) || []).concat(one));
  }
  const marks = [...boxes.values()].map((here) => {
    const [x, y, w, h] = here[0].box, label = here.length < 4 ? here.map((one) => one.id).join(", ") : `${here[0].id} …`;
    return svg("g", { class: `mark ${here[0].severity}`, "data-marks": here.map((one) => one.id).join(" "), tabindex: 0, role: "button", "aria-label": `Finding ${label}: ${visibleText(here[0].message)}`, onclick: () => toFinding(here[0].id), onkeydown: (event) => { if (event.key === "Enter") toFinding(here[0].id); } },
      svg("rect", { x: x - 2, y: y - 2, width: w + 4, height: h + 4 }),
      svg("text", { x: Math.max(x, 2), y: Math.max(y - 8, 26) }, label));
  });
  return el("figure", { class: "picture" }, svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `The page as it was, with ${plural(marks.length, "place")} marked` },
    svg("image", { href: data, width, height }), marks), el("figcaption", {}, "The page as it was when the visit ended. Choose a number to find its finding."));
}
function outline(id) {
  for (const mark of document.querySelectorAll("[data-marks]")) mark.classList.toggle("on", mark.dataset.marks.split(" ").includes(String(id)));
}
function reveal(id) {
  const mark = [...document.querySelectorAll("[data-marks]")].find((one) => one.dataset.marks.split(" ").includes(String(id)));
  if (!mark) return say("This finding has no place on the picture.");
  outline(id);
  mark.scrollIntoView({ block: "center", behavior: still() });
  mark.focus({ preventScroll: true });
}
function toFinding(id) {
  const card = document.getElementById(`finding-${id}`);
  if (!card) return;
  card.scrollIntoView({ block: "center", behavior: still() });
  card.querySelector("button").focus({ preventScroll: true });
  card.classList.add("on");
  card.addEventListener("animationend", () => card.classList.remove("on"), { once: true });
}
const still = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

// The record against the accepted one: what is alike is folded away.
function record(change, page) {
  const rows = (change.rows || []).map(([label, old, next, same]) => (same
    ? el("tr", { class: "same" }, el("td", { colspan: 3 }, `${plural(same, "line")} alike`))
    : el("tr", {}, el("th", { scope: "row" }, words(label)), el("td", { class: old ? "old" : "" }, old && el("bdi", {}, marked(old, "del"))), el("td", { class: next ? "new" : "" }, next && el("bdi", {}, marked(next, "ins"))))));
  return el("section", { class: "record" },
    el("h3", {}, change.unaccepted ? "No record of this page has been accepted yet" : "Against the accepted record"),
    change.file && el("p", { class: "address" }, el("code", {}, change.file)),
    rows.length ? el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "The two records side by side" }, el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "What"), el("th", { scope: "col" }, "Accepted"), el("th", { scope: "col" }, "Now"))), el("tbody", {}, rows)))
      : el("ul", { class: "changes" }, more(change.lines, SHOWN, (line) => el("li", {}, words(line)))),
    el("p", { class: "actions" }, el("button", { type: "button", "data-copy": "ticket", onclick: (event) => copy(changeTicket(change, page), event.target) }, "Copy for a ticket"), ...changeActions(change)));
}

function console_(page) {
  const lines = page.console || [], requests = page.requests || [];
  if (!lines.length && !requests.length && !page.settled) return null;
  return el("details", { class: "console" }, el("summary", {}, `Console and network: ${plural(lines.length, "line")}, ${plural(requests.length, "failed request")}`),
    page.settled && el("p", {}, "When the visit gave up waiting, the page was ", words(page.settled), "."),
    el("ul", {}, lines.map(([level, text, url, line]) => el("li", { class: level }, el("b", {}, level), " ", words(text), url && el("small", {}, words(` ${url}${line ? `:${line}` : ""}`)))),
      requests.map(([url, status, failure]) => el("li", { class: "error" }, el("b", {}, status || "failed"), " ", words(url), failure && el("small", {}, words(` ${failure}`))))));
}

function remarks(page) {
  const said = Object.entries(page.remarks || {});
  return said.length > 0 && el("details", { class: "remarks" }, el("summary", {}, "What there was to look at"), el("ul", {}, said.map(([subject, lines]) => el("li", {}, el("b", {}, subject), " ", words(lines.join("; "))))));
}

// The first of many, and a button for the next ones.
function more(list, step, make) {
  const place = el("div", { class: "more" });
  let from = 0;
  const add = () => {
    const next = list.slice(from, from + step).map(make);
    from += next.length;
    button.before(...next);
    button.hidden = from >= list.length;
    button.textContent = `Show ${Math.min(step, list.length - from)} more of ${list.length - from}`;
  };
  const button = el("button", { type: "button", class: "further", onclick: add });
  place.append(button);
  add();
  return place;
}

// What a ticket needs, as Markdown. What a site says stands in code, where Markdown does not act on it.
const code = (text) => {
  const ticks = "`".repeat(Math.max(0, ...(text.match(/`+/g) || []).map((run) => run.length)) + 1);
  return text ? `${ticks} ${visibleText(text).replace(/\s+/g, " ")} ${ticks}` : "";
};
function ticket(finding) {
  const page = DATA.pages[finding.page];
  return [`**${finding.rule}** on ${code(page.name)}`, "", code(finding.message), "",
    `- Page: ${code(page.url)}`, finding.expected && `- Expected: ${code(finding.expected)}`, finding.actual && `- Actual: ${code(finding.actual)}`, finding.where && `- Where: ${code(finding.where)}`,
    `- Run: ${DATA.run}, ${DATA.started}${DATA.commit ? `, commit ${DATA.commit}` : ""}${DATA.browsers.length ? `, ${DATA.browsers.join(", ")}` : ""}`,
    repeat(finding) && `- See it: ${code(repeat(finding))}`].filter((line) => line !== "" || true).filter(Boolean).join("\n");
}
function changeTicket(change, page) {
  return [`**${page.name}** differs from its accepted record ${code(change.file || "")}`, `- Page: ${code(page.url)}`, ...change.lines.slice(0, 20).map((line) => `- ${code(line)}`)].join("\n");
}
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from disk may not use the clipboard in every browser.
    const area = el("textarea", { class: "hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say("Copied.");
  button.focus();
}
