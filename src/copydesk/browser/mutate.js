// Changes one thing on a page, as `copydesk.faults.mutations.Mutation` says: an act for meddle.js. It finds
// its node by fractions, so that the same numbers find the same node on the same page. Gives back how much
// it changed, which of `places` it took, how many elements the changed one had, and what was done, in words.
(_, { places, operation, how }, { find, texts, style, fragment, ops }) => {
  const pick = (list, fraction) => list[Math.min(list.length - 1, Math.floor(fraction * list.length))];
  const HEAD = "title, meta, link[rel=canonical], link[rel=alternate], link[rel=prev], link[rel=next], script[type*=json]";
  const targets = ({ element, part }) =>
    element === "head" ? [document.documentElement, ...document.head.querySelectorAll(HEAD)] : find(element, part, false);
  const node = (place) => {
    const outer = pick(targets(place), place.which);
    if (!outer) return undefined;
    const inside = outer === document.documentElement || place.inside === null ? [outer] : [outer, ...outer.querySelectorAll("*")];
    return place.path.reduce((one, i) => one && one.children[i], pick(inside, place.inside ?? 0));
  };
  const name = (one) => {
    const classes = [...one.classList].slice(0, 2).map((word) => `.${word}`).join("");
    const words = (one.textContent || "").trim().replace(/\s+/g, " ");
    return `<${one.localName}${classes}>${words && one.localName !== "script" ? ` “${words.slice(0, 40)}${words.length > 40 ? "…" : ""}”` : ""}`;
  };
  // Text is a list of words with what is between them; `share` of them, from `at` on, and one at least.
  const edit = (one, { which, at, share, unit, words }) => {
    const script = one.localName === "script";
    const text = script ? one.firstChild : pick(texts(one), which);
    if (!text) return "";
    const pieces = unit === "letter" ? [...text.data] : text.data.split(/(?<=\s)(?=\S)/);
    const start = Math.min(pieces.length - 1, Math.floor(at * pieces.length));
    const count = operation === "insert text" ? 0 : Math.max(1, Math.round(share * (pieces.length - start)));
    const old = pieces.slice(start, start + count).join("");
    const space = (/\s*$/.exec(old) || [""])[0] || (unit === "word" && count === 0 ? " " : "");
    const put = operation === "delete text" ? "" : words + space;
    pieces.splice(start, count, put);
    if (pieces.join("") === text.data) return "";
    text.data = pieces.join("");
    if (!old) return `given the text “${put.trim()}”`;
    return put ? `its text “${old.trim().slice(0, 60)}” replaced by “${put.trim().slice(0, 60)}”` : `its text “${old.trim().slice(0, 60)}” deleted`;
  };
  const other = (value, { change, words }) =>
    ({ append: value + words, cut: value.slice(0, Math.floor(value.length / 2)), replace: words, empty: "" })[change];

  const operations = {
    delete: (one) => (one.remove(), "deleted"),
    duplicate: (one) => (one.after(one.cloneNode(true)), "put there twice"),
    replace: (one) => (one.replaceWith(fragment(how.html)), `replaced by ${how.html}`),
    add: (one) => {
      one[{ before: "before", first: "prepend", last: "append", after: "after" }[how.where]](fragment(how.html));
      return `${how.html} put ${{ before: "before it", first: "first in it", last: "last in it", after: "after it" }[how.where]}`;
    },
    move: (one) => {
      const there = how.to.map(node).find((place) => place && place !== document.documentElement && !document.head.contains(place) && !one.contains(place));
      if (!there) return "";
      const said = `moved ${how.where} ${name(there)}`;
      there[how.where](one);
      return said;
    },
    swap: (one) => {
      const next = one.nextElementSibling || one.previousElementSibling;
      if (!next) return "";
      const said = `exchanged with ${name(next)}`;
      ops.swap([one, next]);
      return said;
    },
    "replace text": (one) => edit(one, how),
    "delete text": (one) => edit(one, how),
    "insert text": (one) => edit(one, how),
    hide: (one) => (style([one], how.style), `hidden by ${Object.entries(how.style)[0].join(": ")}`),
    recolour: (one) => (texts(one).length ? (ops.recolour([one]), "given the colour of what is behind it") : ""),
    resize: (one) => {
      const box = one.getBoundingClientRect(), { side, factor } = how;
      if (!box.width || !box.height) return "";
      const computed = getComputedStyle(one);
      if (side === "font-size") style([one], { "font-size": `${parseFloat(computed.fontSize) * factor}px` });
      else style([one], { display: computed.display === "inline" ? "inline-block" : computed.display, overflow: "hidden", "box-sizing": "border-box", [`min-${side}`]: "0", [`max-${side}`]: "none", flex: "none", [side]: `${box[side] * factor}px` });
      return `${side} times ${factor}`;
    },
    displace: (one) => {
      const { x, y } = how;
      if (getComputedStyle(one).position === "static") style([one], { position: "relative", left: `${x}px`, top: `${y}px` });
      else style([one], { translate: `${x}px ${y}px` });
      return `displaced by ${x} and ${y} pixels`;
    },
    "change attribute": (one) => {
      const attribute = pick([...one.attributes].filter(({ name: key }) => key !== "style"), how.which);
      if (!attribute) return "";
      const { name: key, value } = attribute, next = other(value, how);
      if (next === value) return "";
      one.setAttribute(key, next);
      return `${key}="${value.slice(0, 60)}" became "${next.slice(0, 60)}"`;
    },
    "remove attribute": (one) => {
      const attribute = pick([...one.attributes], how.which);
      if (!attribute) return "";
      one.removeAttribute(attribute.name);
      return `its ${attribute.name}="${attribute.value.slice(0, 60)}" removed`;
    },
    "add attribute": (one) => {
      if (one.getAttribute(how.name) === how.value) return "";
      one.setAttribute(how.name, how.value);
      return `given ${how.name}="${how.value}"`;
    },
  };
  // Of the drawn places the first that the page has, and that this can be done to.
  for (const [place, where] of places.entries()) {
    const one = node(where);
    if (!one) continue;
    const size = one.querySelectorAll("*").length, children = one.children.length, called = name(one);
    const said = operations[operation](one);
    if (said) return { changed: 1, place, size, children, said: `${called} ${said}` };
  }
  return "there is nothing on the page that this could be done to";
}
