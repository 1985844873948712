// The right side: one page or one cause, with everything that it takes to decide.
const SHOWN = 30, PAGES = 24; // so many findings or lines, and pages, are in the document at once

function detail(item, want) {
  if (!item) return el("p", { class: "nothing" }, DATA.pages.length ? "Nothing matches the filter." : "No page was looked at.");
  if (item.kind === "page") return pageDetail(item.page, item.findings);
  const head = el("header", {},
    el("p", { class: "kicker" }, item.kind === "change" ? "Differs from the accepted record" : el("code", {}, item.rule), item.status === "warning" && el("span", { class: "badge" }, "warning"), item.status === "known" && el("span", { class: "badge" }, "known")),
    el("h2", { tabindex: -1 }, words(item.title)),
    ruleSpark(item.rule),
    meaning(item.rule));
  const page = item.pages.includes(want) ? want : item.pages[0];
  const pages = item.pages.length > 1 && el("nav", { class: "pages", "aria-label": "Pages with this" }, el("h3", {}, plural(item.pages.length, "page")),
    paged(item.pages, PAGES, item.pages.indexOf(page), (one) => el("button", { type: "button", "aria-pressed": one === page ? "true" : "false", onclick: () => app.open(item, one) }, words(DATA.pages[one].name))));
  const only = (item.findings || []).filter((one) => one.page === page);
  return el("div", {}, head, groupActions(item), pages, pageDetail(page, only, item));
}

function pageDetail(index, findings, within) {
  const page = DATA.pages[index], change = changeOf.get(index);
  const heading = within ? "h3" : "h2";
  const shown = within ? findings : findingsOf.get(index) || [];
  const alone = change && !shown.length; // the change is what this is about, and comes before the picture
  return el("article", { class: "page", "data-page": index },
    el("header", {},
      !within && el("p", { class: "kicker" }, `${page.kind} page`, page.browser && ` · ${page.browser}`),
      el(heading, { tabindex: within ? undefined : -1 }, words(page.name)),
      el("p", { class: "address" }, link(page.url), page.trace && recording("trace", page.trace), page.video && recording("video", page.video)),
      !within && page.spark && DATA.runs.length && el("p", { class: "trend" }, sparkline([...page.spark, shown.filter((one) => one.severity === "error").length + (change ? 1 : 0)], `Defects in the last ${DATA.runs.length + 1} runs`), ` defects in the last ${DATA.runs.length + 1} runs`),
      !within && subjects(page)),
    alone ? [record(change, page), page.picture && el("details", {}, el("summary", {}, "The page as it was"), el("div", { class: "split large" }, picture(page, [], true)))] : [
      el("div", { class: page.picture ? "split" : "" },
        el("div", { class: "findings" }, shown.length > 0 ? paged(shown, SHOWN, 0, (one) => findingCard(one, within)) : !change && el("p", { class: "nothing" }, "Nothing on this page needs a look.")),
        page.picture && picture(page, shown)),
      change && !within && record(change, page)],
    console_(page),
    !within && remarks(page));
}

// What a card need not say again where the heading above it has said so: the rule, what it means, the message.
function findingCard(finding, within) {
  const pair = (name, text, list, tag) => text && [el("dt", {}, list ? side(finding, name) : name), el("dd", { class: name }, list && list.length > 0 ? el("bdi", {}, marked(list, tag)) : words(text))];
  return el("section", { class: `finding ${finding.severity}`, id: `finding-${finding.id}`, "data-finding": finding.id, onmouseenter: () => outline(finding.id), onmouseleave: () => outline(0) },
    el(within ? "h4" : "h3", { class: "head" }, el("button", { type: "button", class: "number", "aria-label": `Finding ${finding.id}: show its place on the page`, onclick: () => reveal(finding.id) }, finding.id), " ",
      (!within || within.rule !== finding.rule) && el("code", {}, finding.rule), finding.severity === "warning" && el("span", { class: "badge" }, "warning"), finding.fresh && el("span", { class: "badge new" }, "new"), finding.flaky && flakyBadge(), finding.known && el("span", { class: "badge" }, "known"), finding.expired && el("span", { class: "badge new" }, "known issue expired"), ...knownBadge(finding)),
    (!within || within.title !== finding.message) && el("p", { class: "message" }, words(finding.message)),
    el("dl", {}, pair("expected", finding.expected, finding.old || [], "del"), pair("actual", finding.actual, finding.new || [], "ins"), pair("where", finding.where), pair("known", finding.known || finding.expired),
      finding.since && DATA.last && !finding.fresh && pair("since", `the run of ${runDate(finding.since) || finding.since}`)),
    places(finding),
    el("p", { class: "actions" }, el("button", { type: "button", "data-copy": "ticket", onclick: (event) => copy(ticket(finding), event.target) }, "Copy for a ticket"),
      repeat(finding) && el("button", { type: "button", onclick: (event) => copy(repeat(finding), event.target) }, "Copy the command that shows it"), ...findingActions(finding)),
    !within && meaning(finding.rule));
}

// The other places with the same defect, each with what is there.
function places(finding) {
  return finding.more && el("details", { class: "places" }, el("summary", {}, `And at ${finding.more}`),
    el("ol", {}, finding.places.map((one) => el("li", {}, one.message && [words(one.message), " "], one.actual && el("b", {}, words(one.actual)), one.where && el("small", {}, words(` ${one.where}`))))));
}

// A recording beside the report; `copydesk report`, which serves both, opens a trace in Playwright's viewer.
function recording(kind, path) {
  return [" · ", el("a", { href: path, target: "_blank", rel: "noopener noreferrer" }, kind === "trace" ? "Trace" : "Video")];
}

const flakyBadge = () => el("span", { class: "badge", title: "It appeared and disappeared between runs of one commit" }, "flaky");
const repeat = (finding) => (DATA.pages[finding.page].repeat || {})[finding.subject] || "";

function meaning(rule) {
  const manual = DATA.rules[rule];
  return manual && el("details", { class: "manual" }, el("summary", {}, "What this rule means"),
    el("p", {}, el("b", {}, "A reader sees "), manual.sees), el("p", {}, el("b", {}, "It matters because "), manual.why),
    el("p", {}, el("b", {}, "It catches "), manual.catches), el("p", {}, el("b", {}, "It lets pass "), manual.passes));
}

function ruleSpark(rule) {
  const before = DATA.rule_sparks[rule];
  return before && before.length > 0 && el("p", { class: "trend" }, sparkline([...before, DATA.findings.filter((one) => one.rule === rule).length], `Findings of this rule in the last ${before.length + 1} runs`), ` findings in the last ${before.length + 1} runs`);
}

// What failed and changed stands there; what passed is folded away.
function subjects(page) {
  const having = (status) => DATA.subjects.filter((_, i) => STATUS[page.verdicts[i]] === status);
  const chips = (label, ...statuses) => el("ul", { class: "subjects", "aria-label": label }, statuses.flatMap((status) => having(status).map((subject) => el("li", { class: status }, words(subject), el("span", { class: "hidden" }, ` ${status}`)))));
  const bad = having("failed").length + having("changed").length, passed = having("passed").length;
  return [bad > 0 && chips("Failed and changed", "failed", "changed"), having("flaky").length > 0 && chips("Passed only on retry", "flaky"), passed > 0 && el("details", { class: "passed" }, el("summary", {}, `${plural(passed, "subject")} passed`), chips("Passed", "passed"))];
}

const changeWords = (change) => paged(change.lines, SHOWN, 0, (line) => el("li", {}, words(line)), el("ul", { class: "changes" }));

// The record against the accepted one: what is alike is folded away.
function record(change, page) {
  const row = ([label, old, next, same]) => (same
    ? el("tr", { class: "same" }, el("td", { colspan: 3 }, `${plural(same, "line")} alike`))
    : el("tr", {}, el("th", { scope: "row" }, words(label)), el("td", { class: old ? "old" : "" }, old && el("bdi", {}, marked(old, "del"))), el("td", { class: next ? "new" : "" }, next && el("bdi", {}, marked(next, "ins")))));
  const table = () => el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "The two records side by side" }, el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "What"), el("th", { scope: "col" }, "Accepted"), el("th", { scope: "col" }, "Now"))), paged(change.rows, SHOWN, 0, row, el("tbody"))));
  return el("section", { class: "record" },
    el("h3", {}, change.unaccepted ? "No record of this page has been accepted yet" : "Compared with the accepted record"),
    change.file && el("p", { class: "address" }, el("code", {}, change.file)),
    el("p", { class: "actions" }, el("button", { type: "button", "data-copy": "ticket", onclick: (event) => copy(changeTicket(change, page), event.target) }, "Copy for a ticket"), ...changeActions(change)),
    change.rows && change.rows.length ? [table(), el("details", {}, el("summary", {}, `In words: ${plural(change.lines.length, "change")}`), changeWords(change))] : changeWords(change));
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

// A long list, some of it at a time: the document stays small however long it is.
function paged(list, step, at, make, place = el("div", { class: "more" })) {
  const box = el("div", { class: "paged" });
  let from = Math.max(0, at - (at % step));
  const show = () => {
    place.replaceChildren(...list.slice(from, from + step).map(make));
    told.textContent = `${(from + 1).toLocaleString("en")} to ${Math.min(from + step, list.length).toLocaleString("en")} of ${list.length.toLocaleString("en")}`;
    before.disabled = from === 0;
    after.disabled = from + step >= list.length;
  };
  const turn = (by) => el("button", { type: "button", onclick: () => { from += by * step; show(); } }, by > 0 ? "Later" : "Earlier");
  const before = turn(-1), after = turn(1), told = el("span", { role: "status" });
  show();
  if (list.length <= step) return place;
  const turns = el("p", { class: "turns" }, before, after, told);
  if (place.tagName !== "TBODY") { box.append(place, turns); return box; }
  return [place, el("tfoot", {}, el("tr", {}, el("td", { colspan: 3 }, turns)))];
}
