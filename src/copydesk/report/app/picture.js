// The screenshot, with the place of each finding outlined and numbered.
function picture(page, findings, large = false) {
  const { width, height, data, file } = page.picture;
  if (!data) return el("figure", {}, el("figcaption", {}, "The screenshot is in ", el("code", {}, file)));
  const boxes = new Map();
  for (const one of findings) {
    for (const box of one.boxes || []) {
      const key = box.join(), there = boxes.get(key) || { box, here: [] };
      boxes.set(key, { box, here: there.here.concat(one) });
    }
  }
  const marks = [...boxes.values()].map(({ box, here }) => {
    const [x, y, w, h] = box, label = here.length < 4 ? here.map((one) => one.id).join(", ") : `${here[0].id} …`;
    return svg("g", { class: `mark ${here[0].severity}`, "data-marks": here.map((one) => one.id).join(" "), tabindex: 0, role: "button", "aria-label": `Finding ${label}: ${visibleText(here[0].message)}`, onclick: () => toFinding(here[0].id), onkeydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); toFinding(here[0].id); } } },
      svg("rect", { x: x - 2, y: y - 2, width: w + 4, height: h + 4 }),
      tag(label, x - 2, y - 2));
  });
  return el("figure", { class: "picture" }, svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": `The page as it was, with ${plural(marks.length, "place")} marked` },
    svg("image", { href: data, width, height }), marks),
    el("figcaption", {}, marks.length ? "The page when the visit ended. Choose a number to find its finding." : "The page when the visit ended.",
      el("button", { type: "button", "aria-pressed": String(large), onclick: (event) => larger(event.currentTarget) }, large ? "Smaller" : "Larger")));
}
// A number on a label that stands above its place, or within where there is no room above.
function tag(label, x, y) {
  const wide = 22 + 18 * label.length, top = y < 40 ? y : y - 40;
  return [svg("rect", { class: "tag", x: Math.max(x, 0), y: top, width: wide, height: 40 }), svg("text", { x: Math.max(x, 0) + wide / 2, y: top + 30 }, label)];
}
function larger(button) {
  const now = button.closest(".split").classList.toggle("large");
  button.setAttribute("aria-pressed", String(now));
  button.textContent = now ? "Smaller" : "Larger";
}
// A long page's picture is seen in part: the first place that it is shown for is to be in that part.
function uncover(view) {
  const mark = view.querySelector(".mark"), figure = mark?.closest(".picture");
  if (!figure) return;
  const place = mark.getBoundingClientRect(), frame = figure.getBoundingClientRect();
  if (place.bottom > frame.bottom) figure.scrollTop += place.top - frame.top - (frame.height - place.height) / 2;
}
function outline(id) {
  for (const mark of document.querySelectorAll("[data-marks]")) mark.classList.toggle("on", mark.dataset.marks.split(" ").includes(String(id)));
}
function reveal(id) {
  const mark = [...document.querySelectorAll("[data-marks]")].find((one) => one.dataset.marks.split(" ").includes(String(id)));
  if (!mark) return say("This finding has no place on the picture.");
  outline(id);
  mark.scrollIntoView({ block: "center", behavior: still() });
  mark.focus({ preventScroll: true });
}
function toFinding(id) {
  const card = document.getElementById(`finding-${id}`);
  if (!card) return;
  card.scrollIntoView({ block: "center", behavior: still() });
  card.querySelector("button").focus({ preventScroll: true });
  card.classList.add("on");
  card.addEventListener("animationend", () => card.classList.remove("on"), { once: true });
}
const still = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
