// Making elements. Text goes in as text, attributes by a short list of names: nothing from a site becomes markup.
function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== "" && child !== false));
  return node;
}
function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, String(value));
  }
  node.append(...children.flat(9).filter(Boolean));
  return node;
}
// An address that came from a site is a link only if it is one that a browser may be sent to.
function link(url) {
  if (!/^https?:\/\/[^\s\u0000-\u0020\u007f-\u009f"'<>\\]+$/i.test(url)) return el("bdi", {}, url);
  return el("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, el("bdi", {}, url));
}
const words = (text) => el("bdi", {}, visibleText(text));
// What steers or hides text is shown instead of obeyed. Words need joiners and soft hyphens.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu, KEPT = /[\n\t\u00ad\u200c\u200d]/;
function visibleText(text) {
  return String(text).replace(HIDDEN, (char) => (KEPT.test(char) ? char : `\u27e8U+${char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}\u27e9`));
}
const marked = (list, tag) => list.map(([differs, text]) => (differs ? el(tag, {}, visibleText(text)) : visibleText(text)));
// A bar for each earlier run and this one, the last.
function sparkline(values, label) {
  const most = Math.max(1, ...values), step = 6;
  return svg("svg", { class: "spark", width: values.length * step, height: 16, viewBox: `0 0 ${values.length * step} 16`, role: "img", "aria-label": label },
    values.map((value, i) => svg("rect", { x: i * step, width: 4, y: value > 0 ? 16 - Math.max(3, (14 * value) / most) : 14, height: value > 0 ? Math.max(3, (14 * value) / most) : value < 0 ? 0 : 2, class: value > 0 ? "bad" : "" })));
}
