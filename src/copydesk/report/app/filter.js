// The filter: words and `name:value` terms, all of which must hold; a minus before one turns it round.
// It is about matters: a finding, or a page's change. Of a page without any, only the page itself is asked.
const SAID = { error: "failed", changed: "changed", warning: "warning", known: "known" };
const TERMS = {
  s: (word) => (page, one) => {
    const letters = DATA.pages[page].verdicts;
    if (word === "new") return FLAGS.new(page, one);
    if ("passed".startsWith(word)) return !/[fck]/.test(letters);
    return one ? SAID[one.severity].startsWith(word) : Object.keys(STATUS).some((letter) => STATUS[letter].startsWith(word) && letters.includes(letter));
  },
  rule: (word) => (page, one) => !!one && one.rule.toLowerCase().includes(word),
  subject: (word) => (page, one) => !!one && one.subject.toLowerCase() === word,
  page: (word) => (page) => DATA.pages[page].name.toLowerCase().includes(word) || DATA.pages[page].url.toLowerCase().includes(word),
  kind: (word) => (page) => DATA.pages[page].kind === word,
  browser: (word) => (page) => (DATA.pages[page].browser || "").toLowerCase().includes(word),
};
const FLAGS = {
  new: (page, one) => !!one && !!one.fresh,
  flaky: (page, one) => !!one && !!one.flaky,
  known: (page, one) => !!one && !!one.known,
};

const texts = new Map(); // a page's number, or a matter → what words are looked for in
function textOf(of, parts) {
  if (!texts.has(of)) texts.set(of, parts().join("\n").toLowerCase());
  return texts.get(of);
}
const pageText = (page) => textOf(page, () => [DATA.pages[page].name, DATA.pages[page].url, DATA.pages[page].kind]);
const matterText = (one) => textOf(one, () => [one.rule, one.message, one.expected || "", one.actual || ""]);
const wordTest = (word) => (page, one) => pageText(page).includes(word) || (!!one && matterText(one).includes(word));

// `s:failed rule:dateline -page:politics "two words" new` → what must hold, and what must not.
function compile(query) {
  const must = [], not = [];
  for (const [, minus, name, quoted, bare] of query.toLowerCase().matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/g)) {
    const word = quoted ?? bare.replace(/^"/, "");
    const begun = quoted === undefined && !name && Object.hasOwn(TERMS, word.replace(/:$/, "")) && word.endsWith(":");
    if (!word || begun) continue; // still being typed
    let test;
    if (name && Object.hasOwn(TERMS, name)) test = TERMS[name](word);
    else if (!name && quoted === undefined && Object.hasOwn(FLAGS, word)) test = FLAGS[word];
    else test = wordTest(name ? `${name}:${word}` : word);
    (minus ? not : must).push(test);
  }
  const holds = (page, one) => must.every((test) => test(page, one)) && !not.some((test) => test(page, one));
  const ofPage = (page) => {
    const all = [undefined, ...mattersOf(page)];
    return all.some((one) => must.every((test) => test(page, one))) && !not.some((test) => all.some((one) => test(page, one)));
  };
  return { holds, ofPage };
}

// The items that the filter leaves, each with the pages and findings that it leaves of it.
function filtered(all, query) {
  if (!query.trim()) return all;
  const { holds, ofPage } = compile(query);
  const left = [];
  for (const item of all) {
    if (item.kind === "heading") left.push(item);
    else if (item.kind === "page") { if (ofPage(item.page)) left.push(item); }
    else {
      const matters = item.matters.filter((one) => holds(one.page, one));
      if (matters.length) left.push({ ...item, matters, findings: matters.filter((one) => one.id), pages: [...new Set(matters.map((one) => one.page))] });
    }
  }
  return left.filter((item, i) => item.kind !== "heading" || (left[i + 1] && left[i + 1].kind !== "heading"));
}
