// Breaks a page on purpose, once it has settled. `acts` are what `copydesk.faults.fault.Dom` says, each with
// its function in `functions`, or null where `op` names one of those below. Gives back, for each, how many
// places it changed, or a sentence saying why it could not.
({ elements, acts }, functions) => {
  const seen = (node) => {
    const box = node.getBoundingClientRect();
    return node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && (box.width > 1 || box.height > 1);
  };
  const find = (name, part, hidden) => {
    if (!name) return [document.documentElement];
    if (!elements[name]) return [];
    const { selector, parts } = elements[name];
    let nodes = [...document.querySelectorAll(selector)];
    if (part) nodes = parts[part] ? nodes.flatMap((node) => [...node.querySelectorAll(`:scope ${parts[part]}`)]) : [];
    return hidden ? nodes : nodes.filter(seen);
  };
  const texts = (node) => {
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) if (walk.currentNode.data.trim() && !walk.currentNode.parentElement.closest("script, style")) found.push(walk.currentNode);
    return found;
  };
  const style = (nodes, rules) => {
    for (const node of nodes) for (const [name, value] of Object.entries(rules)) node.style.setProperty(name, value, "important");
    return nodes.length;
  };
  const fragment = (html) => document.createRange().createContextualFragment(html);
  const insert = { beforebegin: "before", afterbegin: "prepend", beforeend: "append", afterend: "after" };
  const kit = { find, seen, texts, style, fragment };

  const ops = {
    remove: (nodes) => (nodes.forEach((node) => node.remove()), nodes.length),
    // Leaves the element and takes out what is in it.
    empty: (nodes) => (nodes.forEach((node) => node.replaceChildren()), nodes.length),
    // Empties it, but leaves the room that it took up.
    hollow: (nodes) => {
      for (const node of nodes) {
        const { height } = node.getBoundingClientRect();
        node.replaceChildren();
        style([node], { "min-height": `${Math.max(height, 20)}px`, display: "block" });
      }
      return nodes.length;
    },
    // Puts a copy right after it.
    duplicate: (nodes) => (nodes.forEach((node) => node.after(node.cloneNode(true))), nodes.length),
    hide: (nodes) => style(nodes, { display: "none" }),
    invisible: (nodes) => style(nodes, { visibility: "hidden" }),
    transparent: (nodes) => style(nodes, { opacity: "0" }),
    "off-screen": (nodes) => style(nodes, { position: "absolute", left: "-9999px" }),
    "zero-size": (nodes) => style(nodes, { display: "block", width: "0", height: "0", "min-width": "0", "min-height": "0", overflow: "hidden", padding: "0", border: "0" }),
    // Lays an opaque box over it.
    cover: (nodes) => {
      const from = scrollY;
      for (const node of nodes) {
        node.scrollIntoView({ block: "center" });
        const box = node.getBoundingClientRect();
        const over = fragment("<div>Before you go on, choose what you allow</div>").firstChild;
        document.body.append(over);
        style([over], {
          position: "absolute", "z-index": "2147483647", background: "#555", color: "#fff", left: `${box.x + scrollX - 4}px`,
          top: `${box.y + scrollY - 4}px`, width: `${box.width + 8}px`, height: `${box.height + 8}px`,
        });
      }
      scrollTo(0, from);
      return nodes.length;
    },
    // Gives its text the colour of what is behind it.
    recolour: (nodes) => {
      for (const node of nodes) {
        let behind = node, colour = "rgba(0, 0, 0, 0)";
        while (behind && /^(transparent|rgba\(.*, 0\))$/.test(colour)) {
          colour = getComputedStyle(behind).backgroundColor;
          behind = behind.parentElement;
        }
        if (!behind && /0\)$|transparent/.test(colour)) colour = "rgb(255, 255, 255)";
        style([node, ...node.querySelectorAll("*")], { color: colour });
      }
      return nodes.length;
    },
    // Moves it: argument { element, part, where } as for `insert`, to the end of the page without an element.
    // Where its selector would not find it there, nobody can say where it is, and it stays.
    move: (nodes, { element, part, where = "beforeend" }, kit, again) => {
      const [place] = element ? find(element, part) : [document.body];
      if (!place) return `there is no ${element} to move it to`;
      const movable = nodes.filter((node) => !node.contains(place));
      const marks = movable.map((node) => { const mark = document.createComment(""); node.before(mark); return mark; });
      for (const node of movable) place[insert[where]](node);
      const found = again(), lost = movable.some((node) => !found.includes(node));
      marks.forEach((mark, i) => (lost ? mark.replaceWith(movable[i]) : mark.remove()));
      if (lost) return "its selector finds it in its own place only";
      return movable.length || "it holds the place that it would move to";
    },
    // Exchanges the first two.
    swap: (nodes) => {
      if (nodes.length < 2) return "there are no two to exchange";
      const [one, other] = nodes, mark = document.createComment("");
      one.replaceWith(mark);
      other.replaceWith(one);
      mark.replaceWith(other);
      return 2;
    },
    // Puts them in the opposite order.
    reverse: (nodes) => {
      if (nodes.length < 2) return "there are no two to exchange";
      const marks = nodes.map((node) => { const mark = document.createComment(""); node.replaceWith(mark); return mark; });
      marks.reverse().forEach((mark, i) => mark.replaceWith(nodes[i]));
      return nodes.length;
    },
    "set-text": (nodes, text) => (nodes.forEach((node) => (node.textContent = text)), nodes.length),
    // Replaces in texts: argument { from (a regular expression), to, flags }.
    "replace-text": (nodes, { from, to, flags = "" }) => {
      let changed = 0;
      for (const node of nodes) {
        for (const text of texts(node)) {
          const data = text.data.replace(new RegExp(from, flags), to);
          if (data !== text.data) { text.data = data; changed++; }
        }
      }
      return changed || `there is nothing like ${from} in its text`;
    },
    "prepend-text": (nodes, text) => (nodes.forEach((node) => node.prepend(text)), nodes.length),
    "append-text": (nodes, text) => (nodes.forEach((node) => node.append(text)), nodes.length),
    // Inserts markup: argument { where (as for insertAdjacentHTML), html }.
    insert: (nodes, { where = "beforeend", html }) => (nodes.forEach((node) => node[insert[where]](fragment(html))), nodes.length),
    // argument { name, value }
    "set-attribute": (nodes, { name, value }) => {
      const having = nodes.filter((node) => !["href", "src"].includes(name) || name in node);
      having.forEach((node) => node.setAttribute(name, value));
      return having.length || `it can have no ${name}`;
    },
    "remove-attribute": (nodes, name) => {
      const having = nodes.filter((node) => node.hasAttribute(name));
      having.forEach((node) => node.removeAttribute(name));
      return having.length || `it has no ${name}`;
    },
    // Replaces in an attribute: argument { name, from (a regular expression), to }.
    "replace-attribute": (nodes, { name, from, to }) => {
      let changed = 0;
      for (const node of nodes) {
        const value = node.getAttribute(name) ?? "", next = value.replace(new RegExp(from), to);
        if (next !== value) { node.setAttribute(name, next); changed++; }
      }
      return changed || `there is nothing like ${from} in its ${name}`;
    },
    // argument { property: value }
    style: (nodes, rules) => style(nodes, rules),
    // Puts an element into the document's head: the argument is its markup.
    head: (nodes, html) => (document.head.append(fragment(html)), 1),
    // Sets what a `<meta>` says, making it if need be: argument { key (name or property), value }.
    meta: (nodes, { key, value }) => {
      let [node] = document.querySelectorAll(`meta[name="${key}"], meta[property="${key}"]`);
      if (!node) {
        node = document.createElement("meta");
        node.setAttribute(key.includes(":") ? "property" : "name", key);
        document.head.append(node);
      }
      node.setAttribute("content", value);
      return 1;
    },
    title: (nodes, text) => ((document.title = text), 1),
    // It does nothing any more: what is done to it is heard by no script of the page, nor by the browser.
    deaf: (nodes) => {
      for (const node of nodes) {
        for (const type of ["pointerdown", "mousedown", "click", "input", "change", "submit"]) {
          node.addEventListener(type, (event) => { event.stopImmediatePropagation(); event.preventDefault(); }, true);
        }
      }
      return nodes.length;
    },
  };
  kit.ops = ops;

  return acts.map(({ op, element, part, which, argument, hidden }, i) => {
    let targets = find(element, part, hidden);
    if (!targets.length) return `the page has no ${part ? `${part} of the ${element}` : element} to break`;
    if (which === "first") targets = targets.slice(0, op === "swap" ? 2 : 1);
    if (which === "last") targets = targets.slice(-1);
    return (functions[i] || ops[op])(targets, argument, kit, () => find(element, part, true));
  });
}
