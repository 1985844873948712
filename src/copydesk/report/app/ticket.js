// What a ticket needs, as Markdown. What a site says stands in code, where Markdown does not act on it.
const code = (text) => {
  const ticks = "`".repeat(Math.max(0, ...(text.match(/`+/g) || []).map((run) => run.length)) + 1);
  return `${ticks} ${visibleText(text).replace(/\s+/g, " ").trim() || "(nothing)"} ${ticks}`;
};
const told = (lines) => lines.filter((line) => line !== null).join("\n");
const about = (name, text) => (text ? `- ${name}: ${code(text)}` : null);

function ticket(finding) {
  const page = DATA.pages[finding.page];
  return told([
    `**Finding** ${code(finding.rule)} on ${code(page.name)}: ${code(finding.message)}`, "",
    about("Page", page.url), about(side(finding, "Expected"), finding.expected), about(side(finding, "Actual"), finding.actual), about("Where", finding.where), finding.more ? `- And at ${finding.more} on the page` : null,
    about("Run", [DATA.run, DATA.started, DATA.commit && `commit ${DATA.commit}`, ...DATA.browsers].filter(Boolean).join(", ")),
    about("See it with", repeat(finding)),
  ]);
}
function changeTicket(change, page) {
  const more = change.lines.length - 20;
  return told([
    `**Change** of ${code(page.name)} from its accepted record`, "",
    about("Page", page.url), about("Record", change.file), ...change.lines.slice(0, 20).map((line) => `- ${code(line)}`), more > 0 ? `- and ${more} more` : null,
  ]);
}
// `Expected`, and whether that is what the server's HTML says, where a rule has held the two against each other.
const side = (finding, name) => (!finding.served ? name : finding.served === name.toLowerCase() ? `${name}, in the server's HTML` : `${name}, on the page`);

async function copy(text, button) {
  let done = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page from disk may not use the clipboard in every browser.
    const area = el("textarea", { class: "hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    done = document.execCommand("copy");
    area.remove();
  }
  say(done ? "Copied." : "The browser does not let this page copy.");
  button.focus();
}
