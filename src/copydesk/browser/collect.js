// Waits until the page has settled, then brings back everything the rules need, as one JSON text: the
// shape of `copydesk.capture.Snapshot`, and `settled` beside it. One evaluation, one round trip. It runs apart from
// the page's scripts, but a form still has its fields in the place of its own properties: `own` goes around them.
async ({ elements, patience, limits }) => {
  const { settle, ask } = SETTLE;
  const styleOf = getComputedStyle;
  const own = (node, name) => (node instanceof HTMLFormElement ? Reflect.get(HTMLFormElement.prototype, name, node) : node[name]);
  const call = (node, name, ...given) => own(node, name).apply(node, given);
  const looks = LOOKS;
  const settled = await settle(patience);
  const root = document.documentElement;
  const VISIBLE = 1, BLOCK = 2, COVERED = 4, FAINT = 8, SHADOW = 16384;
  const SILENT = new Set(["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE"]);
  // What stands in these is for browsers that cannot show them.
  const REPLACED = new Set(["AUDIO", "CANVAS", "METER", "PROGRESS", "VIDEO"]);
  const round = (number) => Math.round(number * 10) / 10;
  const { scrollX, scrollY } = window;

  const nodes = [], links = [], images = [], fields = [], lines = [];
  const range = document.createRange();
  const indices = new Map();
  let room = limits.text;
  const truncated = [];
  const clip = (text, limit) => {
    const part = text.length > limit ? text.slice(0, limit) : text;
    room -= part.length;
    return part;
  };

  const attributes = (element) => {
    const found = {};
    for (const { name, value } of own(element, "attributes")) {
      found[name] = clip(value, value.startsWith("data:") ? limits.data : limits.attribute);
    }
    return found;
  };
  const rectangle = (element, style) => {
    if (style.display === "contents") {
      const parent = own(element, "parentElement");
      return parent ? call(parent, "getBoundingClientRect") : null;
    }
    const box = call(element, "getBoundingClientRect");
    return box.width || box.height || call(element, "getClientRects").length ? box : null;
  };
  const add = (element, parent, shadow) => {
    const name = own(element, "localName"), tag = own(element, "tagName");
    const silent = SILENT.has(tag);
    let flags = shadow ? SHADOW : 0, box = null;
    if (!silent) {
      const style = styleOf(element);
      let shown = style.display === "contents"
        ? parent >= 0 && (nodes[parent][5] & VISIBLE)
        : call(element, "checkVisibility", { opacityProperty: true, visibilityProperty: true });
      box = shown ? rectangle(element, style) : null;
      if (looks.shuts(element, style, box, nodes.length, parent)) shown = box = null;
      if (shown) flags |= VISIBLE;
      if (!style.display.startsWith("inline") && style.display !== "contents" && style.display !== "none") flags |= BLOCK;
      flags |= looks.see(element, style, nodes.length, parent, shown);
    }
    const index = nodes.length;
    indices.set(element, index);
    const place = box && [round(box.x + scrollX), round(box.y + scrollY), round(box.width), round(box.height)];
    const json = tag === "SCRIPT" && /json/i.test(element.type);
    nodes.push([parent, name, json ? clip(element.text, limits.json) : "", attributes(element), place, flags]);
    if (name === "a" && element.hasAttribute("href")) links.push([index, clip(String(element.href), limits.attribute)]);
    else if (name === "img") {
      const { currentSrc, naturalWidth, naturalHeight, complete } = element;
      images.push({ node: index, src: currentSrc.slice(0, limits.attribute), width: naturalWidth, height: naturalHeight, complete, fit: getComputedStyle(element).objectFit });
    } else if (/^(input|select|textarea|option|button)$/.test(name)) {
      const { value, checked, selected, disabled } = element;
      fields.push({ node: index, value: String(value ?? "").slice(0, 200), checked: !!(checked || selected), disabled: !!disabled });
      if (flags & VISIBLE && name !== "option") looks.letters(element, index);
    }
    return index;
  };

  // Where each line of a text is printed, and whether it has no size, or the colour of what is behind it.
  const addLines = (text, index, parent) => {
    const from = lines.length;
    range.selectNodeContents(text);
    for (const { x, y, width, height } of Array.from(range.getClientRects()).slice(0, limits.textLines)) {
      if (width && height) lines.push([index, round(x + scrollX), round(y + scrollY), round(width), round(height)]);
    }
    if (text.parentElement) looks.letters(text.parentElement, index);
    if (looks.faint(text.parentElement, parent, lines.length === from)) nodes[index].push({}, null, FAINT);
  };

  // Whether a bare text is not drawn although the element that it stands in is: in a closed details, in a
  // host whose shadow has no slot for it, in place of what could not be played. Elements know it themselves.
  const undrawn = (text, element) =>
    (element instanceof HTMLDetailsElement && !element.open)
    || (own(element, "shadowRoot") && !text.assignedSlot)
    || (REPLACED.has(own(element, "tagName")) && !range.getClientRects().length);

  // No recursion: a page may nest deeper than the stack is high.
  const stack = root ? [[root, -1, false]] : [];
  while (stack.length) {
    const [node, parent, shadow] = stack.pop();
    if (nodes.length >= limits.nodes || room <= 0) {
      truncated.push(nodes.length >= limits.nodes ? `more than ${limits.nodes} nodes` : `more than ${limits.text} characters`);
      break;
    }
    if (own(node, "nodeType") === 3) {
      if (node.data.trim()) {
        range.selectNodeContents(node);
        if (node.parentElement && !shadow && nodes[parent][5] & VISIBLE && undrawn(node, node.parentElement)) {
          // The browser's own slot, which it does not draw.
          nodes.push([parent, "slot", "", {}, null, BLOCK], [nodes.length, "#text", clip(node.data, limits.textNode)]);
          continue;
        }
        nodes.push([parent, "#text", clip(node.data, limits.textNode)]);
        if (nodes[parent][5] & VISIBLE && lines.length < limits.lines) addLines(node, nodes.length - 1, parent);
      } else if (node.data) nodes.push([parent, "#text", " "]);
      continue;
    }
    const index = add(node, parent, shadow);
    const tag = own(node, "tagName");
    if (SILENT.has(tag) || tag === "IFRAME") continue;
    for (const root of [node, own(node, "shadowRoot")]) {
      for (let child = root && own(root, "lastChild"); child; child = own(child, "previousSibling")) {
        const kind = own(child, "nodeType");
        if (kind === 1 || kind === 3) stack.push([child, index, root !== node]);
      }
    }
  }

  const found = {}, bad = {};
  const covered = (element) => {
    const box = call(element, "getBoundingClientRect");
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    if (!box.width || !box.height || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    const top = document.elementFromPoint(x, y);
    return !!top && !call(element, "contains", top) && !call(top, "contains", element);
  };
  for (const [name, { selector, parts }] of Object.entries(elements)) {
    try {
      found[name] = [];
      for (const element of document.querySelectorAll(selector)) {
        if (!indices.has(element)) continue;
        const index = indices.get(element);
        if (covered(element)) nodes[index][5] |= COVERED;
        const match = { node: index, parts: {} };
        for (const [part, path] of Object.entries(parts)) {
          const inner = call(element, "querySelectorAll", `:scope ${path}`);
          match.parts[part] = Array.from(inner, (one) => indices.get(one)).filter((one) => one !== undefined);
        }
        found[name].push(match);
        if (found[name].length >= limits.matches) break;
      }
    } catch (error) {
      bad[name] = error.message.slice(0, 1000);
    }
  }

  // Whether the page looks as a browser shows one that no style sheet has come for.
  const unstyled = () => {
    const [body, link] = [document.body, document.querySelector("a[href]")].map((node) => node && styleOf(node));
    return !!body && body.margin === "8px" && /^"?(Times|serif)/.test(body.fontFamily) && (!link || link.color === "rgb(0, 0, 238)");
  };
  const told = ask("told") || { opened: [], answers: [] };
  const [navigation = {}] = performance.getEntriesByType("navigation");
  const loading = document.readyState === "loading";
  const short = (text) => String(text ?? "").slice(0, limits.attribute);
  return JSON.stringify({
    settled,
    ...told,
    cut: document.readyState === "complete" && navigation.domContentLoadedEventStart === 0,
    received: loading ? null : navigation.decodedBodySize ?? 0,
    timings: performance.getEntriesByType("resource").slice(0, limits.requests).map((entry) => (
      { url: entry.name.slice(0, limits.attribute), kind: entry.initiatorType, status: entry.responseStatus || 0, type: entry.contentType || "", milliseconds: round(entry.duration) }
    )),
    snapshot: {
      url: short(location.href), title: short(document.title), language: short(root && root.lang), base: short(document.baseURI),
      direction: root ? styleOf(document.querySelector("h1") || document.body || root).direction : "", unstyled: unstyled(),
      viewport: [innerWidth, innerHeight], page: root ? [root.scrollWidth, root.scrollHeight] : [0, 0], scroll: [scrollX, scrollY],
      nodes, lines, ...looks.found, links, images, fields, elements: found, bad_selectors: bad, truncated: truncated.join(", "),
    },
  });
}
