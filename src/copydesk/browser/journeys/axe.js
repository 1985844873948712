// Runs axe-core, which the page has been given before, and brings back what it found, as one JSON text: the
// violations of `copydesk.capture.Accessibility`.
async ({ violations, places, characters }) => {
  const cut = (text) => String(text ?? "").slice(0, characters);
  const { scrollX, scrollY } = window;
  // Frames are other documents, and style sheets are not to be fetched again.
  const found = await window.axe.run(document, { resultTypes: ["violations"], elementRef: true, iframes: false, preload: false });
  const place = ({ element, target, failureSummary }) => {
    const box = element && element.getBoundingClientRect();
    const shown = box && (box.width || box.height);
    return {
      selector: cut(target.flat().join(" ")), why: cut(failureSummary),
      box: shown ? [box.x + scrollX, box.y + scrollY, box.width, box.height] : null,
    };
  };
  return JSON.stringify(found.violations.slice(0, violations).map(({ id, impact, help, nodes }) => (
    { rule: cut(id), impact: cut(impact), help: cut(help), count: nodes.length, places: nodes.slice(0, places).map(place) }
  )));
}
