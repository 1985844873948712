// Looks at a page as its reader does, and as a crawler: which words stand where in which colour, which
// pictures, painted surfaces and fields, and what the document says of itself. The shape of
// `copydesk.faults.effects.Look`. It shares nothing with collect.js and the rules, so that what they miss is
// not missed here as well.
() => {
  const styleOf = getComputedStyle;
  const round = (number) => Math.round(number);
  const clear = (colour) => /^transparent$|^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);
  const words = [], pictures = [], surfaces = [], fields = [], labels = [], links = [];
  const HIDES = /hidden|clip|auto|scroll/;
  const cut = (box, clip) => {
    const left = Math.max(box.left, clip.left), top = Math.max(box.top, clip.top);
    const right = Math.min(box.right, clip.right), bottom = Math.min(box.bottom, clip.bottom);
    return { left, top, right, bottom };
  };
  const place = (box, clip) => {
    const { left, top, right, bottom } = cut(box, clip);
    if (right - left <= 1 || bottom - top <= 1 || right + scrollX <= 0 || bottom + scrollY <= 0) return null;
    return [round(left + scrollX), round(top + scrollY), round(right - left), round(bottom - top)];
  };
  const everything = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
  const range = document.createRange();

  const text = (node, style, clip) => {
    if (clear(style.color)) return;
    for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const at = place(range.getBoundingClientRect(), clip);
      if (at) words.push({ what: word, colour: style.color, box: at });
      // Out of sight, as text for screen readers is.
      else labels.push(word);
    }
  };
  const paint = (style) => {
    const borders = ["top", "right", "bottom", "left"].map((side) => {
      const width = style.getPropertyValue(`border-${side}-width`), colour = style.getPropertyValue(`border-${side}-color`);
      return width === "0px" || clear(colour) ? "" : `${width} ${colour}`;
    });
    const parts = [clear(style.backgroundColor) ? "" : style.backgroundColor, style.backgroundImage.replace("none", ""), style.boxShadow.replace("none", ""), ...borders];
    return parts.some(Boolean) ? parts.join("|").slice(0, 400) : "";
  };
  const generated = (element) => ["::before", "::after"].map((name) => getComputedStyle(element, name).content).filter((content) => !/^(none|normal)$/.test(content)).join(" ");

  const visit = (element, clip, outer) => {
    const style = styleOf(element);
    const tag = element.localName;
    if (tag === "a" && element.hasAttribute("href")) links.push(`${element.href} ${element.rel}`.trim());
    if (tag === "img") links.push(`${element.currentSrc || element.src} “${element.alt}”`);
    if (/^(script|style|noscript|template)$/.test(tag) || style.display === "none") return void crawl(element);
    if (style.position === "fixed") clip = outer = everything;
    else if (style.position === "absolute") clip = outer;
    if (style.clipPath !== "none" && /inset\(100%\)|inset\(50%\)/.test(style.clipPath)) clip = { left: 0, top: 0, right: 0, bottom: 0 };
    const box = element.getBoundingClientRect();
    const shown = style.display === "contents" || element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    if (shown) {
      const at = style.display === "contents" ? null : place(box, clip);
      const said = [...element.attributes].filter(({ name }) => /^(aria-(?!controls$|labelledby$|describedby$|owns$)|title$|role$|datetime$|placeholder$|lang$|dir$|itemprop$)/.test(name));
      for (const { name, value } of said) labels.push(`${name}=${value}`);
      if (at) {
        const painted = paint(style) + generated(element);
        if (painted) surfaces.push({ what: painted, box: at });
        if (/^(img|svg|video|canvas|iframe|object|embed)$/.test(tag)) {
          const drawn = tag === "img" && !element.naturalWidth ? "broken" : element.currentSrc || element.src || "";
          pictures.push({ what: `${tag} ${drawn}`, box: at });
        }
        if (/^(input|select|textarea|button)$/.test(tag)) {
          const options = tag === "select" ? [...element.options].map((option) => option.text).join(", ") : "";
          const held = tag === "button" ? "" : [element.type, element.value, element.checked, options].filter(Boolean).join(" ");
          fields.push({ what: [tag, held, element.disabled && "disabled"].filter(Boolean).join(" "), box: at });
        }
      }
    }
    // What a script has put into these is not shown, and no HTML can put anything there.
    if (/^(svg|select|input|img|br|hr)$/.test(tag)) return;
    if (HIDES.test(style.overflow) && tag !== "body" && tag !== "html" && style.display !== "inline") {
      clip = cut(box, clip);
      if (style.position !== "static") outer = clip;
    } else if (style.position !== "static") outer = clip;
    for (const child of element.childNodes) {
      if (child.nodeType === 1) visit(child, clip, outer);
      else if (child.nodeType === 3 && shown && child.data.trim()) text(child, style, clip);
    }
  };
  // A crawler follows links and fetches pictures that the style sheet hides.
  const crawl = (element) => {
    for (const one of element.querySelectorAll("a[href], img")) {
      links.push(one.localName === "a" ? `${one.href} ${one.rel}`.trim() : `${one.currentSrc || one.src} “${one.alt}”`);
    }
  };
  visit(document.body, everything, everything);

  const head = [`lang ${document.documentElement.lang}`, `dir ${document.documentElement.dir}`, `title ${document.title}`];
  const READ = { meta: /^(name|property|content|http-equiv|charset)$/, link: /^(rel|href|hreflang|type|media)$/ };
  for (const { localName, attributes } of document.querySelectorAll("meta, link[rel=canonical], link[rel=alternate], link[rel=prev], link[rel=next]")) {
    const said = [...attributes].filter(({ name }) => READ[localName].test(name));
    head.push(said.map(({ name, value }) => `${name}=${value}`).sort().join(" "));
  }
  for (const script of document.querySelectorAll("script[type*=json]")) head.push(`json ${script.text}`);
  return JSON.stringify({ words, pictures, surfaces, fields, labels, links, head, width: document.documentElement.scrollWidth });
}
