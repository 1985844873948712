// What collect.js notes of how an element is painted and placed: flags as `copydesk.capture` names them, and
// whether a text can be told from what is behind it. `see` is called for every element, parents first.
(styleOf, own) => {
  const PAINTS = 16, PICTURED = 32, LIFTED = 64, PINNED = 128, CLIPS = 256, SCROLLS = 512, SHORTENS = 1024, FLOATS = 2048, BARE = 4096, LOOSE = 8192;
  const MEDIA = /^(img|iframe|video|object|embed)$/;
  const CLEAR = "rgba(0, 0, 0, 0)";
  const SAME = 1.1; // the contrast below which two colours are one to the eye
  const found = { layers: [], shifts: [], letters: {} };
  const behind = []; // for each element the plain colour that is behind its text, or null
  const shut = [];
  const depths = [];
  const DEEP = 300; // the browser takes the longer to tell a style the deeper it lies: below, nothing is asked
  const known = new Map();
  let patience = 1000; // so many texts and controls at most are looked at more closely

  // A colour may be told in any space (oklch, color(srgb …)): the browser paints it to tell what it is.
  const painted = new Map();
  let brush = null;
  const paint = (colour) => {
    try {
      brush ||= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    } catch { /* The page has put something else in its place. */ }
    if (!brush || painted.size > 500) return null;
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const parse = (colour) => {
    const parts = /^rgba?\(([\d., ]+)\)$/.exec(colour);
    if (!parts) {
      if (!painted.has(colour)) painted.set(colour, /^(color|oklch|oklab|lch|lab|hsl)\(/.test(colour) ? paint(colour) : null);
      return painted.get(colour);
    }
    const [r, g, b, a = 1] = parts[1].split(",").map(Number);
    return [r, g, b, a];
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part <= 10 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const same = (colour, ground) => {
    const key = colour + ground;
    if (!known.has(key)) {
      const one = parse(colour), other = parse(ground);
      let answer = false;
      if (one && one[3] < 0.1) answer = true;
      else if (one && other) {
        const [dark, light] = [luminance(one.slice(0, 3)), luminance(other.slice(0, 3))].sort((a, b) => a - b);
        answer = (light + 0.05) / (dark + 0.05) < SAME;
      }
      known.set(key, answer);
    }
    return known.get(key);
  };
  // Generated content can be a picture, an icon, or a shade behind a text.
  const generates = (element) => ["::before", "::after"].some((which) => {
    const { content, backgroundColor, backgroundImage, position } = styleOf(element, which);
    if (content === "none" || content === "normal") return false;
    return content !== '""' || backgroundColor !== CLEAR || backgroundImage !== "none" || position === "absolute";
  });
  // Whether generated content can be what is seen behind a text: painted, and more than a line.
  const shades = (element) => ["::before", "::after"].some((which) => {
    const { content, backgroundColor, backgroundImage, width, height } = styleOf(element, which);
    if (content === "none" || content === "normal") return false;
    if (parseFloat(width) < 8 || parseFloat(height) < 8) return false;
    return backgroundColor !== CLEAR || backgroundImage !== "none" || content.startsWith("url(");
  });
  const drawing = (element) => element instanceof SVGElement && element.ownerSVGElement;
  const pictured = ({ backgroundImage, maskImage, webkitMaskImage }) =>
    backgroundImage !== "none" || !/^(none)?$/.test(maskImage || webkitMaskImage || "");
  const bare = (element) => {
    if (element.textContent.trim() || element.querySelector("img, svg, picture, video, canvas, iframe, object, input, select, textarea")) return false;
    patience--;
    const inner = [element, ...element.querySelectorAll("*")];
    return inner.length < 9 && !inner.some((one) => one.shadowRoot || pictured(styleOf(one)) || generates(one));
  };

  // What is cut off to nothing, or lies in what is, cannot be seen, whatever its own box is like. What is
  // positioned is cut off by what its place is reckoned from, and by nothing between the two.
  const closes = (element, style, box) => {
    if (element === document.documentElement || element === document.body || style.display === "inline") return false;
    if (/^inset\((100|[5-9]\d)(\.\d+)?%\)/.test(style.clipPath)) return true;
    return !!box && style.overflow !== "visible" && (box.width < 1 || box.height < 1) && /hidden|clip/.test(style.overflow);
  };
  const shuts = (element, style, box, index, parent) => {
    depths[index] = parent < 0 ? 0 : depths[parent] + 1;
    if (depths[index] > DEEP) return (shut[index] = shut[parent]).inner;
    const loose = style.position === "absolute" || style.position === "fixed";
    const outer = parent < 0 ? null : shut[parent];
    const inherited = !!outer && (loose ? outer.loose : outer.inner);
    const inner = inherited || closes(element, style, box);
    shut[index] = { inner, loose: style.position === "static" ? !!outer && outer.loose : inner };
    return inner;
  };

  const see = (element, style, index, parent, shown) => {
    behind[index] = null;
    if (!shown || drawing(element) || depths[index] > DEEP) return 0;
    const name = own(element, "localName"), { backgroundColor, position, overflow, transform, float } = style;
    let flags = 0;
    const colour = backgroundColor === CLEAR ? null : parse(backgroundColor);
    const opaque = colour && colour[3] >= 0.8;
    const picture = pictured(style);
    if (picture) flags |= PICTURED;
    if (position !== "static") {
      flags |= LIFTED;
      if (position === "fixed" || position === "sticky") flags |= PINNED;
      if (position === "absolute" || position === "fixed") flags |= LOOSE;
      const z = parseInt(style.zIndex, 10);
      if (!Number.isNaN(z)) found.layers.push([index, z]);
    }
    if ((opaque || MEDIA.test(name)) && style.pointerEvents !== "none" && style.opacity > 0.9) flags |= PAINTS;
    if (overflow !== "visible") {
      if (/hidden|clip/.test(overflow)) flags |= CLIPS;
      if (/auto|scroll/.test(overflow)) flags |= SCROLLS;
      if (style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none") flags |= SHORTENS;
    }
    if (float !== "none") flags |= FLOATS;
    let right = 0, down = 0;
    if (position === "relative") {
      right = parseFloat(style.left) || 0;
      down = parseFloat(style.top) || 0;
    }
    if (flags & LIFTED && style.translate !== "none") {
      const [x, y = "0"] = style.translate.split(" ");
      if (!/%/.test(x + y)) {
        right += parseFloat(x);
        down += parseFloat(y);
      }
    }
    if (transform.startsWith("matrix(")) {
      const parts = transform.slice(7).split(",");
      right += parseFloat(parts[4]);
      down += parseFloat(parts[5]);
    }
    if (right || down) found.shifts.push([index, Math.round(right), Math.round(down)]);
    if ((name === "a" || name === "button") && patience > 0 && bare(element)) flags |= BARE;

    if (picture) behind[index] = null;
    else if (opaque) behind[index] = backgroundColor;
    else if (colour || flags & LOOSE) behind[index] = null;
    else if (parent >= 0) behind[index] = behind[parent];
    else behind[index] = /dark/.test(style.colorScheme) ? null : "rgb(255, 255, 255)";
    return flags;
  };

  // Whether the text of an element has no size, or the colour of what is behind it and nothing that makes it
  // stand out all the same.
  const faint = (element, index, unprinted) => {
    const ground = behind[index], style = element && styleOf(element);
    if (unprinted) return !!style && style.fontSize === "0px";
    if (!ground || !style || drawing(element) || !same(style.color, ground) || patience-- <= 0) return false;
    if (style.textShadow !== "none" || (style.webkitTextFillColor || style.color) !== style.color) return false;
    if (parseFloat(style.webkitTextStrokeWidth) > 0) return false;
    for (let node = element; node; node = own(node, "parentElement")) {
      const { mixBlendMode, filter } = styleOf(node);
      if (mixBlendMode !== "normal" || filter !== "none" || shades(node)) return false;
    }
    return true;
  };
  // In what letters a text, or the value of a field, is printed.
  const letters = (element, index) => {
    const { fontSize, fontWeight, fontStyle, color } = styleOf(element);
    const key = [fontSize, fontWeight, fontStyle.replace("normal", ""), color].filter(Boolean).join(" ");
    (found.letters[key] ||= []).push(index);
  };
  return { see, shuts, faint, letters, found };
}
