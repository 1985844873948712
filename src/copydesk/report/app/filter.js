// The filter: words and `name:value` terms, all of which must hold; a minus before one turns it round.
const TERMS = {
  s: (status) => (page) => {
    const found = findingsOf.get(page) || [];
    if (status === "new") return isNew(page);
    if (status === "warning") return found.some((one) => one.severity === "warning");
    const code = Object.keys(STATUS).find((key) => STATUS[key].startsWith(status));
    return code === "p" ? !/[fc]/.test(DATA.pages[page].verdicts) : !!code && DATA.pages[page].verdicts.includes(code);
  },
  rule: (text) => (page, finding) => (finding ? finding.rule.includes(text) : (findingsOf.get(page) || []).some((one) => one.rule.includes(text)) || ("snapshot".startsWith(text) && changeOf.has(page))),
  subject: (text) => (page, finding) => (finding ? finding.subject === text : (findingsOf.get(page) || []).some((one) => one.subject === text)),
  page: (text) => (page) => DATA.pages[page].name.toLowerCase().includes(text) || DATA.pages[page].url.toLowerCase().includes(text),
  kind: (text) => (page) => DATA.pages[page].kind === text,
  browser: (text) => (page) => (DATA.pages[page].browser || "").toLowerCase().includes(text),
};
const FLAGS = {
  known: (page, finding) => (finding ? !!finding.known : (findingsOf.get(page) || []).some((one) => one.known)),
  new: (page, finding) => (finding ? !!finding.fresh : isNew(page)),
  flaky: (page, finding) => (finding ? !!finding.flaky : (findingsOf.get(page) || []).some((one) => one.flaky) || !!(changeOf.get(page) || {}).flaky),
};
const isNew = (page) => (findingsOf.get(page) || []).some((one) => one.fresh) || !!(changeOf.get(page) || {}).fresh;

const haystacks = new Map();
function haystack(page) {
  if (!haystacks.has(page)) {
    const { name, url, kind } = DATA.pages[page];
    const said = (findingsOf.get(page) || []).map((one) => `${one.rule} ${one.message} ${one.expected || ""} ${one.actual || ""}`);
    const changed = (changeOf.get(page) || { lines: [] }).lines;
    haystacks.set(page, [name, url, kind, ...said, ...changed].join("\n").toLowerCase());
  }
  return haystacks.get(page);
}

// `s:failed rule:dateline -page:politics "two words" new` → a function of a page and, maybe, one of its findings.
function compile(query) {
  const tests = [];
  for (const [, minus, name, quoted, word] of query.toLowerCase().matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/g)) {
    const text = quoted ?? word;
    const own = Object.hasOwn(TERMS, name || "");
    let test;
    if (own) test = TERMS[name](text);
    else if (!name && quoted === undefined && Object.hasOwn(FLAGS, text)) test = FLAGS[text];
    else {
      const needle = name ? `${name}:${text}` : text;
      test = (page, finding) => (finding ? `${finding.rule} ${finding.message}\n${haystack(page)}`.toLowerCase() : haystack(page)).includes(needle);
    }
    tests.push(minus ? (...given) => !test(...given) : test);
  }
  return (page, finding) => tests.every((test) => test(page, finding));
}

// The items that the filter leaves, each with the pages and findings that it leaves of it.
function filtered(all, query) {
  if (!query.trim()) return all;
  const holds = compile(query);
  const left = [];
  for (const item of all) {
    if (item.kind === "heading") { left.push(item); continue; }
    const findings = (item.findings || []).filter((one) => holds(one.page, one));
    const pages = item.kind === "cause" || item.kind === "rule" ? [...new Set(findings.map((one) => one.page))] : item.pages.filter((page) => holds(page));
    if (pages.length) left.push({ ...item, pages, findings: item.kind === "page" ? item.findings : findings });
  }
  return left.filter((item, i) => item.kind !== "heading" || (left[i + 1] && left[i + 1].kind !== "heading"));
}
