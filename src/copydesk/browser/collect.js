// Waits until the page has settled, then brings back everything the rules need, as one JSON text: the
// shape of `copydesk.capture.Snapshot`, and `settled` beside it. One evaluation, one round trip.
async ({ elements, patience, limits }) => {
  const { settled: rest, stringify, opened, answers, style: styleOf } = window.__copydesk;
  const looks = LOOKS;
  const settled = await rest(patience);
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
    for (const { name, value } of element.attributes) {
      found[name] = clip(value, value.startsWith("data:") ? limits.data : limits.attribute);
    }
    return found;
  };
  const rectangle = (element, style) => {
    if (style.display === "contents") return element.parentElement ? element.parentElement.getBoundingClientRect() : null;
    const box = element.getBoundingClientRect();
    return box.width || box.height || element.getClientRects().length ? box : null;
  };
  const add = (element, parent, shadow) => {
    const silent = SILENT.has(element.tagName);
    let flags = shadow ? SHADOW : 0, box = null;
    if (!silent) {
      const style = styleOf(element);
      let shown = style.display === "contents"
        ? parent >= 0 && (nodes[parent][5] & VISIBLE)
        : element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      box = shown ? rectangle(element, style) : null;
      if (looks.shuts(element, style, box, nodes.length, parent)) shown = box = null;
      if (shown) flags |= VISIBLE;
      if (!style.display.startsWith("inline") && style.display !== "contents" && style.display !== "none") flags |= BLOCK;
      flags |= looks.see(element, style, nodes.length, parent, shown);
    }
    const index = nodes.length;
    indices.set(element, index);
    const place = box && [round(box.x + scrollX), round(box.y + scrollY), round(box.width), round(box.height)];
    const json = element.tagName === "SCRIPT" && /json/i.test(element.type);
    nodes.push([parent, element.localName, json ? clip(element.text, limits.json) : "", attributes(element), place, flags]);
    if (element.localName === "a" && element.hasAttribute("href")) links.push([index, clip(String(element.href), limits.attribute)]);
    else if (element.localName === "img") {
      const { currentSrc, naturalWidth, naturalHeight, complete } = element;
      images.push({ node: index, src: currentSrc.slice(0, limits.attribute), width: naturalWidth, height: naturalHeight, complete });
    } else if (/^(input|select|textarea|option|button)$/.test(element.localName)) {
      const { value, checked, selected, disabled } = element;
      fields.push({ node: index, value: String(value ?? "").slice(0, 200), checked: !!(checked || selected), disabled: !!disabled });
      if (flags & VISIBLE && element.localName !== "option") looks.letters(element, index);
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
    (element.tagName === "DETAILS" && !element.open)
    || (element.shadowRoot && !text.assignedSlot)
    || (REPLACED.has(element.tagName) && !range.getClientRects().length);

  // No recursion: a page may nest deeper than the stack is high.
  const stack = [[document.documentElement, -1, false]];
  while (stack.length) {
    const [node, parent, shadow] = stack.pop();
    if (nodes.length >= limits.nodes || room <= 0) {
      truncated.push(nodes.length >= limits.nodes ? `more than ${limits.nodes} nodes` : `more than ${limits.text} characters`);
      break;
    }
    if (node.nodeType === 3) {
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
    if (SILENT.has(node.tagName) || node.tagName === "IFRAME") continue;
    for (const root of [node, node.shadowRoot]) {
      for (let child = root && root.lastChild; child; child = child.previousSibling) {
        if (child.nodeType === 1 || child.nodeType === 3) stack.push([child, index, root !== node]);
      }
    }
  }

  const found = {}, bad = {};
  const covered = (element) => {
    const box = element.getBoundingClientRect();
    const x = box.x + box.width / 2, y = box.y + box.height / 2;
    if (!box.width || !box.height || x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
    const top = document.elementFromPoint(x, y);
    return !!top && !element.contains(top) && !top.contains(element);
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
          const inner = element.querySelectorAll(`:scope ${path}`);
          match.parts[part] = Array.from(inner, (one) => indices.get(one)).filter((one) => one !== undefined);
        }
        found[name].push(match);
        if (found[name].length >= limits.matches) break;
      }
    } catch (error) {
      bad[name] = error.message;
    }
  }

  const root = document.documentElement;
  // Whether the page looks as a browser shows one that no style sheet has come for.
  const unstyled = () => {
    const [body, link] = [document.body, document.querySelector("a[href]")].map((node) => node && styleOf(node));
    return !!body && body.margin === "8px" && /^"?(Times|serif)/.test(body.fontFamily) && (!link || link.color === "rgb(0, 0, 238)");
  };
  return stringify({
    settled,
    opened: opened(),
    answers: answers(),
    received: document.readyState === "loading" ? null : (performance.getEntriesByType("navigation")[0] || {}).decodedBodySize ?? 0,
    timings: performance.getEntriesByType("resource").slice(0, limits.requests).map((entry) => (
      { url: entry.name.slice(0, limits.attribute), kind: entry.initiatorType, status: entry.responseStatus || 0, type: entry.contentType || "", milliseconds: round(entry.duration) }
    )),
    snapshot: {
      url: location.href, title: document.title, language: root.lang, base: document.baseURI,
      direction: styleOf(document.querySelector("h1") || document.body || root).direction, unstyled: unstyled(),
      viewport: [innerWidth, innerHeight], page: [root.scrollWidth, root.scrollHeight], scroll: [scrollX, scrollY],
      nodes, lines, ...looks.found, links, images, fields, elements: found, bad_selectors: bad, truncated: truncated.join(", "),
    },
  });
}
